"""Sweep: a value for each key, made again only where something it is made of has changed.

The first run and every later one call the same functions with the same inputs; a later one leaves out the calls whose
inputs are those of the run before. What changed is found by identity first, so inputs should be values that earlier
steps keep alive while they are equal; a Sweep hands its own values on in that way.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Make = Callable[[K, Mapping[K, V]], V]
Reads = Callable[[K], Iterable[K]]


_ABSENT = object()


class Order(Generic[K]):
    """Keys in the order in which they are to be gone through, each once. Shared by the sweeps of one plan."""

    def __init__(self, keys: Iterable[K] = ()) -> None:
        self.keys = tuple(keys)
        self.place = {key: at for at, key in enumerate(self.keys)}

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Order) and self.keys == other.keys)

    def __hash__(self) -> int:
        return hash(self.keys)


class Sweep(Generic[K, V]):
    """The values of one step, by key, in order. `made` counts the values that were made in the last run."""

    def __init__(self) -> None:
        self._order: Order[K] = Order()
        self._inputs: tuple[Mapping[K, object], ...] = ()
        self._shared: tuple[object, ...] = ()
        self._reads: dict[K, tuple[K, ...]] = {}
        self._readers: dict[K, dict[K, None]] = {}
        self._values: dict[K, V] = {}
        self._known = 0
        self.made = 0

    def run(
        self,
        order: Order[K],
        inputs: Sequence[Mapping[K, object]],
        make: Make[K, V],
        *,
        shared: tuple[object, ...] = (),
        reads: Reads[K] | None = None,
    ) -> Mapping[K, V]:
        """The value of each key in `order`.

        `make(key, values)` may use what `inputs` hold for the key, `shared`, and the values of the keys that
        `reads(key)` names, which must come earlier in `order`; `reads` may use what `inputs` hold for the key.
        """
        dirty = self._enter(order)
        if len(inputs) != len(self._inputs) or not _same(shared, self._shared):
            dirty = set(order.keys)
        else:
            for now, before in zip(inputs, self._inputs, strict=True):
                dirty |= _changed(now, before) & order.place.keys()
        self._inputs, self._shared = tuple(inputs), shared
        self.made = 0
        if dirty:
            self._values = dict(self._values)  # earlier runs' results stay as they were
            self._remake(dirty, make, reads)
            if len(self._values) > self._known:
                self._values = {key: self._values[key] for key in order.keys}
            self._known = len(self._values)
        return self._values

    def _enter(self, order: Order[K]) -> set[K]:
        """Take over the order; the keys that are new in it. What is gone is forgotten."""
        before, self._order = self._order, order
        if order == before:
            return set()
        for key in before.place.keys() - order.place.keys():
            self._read(key, ())
            self._readers.pop(key, None)
        self._values = {key: self._values[key] for key in order.keys if key in self._values}
        self._known = len(self._values)
        return set(order.place.keys() - before.place.keys())

    def _remake(self, dirty: set[K], make: Make[K, V], reads: Reads[K] | None) -> None:
        """In order; where a value changes, whoever reads it is made again too."""
        if reads is not None:
            for key in dirty:
                self._read(key, tuple(reads(key)))
        keys, place, values = self._order.keys, self._order.place, self._values
        pending = [place[key] for key in dirty]
        heapify(pending)
        done = -1
        while pending:
            at = heappop(pending)
            if at == done:
                continue
            done, key = at, keys[at]
            value = make(key, values)
            self.made += 1
            known = values.get(key, _ABSENT)
            if known is not value and known != value:
                values[key] = value
                for reader in self._readers.get(key, ()):
                    if reader not in dirty and reader in place:
                        heappush(pending, place[reader])

    def _read(self, key: K, reads: tuple[K, ...]) -> None:
        before = self._reads.get(key, ())
        if before == reads:
            return
        for one in before:
            self._readers.get(one, {}).pop(key, None)
        for one in reads:
            self._readers.setdefault(one, {})[key] = None
        if reads:
            self._reads[key] = reads
        else:
            self._reads.pop(key, None)


def _same(now: tuple[object, ...], before: tuple[object, ...]) -> bool:
    return len(now) == len(before) and all(a is b or a == b for a, b in zip(now, before, strict=True))


def _changed(now: Mapping[K, object], before: Mapping[K, object]) -> set[K]:
    """Keys whose input is another one than before, or that lost it."""
    if now is before:
        return set()
    get = before.get
    changed = {key for key, value in now.items() if (known := get(key, _ABSENT)) is not value and known != value}
    return changed | (before.keys() - now.keys()) if changed or len(now) != len(before) else changed
