"""Piece: one stretch of a line that is a field or looks like one, and runs of pieces at a line's ends."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from milepost.model.quick import quickly_named
from milepost.syntax.misread import FieldValue, Misread

_TAG = re.compile(r"#[^ !@#$%^&*(),.?\":{}|<>]+")
_SPACE = re.compile(r"\s*")


Stretches = Sequence[tuple[int, int]]
"""Parts of a text, each from its first character to one past its last."""


class Cover:
    """`offset in cover`: whether one of some stretches holds it. They may overlap, in any order."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, stretches: Stretches) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._reach[at]


def first_line(text: str, opaque: Stretches) -> str:
    """The first line of a text, without a comment that goes on below; `opaque` as the inline parser gives it."""
    line = text.partition("\n")[0]
    for start, end in opaque:
        if start >= len(line):
            break
        if end > len(line) and text.startswith(("%%", "<!--"), start):
            return line[:start]
    return line


@quickly_named
class Form(StrEnum):
    """How a field is written."""

    SIGN = "emoji"
    BRACKET = "bracket"
    PERSON = "person"


class Piece(NamedTuple):
    """`text[start:end]` of a line.

    `name` is the field it gives, "" for a key of the author's own (`key`). Without a `value` it is no field, and
    `misreads` says why, about `text[value_start:value_end]`. `is_tasks` says that the Tasks plugin takes it off the end
    of a line, whatever it makes of the value. `counts_at_ends` marks signs without value, which count only in the run
    of pieces that begins or ends the line.
    """

    start: int
    end: int
    form: Form
    name: str
    value: FieldValue | None
    key: str = ""
    value_start: int = 0
    value_end: int = 0
    misreads: tuple[Misread, ...] = ()
    is_tasks: bool = False
    counts_at_ends: bool = False

    @property
    def is_read(self) -> bool:
        """Whether it is a field with a value, or a key of the author's own."""
        return self.value is not None


def trailing_run(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """Starts of the pieces that, with tags between them, end the line."""
    by_end: Mapping[int, Piece] = {piece.end: piece for piece in pieces}
    run: set[int] = set()
    end = len(text.rstrip())
    while end > 0:
        piece = by_end.get(end)
        start = piece.start if piece else _tag_before(text, end)
        if start < 0:
            break
        if piece:
            run.add(start)
        end = _without_space(text, start)
    return frozenset(run)


def leading_run(text: str, pieces: Sequence[Piece]) -> frozenset[int]:
    """Starts of the pieces that, with tags between them, begin the line."""
    by_start: Mapping[int, Piece] = {piece.start: piece for piece in pieces}
    run: set[int] = set()
    at = _after_space(text, 0)
    while at < len(text):
        piece = by_start.get(at)
        tag = None if piece else _TAG.match(text, at)
        if piece:
            run.add(at)
        elif tag is None:
            break
        at = _after_space(text, piece.end if piece else tag.end() if tag else at)
    return frozenset(run)


def _tag_before(text: str, end: int) -> int:
    """The start of a tag that ends at `end`, else -1."""
    start = max(text.rfind(" ", 0, end), text.rfind("\t", 0, end)) + 1
    return start if _TAG.fullmatch(text, start, end) else -1


def _without_space(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
