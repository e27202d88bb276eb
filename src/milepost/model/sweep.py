"""Sweep: a value for each key, made again only where something it is made of has changed.

The first run and every later one call the same functions with the same inputs; a later one leaves out the calls whose
inputs are those of the run before. What changed is found by identity first, so inputs should be values that earlier
steps keep alive while they are equal; a Sweep hands its own values on in that way.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, Generic, TypeVar

from milepost.model.alike import alike

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Inputs = Mapping[Any, object]
"""What values are made of, by key; keys that are not gone through bear on nothing."""

Make = Callable[[K, Mapping[K, V]], V]
Reads = Callable[[K], Iterable[K]]


_ABSENT = object()


class Order(Generic[K]):
    """Keys in the order in which they are to be gone through, each once. Shared by the sweeps of one plan."""

    def __init__(self, keys: Iterable[K] = ()) -> None:
        self.keys = tuple(keys)
        self.place = {key: at for at, key in enumerate(self.keys)}

    def __iter__(self) -> Iterator[K]:
        return iter(self.keys)

    def __reversed__(self) -> Iterator[K]:
        return reversed(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Order) and self.keys == other.keys)

    def __hash__(self) -> int:
        return hash(self.keys)


class Differences:
    """What changed between two tables. Most steps of a build ask about the same two, which are compared once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Inputs, Inputs, frozenset[Any]]] = {}

    def between(self, before: Inputs, now: Inputs) -> frozenset[Any]:
        """Keys whose value is another one than before, or that lost it."""
        if now is before:
            return _NONE
        pair = id(before), id(now)
        known = self._known.get(pair)
        if known is None:
            if len(self._known) >= _TABLES:
                self._known.clear()
            known = self._known[pair] = before, now, frozenset(_changed(now, before))  # held, so that ids stay theirs
        return known[2]


_NONE: frozenset[Any] = frozenset()
_TABLES = 64


class Sweep(Generic[K, V]):
    """The values of one step, by key, in order. `made` counts the values that were made in the last run."""

    def __init__(self, differences: Differences | None = None) -> None:
        self._differences = differences or Differences()
        self._order: Order[K] = Order()
        self._inputs: tuple[Inputs, ...] = ()
        self._shared: tuple[object, ...] = ()
        self._reads: dict[K, tuple[K, ...]] = {}
        self._readers: dict[K, dict[K, None]] = {}
        self._looks: dict[K, tuple[K, ...]] = {}
        self._lookers: dict[K, dict[K, None]] = {}
        self._values: dict[K, V] = {}
        self._known = 0
        self.made = 0

    def run(
        self,
        order: Order[K],
        inputs: Sequence[Inputs],
        make: Make[K, V],
        *,
        shared: tuple[object, ...] = (),
        reads: Reads[K] | None = None,
        beside: Reads[K] | None = None,
    ) -> Mapping[K, V]:
        """The value of each key in `order`.

        `make(key, values)` may use what `inputs` hold for the key and for those that `beside(key)` names, `shared`, and
        the values of the keys that `reads(key)` names, which must come earlier in `order`. `reads` and `beside` may use
        what `inputs` hold for the key.
        """
        before, self._inputs = self._inputs, ()  # a run that is cut short leaves nothing to build on
        dirty = self._enter(order)
        if len(inputs) != len(before) or not _same(shared, self._shared):
            dirty = set(order.keys)
        else:
            dirty |= self._touched(inputs, before)
        self._shared, self.made = shared, 0
        if dirty:
            self._values = dict(self._values)  # earlier runs' results stay as they were
            if reads is not None:
                _turn_all(dirty, reads, self._reads, self._readers)
            if beside is not None:
                _turn_all(dirty, beside, self._looks, self._lookers)
            self._remake(dirty, make)
            if len(self._values) > self._known:
                self._values = {key: self._values[key] for key in order.keys}
            self._known = len(self._values)
        self._inputs = tuple(inputs)
        return self._values

    def _touched(self, inputs: Sequence[Inputs], before: Sequence[Inputs]) -> set[K]:
        """Keys with another input than before, and those that look at them."""
        found: set[K] = set()
        for now, then in zip(inputs, before, strict=True):
            found |= self._differences.between(then, now)
        for key in tuple(found):
            found.update(self._lookers.get(key, ()))
        return found & self._order.place.keys()

    def _enter(self, order: Order[K]) -> set[K]:
        """Take over the order; the keys that are new in it. What is gone is forgotten."""
        before, self._order = self._order, order
        if order == before:
            return set()
        for key in before.place.keys() - order.place.keys():
            _turn(key, (), self._reads, self._readers)
            _turn(key, (), self._looks, self._lookers)
            self._readers.pop(key, None)
        self._values = {key: self._values[key] for key in order.keys if key in self._values}
        self._known = len(self._values)
        return set(order.place.keys() - before.place.keys())

    def _remake(self, dirty: set[K], make: Make[K, V]) -> None:
        """In order; where a value changes, whoever reads it is made again too."""
        keys, place, values, readers = self._order.keys, self._order.place, self._values, self._readers
        self.made = len(dirty)
        if len(dirty) == len(keys):
            for key in keys:
                _put(key, make(key, values), values)
            return
        pending, done = sorted(place[key] for key in dirty), -1  # what is sorted is a heap
        while pending:
            at = heappop(pending)
            if at == done:
                continue
            done, key = at, keys[at]
            if _put(key, make(key, values), values):
                fresh = [place[one] for one in readers.get(key, ()) if one not in dirty and one in place]
                self.made += len(fresh)
                dirty.update(keys[one] for one in fresh)
                for one in fresh:
                    heappush(pending, one)


def all_of(order: Order[K], make: Make[K, V]) -> dict[K, V]:
    """The values of a sweep that is run once."""
    values: dict[K, V] = {}
    for key in order.keys:
        values[key] = make(key, values)
    return values


def _put(key: K, value: V, values: dict[K, V]) -> bool:
    """Keep a value unless it equals the one that is known; whether it was kept."""
    known = values.get(key, _ABSENT)
    if alike(known, value):
        return False
    values[key] = value
    return True


def _turn_all(
    keys: Iterable[K], names: Reads[K], table: dict[K, tuple[K, ...]], turned: dict[K, dict[K, None]]
) -> None:
    for key in keys:
        _turn(key, tuple(names(key)), table, turned)


def _turn(key: K, names: tuple[K, ...], table: dict[K, tuple[K, ...]], turned: dict[K, dict[K, None]]) -> None:
    """Note which keys a key names, in both directions."""
    before = table.get(key, ())
    if before == names:
        return
    for one in before:
        turned.get(one, {}).pop(key, None)
    for one in names:
        turned.setdefault(one, {})[key] = None
    if names:
        table[key] = names
    else:
        table.pop(key, None)


def _same(now: tuple[object, ...], before: tuple[object, ...]) -> bool:
    return len(now) == len(before) and all(map(alike, now, before))


def _changed(now: Inputs, before: Inputs) -> set[Any]:
    """Keys whose input is another one than before, or that lost it."""
    if now is before:
        return set()
    get = before.get
    changed = {
        key
        for key, value in now.items()
        if (known := get(key, _ABSENT)) is not value and not alike(known, value)  # most are the same: no call for them
    }
    return changed | (before.keys() - now.keys()) if changed or len(now) != len(before) else changed
