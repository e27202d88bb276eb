"""Shards: stretches of an order, so that what is summed up over all keys is a sum of sums; keys keep to theirs."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from milepost.model.sweep import Moves, Order

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Shards(Generic[K]):
    """By key the number of its stretch. These numbers never fall along the order."""

    order: Order[K]
    of: Mapping[K, int]

    def later(self, order: Order[K], moves: Moves) -> "Shards[K]":
        """Of an order that came of this one: a key that is new joins the one before it."""
        of = dict(self.of)
        for key in moves.gone:
            del of[key]
        for at in sorted(map(order.place.__getitem__, moves.new)):
            of[order.keys[at]] = of[order.keys[at - 1]] if at else 0
        return Shards(order, of)


def shards_of(order: Order[K], size: int) -> Shards[K]:
    """Stretches of so many keys."""
    return Shards(order, {key: at // size for at, key in enumerate(order.keys)})
