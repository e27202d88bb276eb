"""Where each key stands in a TOML text: the parser gives values only."""

import re
from collections.abc import Iterator, Mapping

from milepost.model.span import Span

KeyPath = tuple[str, ...]

_PART = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_\-]+)"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*\[\[?[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_ONE_PART = re.compile(_PART)
_TRIPLE = re.compile(r'"""|' + r"'''")


def places_of(text: str) -> Mapping[KeyPath, Span]:
    """The span of each key and table header, by its full path. Keys of inline tables have none of their own; a table
    that is named in passing (`[site.tokens]`) stands where that is first done.
    """
    places: dict[KeyPath, Span] = {}
    table: KeyPath = ()
    for number, line in _lines_outside_strings(text):
        header = _HEADER.match(line)
        found = header or _ASSIGNMENT.match(line)
        if found is None:
            continue
        above = () if header else table
        path = above + _parts(found[1])
        table = path if header else table
        for length in range(len(above) + 1, len(path) + 1):
            places.setdefault(path[:length], Span(number, found.start(1) + 1, found.end(1) + 1))
    return places


def place_of(path: KeyPath, places: Mapping[KeyPath, Span]) -> Span:
    """The span of a key, or of the nearest table around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return Span(1)


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _ONE_PART.findall(dotted))


def _lines_outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines that do not begin inside a string of several lines."""
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            yield number, line
        for mark in _TRIPLE.findall(line):
            if not inside:
                inside = mark
            elif mark == inside:
                inside = ""
