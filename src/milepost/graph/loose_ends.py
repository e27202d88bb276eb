"""Loose ends: edges that lead nowhere, left out of a public plan.

In the notes of a public site a name that nothing bears may be that of a withheld note. Whether it is must not show: so
nothing waits for it, and nothing is said of it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from milepost.diagnostics.findings import Found
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.build import Linked
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.memo import Memo

_RULE = "unknown-link"


def without_loose_ends(linked: Linked, memo: Memo) -> Linked:
    """The plan without dependencies on what is not there, and without the complaints about names that lead nowhere."""
    plan, found = linked
    goals = memo.sweep("tied", plan.listed, (plan.goals,), lambda name, _: _goal(plan.goals[name]))
    return Linked(replace(plan, goals=goals), tuple(_quiet(one, memo) for one in found))


def _quiet(found: Found, memo: Memo) -> Found:
    def kept(key: Any, _known: object) -> tuple[Diagnostic, ...]:
        return tuple(each for each in found.by_key[key] if each.rule != _RULE)

    return replace(found, by_key=memo.sweep(f"{found.step}, tied", found.order, (found.by_key,), kept))


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
