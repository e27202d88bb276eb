"""Spread: what the values of a table say of other things, as one table by these; of an edit only what it changes.

Unlike a Grouping, which gathers what many say of one thing: here each thing is spoken of by one key.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from milepost.model.alike import alike
from milepost.model.sweep import Differences

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
V = TypeVar("V")

Says = Callable[[K, Any], Iterable[tuple[P, V]]]


_ABSENT = object()


class Spread(Generic[K, P, V]):
    """The rows of all values of a table, in its order."""

    def __init__(self, differences: Differences) -> None:
        self._differences = differences
        self._table: Mapping[K, Any] = {}
        self._rows: dict[P, V] = {}
        self._said = 0

    def run(self, table: Mapping[K, Any], says: Says[K, P, V]) -> Mapping[P, V]:
        """`says(key, value)` are the rows of one value; where several speak of one thing, the last of them counts."""
        before, self._table = self._table, {}  # a run that is cut short leaves nothing to build on
        if table is not before:
            self._take(before, table, says)
        self._table = table
        return self._rows

    def _take(self, before: Mapping[K, Any], table: Mapping[K, Any], says: Says[K, P, V]) -> None:
        changed = self._differences.between(before, table)
        in_place = len(self._rows) == self._said and list(before) == list(table)
        if in_place and not changed:
            return
        rows, then, now = self._rows, dict[P, V](), dict[P, V]()
        for key in changed:
            old, new = _of(key, before, says), _of(key, table, says)
            in_place = in_place and list(old) == list(new)
            then.update(old)
            now.update(new)
        if in_place:
            different = {place for place in then if not alike(then[place], now[place])}
            self._rows = {**rows, **{place: now[place] for place in different}} if different else rows
        else:
            self._rows, self._said = spread(table, says)
            fresh = self._rows
            touched = {*then, *now}
            different = {one for one in touched if not alike(rows.get(one, _ABSENT), fresh.get(one, _ABSENT))}
        if before and self._rows is not rows:
            self._differences.learn(rows, self._rows, frozenset(different))


def _of(key: K, table: Mapping[K, Any], says: Says[K, P, V]) -> dict[P, V]:
    return dict(says(key, table[key])) if key in table else {}


def spread(table: Mapping[K, Any], says: Says[K, P, V]) -> tuple[dict[P, V], int]:
    """The rows of a spread that is run once, and how many were said."""
    rows: dict[P, V] = {}
    said = 0
    for key, value in table.items():
        for place, row in says(key, value):
            rows[place] = row
            said += 1
    return rows, said
