"""Neighbours: what a check may want to know beyond one goal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from milepost.analysis.facts import Analysis
from milepost.analysis.people.work import is_live
from milepost.model.frozen import frozen
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId, fold
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.span import Span
from milepost.model.status import Status

Part = Goal | Milestone | Task

FRESH_DAYS = 30
LOW, HIGH = ("low", "lowest"), ("high", "highest")
_LEVELS, _ANCESTORS = 32, 1_000
"""How far up a dependency is followed: further than anybody could."""


@frozen
class Wait:
    """Something that waits for something else, as it says at `span`; `goal` is the one the predecessor lies in."""

    waiter: Part
    predecessor: Part
    goal: GoalId
    span: Span


@frozen
class Neighbours:
    """`named`: some note names an owner. The rest is by goal.

    `aligned`: whether it leads to a mission. `linked`: ids of it and its parts, of what has a dependency of its own or,
    leaving it, of a part. `low_beside`: the title of a low-priority goal that is being worked on where a goal of high
    priority stands, None for others. `waits`: resolved dependencies of what waits in it.
    """

    named: bool
    aligned: Mapping[GoalId, bool]
    linked: Mapping[GoalId, tuple[str, ...]]
    low_beside: Mapping[GoalId, str | None]
    waits: Mapping[GoalId, tuple[Wait, ...]]


def neighbours(plan: Plan, figures: Analysis, homes: Mapping[str, GoalId], memo: Memo) -> Neighbours:
    """Look at the whole plan. `homes` are the goals of parts that something waits for."""
    goals = plan.goals
    owned = memo.sweep("owned", plan.listed, (goals,), lambda name, _: _has_owner(goals[name]), in_order=False)
    kin = memo.sweep("kin", plan.listed, (goals,), lambda name, _: _kin(goals[name]), in_order=False)
    leading = memo.value("leading", None, (kin,), lambda: leads_to_mission(kin))
    waits = _waits(plan, homes, memo)
    return Neighbours(
        named=any(owned.values()),
        aligned=memo.sweep(
            "aligned", plan.listed, (), lambda name, _: name in leading, shared=(leading,), in_order=False
        ),
        linked=_linked(plan, waits, kin, memo),
        low_beside=_low_beside(plan, figures, memo),
        waits=waits,
    )


@frozen
class Kin:
    """Where a goal stands among others."""

    parents: tuple[GoalId, ...]
    children: tuple[GoalId, ...]
    is_mission: bool


def _kin(goal: Goal) -> Kin:
    return Kin(goal.parents, goal.children, goal.is_mission)


def _has_owner(goal: Goal) -> bool:
    """Whether its note says who does something."""
    return bool(goal.owner) or any(
        milestone.owner or any(task.owner for task in milestone.tasks) for milestone in goal.milestones
    )


def leads_to_mission(kin: Mapping[GoalId, Kin]) -> frozenset[GoalId]:
    """Every mission, and every goal below one."""
    pending = [name for name, one in kin.items() if one.is_mission]
    found = set(pending)
    while pending:
        for child in kin[pending.pop()].children:
            if child not in found and child in kin:
                found.add(child)
                pending.append(child)
    return frozenset(found)


def _waits(plan: Plan, homes: Mapping[str, GoalId], memo: Memo) -> Mapping[GoalId, tuple[Wait, ...]]:
    goals = plan.goals

    def home(target: str) -> GoalId | None:
        return GoalId(target) if target in goals else homes.get(target)

    def waits(name: GoalId, _known: object) -> tuple[Wait, ...]:
        return tuple(
            Wait(part, _part(goals[where], edge.target), where, edge.span)
            for part, edges in _edges(goals[name])
            for edge in edges
            if not edge.cyclic and (where := home(edge.target)) is not None
        )

    def beside(name: GoalId) -> Iterator[str]:
        for _, edges in _edges(goals[name]):
            for edge in edges:
                yield edge.target
                where = home(edge.target)
                if where is not None:
                    yield where

    return memo.sweep("waits", plan.listed, (goals, homes), waits, beside=beside, in_order=False)


def _part(goal: Goal, name: str) -> Part:
    """The goal itself, its milestone or a milestone's task, by id."""
    if goal.id == name:
        return goal
    for milestone in goal.milestones:
        if milestone.id == name:
            return milestone
    return next(task for milestone in goal.milestones for task in milestone.tasks if task.id == name)


