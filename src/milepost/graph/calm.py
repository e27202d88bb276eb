"""Calm: whether the circles of a plan are those it had, by what has changed alone.

A circle that is gone led through a step that is gone, and so began and ended it on a circle; a new one leads through a
step that is new, and so from its end back to where it begins.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from milepost.graph.dependencies import Circles, Wait, Within, containment
from milepost.model.ids import GoalId

MOST = 64
"""If more goals than these have changed, everything is gone through."""

Waits = Mapping[GoalId, tuple[Wait, ...]]
LiesIn = Mapping[GoalId, Within]
Graph = Mapping[str, Sequence[str]]


class _Step(NamedTuple):
    """That something begins (`<`) or ends (`>`) needs something else; `implied` of waits, as they are."""

    start: str
    end: str
    implied: bool = False


def has_kept(circles: Circles, waits: Waits, lies_in: LiesIn, before: tuple[Waits, LiesIn]) -> bool:
    """Whether no circle has come or gone; False where that is not quickly known. `before` is what had these."""
    then, lay_in = before
    changed = {name for name, found in waits.items() if then.get(name) is not found}
    changed |= {name for name, found in lies_in.items() if lay_in.get(name) is not found}
    changed |= lay_in.keys() - lies_in.keys()
    if len(changed) > MOST or [*filter(then.__contains__, waits)] != [*filter(waits.__contains__, then)]:
        return False  # of a part that lies in several goals the last of them counts
    gone, new = _steps_of(changed, then, lay_in), _steps_of(changed, waits, lies_in)
    gone, new = gone - new, new - gone
    if any(step.start in circles.tangled and step.end in circles.tangled for step in gone):
        return False
    parts = {node[1:] for step in gone | new for node in step[:2]} - lies_in.keys() - lay_in.keys()
    if any(sign + part in circles.tangled for part in parts for sign in "<>"):
        return False  # another goal may say now what it lies in
    return not (new or parts) or not _comes_back(new, parts, waits, lies_in)


def _steps_of(goals: Collection[GoalId], waits: Waits, lies_in: LiesIn) -> set[_Step]:
    rows = ((own, lies_in.get(own)) for own in goals)
    return {step for own, row in rows if row is not None for step in _steps(own, row, waits.get(own, ()))}


def _steps(name: GoalId, row: Within, waits: tuple[Wait, ...]) -> Iterator[_Step]:
    """As in the walk for circles: what begins waits for ends, and these for what lies inside."""
    for whole in row.parents:
        yield from _lies(name, whole)
    for milestone, linked, tasks in row.milestones:
        yield from _lies(milestone, name)
        for task, above in tasks:
            yield from _lies(task, above)
        if linked:
            yield from _lies(linked, milestone)
    for wait in waits:
        yield _Step("<" + wait.waiter, ">" + wait.target, wait.implied)


def _lies(part: str, whole: str) -> Iterator[_Step]:
    yield _Step("<" + part, "<" + whole)
    yield _Step(">" + whole, ">" + part)


def _comes_back(new: set[_Step], parts: Collection[str], waits: Waits, lies_in: LiesIn) -> bool:
    """Whether a way leads from the end of a new step, or of one of a part, to where it begins."""
    above = containment(lies_in)
    below: dict[str, list[str]] = {}
    for name, wholes in above.items():
        for whole in wholes:
            below.setdefault(whole, []).append(name)
    waiting: dict[str, list[str]] = {}
    for found in waits.values():
        for wait in found:
            waiting.setdefault(wait.waiter, []).append(wait.target)
    steps = [*new, *(step for part in parts for whole in above.get(part, ()) for step in _lies(part, whole))]
    ways = _Ways(above, below, waiting)
    return any(ways.lead(step.end, step.start) for step in steps)


class _Ways(NamedTuple):
    """What everything lies in, what lies in it, and what it waits for."""

    above: Graph
    below: Graph
    waiting: Graph

    def lead(self, start: str, end: str) -> bool:
        """Whether one thing needs, by however many steps, the other."""
        pending, seen = [start], {start}
        while pending and end not in seen:
            fresh = [one for one in self._after(pending.pop()) if one not in seen]
            pending += fresh
            seen.update(fresh)
        return end in seen

    def _after(self, node: str) -> Iterator[str]:
        name = node[1:]
        if node[0] == ">":
            yield "<" + name
            yield from (">" + part for part in self.below.get(name, ()))
        else:
            yield from ("<" + whole for whole in self.above.get(name, ()))
            yield from (">" + target for target in self.waiting.get(name, ()))
