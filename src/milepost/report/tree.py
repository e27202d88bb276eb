"""Tree: goals below the first of their parents that is there, siblings by due date."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.report.natural import natural


class Leaf(NamedTuple):
    """What of a goal decides where it stands: due first, first; undated last; then by title and path."""

    order: tuple[bool, str, str, str]
    goal: GoalId
    parents: tuple[GoalId, ...]


def leaf(goal: Goal, due: date | None) -> Leaf:
    """The leaf of a goal that is due on a day."""
    order = due is None, due.isoformat() if due else "", natural(goal.title), goal.path
    return Leaf(order, goal.id, goal.parents)


def in_tree(leaves: Sequence[Leaf]) -> Iterator[tuple[GoalId, int]]:
    """Goals with their depth."""
    here = {each.goal for each in leaves}
    children: dict[GoalId, list[Leaf]] = {}
    roots = []
    for each in leaves:
        parent = next((one for one in each.parents if one in here), None)
        if parent is None:
            roots.append(each)
        else:
            children.setdefault(parent, []).append(each)
    waiting = [(each.goal, 0) for each in sorted(roots, reverse=True)]
    while waiting:
        goal, depth = waiting.pop()
        yield goal, depth
        waiting += [(each.goal, depth + 1) for each in sorted(children.get(goal, ()), reverse=True)]