def _edges(goal: Goal) -> Iterator[tuple[Part, Iterable[Dependency]]]:
    if goal.depends_on:
        yield goal, goal.depends_on
    for milestone in goal.milestones:
        if milestone.depends_on:
            yield milestone, milestone.depends_on
        for task in milestone.tasks:
            if task.depends_on:
                yield task, task.depends_on


def _linked(
    plan: Plan, waits: Mapping[GoalId, tuple[Wait, ...]], kin: Mapping[GoalId, Kin], memo: Memo
) -> Mapping[GoalId, tuple[str, ...]]:
    """Both ends of each dependency, and what they lie in as far as the dependency leaves it; by goal."""

    @cache
    def above(name: GoalId) -> set[GoalId]:
        return _above(name, kin)

    def rows(name: GoalId, _known: object) -> tuple[tuple[GoalId, str], ...]:
        found: dict[tuple[GoalId, str], None] = {}
        for wait in waits[name]:
            for part, home in ((wait.waiter, name), (wait.predecessor, wait.goal)):
                found[home, part.id] = None
                if isinstance(part, Task):
                    found[home, part.parent_id] = None
            if name != wait.goal:
                found.update(dict.fromkeys((one, one) for one in above(name) ^ above(wait.goal)))
        return tuple(sorted(found))

    def beside(name: GoalId) -> Iterator[GoalId]:
        for goal in {wait.goal for wait in waits[name]}:
            yield from above(goal)
            yield from above(name)

    found = memo.sweep("linked", plan.listed, (waits, kin), rows, beside=beside, in_order=False)
    return memo.group("linked", plan.listed, found, found.__getitem__, in_order=False)


def _above(name: GoalId, kin: Mapping[GoalId, Kin]) -> set[GoalId]:
    """A goal and what it is part of."""
    found: set[GoalId] = {name}
    level = [name]
    for _ in range(_LEVELS):
        level = [above for one in level for above in kin[one].parents if above not in found]
        if not level or len(found) > _ANCESTORS:
            break
        found.update(level)
    return found


def _low_beside(plan: Plan, figures: Analysis, memo: Memo) -> Mapping[GoalId, str | None]:
    goals = plan.goals

    def busy(name: GoalId, _known: object) -> tuple[tuple[tuple[str, str], str], ...]:
        goal, facts = goals[name], figures.goals[name]
        if goal.fields.priority not in LOW or facts.status is not Status.ACTIVE or not is_live(facts):
            return ()
        is_busy = facts.progress.value or is_fresh(figures.healths[name].newest, figures.as_of)
        return tuple((place, goal.title) for place in places_beside(goal)) if is_busy else ()

    def places(name: GoalId) -> tuple[tuple[str, str], ...]:
        return places_beside(goals[name]) if goals[name].fields.priority in HIGH else ()

    def low(name: GoalId, _known: object) -> str | None:
        return next((there[place][0] for place in places(name) if place in there), None)

    inputs = (goals, figures.goals, figures.healths)
    found = memo.sweep("busy", plan.listed, inputs, busy, shared=(figures.as_of,), in_order=False)
    there = memo.group("busy, by place", plan.listed, found, found.__getitem__, in_order=False)
    return memo.sweep("low beside", plan.listed, (goals, there), low, beside=places, in_order=False)


def is_fresh(newest: date | None, as_of: date) -> bool:
    """Whether something was noted in the last 30 days."""
    return newest is not None and (as_of - newest).days <= FRESH_DAYS


def places_beside(goal: Goal) -> tuple[tuple[str, str], ...]:
    """Where a goal stands beside others: with those of its owner, else with those of the same parent."""
    if goal.owner:
        return (("owner", fold(goal.owner[0])),)
    return tuple(("parent", parent) for parent in goal.parents or ("",))
