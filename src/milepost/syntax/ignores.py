"""Marks that silence a rule: `<!-- milepost-ignore rule-name -->`.

At the end of a line a mark holds for that line; alone on a line, for the next line that is not blank. Alone on a line
before the first heading or list, between the note's title and a blank line, or with nothing below, it holds for the
whole note. Several rules are separated by commas or spaces. In code a mark is text.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_MARK = re.compile(r"<!--\s*milepost-ignore[\s:]+([a-z][a-z0-9,\s-]*?)\s*-->")
_WORD = "milepost-ignore"
_FIRST = ("heading_open", "bullet_list_open", "ordered_list_open")
_CODE = ("fence", "code_block")


def find_ignores(text: str, tokens: Sequence[Token]) -> tuple[tuple[str, int], ...]:
    """(rule, line that is silenced, 0 for the whole note) of every mark."""
    return tuple(_ignores(text, tokens)) if _WORD in text else ()


def _ignores(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    lines = text.split("\n")
    code = {line for token in tokens if token.type in _CODE and token.map for line in range(*token.map)}
    title, start = _beginning(tokens, len(lines))
    for number, line in enumerate(lines):
        if _WORD not in line or number in code:
            continue
        for mark in _MARK.finditer(line):
            is_alone = not _MARK.sub("", line).strip(" \t>")
            silenced = number + 1
            if is_alone:
                leads = number < title or (number < start and _is_blank(lines, number + 1))
                silenced = 0 if leads else _following(lines, number)
            for rule in re.split(r"[\s,]+", mark[1].strip()):
                yield rule, silenced


def _beginning(tokens: Sequence[Token], end: int) -> tuple[int, int]:
    """The lines of the first heading or list, and of the one after it where the first is the note's title."""
    blocks = [token for token in tokens if token.type in _FIRST and token.map][:2]
    at = [token.map[0] for token in blocks if token.map]
    has_title = bool(blocks) and blocks[0].type == "heading_open" and blocks[0].tag == "h1"
    first, second = (*at, end, end)[:2]
    return first, second if has_title else first


def _following(lines: Sequence[str], number: int) -> int:
    """The next line, from 1, that is neither blank nor a mark itself; 0 where nothing follows."""
    at = number + 1
    while _is_blank(lines, at) and at < len(lines):
        at += 1
    return at + 1 if at < len(lines) else 0


def _is_blank(lines: Sequence[str], at: int) -> bool:
    """Whether nothing but marks is on a line; behind the last one nothing is."""
    return at >= len(lines) or not _MARK.sub("", lines[at]).strip()
