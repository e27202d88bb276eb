"""Sweep: a value for each key, made again only where something it is made of has changed.

The first run and every later one call the same functions with the same inputs; a later one leaves out the calls whose
inputs are those of the run before. What changed is found by identity first, so inputs should be values that earlier
steps keep alive while they are equal; a Sweep hands its own values on in that way.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import compress, count
from operator import ne
from typing import Any, Generic, NamedTuple, TypeVar

from milepost.model.alike import alike
from milepost.model.naming import Naming

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Inputs = Mapping[Any, object]
"""What values are made of, by key; keys that are not gone through bear on nothing."""

Make = Callable[[K, Mapping[K, V]], V]
Reads = Callable[[K], Iterable[K]]
Beside = Callable[[K], Iterable[Hashable]]


_ABSENT = object()


class Order(Generic[K]):
    """Keys in the order in which they are to be gone through, each once. Shared by the sweeps of one plan."""

    def __init__(self, keys: Iterable[K] = (), place: dict[K, int] | None = None) -> None:
        """`place` says where each key stands, if that is known."""
        self.keys = tuple(keys)
        self._place = place

    @property
    def place(self) -> Mapping[K, int]:
        """Where each key stands; worked out when somebody first asks."""
        if self._place is None:
            self._place = {key: at for at, key in enumerate(self.keys)}
        return self._place

    def __reduce__(self) -> tuple[type["Order[K]"], tuple[tuple[K, ...]]]:
        return Order, (self.keys,)

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


class Moves(NamedTuple):
    """How an order came of another: what is gone from it, what is new, and whether all else follows as it did."""

    gone: frozenset[Any]
    new: frozenset[Any]
    in_sequence: bool


class Differences:
    """What changed between two tables. A step that made one of another says so; others are compared, once each."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[Inputs, Inputs, frozenset[Any]]] = {}
        self._orders: dict[tuple[int, int], tuple[Order[Any], Order[Any], Moves]] = {}

    def moves(self, before: Order[Any], now: Order[Any]) -> Moves:
        """How one order came of the other."""
        known = self._orders.get((id(before), id(now)))
        if known is None:
            known = self._orders[id(before), id(now)] = before, now, _moves(before, now)
        return known[2]

    def between(self, before: Inputs, now: Inputs) -> frozenset[Any]:
        """Keys whose value is another one than before, or that lost it."""
        if now is before:
            return _NONE
        known = self._known.get((id(before), id(now)))
        return known[2] if known is not None else self.learn(before, now, frozenset(_changed(now, before)))

    def learn(self, before: Inputs, now: Inputs, changed: frozenset[Any]) -> frozenset[Any]:
        """Take somebody's word for it."""
        while len(self._known) >= _TABLES:
            del self._known[next(iter(self._known))]
        self._known[id(before), id(now)] = before, now, changed  # held, so that ids stay theirs
        return changed

    def forget(self) -> None:
        """Hold no tables any longer than a build takes."""
        self._known.clear()
        self._orders.clear()

    def are_alike(self, before: object, now: object) -> bool:
        """Whether two values are alike; tables that are known to differ are not gone through."""
        if before is now:
            return True
        known = self._known.get((id(before), id(now)))
        return not (known is not None and known[2]) and alike(before, now)


_NONE: frozenset[Any] = frozenset()
_TABLES = 128


