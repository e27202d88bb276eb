"""Laws of reading a note's body: superset, nothing vanishes, total, places lie in the text, short ways equal long ones.

What the plugins read is written here once more, from how their own code behaves.
"""

import pickle
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from milepost.config.settings import ReadingSettings
from milepost.model.calendar import Period, read_period
from milepost.model.fields import ItemFields, LinkTarget
from milepost.syntax.document import ChecklistItem, Document
from milepost.syntax.inline_fast import parse_simple
from milepost.syntax.inlines import plain_text
from milepost.syntax.markdown import parse_blocks, parse_inline
from milepost.syntax.prose_blocks import PrivateLink, ProseLink, WebPicture
from milepost.syntax.read import read_document
from milepost.syntax.recurrence import is_recurrence
from milepost.syntax.source import line_starts
from milepost.syntax.values_link import read_links

SETTINGS = ReadingSettings()

WORDS = ("ship", "the beta", "a", "b.", "(maybe)", "x, y", "über", "**bold**", "`code`", "[[Note]]", "[t](u.md)", "1.5")
DATES = ("2026-01-01", "2026-02-02", "2026-03-03", "2026-02-30")
TEXTS = st.one_of(st.sampled_from(WORDS), st.sampled_from(("#task", "#a/b", "#x-1", "#2026")))
SIGNS = st.one_of(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from("📅📆🗓⏳⌛🛫➕✅❌"),
        st.sampled_from(("", "\ufe0f")),
        st.sampled_from((" ", "", "  ")),
        st.sampled_from(DATES),
    ),
    st.sampled_from(("🔺", "⏫", "🔼", "🔽\ufe0f", "⏬")),
    st.sampled_from(("🔁 every day", "🔁every 2 weeks on Tuesday when done", "🔁 every now and then")),
    st.sampled_from(("🏁 delete", "🏁 keep", "🆔 abc", "🆔 x-1", "⛔ d", "⛔ d , e", "⛔ d,e,f")),
)
WAITED = (
    *("[[Far]]", "[[Far#Part|shown]] +5d", "[there](A%20b.md)", '"[[Far]]"', '"near"', "near", "task-12 +2d"),
    *("[[", "]]", "![[x]]", "a b"),
)
BRACKETS = st.one_of(
    st.builds(
        "{0[0]}{1}::{2}{3}{0[1]}".format,
        st.sampled_from(("[]", "()")),
        st.sampled_from(("due", "scheduled", "start", "created", "completion", "cancelled", "owner", "budget")),
        st.sampled_from((" ", "")),
        st.sampled_from((*DATES, "Ana")),
    ),
    st.sampled_from(
        ("[priority:: high]", "(priority:: lowest)", "[id:: q]", "[repeat:: every day]", "[dependsOn:: a, b]")
    ),
)


