"""Inline rules of our own, and those of markdown-it-py that must also say where they matched.

Tokens that link carry `meta["at"] = (start, end)`, offsets into the text being read. Code, math, comments, HTML and the
targets of links are noted as opaque: no field stands in them.
"""

# ruff: noqa: FBT001 - the signature of rules is markdown-it-py's

import re
from bisect import bisect_left

from markdown_it import rules_inline
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from milepost.syntax.scratch import Scratch, scratch

FOOTNOTE_NESTING = 3

_WIKILINK = re.compile(r"!?\[\[(?!\[)((?:[^\[\]\n]|\[(?!\[)|\](?!\]))+)\]\]")
_SIMPLE_EMPHASIS = re.compile(r"(\*\*?)(?=[^\W_])([^*_`\\<&\[\]!~=%$^\n]*[^\W_])\1(?!\*)")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_HIGHLIGHT_END = re.compile(r"(?<=[^\s=])==(?!=)")
_MATH_END = re.compile(r"(?<=[^\s\\$])\$(?![0-9$])")
_DISPLAY_MATH_END = re.compile(r"\$\$")
_COMMENT_END = re.compile(r"%%")


def wikilink(state: StateInline, silent: bool) -> bool:
    """`[[target|shown]]` and `![[target]]`; the token's content is what stands between the brackets."""
    found = _WIKILINK.match(state.src, state.pos, state.posMax)
    if found is None or not found[1].strip():
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = found[1]
        token.markup = "!" if state.src[state.pos] == "!" else ""
        token.meta = {"at": found.span()}
        pipe = found[1].find("|")
        _opaque(state, found.start(), found.end() if pipe < 0 else found.start(1) + pipe + 1)
    state.pos = found.end()
    return True


def link(state: StateInline, silent: bool) -> bool:
    """`[text](target)` and links by reference. References add no more text than the note has room for."""
    start, count = state.pos, len(state.tokens)
    if not rules_inline.link(state, silent):
        return False
    if not silent:
        token = next(token for token in state.tokens[count:] if token.type == "link_open")
        token.meta = {"at": (start, state.pos)}
        _note_target(state, token, "href")
    return True


