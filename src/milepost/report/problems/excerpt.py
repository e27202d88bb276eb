"""The source line of a diagnostic with the place marked: one value for the terminal, SARIF and the problems page."""

import re

from milepost.model.frozen import frozen
from milepost.model.span import Span
from milepost.report.visible import visible

_LINE_END = re.compile(r"\r\n|\n|\r")
_BEFORE, _MARKED, _AFTER = 60, 80, 60


@frozen
class Excerpt:
    """One line in three parts, safe to show. `marked` is empty when the place is behind the line's last character."""

    line: int
    before: str
    marked: str
    after: str


def source_lines(content: bytes) -> tuple[str, ...]:
    """The lines of a note, ended by LF, CRLF or CR only; bytes that are no UTF-8 are spelt `\\xff`."""
    return tuple(_LINE_END.split(content.decode("utf-8", "backslashreplace").removeprefix("\ufeff")))


def excerpt(lines: tuple[str, ...], span: Span) -> Excerpt | None:
    """The line at `span` with its columns marked, cut to what fits a screen; None when there is no such line."""
    if not 1 <= span.line <= len(lines):
        return None
    text = lines[span.line - 1]
    first = min(max(span.column - 1, 0), len(text))
    last = min(max(span.end_column - 1, first + 1), len(text))
    before = text[max(first - _BEFORE, 0) : first]
    marked = text[first : min(last, first + _MARKED)]
    after = text[last : last + _AFTER] if last - first <= _MARKED else ""
    return Excerpt(
        span.line,
        ("…" if first > _BEFORE else "") + _shown(before),
        _shown(marked),
        _shown(after).rstrip() + ("…" if first + len(marked) + len(after) < len(text) else ""),
    )


def _shown(text: str) -> str:
    return visible(text.replace("\t", "    "))