class Sweep(Generic[K, V]):
    """The values of one step, by key, in order. `made` counts the values that were made in the last run."""

    def __init__(self, differences: Differences | None = None) -> None:
        self._differences = differences or Differences()
        self._order: Order[K] = Order()
        self._inputs: tuple[Inputs, ...] = ()
        self._shared: tuple[object, ...] = ()
        self._reads: Naming[K, K] = Naming()
        self._looks: Naming[K, Hashable] = Naming()
        self._values: dict[K, V] = {}
        self._put: set[K] = set()
        self.made = 0

    def run(
        self,
        order: Order[K],
        inputs: Sequence[Inputs],
        make: Make[K, V],
        *,
        shared: tuple[object, ...] = (),
        reads: Reads[K] | None = None,
        beside: Beside[K] | None = None,
        in_order: bool = True,
    ) -> Mapping[K, V]:
        """The value of each key in `order`. The table is so as well if `in_order`, else in any order.

        `make(key, values)` may use what `inputs` hold for the key and for those that `beside(key)` names, `shared`, and
        the values of the keys that `reads(key)` names, which must come earlier in `order`. `reads` and `beside` may use
        what `inputs` hold for the key.
        """
        before, self._inputs = self._inputs, ()  # a run that is cut short leaves nothing to build on
        then, self._put = self._values, set()
        is_moved = order != self._order
        dirty = self._enter(order) if is_moved else set()
        if len(inputs) != len(before) or not self._same(shared):
            dirty = set(order.keys)
        else:
            dirty |= self._touched(inputs, before)
        self._shared, self.made = shared, 0
        if dirty:
            if reads is not None:
                self._reads.put_all(dirty, reads)
            if beside is not None:
                self._looks.put_all(dirty, beside)
            self._remake(dirty, make)
        if in_order and (is_moved or len(dirty) == len(order.keys)):
            self._values = dict(zip(order.keys, map(self._values.__getitem__, order.keys), strict=True))
        if self._values is not then and then:
            self._differences.learn(then, self._values, frozenset(self._put))
        self._inputs = tuple(inputs)
        return self._values

    def rest(self) -> None:
        """A run is over: which values it put is let go."""
        self._put = set()

    @property
    def values(self) -> Mapping[K, V]:
        """What the last run made."""
        return self._values

    @property
    def namings(self) -> Mapping[Hashable, Naming[Any, Any]]:
        """Who reads and looks at whom."""
        return {(id(self), "reads"): self._reads, (id(self), "looks"): self._looks}

    def _touched(self, inputs: Sequence[Inputs], before: Sequence[Inputs]) -> set[K]:
        """Keys with another input than before, and those that look at them."""
        found: set[K] = set()
        for now, then in zip(inputs, before, strict=True):
            found |= self._differences.between(then, now)
        for key in tuple(found):
            found.update(self._looks.namers(key))
        return found & self._order.place.keys() if found else found

    def _enter(self, order: Order[K]) -> set[K]:
        """Take over another order; the keys that are new in it. What is gone is forgotten."""
        moves, self._order = self._differences.moves(self._order, order), order
        for key in moves.gone:
            self._reads.put(key, ())
            self._looks.put(key, ())
        gone = moves.gone & self._values.keys()
        if gone:
            self._put |= gone
            self._values = dict(self._values)
            for key in gone:
                del self._values[key]
        return set(moves.new)

    def _remake(self, dirty: set[K], make: Make[K, V]) -> None:
        """In order; where a value changes, whoever reads it is made again too."""
        keys, place, reads = self._order.keys, self._order.place, self._reads
        self.made = len(dirty)
        if len(dirty) == len(keys):
            for key in keys:
                self._keep(key, make(key, self._values))
            return
        pending, done = sorted(place[key] for key in dirty), -1  # what is sorted is a heap
        while pending:
            at = heappop(pending)
            if at == done:
                continue
            done, key = at, keys[at]
            if self._keep(key, make(key, self._values)):
                fresh = [place[one] for one in reads.namers(key) if one not in dirty and one in place]
                self.made += len(fresh)
                dirty.update(keys[one] for one in fresh)
                for one in fresh:
                    heappush(pending, one)

    def _keep(self, key: K, value: V) -> bool:
        """Keep a value unless it equals the one that is known; whether it was kept."""
        if alike(self._values.get(key, _ABSENT), value):
            return False
        if not self._put:
            self._values = dict(self._values)  # earlier runs' results stay as they were
        self._put.add(key)
        self._values[key] = value
        return True

    def _same(self, shared: tuple[object, ...]) -> bool:
        before = self._shared
        return len(shared) == len(before) and all(map(self._differences.are_alike, before, shared))


def _moves(before: Order[K], now: Order[K]) -> Moves:
    """Most often the beginning and the end are as they were: what is between is looked at."""
    first = _alike_at_start(before.keys, now.keys)
    last = _alike_at_start(before.keys[:first:-1], now.keys[:first:-1])
    then, there = before.keys[first : len(before) - last], now.keys[first : len(now) - last]
    gone, new = frozenset(then).difference(there), frozenset(there).difference(then)
    return Moves(gone, new, [key for key in then if key not in gone] == [key for key in there if key not in new])


def _alike_at_start(one: Sequence[K], other: Sequence[K]) -> int:
    """How many begin both."""
    return next(compress(count(), map(ne, one, other)), min(len(one), len(other)))


def all_of(order: Order[K], make: Make[K, V]) -> dict[K, V]:
    """The values of a sweep that is run once."""
    values: dict[K, V] = {}
    for key in order.keys:
        values[key] = make(key, values)
    return values


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
