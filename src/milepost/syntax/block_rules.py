"""Block rules of our own: paragraphs (with setext headings), headings, comments, math; and guards before stock rules.

Each inline token of a paragraph or heading carries in `meta["at"]` the offset in the note of each of its lines, so that
what is found in it can be placed exactly.
"""

# ruff: noqa: ARG001, FBT001, N803 - the signature of rules is markdown-it-py's

import re

from markdown_it import rules_block
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.footnote.index import footnote_def

from milepost.syntax.block_lists import plain_list

_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_SPACE = " \t\v\f"
_COMMENT = "%%"
_MATH = "$$"
_OPENS_OR_CODE = re.compile(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|(?<![0-9])%%", re.DOTALL)
"""What begins a comment within a text, or hides such marks: an escape or code; behind a digit it is per cent."""


def paragraph(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A paragraph, or the setext heading it turns out to be: one scan for what are two rules elsewhere."""
    before, state.parentType = state.parentType, "paragraph"
    last, underline = _paragraph_end(state, startLine, endLine)
    state.parentType = before
    state.line = last + (1 if underline else 0)
    if underline:
        level = 1 if underline == "=" else 2
        _push(state, ("heading", f"h{level}", underline * 3), _text(state, startLine, last), (startLine, last))
    else:
        _push(state, ("paragraph", "p", ""), _text(state, startLine, last), (startLine, last))
    return True


def _paragraph_end(state: StateBlock, start: int, end: int) -> tuple[int, str]:
    """The line after the paragraph's text, and the underline's character if one follows."""
    src, indents, margin = state.src, state.sCount, state.blkIndent
    ends = state.md.block.ruler.getRules("paragraph")[0]
    line, limit = start + 1, state.lineMax
    seen, is_open = state.bMarks[start], False
    while line < limit:
        at, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if at >= stop:
            break
        indent = indents[line]
        # deeper than code: it would be code, but behind a paragraph it goes on with it
        if indent - margin <= 3:
            if indent >= margin and line < end and src[at] in "=-" and _UNDERLINE.fullmatch(src, at, stop):
                return line, src[at]
            # below 0: the line goes on with a paragraph of a quote without its mark, as the quote has found
            if indent >= 0 and ends(state, line, limit, True):
                is_open = _is_open(src, (seen, at), is_open=is_open) if src[at] == "%" else False
                if not is_open:
                    break
                seen = at
        line += 1
    return line, ""


def _is_open(src: str, place: tuple[int, int], *, is_open: bool) -> bool:
    """Whether a comment is open at the end of a stretch, which a `%%` at the beginning of a line would close."""
    at, stop = place
    while at < stop:
        if is_open:
            closing = src.find(_COMMENT, at, stop)
            if closing < 0:
                return True
            at, is_open = closing + len(_COMMENT), False
            continue
        found = _OPENS_OR_CODE.search(src, at, stop)
        if found is None:
            return False
        at, is_open = found.end(), found[0] == _COMMENT
    return is_open


def _text(state: StateBlock, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Lines without their indentation and quote marks, and the offset of each."""
    src = state.src
    offsets = tuple([state.bMarks[line] + state.tShift[line] for line in range(start, end)])
    if len(offsets) == 1:
        return src[offsets[0] : state.eMarks[start]].rstrip(_SPACE), offsets
    lines = [src[at : state.eMarks[line]] for line, at in enumerate(offsets, start)]
    return "\n".join(lines).rstrip(_SPACE), offsets


def _push(
    state: StateBlock, kind: tuple[str, str, str], text: tuple[str, tuple[int, ...]], lines: tuple[int, int]
) -> None:
    name, tag, markup = kind
    token = state.push(f"{name}_open", tag, 1)
    token.map, token.markup = [lines[0], state.line], markup
    token = state.push("inline", "", 0)
    token.map, (token.content, offsets) = list(lines), text
    token.meta["at"] = offsets
    token = state.push(f"{name}_close", tag, -1)
    token.markup = markup


def heading(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`# Heading`, without closing hashes."""
    at, stop = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    found = _HEADING.match(state.src, at, stop)
    if found is None or state.is_code_block(startLine):
        return False
    if silent:
        return True
    state.line = startLine + 1
    content = _CLOSING_HASHES.sub("", state.src[found.end() : stop]).rstrip(_SPACE)
    kind = ("heading", f"h{len(found[1])}", found[1])
    _push(state, kind, (content, (found.end(),)), (startLine, startLine + 1))
    return True


def table(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A table; asked only where the next line can be its delimiter row."""
    following = startLine + 1
    if following >= endLine:
        return False
    at = state.bMarks[following] + state.tShift[following]
    if at >= state.eMarks[following] or state.src[at] not in "|-:" or state.src.startswith("- ", at):
        return False
    return rules_block.table(state, startLine, endLine, silent)


def hr(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A thematic break; asked only where the whole line is made of its mark."""
    src, at, stop = state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    marks = src[at] + " \t"
    is_ruler = src[stop - 1] in marks and not src[at:stop].strip(marks)
    return is_ruler and rules_block.hr(state, startLine, endLine, silent)


def bullets(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A list; whether a line such as `- some words` begins one is seen at once."""
    if not silent and state.src[state.bMarks[startLine] + state.tShift[startLine]] in "*+-":
        return plain_list(state, startLine, endLine) or rules_block.list_block(state, startLine, endLine, silent)
    src, at = state.src, state.bMarks[startLine] + state.tShift[startLine]
    if not silent or src[at] not in "*+-" or src[at + 1 : at + 2] != " " or src[at + 2 : at + 3].isspace():
        return rules_block.list_block(state, startLine, endLine, silent)
    if at + 2 >= state.eMarks[startLine]:
        return rules_block.list_block(state, startLine, endLine, silent)
    indent = state.sCount[startLine]
    goes_on = state.listIndent >= 0 and indent - state.listIndent >= 4 and indent < state.blkIndent
    return not goes_on and not state.is_code_block(startLine)


def definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The definition of a footnote, or of a link reference; a label whose bracket closes without a colon is neither."""
    src, at, stop = state.src, state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    if src.startswith("[^", at) and footnote_def(state, startLine, endLine, silent):
        return True
    if silent or (src.find("]:", at, stop) < 0 <= src.find("]", at, stop)):
        return False
    return rules_block.reference(state, startLine, endLine, silent)


def comment(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`%%` at the start of a line up to the next `%%`. Without an end it hides the rest, as in Obsidian."""
    return _delimited(state, (startLine, endLine, _COMMENT), silent=silent)


def math(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`$$` at the start of a line up to the next `$$`. Without an end it is text."""
    return _delimited(state, (startLine, endLine, _MATH), silent=silent)


def _delimited(state: StateBlock, place: tuple[int, int, str], *, silent: bool) -> bool:
    start, end, mark = place
    src, at, stop = state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if not src.startswith(mark, at) or src.find(mark, at + 2, stop) >= 0 or state.is_code_block(start):
        return False
    if mark == _MATH and src.find(mark, stop, state.eMarks[end - 1]) < 0:
        return False
    if silent:
        return True
    line, closing = start + 1, -1
    while line < end and closing < 0:
        closing = src.find(mark, state.bMarks[line], state.eMarks[line])
        line += 1
    state.line = line
    begins = (at + 2, *(state.bMarks[number] for number in range(start + 1, line)))
    stops = [
        *(state.eMarks[number] for number in range(start, line - 1)),
        closing if closing >= 0 else state.eMarks[line - 1],
    ]
    token = state.push("comment" if mark == _COMMENT else "math_block", "", 0)
    token.map, token.meta["at"] = [start, line], begins
    token.content = "\n".join(src[begin:stop] for begin, stop in zip(begins, stops, strict=True))
    if closing >= 0:
        _rest(state, line - 1, closing + 2)
    return True


def _rest(state: StateBlock, line: int, at: int) -> None:
    """Text behind a closing mark is a paragraph of its own."""
    text = state.src[at : state.eMarks[line]]
    shown = text.lstrip(_SPACE)
    if shown:
        offset = at + len(text) - len(shown)
        _push(state, ("paragraph", "p", ""), (shown.rstrip(_SPACE), (offset,)), (line, line + 1))
