"""Fetched: objects of an image that are there and yet empty, until somebody looks at one: then it is filled.

An edit looks at a few of 10,000 goals. Until then an object is of a twin of its class, which answers whatever it is
asked; the first question fetches the parcel that it lies in, and it is of its own class from then on. So what is one
object in several tables stays one.
"""

import operator
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import repeat
from typing import Any, cast

from milepost.syntax.document import Document

Fetch = Callable[[int], None]
"""Fills the object of a number, and those that lie with it."""

_COMPARING = ("__eq__", "__lt__", "__le__", "__gt__", "__ge__")
_ASKING = (*_COMPARING, "__hash__", "__repr__")


class Fetched:
    """Objects by their number. `kinds` says of which class they are, and how many of each, in the order of numbers.

    `parcels` has the parcel of each, and `fetch` reads one: it calls `fill` for each object in it. `plain` are objects
    that are never empty; they have the numbers after the others.
    """

    def __init__(
        self, kinds: Sequence[tuple[type, int]], parcels: "array[int]", plain: Sequence[Any], fetch: Fetch
    ) -> None:
        self._parcels, self._fetch = parcels, fetch
        self.objects: list[Any] = []
        for kind, count in kinds:
            start = len(self.objects)
            twin: Any = _twin(kind, self.look)
            made = list(map(object.__new__, repeat(twin, count)))
            deque(map(_first(kind).__set__, made, range(start, start + count)), maxlen=0)
            self.objects += made
        self.objects += plain

    def look(self, number: int) -> None:
        """Somebody looks at an empty object."""
        self._fetch(self._parcels[number])

    def see(self, number: int) -> Any:
        """An object, empty or not."""
        return self.objects[number]

    def fill(self, number: int, *values: Any) -> Any:
        """Give an empty object what it holds."""
        one = self.objects[number]
        kind: Any = type(one).__base__
        object.__setattr__(one, "__class__", kind)
        kind.__init__(one, *values)
        return one


@cache
def can_be_empty(kind: Any) -> bool:
    """Whether there can be a twin of a class: a dataclass with slots, of which the first holds the number meanwhile."""
    if issubclass(kind, Document) or kind.__dictoffset__:
        return False
    return is_dataclass(kind) and bool(fields(kind))


def _first(kind: Any) -> Any:
    return getattr(kind, fields(kind)[0].name)


def _twin(kind: type, look: Fetch) -> type:
    """A class of empty objects."""
    number = _first(kind).__get__

    def first(one: Any) -> object:
        look(number(one))
        return number(one)

    def other(one: Any, name: str) -> object:
        look(number(one))
        return getattr(one, name)

    names: dict[str, Any] = {"__slots__": (), fields(cast(Any, kind))[0].name: property(first), "__getattr__": other}
    names.update(_asking(kind, look, number))
    return type(kind.__name__, (kind,), names)


def _asking(kind: type, look: Fetch, number: Callable[[Any], int]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """What Python asks an object's class and not the object."""
    functions = {"__hash__": hash, "__repr__": repr}

    def asked(name: str) -> Callable[..., Any]:
        function = functions.get(name) or getattr(operator, name)

        def ask(one: Any, *others: Any) -> Any:
            look(number(one))
            return function(one, *others)

        return ask

    for name in _ASKING:
        if getattr(kind, name, None) is not getattr(object, name):
            yield name, asked(name)
