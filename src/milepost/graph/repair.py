"""Repair: an order that holds again after a few of its nodes need others before them, and most stay where they are."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from milepost.model.sweep import Order

N = TypeVar("N", bound=str)

Before = Callable[[N], Iterable[N]]

MOST = 64
"""If more nodes than these have changed, an order is made anew."""


def repaired(
    order: Order[N], changed: Iterable[N], before: Before[N], *, gone: Collection[N] = (), new: Sequence[N] = ()
) -> Order[N]:
    """An order in which each key comes after those `before` it, where this held but for what changed, is gone or new.

    What is late moves, with what must come before it, to just before the one that needs it. There must be no circle.
    """
    place = order.place
    if not (gone or new) and all(place[one] < place[key] for key in changed for one in before(key)):
        return order
    line = _Line(order, gone, new)
    for key in chain(new, changed):
        late = [one for one in before(key) if line.place[one] > line.place[key]]
        if late:
            line.move(late, key, before)
    return Order(line.keys, line.place)


class _Line(Generic[N]):
    """The keys as they stand."""

    def __init__(self, order: Order[N], gone: Collection[N], new: Sequence[N]) -> None:
        self.keys = [*((key for key in order if key not in gone) if gone else order.keys), *new]
        if gone:
            self.place = {key: at for at, key in enumerate(self.keys)}
        else:
            self.place = {**order.place, **{key: at for at, key in enumerate(new, len(order))}}

    def move(self, late: Iterable[N], key: N, before: Before[N]) -> None:
        """Put them, and what must come before them and does not stand before the key, to just before it."""
        start, moved, pending = self.place[key], set(late), list(late)
        while pending:
            fresh = [one for one in before(pending.pop()) if self.place[one] > start and one not in moved]
            moved.update(fresh)
            pending += fresh
        places = sorted(self.place[one] for one in moved)
        end = places[-1] + 1
        kept = [one for one in self.keys[start:end] if one not in moved]
        self.keys[start:end] = [*(self.keys[at] for at in places), *kept]
        self.place.update((self.keys[at], at) for at in range(start, end))
