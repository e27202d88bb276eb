"""Ranking: the rows that keys have in one long list, in the order of the list; an edit moves the rows it touches."""

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from milepost.model.sweep import Differences

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Place = tuple[Any, ...]
"""A row: what it is sorted by, then what else the list is made of. No two rows of a list are equal."""

Placed = Callable[[K, V], Iterable[Place]]
"""The rows of a key, of what a table holds for it and of nothing else."""

_ONE_IN = 16
"""Where of so many keys one has other rows, all are sorted anew."""


class Ranking(Generic[K, V]):
    """The rows of a table, sorted."""

    def __init__(self, differences: Differences) -> None:
        self._differences = differences
        self._table: Mapping[K, V] = {}
        self._rows: Sequence[Place] = ()

    def run(self, table: Mapping[K, V], placed: Placed[K, V]) -> Sequence[Place]:
        """All rows in order."""
        before, self._table = self._table, {}  # a run that is cut short leaves nothing to build on
        rows, self._rows = self._rows, ()
        changed = self._differences.between(before, table)
        if changed and len(changed) * _ONE_IN > len(table):
            rows = ranked(table, placed)
        elif changed:
            rows = list(rows)
            for row in _rows_of(changed, before, placed):
                del rows[bisect_left(rows, row)]
            for row in _rows_of(changed, table, placed):
                insort(rows, row)
        self._rows, self._table = rows, table
        return rows


def ranked(table: Mapping[K, V], placed: Placed[K, V]) -> list[Place]:
    """The rows of a ranking that is run once."""
    return sorted(_rows_of(table, table, placed))


def _rows_of(keys: Iterable[K], table: Mapping[K, V], placed: Placed[K, V]) -> Iterable[Place]:
    return (row for key in keys if key in table for row in placed(key, table[key]))
