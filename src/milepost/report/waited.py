"""What goals wait for, and in which goals it lies: a step over goals names both, as what it says hangs on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.homes import items_of

Homes = Mapping[str, tuple[GoalId, ...]]
"""The goals in which something stands whose id does not say so, in order."""


def homes_elsewhere(around: Around) -> Homes:
    """Of what stands in a note of its own, and may be part of several goals; nothing where no step is taken again."""
    if not around.memo.keeps:
        return {}
    goals, listed = around.plan.goals, around.plan.listed

    def made() -> Homes:
        return around.memo.group("elsewhere", listed, goals, lambda name: [(one, name) for one in _elsewhere(name)])

    def _elsewhere(name: GoalId) -> Iterable[str]:
        own, at = f"{name}#", len(name)
        ids = [one.id for one in items_of(goals[name])]
        if _are_all_in(ids, own):
            return ()
        return (one for one in ids if one.rfind("#") != at or not one.startswith(name))

    return around.once("elsewhere", made)


def _are_all_in(ids: Sequence[str], own: str) -> bool:
    """Whether all ids are a name in a goal, as most are: that of all of them together takes no look at each."""
    text = "\n".join(["", *ids])
    return text.count(f"\n{own}") == len(ids) and text.count("#") == len(ids) * own.count("#")


def beside_item(item: str, homes: Homes) -> Iterator[str]:
    """A goal, milestone or task, and the goals in which it may stand."""
    yield item
    yield _said_home(item)
    yield from homes.get(item, ())


def beside_waits(goal: Goal, homes: Homes) -> Iterator[str]:
    """The same of all that a goal and what is in it wait for."""
    tasks = chain.from_iterable(milestone.tasks for milestone in goal.milestones)
    parts: Iterator[Goal | Milestone | Task] = chain((goal,), goal.milestones, tasks)
    for part in parts:
        for edge in part.depends_on:
            yield from beside_item(edge.target, homes)


def _said_home(item: str) -> GoalId:
    """The goal that an id names."""
    return GoalId(item.rpartition("#")[0])
