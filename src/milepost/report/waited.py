"""What goals wait for, and in which goals it lies: a step over goals names both, as what it says hangs on them."""

from collections.abc import Iterator, Mapping
from itertools import chain

from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId
from milepost.report.around import Around

Homes = Mapping[str, tuple[GoalId, ...]]
"""The goals that have a part which something waits for, by the part."""


def homes_of_parts(around: Around) -> Homes:
    """Of all parts that something waits for."""
    return around.once("homes of parts", lambda: _homes(around))


def _homes(around: Around) -> Homes:
    plan, memo = around.plan, around.memo
    goals, blocks = plan.goals, plan.blocks

    def waited_for(name: GoalId, _known: object) -> tuple[str, ...]:
        return tuple(part for part in _parts(goals[name]) if part in blocks)

    parts = memo.sweep("waited for", plan.listed, (goals,), waited_for, shared=(blocks,))
    return memo.group("homes of parts", plan.listed, parts, lambda name: [(part, name) for part in parts[name]])


def _parts(goal: Goal) -> Iterator[str]:
    for milestone in goal.milestones:
        yield milestone.id
        yield from (task.id for task in milestone.tasks)


def beside_waits(goal: Goal, homes: Homes) -> Iterator[str]:
    """What a goal and its milestones wait for, and where it lies."""
    parts: list[Goal | Milestone] = [goal, *goal.milestones]
    for part in parts:
        targets = [edge.target for edge in part.depends_on]
        yield from targets
        yield from chain.from_iterable(homes.get(target, ()) for target in targets)