def image(state: StateInline, silent: bool) -> bool:
    """`![text](target)`."""
    start = state.pos
    if not rules_inline.image(state, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        token.meta = {"at": (start, state.pos)}
        _note_target(state, token, "src")
    return True


def _note_target(state: StateInline, token: Token, attribute: str) -> None:
    """Fields do not stand in a target; a target from a reference may be dropped for want of room."""
    start, end = token.meta["at"]
    if state.src[end - 1] == ")":
        _opaque(state, state.src.find("](", start, end), end)
        return
    notes = scratch(state.env)
    notes.reference_room -= len(str(token.attrs[attribute])) + len(str(token.attrs.get("title", "")))
    if notes.reference_room < 0:
        token.attrs = {attribute: ""}


def emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis. `*some words*` and `**some words**` with plain text inside need no search for what belongs together."""
    start = state.pos
    found = None if silent or state.delimiters else _SIMPLE_EMPHASIS.match(state.src, start, state.posMax)
    if found is None or (start and state.src[start - 1] == "*") or state.src.startswith("*", found.end()):
        return rules_inline.emphasis.tokenize(state, silent)
    tag = "strong" if len(found[1]) > 1 else "em"
    state.push(f"{tag}_open", tag, 1)
    state.append_pending(found[2])
    state.push(f"{tag}_close", tag, -1)
    state.pos = found.end()
    return True


def code(state: StateInline, silent: bool) -> bool:
    """A code span, or the backticks that are none."""
    start, count = state.pos, len(state.tokens)
    matched = rules_inline.backtick(state, silent)
    if not silent and len(state.tokens) > count:
        _opaque(state, start, state.pos)
    return matched


def html(state: StateInline, silent: bool) -> bool:
    """An HTML tag or comment; a comment says where it is."""
    start = state.pos
    matched = rules_inline.html_inline(state, silent)
    if matched and not silent:
        _opaque(state, start, state.pos)
        if state.src.startswith("<!--", start):
            state.tokens[-1].meta = {"at": (start, state.pos)}
    return matched


def comment(state: StateInline, silent: bool) -> bool:
    """`%%comment%%`, over any lines of a paragraph."""
    return _enclosed(state, ("comment", "%%", _COMMENT_END), silent=silent)


def math(state: StateInline, silent: bool) -> bool:
    """`$x$` or `$$x$$`. Amounts of money are none: no space inside the marks, no digit before or behind."""
    src, at = state.src, state.pos
    if src.startswith("$$", at):
        return _enclosed(state, ("math", "$$", _DISPLAY_MATH_END), silent=silent)
    if at + 1 >= state.posMax or src[at + 1].isspace() or (at and src[at - 1].isdigit()):
        return False
    return _enclosed(state, ("math", "$", _MATH_END), silent=silent)


def _enclosed(state: StateInline, kind: tuple[str, str, re.Pattern[str]], *, silent: bool) -> bool:
    """A token of everything up to the closing mark."""
    name, mark, ending = kind
    start = state.pos
    if not state.src.startswith(mark, start):
        return False
    end = _closer(state, start + len(mark), ending)
    if end < 0 or (end == start + len(mark) and name == "math"):
        return False
    if not silent:
        token = state.push(name, "", 0)
        token.content, token.markup = state.src[start + len(mark) : end], mark
        token.meta = {"at": (start, end + len(mark))}
        _opaque(state, start, end + len(mark))
    state.pos = end + len(mark)
    return True


def highlight(state: StateInline, silent: bool) -> bool:
    """`==marked==`, with markup inside."""
    start, limit = state.pos, state.posMax
    if not state.src.startswith("==", start) or start + 2 >= limit or state.src[start + 2] in " \t\n=":
        return False
    end = _closer(state, start + 3, _HIGHLIGHT_END)
    if end < 0:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """`[^label]` where the note defines that label. Numbered in the order of first use."""
    defined = state.env.get("footnotes")
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax) if defined else None
    if found is None or f":{found[1]}" not in state.env["footnotes"]["refs"]:
        return False
    if not silent:
        numbers = scratch(state.env).footnotes
        token = state.push("footnote_ref", "", 0)
        token.meta = {"number": numbers.setdefault(found[1], len(numbers) + 1)}
    state.pos = found.end()
    return True


def inline_footnote(state: StateInline, silent: bool) -> bool:
    """`^[text]`, a footnote where it stands."""
    notes, start = scratch(state.env), state.pos
    if not state.src.startswith("^[", start) or notes.footnote_depth >= FOOTNOTE_NESTING:
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        label = f"^{len(notes.footnotes) + 1}"
        token = state.push("footnote_ref", "", 0)
        token.meta = {"number": notes.footnotes.setdefault(label, len(notes.footnotes) + 1), "at": (start, end + 1)}
        token.children = _apart(state, notes, state.src[start + 2 : end])
        _opaque(state, start, end + 1)
    state.pos = end + 1
    return True


def _apart(state: StateInline, notes: Scratch, text: str) -> list[Token]:
    """The tokens of a text that is read for itself."""
    children: list[Token] = []
    source, notes.source = notes.source, ""
    notes.footnote_depth += 1
    state.md.inline.parse(text, state.md, state.env, children)
    notes.footnote_depth -= 1
    notes.source = source
    return children


def _opaque(state: StateInline, start: int, end: int) -> None:
    notes = scratch(state.env)
    if state.src is notes.source:
        notes.opaque.append((start, end))


def _closer(state: StateInline, start: int, ending: re.Pattern[str]) -> int:
    """Where the first end mark at or behind `start` stands, -1 if none does before `posMax`; all are found once."""
    known = scratch(state.env).closers
    source, places = known.get(ending.pattern, ("", []))
    if source is not state.src:
        places = [found.start() for found in ending.finditer(state.src)]
        known[ending.pattern] = (state.src, places)
    at = bisect_left(places, start)
    return places[at] if at < len(places) and places[at] < state.posMax else -1
