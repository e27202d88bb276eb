"""Neighbours: what a check may want to know beyond one goal."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from milepost.analysis.facts import Analysis
from milepost.analysis.people.work import is_live
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId, fold
from milepost.model.memo import Memo
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
class Shared:
    """What holds for a whole plan.

    `named`: some note names an owner. `aligned`: goals that lead to a mission. `linked`: ids of what has a dependency
    of its own or, leaving it, of a part. `busy_low`: for each owner and each parent the title of a low-priority goal
    that is being worked on.
    """

    named: bool = False
    has_mission: bool = False
    aligned: frozenset[GoalId] = frozenset()
    linked: frozenset[str] = frozenset()
    busy_low: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """`waits`: resolved dependencies by the goal that holds the waiting thing."""

    shared: Shared
    waits: Mapping[GoalId, tuple[Wait, ...]]


def neighbours(plan: Plan, figures: Analysis, homes: Mapping[str, GoalId], memo: Memo) -> Neighbours:
    """Look at the whole plan. `homes` are the goals of parts that something waits for."""
    goals = plan.goals
    owned = memo.sweep("owned", plan.listed, (goals,), lambda name, _: _has_owner(goals[name]))
    kin = memo.sweep("kin", plan.listed, (goals,), lambda name, _: _kin(goals[name]))
    waits = _waits(plan, homes, memo)
    ends = memo.sweep("wait ends", plan.listed, (waits,), lambda name, _: tuple(map(_ends, waits.get(name, ()))))
    return Neighbours(
        Shared(
            named=any(owned.values()),
            has_mission=plan.mission is not None,
            aligned=memo.value("aligned", None, (kin,), lambda: leads_to_mission(kin)),
            linked=memo.value("linked", None, (ends, kin), lambda: _linked(ends, kin)),
            busy_low=_busy_low(plan, figures, memo),
        ),
        memo.value("waiting", None, (waits,), lambda: {name: found for name, found in waits.items() if found}),
    )


@dataclass(frozen=True, slots=True)
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
            Wait(part, _part(goals[where], edge.target), where)
            for part, edges in _edges(goals[name])
            for edge in edges
            if not edge.cyclic and (where := home(edge.target)) is not None
        )

    def beside(name: GoalId) -> Iterator[GoalId]:
        for _, edges in _edges(goals[name]):
            yield from (where for edge in edges if (where := home(edge.target)) is not None)

    return memo.sweep("waits", plan.listed, (goals,), waits, shared=(homes,), beside=beside)


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


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of a wait: the ids of what waits and of what is waited for, each with what it lies in, and the goal."""

    ids: frozenset[str]
    goal: GoalId


def _ends(wait: Wait) -> Ends:
    ids: set[str] = set()
    for part in (wait.waiter, wait.predecessor):
        ids |= {part.id, part.parent_id} if isinstance(part, Task) else {part.id}
    return Ends(frozenset(ids), wait.goal)


def _linked(ends: Mapping[GoalId, Iterable[Ends]], kin: Mapping[GoalId, Kin]) -> frozenset[str]:
    """Both ends of each dependency, and what they lie in as far as the dependency leaves it."""
    found: set[str] = set()
    for name, rows in ends.items():
        for wait in rows:
            found |= wait.ids
            if name != wait.goal:
                found |= _above(name, kin) ^ _above(wait.goal, kin)
    return frozenset(found)


def _above(name: GoalId, kin: Mapping[GoalId, Kin]) -> set[str]:
    """A goal and what it is part of."""
    found: set[str] = {name}
    level = [name]
    for _ in range(_LEVELS):
        level = [above for one in level for above in kin[one].parents if above not in found]
        if not level or len(found) > _ANCESTORS:
            break
        found.update(level)
    return found


def _busy_low(plan: Plan, figures: Analysis, memo: Memo) -> dict[tuple[str, str], str]:
    goals = plan.goals

    def busy(name: GoalId, _known: object) -> tuple[tuple[str, str], ...]:
        goal, facts = goals[name], figures.goals[name]
        if goal.fields.priority not in LOW or facts.status is not Status.ACTIVE or not is_live(facts):
            return ()
        is_busy = facts.progress.value or is_fresh(figures.healths[name].newest, figures.as_of)
        return places_beside(goal) if is_busy else ()

    inputs = (goals, figures.goals, figures.healths)
    places = memo.sweep("busy", plan.listed, inputs, busy, shared=(figures.as_of,))
    found: dict[tuple[str, str], str] = {}
    for name, beside in places.items():
        for place in beside:
            found.setdefault(place, goals[name].title)
    return found


def is_fresh(newest: date | None, as_of: date) -> bool:
    """Whether something was noted in the last 30 days."""
    return newest is not None and (as_of - newest).days <= FRESH_DAYS


def places_beside(goal: Goal) -> tuple[tuple[str, str], ...]:
    """Where a goal stands beside others: with those of its owner, else with those of the same parent."""
    if goal.owner:
        return (("owner", fold(goal.owner[0])),)
    return tuple(("parent", parent) for parent in goal.parents or ("",))
