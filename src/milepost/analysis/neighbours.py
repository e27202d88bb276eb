"""Neighbours: what a check may want to know beyond one goal, found in one pass over the plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from milepost.analysis.facts import Analysis
from milepost.analysis.people.work import is_live
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId, fold
from milepost.model.plan import Plan
from milepost.model.status import Status

Part = Goal | Milestone | Task

FRESH_DAYS = 30
LOW = ("low", "lowest")
_LEVELS, _ANCESTORS = 32, 1_000
"""How far up a dependency is followed: further than anybody could."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Something that waits for something else; `goal` is the one the predecessor lies in."""

    waiter: Part
    predecessor: Part
    goal: GoalId


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`named`: some note names an owner. `aligned`: goals that lead to a mission. `waits`: resolved dependencies by the
    goal that holds the waiting thing. `linked`: ids of things with a dependency of their own or, leaving them, of a
    part. `busy_low`: for each owner and each parent a low-priority goal that is being worked on.
    """

    named: bool = False
    has_mission: bool = False
    aligned: frozenset[GoalId] = frozenset()
    waits: Mapping[GoalId, tuple[Wait, ...]] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    busy_low: Mapping[tuple[str, str], GoalId] = field(default_factory=dict)


def neighbours(plan: Plan, figures: Analysis) -> Neighbours:
    """Look at the whole plan once. Linear in goals, items and dependencies."""
    waits = _waits(plan)
    return Neighbours(
        named=has_owners(plan),
        has_mission=plan.mission is not None,
        aligned=leads_to_mission(plan),
        waits=waits,
        linked=_linked(plan, waits),
        busy_low=_busy_low(plan, figures),
    )


def has_owners(plan: Plan) -> bool:
    """Whether any note says who does something."""
    return any(goal.owner for goal in plan.goals.values()) or any(
        milestone.owner or any(task.owner for task in milestone.tasks)
        for goal in plan.goals.values()
        for milestone in goal.milestones
    )


def leads_to_mission(plan: Plan) -> frozenset[GoalId]:
    """Every mission, and every goal below one."""
    pending = [name for name, goal in plan.goals.items() if goal.is_mission]
    found = set(pending)
    while pending:
        for child in plan.goals[pending.pop()].children:
            if child not in found and child in plan.goals:
                found.add(child)
                pending.append(child)
    return frozenset(found)


def _waits(plan: Plan) -> dict[GoalId, tuple[Wait, ...]]:
    if not plan.blocks:
        return {}
    wanted = _wanted(plan)
    found: dict[GoalId, tuple[Wait, ...]] = {}
    for goal in plan.goals.values():
        waits = tuple(
            Wait(part, *wanted[edge.target])
            for part, edges in _edges(goal)
            for edge in edges
            if edge.target in wanted and not edge.cyclic
        )
        if waits:
            found[goal.id] = waits
    return found


def _edges(goal: Goal) -> Iterator[tuple[Part, Iterable[Dependency]]]:
    if goal.depends_on:
        yield goal, goal.depends_on
    for milestone in goal.milestones:
        if milestone.depends_on:
            yield milestone, milestone.depends_on
        for task in milestone.tasks:
            if task.depends_on:
                yield task, task.depends_on


def _wanted(plan: Plan) -> dict[str, tuple[Part, GoalId]]:
    """Everything that something waits for, by id, with the goal it lies in."""
    blocks = plan.blocks
    found: dict[str, tuple[Part, GoalId]] = {}
    for goal in plan.goals.values():
        if goal.id in blocks:
            found[goal.id] = goal, goal.id
        for milestone in goal.milestones:
            if milestone.id in blocks:
                found.setdefault(milestone.id, (milestone, goal.id))
            for task in milestone.tasks:
                if task.id in blocks:
                    found.setdefault(task.id, (task, goal.id))
    return found


def _linked(plan: Plan, waits: Mapping[GoalId, Iterable[Wait]]) -> frozenset[str]:
    """Both ends of each dependency, and what they lie in as far as the dependency leaves it."""
    found: set[str] = set()
    for name, rows in waits.items():
        for wait in rows:
            for part in (wait.waiter, wait.predecessor):
                found |= {part.id, part.parent_id} if isinstance(part, Task) else {part.id}
            if name != wait.goal:
                own, other = _above(name, plan), _above(wait.goal, plan)
                found |= own ^ other
    return frozenset(found)


def _above(name: GoalId, plan: Plan) -> set[str]:
    """A goal and what it is part of."""
    found: set[str] = {name}
    level = [name]
    for _ in range(_LEVELS):
        level = [above for one in level for above in plan.goals[one].parents if above not in found]
        if not level or len(found) > _ANCESTORS:
            break
        found.update(level)
    return found


def _busy_low(plan: Plan, figures: Analysis) -> dict[tuple[str, str], GoalId]:
    found: dict[tuple[str, str], GoalId] = {}
    for name, goal in plan.goals.items():
        facts = figures.goals[name]
        if goal.fields.priority not in LOW or facts.status is not Status.ACTIVE or not is_live(facts):
            continue
        if facts.progress.value or is_fresh(figures.healths[name].newest, figures.as_of):
            for place in places_beside(goal):
                found.setdefault(place, name)
    return found


def is_fresh(newest: date | None, as_of: date) -> bool:
    """Whether something was noted in the last 30 days."""
    return newest is not None and (as_of - newest).days <= FRESH_DAYS


def places_beside(goal: Goal) -> tuple[tuple[str, str], ...]:
    """Where a goal stands beside others: with those of its owner, else with those of the same parent."""
    if goal.owner:
        return (("owner", fold(goal.owner[0])),)
    return tuple(("parent", parent) for parent in goal.parents or ("",))
