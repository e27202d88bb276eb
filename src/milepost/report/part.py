"""Part: a page that is about some goals of many, of which can be said what it was made of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.pages.kinds import Page

P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Part(Generic[P]):
    """Makes a page of values that `made_of` names, and of what it looks up: `make(*values, around, framing)`."""

    make: Callable[..., P]
    made_of: Callable[[], tuple[Any, ...]]
    around: Around
    framing: Framing

    def __call__(self) -> P:
        """The page."""
        return self.make(*self.made_of(), self.around, self.framing)


class PartValues(Mapping[str, tuple[Any, ...]]):
    """What each part is made of, by its path: worked out when somebody asks for it."""

    def __init__(self, parts: Mapping[str, Part[Any]]) -> None:
        self._parts = parts

    def __getitem__(self, path: str) -> tuple[Any, ...]:
        return self._parts[path].made_of()

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)