def lines_of(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pieces with one or two spaces between them."""
    gaps = st.lists(st.sampled_from((" ", " ", " ", "  ")), min_size=8, max_size=8)
    return st.builds(
        lambda parts, gaps: "".join(gap + part for part, gap in zip(parts, gaps, strict=False)).strip(),
        st.lists(pieces, min_size=1, max_size=8),
        gaps,
    )


LINES = lines_of(st.one_of(TEXTS, SIGNS, BRACKETS))
BRACKET_LINES = lines_of(st.one_of(TEXTS, BRACKETS))


def item_of(line: str) -> tuple[ChecklistItem, Document]:
    """The item a line behind a box makes."""
    document = read_document(f"- [ ] {line}".encode(), SETTINGS)
    [item] = document.items
    return item, document


# -- what the plugins read, written from their sources' behaviour


@dataclass
class Plugin:
    """The regular expressions of one format of the Tasks plugin, each matching at the end of a line."""

    fields: Mapping[str, re.Pattern[str]]


_ID = r"[a-zA-Z0-9-_]+"
_TAG = re.compile(r"(^|\s)#[^ !@#$%^&*(),.?\":{}|<>]+$")


def _sign(sign: str, value: str) -> re.Pattern[str]:
    return re.compile(f"(?:{sign})\ufe0f?" + (f" *({value})" if value else "") + "$")


def _bracket(inside: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?=[^\]]+\])\[|(?=[^)]+\))\() *{inside} *[)\]](?: *,)?$")


_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
EMOJI = Plugin(
    {
        "priority": re.compile("(🔺|⏫|🔼|🔽|⏬)\ufe0f?$"),
        "done": _sign("✅", _DATE),
        "cancelled": _sign("❌", _DATE),
        "due": _sign("📅|📆|🗓", _DATE),
        "scheduled": _sign("⏳|⌛", _DATE),
        "start": _sign("🛫", _DATE),
        "created": _sign("➕", _DATE),
        "recurrence": _sign("🔁", "[a-zA-Z0-9, !]+"),
        "on_completion": _sign("🏁", "[a-zA-Z]+"),
        "tag": _TAG,
        "id": _sign("🆔", _ID),
        "depends_on": _sign("⛔", rf"{_ID}(?: *, *{_ID} *)*"),
    }
)
DATAVIEW_FORMAT = Plugin(
    {
        "priority": _bracket(r"priority:: *(highest|high|medium|low|lowest)"),
        "done": _bracket(rf"completion:: *({_DATE})"),
        "cancelled": _bracket(rf"cancelled:: *({_DATE})"),
        "due": _bracket(rf"due:: *({_DATE})"),
        "scheduled": _bracket(rf"scheduled:: *({_DATE})"),
        "start": _bracket(rf"start:: *({_DATE})"),
        "created": _bracket(rf"created:: *({_DATE})"),
        "recurrence": _bracket(r"repeat:: *([a-zA-Z0-9, !]+)"),
        "on_completion": _bracket(r"onCompletion:: *([a-zA-Z]+)"),
        "tag": _TAG,
        "id": _bracket(rf"id:: *({_ID})"),
        "depends_on": _bracket(rf"dependsOn:: *({_ID}(?: *, *{_ID} *)*)"),
    }
)
_PRIORITIES = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}


def tasks_reads(line: str, plugin: Plugin) -> dict[str, str]:
    """What the plugin takes off the end of a line: in rounds, one of each kind a round, the leftmost last."""
    found: dict[str, str] = {}
    for _ in range(21):
        matched = False
        for name, pattern in plugin.fields.items():
            match = pattern.search(line)
            if match:
                found[name] = match[match.re.groups].strip() if name != "tag" else ""
                line, matched = pattern.sub("", line).strip(), True
        if not matched:
            break
    found.pop("tag", None)
    return {name: _PRIORITIES.get(value, value) for name, value in found.items() if _means(name, value)}


def _means(name: str, value: str) -> bool:
    """The listed differences: impossible days, rules that are none."""
    if name in ("done", "cancelled", "due", "scheduled", "start", "created"):
        return read_period(value) is not None
    return is_recurrence(value) if name == "recurrence" else True


DATAVIEW_SIGNS = {"created": "➕", "start": "🛫", "scheduled": "[⏳⌛]", "due": "[📅📆🗓]", "done": "✅"}


def dataview_signs(line: str) -> dict[str, str]:
    """The first date behind each sign Dataview knows, without the variation selector it does not."""
    found = {}
    for name, sign in DATAVIEW_SIGNS.items():
        match = re.search(rf"{sign}\s*({_DATE})", line)
        if match and read_period(match[1]):
            found[name] = match[1]
    return found


def values_of(fields: ItemFields) -> dict[str, str]:
    """Fields as the plugins would write them."""
    found = {}
    for name in EMOJI.fields:
        value = getattr(fields, name, None)
        if isinstance(value, Period):
            found[name] = value.text
        elif isinstance(value, tuple) and value:
            found[name] = ",".join(target.name for target in value if isinstance(target, LinkTarget))
        elif isinstance(value, str):
            found[name] = value
    return found


def _joined(values: Mapping[str, str]) -> dict[str, str]:
    return {name: re.sub(r"\s*,\s*", ",", text) if name == "depends_on" else text for name, text in values.items()}


@given(LINES, st.lists(st.sampled_from(WAITED), min_size=1, max_size=4), st.sampled_from((", ", " ,", "; ", " ")))
@example("a ^ b 📅 2026-01-01", ['"[[Far]]"', '"near"'], ", ")
def test_what_a_line_waits_for_stands_where_the_note_says(line: str, waited: list[str], comma: str) -> None:
    """Each link or id of `depends_on` is read again from its place."""
    text = f"- [ ] {line} [dependsOn:: {comma.join(waited)}]\n  and ⛔ below\n"
    document = read_document(text.encode(), ReadingSettings())
    [item] = document.items
    rows = text.split("\n")
    spans = document.waits.get(1, ())
    again = [read_links(rows[span.line - 1][span.column - 1 : span.end_column - 1]).value for span in spans]

    assert [replace(target, lag=None) for target in item.fields.depends_on] == [
        replace(value[0], lag=None) for value in again if isinstance(value, tuple) and isinstance(value[0], LinkTarget)
    ]


@given(LINES)
@example("a 📅 2026-01-01 🔁 every week, then rest")
@example("a 📅 2026-01-01 📅 2026-02-30")
@example("⏫ 🔽 #task")
def test_what_the_tasks_plugin_reads_is_read(line: str) -> None:
    """Law 1, the emoji format: an emoji field beats a bracket field wherever they stand."""
    theirs = _joined(tasks_reads(line, EMOJI))
    ours = values_of(item_of(line)[0].fields)

    assert {name: ours.get(name) for name in theirs} == theirs


@given(BRACKET_LINES)
@example("a [due:: 2026-01-01] b [due:: 2026-02-02], #task")
def test_what_the_tasks_plugin_reads_in_dataview_format_is_read(line: str) -> None:
    """Law 1, the Dataview format."""
    theirs = _joined(tasks_reads(line, DATAVIEW_FORMAT))
    ours = values_of(item_of(line)[0].fields)

    assert {name: ours.get(name) for name in theirs} == theirs


@given(LINES)
def test_what_dataview_reads_from_signs_is_read(line: str) -> None:
    """Law 1, Dataview's emoji dates, where the Tasks plugin reads nothing else."""
    theirs = dataview_signs(line)
    by_tasks = tasks_reads(line, EMOJI)
    expected = {name: value for name, value in theirs.items() if name not in by_tasks}
    ours = values_of(item_of(line)[0].fields)

    assert {name: ours.get(name) for name in expected} == expected


@given(LINES)
def test_nothing_vanishes(line: str) -> None:
    """Law 2: every word of the line is a field's or in the title, and what looks like a field and is none is named."""
    item, document = item_of(line)
    fields = repr(item.fields)

    for word in re.findall(r"[^\W_]+", line):
        assert word in item.title or word in fields or _is_key(word), (word, item.title)
    if not document.problems:
        assert not re.search("[📅📆🗓⏳⌛🛫➕✅❌🔺⏫🔼🔽⏬🔁🏁🆔⛔]|::", item.title)


def _is_key(word: str) -> bool:
    return word in ("completion", "repeat", "dependsOn", *EMOJI.fields, "owner", "weight")


MARKUP = st.lists(
    st.sampled_from(
        [
            *"* ** _ ` `` [[ ]] [ ] ( ) | a é . ! \\ \n - 1 ^ ~~ == %% $ &amp; <b> <!--c--> #t [[N|s]]".split(" "),
            *"[t](u.md) **w** *e* `c` ![[p.png|3]] ^[n] [^1] > :: @bo 📅".split(" "),
            *(" ", "b c", "  \n"),
        ]
    ),
    max_size=14,
).map("".join)


@given(MARKUP)
def test_the_short_way_makes_the_same_tokens(text: str) -> None:
    """Where `parse_simple` does not give up, the inline parser finds the same."""
    text = text.strip()
    short = parse_simple(text)
    # with a link reference in the note the short way is not taken
    env = parse_blocks("[r]: u", (0,), 0).env
    long = parse_inline(text, env)

    if short is not None and "[r]" not in text:
        assert list(_shapes(short[0])) == list(_shapes(long[0]))
        assert plain_text(short[0]).split() == plain_text(long[0]).split()
        assert short[1] == list(long[1])


@given(MARKUP)
def test_inlines_are_the_stock_parsers(text: str) -> None:
    """The dispatching inline parser finds what markdown-it-py finds, where no syntax of ours stands."""
    text = text.strip()
    stock: list[Token] = []
    STOCK.inline.parse(text, STOCK, {}, stock)
    ours, _ = parse_inline(text, parse_blocks("", (0,), 0).env)

    if not re.search(r"\[\[|==|%%|\$|\^\[", text):
        assert _flat(ours) == _flat(stock)


def _flat(tokens: Sequence[Token]) -> str:
    """Tokens as one text: neighbouring texts are one, a line end is a space. Targets are normalised where printed."""
    marks = (f"<{token.type}>" if token.type not in TEXTUAL else "" for token in tokens)
    shown = "".join(mark + token.content for mark, token in zip(marks, tokens, strict=True))
    return re.sub(r"\s+", " ", shown.replace("<softbreak>", " "))


TEXTUAL = ("text", "text_special")


def _shapes(tokens: Sequence[Token]) -> Iterator[tuple[Any, ...]]:
    for token in tokens:
        if token.type not in ("text", "softbreak"):
            yield token.type, token.tag, token.content, tuple(token.attrs.items()), token.meta.get("at")


STOCK = MarkdownIt("commonmark", {"maxNesting": 200}).enable(["table", "strikethrough"]).use(footnote_plugin)
LINE_STARTS = st.sampled_from(
    [
        *(
            "",
            "",
            "  ",
            "    ",
            "\t",
            "> ",
            ">",
            "- ",
            "* ",
            "1. ",
            "2) ",
            "# ",
            "```",
            "~~~",
            "---",
            "===",
            "***",
            "-",
        ),
        *("|", "| a | b |", "|-|-|", "a | b", "--|--", "[a]: ", "[^1]: ", "<div>", "<!--", "-->", "+ [ ] "),
    ]
)
BLOCKS = st.lists(
    st.builds("{}{}{}".format, LINE_STARTS, LINE_STARTS, st.sampled_from(("", "a", "b c", "[x]", "`", "d  "))),
    max_size=12,
).map("\n".join)


@given(BLOCKS)
@example("> a\n- b\n c")
@example("- a\n\n  b\n\n\n- c")
def test_blocks_are_the_stock_parsers(text: str) -> None:
    """The dispatching block parser finds what markdown-it-py finds, but a list or quote before a table."""
    stock: list[Token] = []
    STOCK.block.parse(text, STOCK, {}, stock)
    ours = parse_blocks(text, line_starts(text), 0).tokens

    if not any(token.type == "table_open" for token in (*stock, *ours)):
        assert list(map(_block, ours)) == list(map(_block, stock))


def _block(token: Token) -> tuple[Any, ...]:
    content = [line.strip() for line in token.content.split("\n")] if token.type == "inline" else token.content
    return token.type, token.tag, token.map, content, token.level, token.hidden, token.info


NOTES = st.lists(
    st.one_of(
        BLOCKS,
        MARKUP,
        LINES.map("- [ ] {}".format),
        LINES.map("> [!note]- x\n> - [/] {}".format),
        LINES.map("## {}".format),
    ),
    max_size=6,
).map("\n".join)


@given(NOTES, st.sampled_from(("\n", "\r\n", "\r")))
def test_reading_is_total_and_places_lie_in_the_text(text: str, end: str) -> None:
    """Whatever a note holds it has a document, whose places are places of the note."""
    document = read_document(text.replace("\n", end).encode(), SETTINGS)
    lines = text.split("\n")

    for item in document.items:
        assert re.match(r"[-*+]|[0-9]+[.)]", lines[item.line - 1][item.column - 1 :])
        assert item.end_column == len(lines[item.line - 1].rstrip()) + 1
        assert item.parent < document.items.index(item)
    for link in document.links:
        shown = lines[link.span.line - 1][link.span.column - 1 : link.span.end_column - 1]
        assert re.match(r"!?\[|\^\[", shown)
    for problem in document.problems:
        assert 1 <= problem.span.line <= len(lines)
        assert problem.span.column <= len(lines[problem.span.line - 1]) + 1


@given(NOTES)
def test_line_ends_make_no_difference(text: str) -> None:
    """LF, CRLF and CR mean the same."""
    lf, crlf, cr = (read_document(text.replace("\n", end).encode(), SETTINGS) for end in ("\n", "\r\n", "\r"))

    assert lf == crlf == cr


@given(NOTES)
@example("---\ntitle: T\ndue: 2026-Q3\nodd: 1\n---\n- [ ] a [[b|c]] [due:: 2026-01-01]\n\n[^1] **x** ^id\n\n[^1]: y")
def test_a_document_survives_pickling(text: str) -> None:
    """What was read can be kept and comes back equal, its prose included."""
    document = read_document(text.encode(), SETTINGS)

    kept = pickle.loads(pickle.dumps(document))

    assert kept == document
    assert kept.prose == document.prose


@given(NOTES)
def test_prose_is_safe_html_with_each_link_once(text: str) -> None:
    """Pieces hold only our tags; link gaps name links of the document."""
    document = read_document(text.encode(), SETTINGS)

    for block in document.prose:
        for part in block.parts:
            if isinstance(part, ProseLink):
                assert 0 <= part.link < len(document.links)
            elif isinstance(part, PrivateLink):
                assert part.href.startswith("obsidian://")
            elif isinstance(part, WebPicture):
                assert part.href.lower().startswith(("http:", "https:", "mailto:"))
                continue
            html = part if isinstance(part, str) else part.html
            assert "<b>" not in html
            assert not re.search(r"""\s(?:style|on\w+)=""", re.sub(r">[^<]*<", "><", f">{html}<"))
