"""Calm: whether the circles of a plan are those it had, by what has changed alone.

A circle that is gone led through a step that is gone, and so began and ended it on a circle; a new one leads through a
step that is new, and so from its end back to where it begins.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from milepost.graph.dependencies import Circles, Wait, Within
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.sweep import Order

MOST = 64
"""If more goals than these have changed, everything is gone through."""

Waits = Mapping[GoalId, tuple[Wait, ...]]
LiesIn = Mapping[GoalId, Within]
Graph = Mapping[str, Sequence[str]]


class Ways(NamedTuple):
    """What everything lies in, what lies in it, what it waits for, and what waits for it."""

    above: Graph
    below: Graph
    waiting: Graph
    waiters: Graph

    def lead(self, start: str, end: str) -> bool:
        """Whether one thing needs, by however many steps, the other: looked for from both ends."""
        seen, pending, side = ({start}, {end}), ([start], [end]), 0
        while pending[side]:
            for one in (self._before if side else self._after)(pending[side].pop()):
                if one not in seen[side]:
                    seen[side].add(one)
                    pending[side].append(one)
                if one in seen[1 - side]:
                    return True
            side = 1 - side
        return start == end

    def _after(self, node: str) -> Iterator[str]:
        name = node[1:]
        if node[0] == ">":
            yield "<" + name
            yield from (">" + part for part in self.below.get(name, ()))
        else:
            yield from ("<" + whole for whole in self.above.get(name, ()))
            yield from (">" + target for target in self.waiting.get(name, ()))

    def _before(self, node: str) -> Iterator[str]:
        name = node[1:]
        if node[0] == "<":
            yield ">" + name
            yield from ("<" + part for part in self.below.get(name, ()))
        else:
            yield from (">" + whole for whole in self.above.get(name, ()))
            yield from ("<" + waiter for waiter in self.waiters.get(name, ()))


def ways_of(order: Order[GoalId], waits: Waits, lies_in: LiesIn, memo: Memo) -> Ways:
    """The ways through a plan; of a part that lies in several goals through each of them."""
    pairs = memo.sweep(
        "pairs within", order, (lies_in,), lambda own, _: tuple(_pairs(own, lies_in[own])), in_order=False
    )
    return Ways(
        memo.group("whole of each part", order, pairs, pairs.__getitem__, in_order=False),
        memo.group(
            "parts of each whole",
            order,
            pairs,
            lambda own: ((whole, part) for part, whole in pairs[own]),
            in_order=False,
        ),
        memo.group(
            "waited for", order, waits, lambda own: ((wait.waiter, wait.target) for wait in waits[own]), in_order=False
        ),
        memo.group(
            "waiters", order, waits, lambda own: ((wait.target, wait.waiter) for wait in waits[own]), in_order=False
        ),
    )


def _pairs(own: GoalId, row: Within) -> Iterator[tuple[str, str]]:
    """A part and what it lies in, of a goal and all that is named in it."""
    yield from ((own, whole) for whole in row.parents)
    for milestone, linked, tasks in row.milestones:
        if not row.is_closed:
            yield milestone, own
        yield from tasks
        if linked:
            yield linked, milestone


class _Step(NamedTuple):
    """That something begins (`<`) or ends (`>`) needs something else; `implied` of waits, as they are."""

    start: str
    end: str
    implied: bool = False


class Before(NamedTuple):
    """What had the circles that are known, and the goals that are others since, if they follow as they did."""

    waits: Waits
    lies_in: LiesIn
    changed: Collection[GoalId]
    in_sequence: bool


def has_kept(circles: Circles, waits: Waits, lies_in: LiesIn, *, ways: Ways, before: Before) -> bool:
    """Whether no circle has come or gone; False where that is not quickly known."""
    then, lay_in, changed, in_sequence = before
    if len(changed) > MOST or not in_sequence:
        return False  # of a part that lies in several goals the last of them counts
    gone, new = _steps_of(changed, then, lay_in), _steps_of(changed, waits, lies_in)
    gone, new = gone - new, new - gone
    if any(step.start in circles.tangled and step.end in circles.tangled for step in gone):
        return False
    parts = {node[1:] for step in gone | new for node in step[:2]} - lies_in.keys() - lay_in.keys()
    if any(sign + part in circles.tangled for part in parts for sign in "<>"):
        return False  # another goal may say now what it lies in
    steps = [*new, *(step for part in parts for whole in ways.above.get(part, ()) for step in _lies(part, whole))]
    return not any(ways.lead(step.end, step.start) for step in steps)


def _steps_of(goals: Collection[GoalId], waits: Waits, lies_in: LiesIn) -> set[_Step]:
    rows = ((own, lies_in.get(own)) for own in goals)
    return {step for own, row in rows if row is not None for step in _steps(own, row, waits.get(own, ()))}


def _steps(name: GoalId, row: Within, waits: tuple[Wait, ...]) -> Iterator[_Step]:
    """As in the walk for circles: what begins waits for ends, and these for what lies inside."""
    for part, whole in _pairs(name, row):
        yield from _lies(part, whole)
    for wait in waits:
        yield _Step("<" + wait.waiter, ">" + wait.target, wait.implied)


def _lies(part: str, whole: str) -> Iterator[_Step]:
    yield _Step("<" + part, "<" + whole)
    yield _Step(">" + whole, ">" + part)
