"""Loose ends: edges that lead nowhere, left out of a public plan.

In the notes of a public site a name that nothing bears may be that of a withheld note. Whether it is must not show: so
nothing waits for it, and nothing is said of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from milepost.diagnostics.problem import Outcome
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.memo import Memo
from milepost.model.plan import Plan

_RULE = "unknown-link"


def without_loose_ends(linked: Outcome[Plan], memo: Memo) -> Outcome[Plan]:
    """The plan without dependencies on what is not there, and without the complaints about names that lead nowhere."""
    plan, found = linked
    goals = memo.sweep("tied", plan.listed, (plan.goals,), lambda name, _: _goal(plan.goals[name]))
    return Outcome(replace(plan, goals=goals), tuple(each for each in found if each.rule != _RULE))


def _goal(goal: Goal) -> Goal:
    parts: list[Milestone | Task] = [*goal.milestones, *goal.loose]
    parts += [task for milestone in goal.milestones for task in milestone.tasks]
    if not _is_loose(goal.depends_on) and not any(_is_loose(part.depends_on) for part in parts):
        return goal
    return replace(
        goal,
        depends_on=_tied(goal.depends_on),
        milestones=tuple(_milestone(each) for each in goal.milestones),
        loose=tuple(_task(each) for each in goal.loose),
    )


def _milestone(milestone: Milestone) -> Milestone:
    tasks = tuple(_task(each) for each in milestone.tasks)
    return replace(milestone, depends_on=_tied(milestone.depends_on), tasks=tasks)


def _task(task: Task) -> Task:
    return replace(task, depends_on=_tied(task.depends_on))


def _is_loose(edges: Sequence[Dependency]) -> bool:
    return any(not edge.target for edge in edges)


def _tied(edges: Sequence[Dependency]) -> tuple[Dependency, ...]:
    return tuple(edge for edge in edges if edge.target)
