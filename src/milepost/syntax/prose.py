"""A note's body as blocks of safe HTML with gaps for links, as Obsidian shows it.

Diagrams, formulas and queries are shown as labelled source. Headings begin at h2, because a page has one h1. Comments
and block ids are not there. Everything an author typed is escaped.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from markdown_it.token import Token

from milepost.model.status import ItemState
from milepost.syntax.emptied import callout_title
from milepost.syntax.escape import escape
from milepost.syntax.prose_blocks import Block, Part
from milepost.syntax.prose_inline import inline_parts, without_comments, words

_SOURCE_LANGUAGES = frozenset(
    "mermaid math latex tikz plantuml dataview dataviewjs tasks query base button chart tracker timeline".split()
)
_SOURCE_PREFIXES = ("meta-bind", "ad-")
_LANGUAGE = re.compile(r"[\w+#.\-]+")
_NO_NAME = re.compile(r"[^\w-]+")
_KINDS: Mapping[str, str] = {"heading_open": "heading", "bullet_list_open": "list", "ordered_list_open": "list"}
_STATE_WORDS: Mapping[ItemState, str] = {
    ItemState.TODO: "to do",
    ItemState.IN_PROGRESS: "in progress",
    ItemState.ON_HOLD: "on hold",
    ItemState.DONE: "done",
    ItemState.CANCELLED: "cancelled",
}
_ALIGNMENT = re.compile(r"text-align:(left|center|right)$")
_TABLE = '<div class="mp-scroll" tabindex="0" role="region" aria-label="Table"><table>'

_SIMPLE: Mapping[str, str] = {
    "paragraph_close": "</p>\n",
    "bullet_list_open": "<ul>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "list_item_close": "</li>\n",
    "table_open": _TABLE,
    "table_close": "</table></div>\n",
    "thead_open": "<thead>",
    "thead_close": "</thead>",
    "tbody_open": "<tbody>",
    "tbody_close": "</tbody>",
    "tr_open": "<tr>",
    "tr_close": "</tr>",
    "th_close": "</th>",
    "td_close": "</td>",
    "hr": "<hr>\n",
    "comment": "",
}


def prose(tokens: Sequence[Token], footnotes: Mapping[str, int], *, keeps_lines: bool = False) -> Sequence[Block]:
    """The blocks of a note. `footnotes` gives labels their numbers. With `keeps_lines` new lines are shown as such."""
    return _Printer(tokens, footnotes, keeps_lines=keeps_lines).run()


class _Printer:
    """Prints tokens one after the other. Footnotes are printed apart and come last."""

    def __init__(self, tokens: Sequence[Token], footnotes: Mapping[str, int], *, keeps_lines: bool) -> None:
        self._break = "<br>\n" if keeps_lines else "\n"
        self._tokens = tokens
        self._numbers = footnotes
        self._blocks: list[Block] = []
        self._out: list[Part] = []
        self._item_lines: list[int] = []
        self._quotes: list[str] = []
        self._section = -1
        self._notes: dict[int, list[Part]] = {}
        self._body: list[Part] = self._out
        self._referred: set[int] = set()

    def run(self) -> Sequence[Block]:
        """All blocks."""
        first = 0
        for index, token in enumerate(self._tokens):
            if token.hidden and token.level:  # a paragraph in a tight list
                continue
            html = _SIMPLE.get(token.type)
            if html is None:
                _HANDLERS[token.type](self, index, token)
            elif not token.hidden:
                self._out.append(html)
            if token.level == 0 and token.nesting <= 0 and token.type != "inline":
                self._flush(self._tokens[first])
                first = index + 1
        self._print_notes()
        return self._blocks

    def _flush(self, first: Token) -> None:
        """Make a block of what has been printed, if anything shows."""
        parts = _joined(self._out)
        lines = tuple(self._item_lines)
        self._out = self._body = []
        self._item_lines = []
        if parts:
            line = first.map[0] + 1 if first.map else 1
            self._blocks.append((_KINDS.get(first.type, "other"), line, self._section, parts, lines))

    # -- texts

    def _inline(self, _: int, token: Token) -> None:
        if not token.children:
            self._out.append(words(token.content, self._break))
            return
        for child in token.children:
            if child.type == "footnote_ref":
                self._refer(child)
        self._out.extend(inline_parts(token.children, self._break))

    def _paragraph(self, index: int, token: Token) -> None:
        if _is_blank(self._tokens[index + 1]):
            token.hidden = self._tokens[index + 2].hidden = True
        if not token.hidden:
            self._out.append(f"<p{_place(token)}>")

    def _heading(self, index: int, token: Token) -> None:
        anchor = token.meta.get("anchor")
        if anchor:
            self._section += 1
        if _is_blank(self._tokens[index + 1]):
            self._tokens[index + 2].hidden = True
            return
        place = f' id="{anchor}"' if anchor else ""
        self._out.append(f"<{_heading_tag(token)}{place}>")

    def _heading_close(self, _: int, token: Token) -> None:
        if not token.hidden:
            self._out.append(f"</{_heading_tag(token)}>\n")

    # -- lists, quotes, tables

    def _ordered_list(self, _: int, token: Token) -> None:
        start = token.attrs.get("start", 1)
        self._out.append("<ol>\n" if start == 1 else f'<ol start="{start}">\n')

    def _list_item(self, index: int, token: Token) -> None:
        state = token.meta.get("state")
        if not isinstance(state, ItemState):
            close = self._closes_empty(index)
            if close is None:
                self._out.append(f"<li{_place(token)}>")
            else:
                close.hidden = True
            return
        self._item_lines.append(int(token.meta["line"]))
        self._out.append(_item(str(token.meta["symbol"]), state, _place(token)))

    def _closes_empty(self, index: int) -> Token | None:
        """What closes the item that begins here, if the item shows nothing."""
        following = self._tokens[index + 1]
        if following.type == "paragraph_open" and _is_blank(self._tokens[index + 2]):
            following = self._tokens[index + 4]
        return following if following.type == "list_item_close" else None

    def _quote(self, _: int, token: Token) -> None:
        callout = token.meta.get("callout")
        if callout is None:
            self._out.append("<blockquote>\n")
            self._quotes.append("</blockquote>\n")
            return
        kind, fold, title, children = callout
        name = escape(_NO_NAME.sub("-", kind).strip("-") or "note")
        if children and not all(_shows_nothing(child) for child in children):
            shown = inline_parts(children, self._break)
        else:
            shown = [escape(("" if children else title) or callout_title(kind))]
        if fold:
            opened = " open" if fold == "+" else ""
            self._out += [
                f'<details class="mp-callout" data-callout="{name}"{opened}><summary>',
                *shown,
                "</summary>\n",
            ]
            self._quotes.append("</details>\n")
        else:
            self._out += [
                f'<div class="mp-callout" data-callout="{name}"><p class="mp-callout-title">',
                *shown,
                "</p>\n",
            ]
            self._quotes.append("</div>\n")

    def _quote_close(self, _: int, __: Token) -> None:
        self._out.append(self._quotes.pop())

    def _cell(self, _: int, token: Token) -> None:
        aligned = _ALIGNMENT.match(str(token.attrs.get("style", "")))
        scope = ' scope="col"' if token.tag == "th" else ""
        self._out.append(f'<{token.tag}{scope} class="mp-{aligned[1]}">' if aligned else f"<{token.tag}{scope}>")

    # -- source

    def _fence(self, _: int, token: Token) -> None:
        found = _LANGUAGE.match(token.info.strip())
        language = found[0].lower() if found else ""
        if language in _SOURCE_LANGUAGES or language.startswith(_SOURCE_PREFIXES):
            self._out.append(_source(language, token.content))
        else:
            label = f' data-language="{escape(language)}"' if language else ""
            self._out.append(f'<pre tabindex="0"><code{label}>{escape(token.content)}</code></pre>\n')

    def _code(self, _: int, token: Token) -> None:
        self._out.append(f'<pre tabindex="0"><code>{escape(token.content)}</code></pre>\n')

    def _math(self, _: int, token: Token) -> None:
        self._out.append(_source("math", token.content.strip("\n")))

    def _html(self, _: int, token: Token) -> None:
        source = without_comments(token.content).strip("\n")
        if source.strip():
            self._out.append(f'<pre class="mp-html" tabindex="0"><code>{escape(source)}</code></pre>\n')

    # -- footnotes

    def _refer(self, token: Token) -> None:
        number = int(token.meta["number"])
        token.meta["is_first"] = number not in self._referred
        self._referred.add(number)
        if token.children:
            self._notes[number] = ["<p>", *inline_parts(token.children, self._break), "</p>\n"]

    def _footnote_open(self, _: int, token: Token) -> None:
        label = str(token.meta["label"])
        number = self._numbers.get(label) or len(self._numbers) + len(self._notes) + 1
        self._body, self._out = self._out, self._notes.setdefault(number, [])

    def _footnote_close(self, _: int, __: Token) -> None:
        self._out = self._body

    def _print_notes(self) -> None:
        if not self._notes:
            return
        self._out.append('<section class="mp-footnotes" role="doc-endnotes"><ol>\n')
        for number in sorted(self._notes):
            back = f'<a class="mp-footnote-back" href="#fnref-{number}" aria-label="Back to the text">↩</a>'
            self._out += [f'<li id="fn-{number}" value="{number}">', *self._notes[number]]
            self._out.append(f"{back}</li>\n" if number in self._referred else "</li>\n")
        self._out.append("</ol></section>\n")
        self._flush(Token("footnotes", "", 0))


_HANDLERS: Mapping[str, Callable[[_Printer, int, Token], None]] = {
    "inline": _Printer._inline,
    "paragraph_open": _Printer._paragraph,
    "heading_open": _Printer._heading,
    "heading_close": _Printer._heading_close,
    "ordered_list_open": _Printer._ordered_list,
    "list_item_open": _Printer._list_item,
    "blockquote_open": _Printer._quote,
    "blockquote_close": _Printer._quote_close,
    "th_open": _Printer._cell,
    "td_open": _Printer._cell,
    "fence": _Printer._fence,
    "code_block": _Printer._code,
    "math_block": _Printer._math,
    "html_block": _Printer._html,
    "footnote_reference_open": _Printer._footnote_open,
    "footnote_reference_close": _Printer._footnote_close,
}


def _place(token: Token) -> str:
    """The id of what a block id names."""
    block_id = token.meta.get("block") if token.meta else None
    return f' id="b-{block_id}"' if block_id else ""


@lru_cache(maxsize=64)
def _item(symbol: str, state: ItemState, place: str) -> str:
    return (
        f'<li{place} class="mp-item" data-symbol="{escape(symbol)}" data-state="{state.value}">'
        f'<span class="mp-box" role="img" aria-label="{_STATE_WORDS[state]}"></span> '
    )


def _source(language: str, source: str) -> str:
    name = escape(language)
    return (
        f'<figure class="mp-source" data-language="{name}"><figcaption>{name}</figcaption>'
        f'<pre tabindex="0"><code>{escape(source)}</code></pre></figure>\n'
    )


def _heading_tag(token: Token) -> str:
    return f"h{min(int(token.tag[1:]) + 1, 6)}"


def _is_blank(token: Token) -> bool:
    """Whether a text shows nothing: it is empty, or all comment."""
    if not token.children:
        return not token.content.strip()
    return all(_shows_nothing(child) for child in token.children)


def _shows_nothing(token: Token) -> bool:
    if token.type == "html_inline":
        return token.content.startswith("<!--")
    return token.type in ("comment", "softbreak") or (token.type == "text" and not token.content.strip())


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts with neighbouring pieces of HTML made one; nothing if nothing but white space is left."""
    try:
        html = "".join(parts)  # type: ignore[arg-type] # gaps are rare: the failure tells
    except TypeError:
        return _with_gaps(parts)
    return (html,) if html and not html.isspace() else ()


def _with_gaps(parts: Sequence[Part]) -> tuple[Part, ...]:
    joined: list[Part] = []
    run: list[str] = []
    for part in parts:
        if isinstance(part, str):
            run.append(part)
        else:
            joined += ["".join(run), part]
            run = []
    joined.append("".join(run))
    return tuple(part for part in joined if part)
