"""People with more goals under way than anybody can follow."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from milepost.analysis.facts_people import Crowd
from milepost.analysis.people.scene import Scene
from milepost.analysis.people.work import is_live, urgency
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.status import Status

MOST_ACTIVE = 7


class Active(NamedTuple):
    """A goal under way, and how well it can wait: what matters least and has come least far compares highest."""

    can_wait: tuple[int, bool, str]
    goal: GoalId


def active_goals(scene: Scene) -> Mapping[str, tuple[Active, ...]]:
    """By person: goals under way that they own by name. One that only covers others of theirs is not counted twice."""
    goals = scene.plan.goals

    def active(name: GoalId, _known: object) -> tuple[tuple[str, Active], ...]:
        goal = goals[name]
        own = scene.roster.id_of(goal.owner[0]) if goal.owner else None
        if own is None or not _is_active(goal, scene) or _covers_own(goal, own, scene):
            return ()
        return ((own, Active(_can_wait(name, scene), name)),)

    found = scene.memo.sweep(
        "active",
        scene.plan.listed,
        (goals, scene.facts),
        active,
        shared=(scene.roster,),
        beside=lambda name: goals[name].children,
        in_order=False,
    )
    return scene.memo.group("active, by person", scene.plan.listed, found, found.__getitem__)


def _is_active(goal: Goal, scene: Scene) -> bool:
    facts = scene.facts[goal.id]
    return not goal.is_mission and facts.status is Status.ACTIVE and is_live(facts)


def _covers_own(goal: Goal, own: str, scene: Scene) -> bool:
    children = (scene.plan.goals[child] for child in goal.children if child in scene.plan.goals)
    return any(
        child.owner and scene.roster.id_of(child.owner[0]) == own and _is_active(child, scene) for child in children
    )


def crowds(scene: Scene, active: Mapping[str, tuple[Active, ...]]) -> Iterator[tuple[GoalId, Crowd]]:
    """(goal it is told at, crowd): the goal that matters least and has come least far."""
    for own, found in active.items():
        if len(found) <= MOST_ACTIVE:
            continue
        names, least = tuple(one.goal for one in found), max(found).goal
        goal = scene.plan.goals[least]
        takers = scene.takers.of(goal, goal, {own})
        yield least, Crowd(scene.roster.name_of(own), names, least, takers)


def _can_wait(name: GoalId, scene: Scene) -> tuple[int, bool, str]:
    progress = scene.facts[name].progress.value
    return urgency(scene.plan.goals[name].fields.priority), not progress, name
