"""Marks that silence a rule: `<!-- milepost-ignore rule-name -->`.

At the end of a line a mark holds for that line; alone on a line, for the next line that is not blank; alone on a line
before the first heading or list, for the whole note. Several rules are separated by commas or spaces. In code a mark is
text.
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
    start = next((token.map[0] for token in tokens if token.type in _FIRST and token.map), len(lines))
    for number, line in enumerate(lines):
        if _WORD not in line or number in code:
            continue
        for mark in _MARK.finditer(line):
            is_alone = not _MARK.sub("", line).strip(" \t>")
            silenced = number + 1 if not is_alone else 0 if number < start else _following(lines, number)
            for rule in re.split(r"[\s,]+", mark[1].strip()):
                yield rule, silenced


def _following(lines: Sequence[str], number: int) -> int:
    """The next line, from 1, that is neither blank nor a mark itself."""
    at = number + 1
    while at < len(lines) and not _MARK.sub("", lines[at]).strip():
        at += 1
    return at + 1
