"""Held: the parts of goals that something waits for, which is few of them."""

from collections.abc import Iterator, Mapping

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan

Held = tuple[tuple[int, tuple[str, ...]], ...]
"""The place of the milestone that is or holds such a part, -1 for the goal itself, and what waits for it."""

_NONE: Held = ()


def held_parts(plan: Plan, memo: Memo) -> Mapping[GoalId, Held]:
    """Of each goal."""
    goals, blocks = plan.goals, plan.blocks
    return memo.sweep(
        "held", plan.listed, (goals,), lambda name, _: tuple(_held(goals[name], blocks)) or _NONE, shared=(blocks,)
    )


def _held(goal: Goal, blocks: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    if goal.id in blocks:
        yield -1, blocks[goal.id]
    for at, milestone in enumerate(goal.milestones):
        if milestone.id in blocks:
            yield at, blocks[milestone.id]
        for task in milestone.tasks:
            if task.id in blocks:
                yield at, blocks[task.id]
