"""Span: a place in a note's text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line. 1-based; columns in code points; `end_column` is one past the last character."""

    line: int
    column: int = 1
    end_column: int = 0
