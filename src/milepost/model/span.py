"""Span and Spans: places in a note's text, one and many by name."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from struct import Struct, pack

from milepost.model.frozen import frozen

_PLACE, _LINE = Struct("=3I"), Struct("=I")
_MOST_SHARED = 24
HEADING = "#"
"""The name of the place where a heading gives a note its title; no field is called so."""


@frozen
class Span:
    """A stretch of one line. 1-based; columns in code points; `end_column` is one past the last character."""

    line: int
    column: int = 1
    end_column: int = 0


@frozen
class Spans(Mapping[str, Span]):
    """Spans by name, in the order given. A vault has so many that they are held as bytes and made when asked for."""

    names: tuple[str, ...] = ()
    places: bytes = b""

    @classmethod
    def of(cls, spans: Mapping[str, Span]) -> "Spans":
        """The same spans, packed."""
        numbers = [number for span in spans.values() for number in (span.line, span.column, span.end_column)]
        names = tuple(spans)
        return cls(_shared(names) if len(names) <= _MOST_SHARED else names, pack(f"={len(numbers)}I", *numbers))

    def beside(self, name: str, span: Span) -> "Spans":
        """These spans and one more."""
        names = (*self.names, name)
        places = self.places + _PLACE.pack(span.line, span.column, span.end_column)
        return Spans(_shared(names) if len(names) <= _MOST_SHARED else names, places)

    def __getitem__(self, name: str) -> Span:
        if name not in self.names:
            raise KeyError(name)
        return Span(*_PLACE.unpack_from(self.places, self.names.index(name) * _PLACE.size))

    def line(self, name: str) -> int:
        """The line of one of them, which costs less than all of its span; 0 where there is none."""
        if name not in self.names:
            return 0
        found: int = _LINE.unpack_from(self.places, self.names.index(name) * _PLACE.size)[0]
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@lru_cache(maxsize=512)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as they were first given: many notes have the same keys in the same order."""
    return names
