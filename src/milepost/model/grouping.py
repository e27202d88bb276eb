"""Grouping: what the values of a table say of other things, by these things; only where something changed again."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from milepost.model.alike import alike
from milepost.model.naming import Naming
from milepost.model.sweep import Differences, Inputs, Order

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
V = TypeVar("V")

Rows = Callable[[K], Iterable[tuple[P, V]]]


class Grouping(Generic[K, P, V]):
    """Rows of one step, by what they are about, in the order of the keys they come from."""

    def __init__(self, differences: Differences) -> None:
        self._differences = differences
        self._order: Order[K] = Order()
        self._table: Inputs | None = None
        self._places: Naming[K, P] = Naming()
        self._groups: dict[P, tuple[V, ...]] = {}

    def run(
        self, order: Order[K], table: Inputs, rows: Rows[K, P, V], *, in_order: bool = True
    ) -> Mapping[P, tuple[V, ...]]:
        """The rows of every key in `order`, by what each says first, and so sorted if `in_order`; those of a key
        depend on what `table` holds for it and on nothing else.
        """
        before, self._table = self._table, None  # a run that is cut short leaves nothing to build on
        moves = None if order == self._order else self._differences.moves(self._order, order)
        self._order = order
        if before is None or (moves is not None and not moves.in_sequence):
            self._anew(order, rows)
        else:
            others = moves.gone | moves.new if moves is not None else frozenset()
            changed = self._differences.between(before, table)
            self._again(changed & order.place.keys() | others if changed else others, rows, in_order=in_order)
        self._table = table
        return self._groups

    @property
    def groups(self) -> Mapping[P, tuple[V, ...]]:
        """What the last run made."""
        return self._groups

    @property
    def namings(self) -> Mapping[Hashable, Naming[Any, Any]]:
        """What each key speaks of."""
        return {(id(self), "places"): self._places}

    def _anew(self, order: Order[K], rows: Rows[K, P, V]) -> None:
        self._places = Naming()
        self._places.put_all(order.keys, lambda key: _places(key, rows))
        known = self._groups
        self._groups = {
            place: known[place] if place in known and alike(known[place], values) else values
            for place, values in grouped(order, rows).items()
        }

    def _again(self, changed: Iterable[K], rows: Rows[K, P, V], *, in_order: bool) -> None:
        touched: set[P] = set()
        for key in changed:
            touched.update(self._places.of(key))
            places = _places(key, rows) if key in self._order.place else ()
            self._places.put(key, places)
            touched.update(places)
        different = {place: group for place in touched if self._differs(place, group := self._group(place, rows))}
        if different:
            self._replace(different, in_order=in_order)

    def _group(self, place: P, rows: Rows[K, P, V]) -> tuple[V, ...]:
        keys = sorted(self._places.namers(place), key=self._order.place.__getitem__)
        return tuple(value for key in keys for about, value in rows(key) if about == place)

    def _differs(self, place: P, group: tuple[V, ...]) -> bool:
        return not alike(self._groups.get(place, ()), group)

    def _replace(self, different: Mapping[P, tuple[V, ...]], *, in_order: bool) -> None:
        before = self._groups
        groups = {**before, **different}
        for place, group in different.items():
            if not group:
                del groups[place]
        self._groups = _sorted(groups) if in_order and groups.keys() != before.keys() else groups
        self._differences.learn(before, self._groups, frozenset(different))


def grouped(order: Order[K], rows: Rows[K, P, V]) -> dict[P, tuple[V, ...]]:
    """The groups of a grouping that is run once."""
    found: dict[P, list[V]] = {}
    for key in order.keys:
        for place, value in rows(key):
            found.setdefault(place, []).append(value)
    return _sorted({place: tuple(values) for place, values in found.items()})


def _places(key: K, rows: Rows[K, P, Any]) -> tuple[P, ...]:
    return tuple(dict.fromkeys(place for place, _ in rows(key)))


def _sorted(groups: Mapping[P, tuple[V, ...]]) -> dict[P, tuple[V, ...]]:
    return {place: groups[place] for place in sorted(groups)}  # type: ignore[type-var]  # texts and numbers
