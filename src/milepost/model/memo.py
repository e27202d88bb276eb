"""Memo: remembers, for each key, the last inputs and the value made of them.

Incremental work is this and nothing else: the same functions run on every build, and where the inputs of a key have
not changed its value is handed back. The counters let tests assert which steps ran again.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, cast

from milepost.model.alike import alike
from milepost.model.grouping import Grouping, Rows, grouped
from milepost.model.ranking import Place, Placed, Ranking, ranked
from milepost.model.shards import Shards, shards_of
from milepost.model.spread import Says, Spread, spread
from milepost.model.sweep import Beside, Differences, Inputs, Make, Moves, Order, Reads, Sweep, all_of

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
V = TypeVar("V")

Join = Callable[[Sequence[V]], V]

FAN = 32
"""So many values are joined at a time, and so many of what comes of that, until one is left."""


class Memo:
    """A table of the newest value for each (step, key). Owned by whoever outlives a build and passed down."""

    def __init__(self, *, keeps: bool = True) -> None:
        """Without `keeps` nothing is remembered: the same functions run, for who builds once, in half the memory."""
        self.keeps = keeps
        self._kept: dict[tuple[str, Hashable], tuple[tuple[object, ...], object]] = {}
        self._differences = Differences()
        self._sweeps: dict[str, Sweep[Any, Any]] = {}
        self._groupings: dict[str, Grouping[Any, Any, Any]] = {}
        self._spreads: dict[str, Spread[Any, Any, Any]] = {}
        self._rankings: dict[str, Ranking[Any, Any]] = {}
        self.made: Counter[str] = Counter()

    def value(self, step: str, key: Hashable, inputs: tuple[object, ...], make: Callable[[], V]) -> V:
        """The value of `make()`, or the kept one when `inputs` equal those it was made of."""
        if not self.keeps:
            return make()
        kept = self._kept.get((step, key))
        if kept is not None and self._same(kept[0], inputs):
            return cast(V, kept[1])  # the step's name fixes the type
        made = make()
        self.made[step] += 1
        if kept is not None and alike(kept[1], made):
            made = cast(V, kept[1])  # early cutoff: an equal value keeps its identity
        self._kept[(step, key)] = (inputs, made)
        return made

    def update(self, step: str, key: Hashable, inputs: tuple[object, ...], make: Callable[[V | None], V]) -> V:
        """The same for a step that makes a value from the one before, if there is one."""
        kept = self._kept.get((step, key))
        return self.value(step, key, inputs, lambda: make(cast(V, kept[1]) if kept is not None else None))

    def sweep(
        self,
        step: str,
        order: Order[K],
        inputs: Sequence[Inputs],
        make: Make[K, V],
        *,
        shared: tuple[object, ...] = (),
        reads: Reads[K] | None = None,
        beside: Beside[K] | None = None,
        in_order: bool = True,
    ) -> Mapping[K, V]:
        """The values of a step that has one for each key: see Sweep."""
        if not self.keeps:
            return all_of(order, make)
        kept = self._sweeps.get(step)
        if kept is None:
            kept = self._sweeps[step] = Sweep(self._differences)
        values = cast(Sweep[K, V], kept).run(
            order, inputs, make, shared=shared, reads=reads, beside=beside, in_order=in_order
        )
        self.made[step] += kept.made
        return values

    def group(
        self, step: str, order: Order[K], table: Inputs, rows: Rows[K, P, V], *, in_order: bool = True
    ) -> Mapping[P, tuple[V, ...]]:
        """What the values of a table say of other things, by these: see Grouping."""
        if not self.keeps:
            return grouped(order, rows)
        kept = self._groupings.get(step)
        if kept is None:
            kept = self._groupings[step] = Grouping(self._differences)
        return cast(Grouping[K, P, V], kept).run(order, table, rows, in_order=in_order)

    def spread(self, step: str, order: Order[K], table: Mapping[K, Any], says: Says[K, P, V]) -> Mapping[P, V]:
        """What the values of a table say of other things, each of which one of them speaks of: see Spread."""
        if not self.keeps:
            return spread(order, table, says)
        kept = self._spreads.get(step)
        if kept is None:
            kept = self._spreads[step] = Spread(self._differences)
        return cast(Spread[K, P, V], kept).run(order, table, says)

    def rank(self, step: str, table: Mapping[K, V], placed: Placed[K, V]) -> Sequence[Place]:
        """The rows that the keys of a table have in a list, in the order of the list: see Ranking."""
        if not self.keeps:
            return ranked(table, placed)
        kept = self._rankings.get(step)
        if kept is None:
            kept = self._rankings[step] = Ranking(self._differences)
        return cast(Ranking[K, V], kept).run(table, placed)

    def whole(self, step: str, order: Order[K], table: Mapping[K, V], join: Join[V]) -> V:
        """The values of all keys, joined. `join` must not mind where a row of values is cut in two: an edit joins anew
        the few dozen values around each that it changed, and what comes of them.
        """
        keys: Order[Any] = order
        held: Mapping[Any, V] = table
        level = 0
        while self.keeps and len(keys) > FAN:
            name, level = f"{step}, {level}", level + 1
            rows = self.together(name, keys, held, FAN)
            keys = self.same(name, None, Order(rows))
            held = self.sweep(f"{name}, joined", keys, (rows,), partial(_joined, rows, join))
        values = tuple(held[key] for key in keys)
        return self.value(step, "whole", (values,), lambda: join(values))

    def together(self, step: str, order: Order[K], table: Mapping[K, V], size: int) -> Mapping[int, tuple[V, ...]]:
        """The values of neighbours in an order, some `size` of them at a time."""

        def made(known: Shards[K] | None) -> Shards[K]:
            moves = self.moves(known.order, order) if known is not None else None
            return known.later(order, moves) if known and moves and moves.in_sequence else shards_of(order, size)

        shard = self.update(step, "shards", (order,), made).of
        return self.group(step, order, table, lambda key: ((shard[key], table[key]),))

    def learn(self, before: Inputs, now: Inputs, changed: Iterable[Any]) -> None:
        """Be told in which keys a table differs from an earlier one, so as not to compare them."""
        if self.keeps and now is not before:
            self._differences.learn(before, now, frozenset(changed))

    def changed(self, before: Inputs, now: Inputs) -> frozenset[Any]:
        """The keys in which a table differs from an earlier one."""
        return self._differences.between(before, now)

    def moves(self, before: Order[K], now: Order[K]) -> Moves:
        """How one order came of another."""
        return self._differences.moves(before, now)

    def rest(self) -> None:
        """A build is over: what only it could make use of is let go."""
        self._differences.forget()
        for sweep in self._sweeps.values():
            sweep.rest()

    def same(self, step: str, key: Hashable, value: V) -> V:
        """The value itself, or the equal one of the last build, so that later steps see that nothing changed."""
        return self.value(step, key, (value,), lambda: value)

    @property
    def tables(self) -> Iterator[Mapping[Any, object]]:
        """All values that are remembered by key."""
        yield from (sweep.values for sweep in self._sweeps.values())
        yield from (grouping.groups for grouping in self._groupings.values())
        yield from (sweep.namings for sweep in self._sweeps.values())
        yield from (grouping.namings for grouping in self._groupings.values())
        yield {key: kept[1] for (_, key), kept in self._kept.items() if key is not None}
        yield from (kept[1] for kept in self._kept.values() if isinstance(kept[1], dict))

    def _same(self, before: tuple[object, ...], now: tuple[object, ...]) -> bool:
        return len(before) == len(now) and all(map(self._differences.are_alike, before, now))


def _joined(rows: Mapping[int, Sequence[V]], join: Join[V], at: int, _known: object) -> V:
    return join(rows[at])
