"""Spread: what the values of a table say of other things, as one table by these; of an edit only what it changes.

Unlike a Grouping, which gathers what many say of one thing: here each thing is spoken of by one key.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Generic, TypeVar

from milepost.model.alike import alike
from milepost.model.sweep import Differences, Order

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
V = TypeVar("V")

Says = Callable[[K, Any], Iterable[tuple[P, V]]]


_ABSENT = object()


class Spread(Generic[K, P, V]):
    """The rows of all values of a table, in no order."""

    def __init__(self, differences: Differences) -> None:
        self._differences = differences
        self._order: Order[K] = Order()
        self._table: Mapping[K, Any] = {}
        self._rows: dict[P, V] = {}
        self._said = 0

    def run(self, order: Order[K], table: Mapping[K, Any], says: Says[K, P, V]) -> Mapping[P, V]:
        """`says(key, value)` are the rows of one value; if several speak of one thing, the last in `order` counts."""
        before, self._table = self._table, {}  # a run that is cut short leaves nothing to build on
        if table is not before or (order != self._order and not self._is_agreed()):
            rows = self._again(before, table, says) if self._is_agreed() else None
            self._rows = self._anew(order, table, says) if rows is None else rows
        self._order, self._table = order, table
        return self._rows

    def _is_agreed(self) -> bool:
        """Whether no two values speak of one thing."""
        return len(self._rows) == self._said

    def _again(self, before: Mapping[K, Any], table: Mapping[K, Any], says: Says[K, P, V]) -> dict[P, V] | None:
        """The rows that are others, and none of those that are gone; None where two speak of one thing."""
        changed = self._differences.between(before, table)
        if len(changed) == len(table):
            return None
        gone = dict(_said(changed, before, says))
        said = list(_said(changed, table, says))
        new = dict(said)
        if len(new) < len(said) or any(place in self._rows for place in new.keys() - gone.keys()):
            return None
        self._said += len(new) - len(gone)
        return self._patched(gone, new)

    def _patched(self, gone: Mapping[P, V], new: Mapping[P, V]) -> dict[P, V]:
        rows = self._rows
        different = {place for place, row in new.items() if not alike(rows.get(place, _ABSENT), row)}
        lost = gone.keys() - new.keys()
        if not (different or lost):
            return rows
        patched = dict(rows)
        for place in lost:
            del patched[place]
        patched.update((place, new[place]) for place in different)
        self._differences.learn(rows, patched, frozenset(different | lost))
        return patched

    def _anew(self, order: Order[K], table: Mapping[K, Any], says: Says[K, P, V]) -> dict[P, V]:
        rows, self._said = _all_said(order, table, says)
        known = self._rows
        return {place: known[place] if alike(known.get(place, _ABSENT), row) else row for place, row in rows.items()}


def _said(keys: Iterable[K], table: Mapping[K, Any], says: Says[K, P, V]) -> Iterator[tuple[P, V]]:
    return chain.from_iterable(says(key, table[key]) for key in keys if key in table)


def spread(order: Order[K], table: Mapping[K, Any], says: Says[K, P, V]) -> dict[P, V]:
    """The rows of a spread that is run once."""
    return _all_said(order, table, says)[0]


def _all_said(order: Order[K], table: Mapping[K, Any], says: Says[K, P, V]) -> tuple[dict[P, V], int]:
    rows: dict[P, V] = {}
    said = 0
    for key in order.keys:
        if key in table:
            for place, row in says(key, table[key]):
                rows[place] = row
                said += 1
    return rows, said
