"""Calm: whether the circles of a plan are those it had, by what has changed alone.

A new circle leads through something that waits or lies elsewhere than before, and so did one that is gone. It is enough
to see that none of these lay on a circle, and that none comes back to itself.
"""

from collections.abc import Iterator, Mapping

from milepost.graph.dependencies import Circles, Wait, Within
from milepost.model.ids import GoalId

MOST = 64
"""If more goals than these have changed, everything is gone through."""

Waits = Mapping[GoalId, tuple[Wait, ...]]
LiesIn = Mapping[GoalId, Within]
Graph = Mapping[str, list[str]]


def has_kept(circles: Circles, waits: Waits, lies_in: LiesIn, before: tuple[Waits, LiesIn]) -> bool:
    """Whether no circle has come or gone; False where that is not quickly known. `before` is what had these."""
    then, lay_in = before
    changed = {name for name, found in waits.items() if then.get(name) is not found}
    changed |= {name for name, found in lies_in.items() if lay_in.get(name) is not found}
    changed |= lay_in.keys() - lies_in.keys()
    if len(changed) > MOST or [*filter(then.__contains__, waits)] != [*filter(waits.__contains__, then)]:
        return False  # of a part that lies in several goals the last of them counts
    touched: set[str] = set()
    for own in changed:
        for row, found in ((lies_in.get(own), waits.get(own, ())), (lay_in.get(own), then.get(own, ()))):
            if row is not None:
                touched.update(sign + node[1:] for step in _steps(own, row, found) for node in step for sign in "<>")
    if not circles.tangled.isdisjoint(touched):
        return False
    graph: dict[str, list[str]] = {}
    for name, row in lies_in.items():
        for start, end in _steps(name, row, waits.get(name, ())):
            graph.setdefault(start, []).append(end)
    return not any(_comes_back(node, graph) for node in touched)


def _steps(name: GoalId, row: Within, waits: tuple[Wait, ...]) -> Iterator[tuple[str, str]]:
    """As in the walk for circles: what begins (`<`) waits for ends (`>`), and these for what lies inside."""
    for whole in row.parents:
        yield from _lies(name, whole)
    for milestone, linked, tasks in row.milestones:
        yield from _lies(milestone, name)
        for task, above in tasks:
            yield from _lies(task, above)
        if linked:
            yield from _lies(linked, milestone)
    for wait in waits:
        yield "<" + wait.waiter, ">" + wait.target


def _lies(part: str, whole: str) -> Iterator[tuple[str, str]]:
    yield "<" + part, "<" + whole
    yield ">" + whole, ">" + part


def _comes_back(start: str, graph: Graph) -> bool:
    pending, seen = [start], set[str]()
    while pending:
        node = pending.pop()
        fresh = [*graph.get(node, ()), "<" + node[1:]] if node[0] == ">" else graph.get(node, ())
        if start in fresh:
            return True
        pending += [one for one in fresh if one not in seen]
        seen.update(fresh)
    return False
