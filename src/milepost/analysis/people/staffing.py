"""staff: what every person has on their hands, and where a goal and its people do not fit. One pass over the plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from milepost.analysis.facts import GoalFacts
from milepost.analysis.facts_people import Clash, Overload, PersonFacts, Staffing, Taker
from milepost.analysis.people.away import clashes
from milepost.analysis.people.crowds import active_goals, crowds
from milepost.analysis.people.load import by_week
from milepost.analysis.people.overloads import overloads
from milepost.analysis.people.scene import Scene, set_scene
from milepost.analysis.people.skills import asks_for_skills, gaps
from milepost.analysis.people.work import is_live
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan

K = TypeVar("K")
V = TypeVar("V")


class People(NamedTuple):
    """Figures by person id, and by goal."""

    people: Mapping[str, PersonFacts]
    staffing: Mapping[GoalId, Staffing]


def staff(plan: Plan, facts: Mapping[GoalId, GoalFacts], as_of: date, memo: Memo) -> People:
    """Everything about people. Linear in goals and items, whoever owns them."""
    if not plan.people:
        return People({}, {})
    scene = set_scene(plan, facts, as_of, memo)
    too_much, away, lacking, crowded = (
        list(overloads(scene)), list(clashes(scene)), _grouped(gaps(scene)), _grouped(crowds(scene))
    )  # fmt: skip
    told = _grouped((found.goal, found.overload) for found in too_much)
    busy = _grouped((goal, found.overload.week) for found in too_much for goal in found.concerned)
    by_goal = _grouped((goal, clash) for goal, _, clash in away)
    staffing = {
        name: Staffing(
            owner=scene.owners[name],
            busy_weeks=tuple(sorted(set(busy.get(name, ())))),
            has_skills=name not in lacking if asks_for_skills(goal, scene) else None,
            overloads=told.get(name, ()),
            clashes=by_goal.get(name, ()),
            gaps=lacking.get(name, ()),
            crowds=crowded.get(name, ()),
            could_own=_could_own(goal, scene),
        )
        for name, goal in plan.goals.items()
    }
    by_person = _grouped((own, clash) for _, own, clash in away)
    by_load = _grouped((found.own, found.overload) for found in too_much)
    return People(_people(scene, by_load, by_person), staffing)


def _could_own(goal: Goal, scene: Scene) -> tuple[Taker, ...]:
    if scene.owners[goal.id] or goal.is_mission or not is_live(scene.facts[goal.id]):
        return ()
    return scene.takers.of(goal, goal, frozenset())


def _people(
    scene: Scene, too_much: Mapping[str, tuple[Overload, ...]], away: Mapping[str, tuple[Clash, ...]]
) -> dict[str, PersonFacts]:
    owned = _grouped(_owned(scene.plan.goals.values(), scene))
    active = active_goals(scene)
    return {
        own: PersonFacts(
            id=own,
            name=person.name,
            goals=owned.get(own, ()),
            active=active.get(own, ()),
            open_items=scene.hands[own].open_items,
            overdue=scene.hands[own].overdue,
            load=by_week(scene.hands[own]),
            capacity=person.capacity,
            overloads=too_much.get(own, ()),
            clashes=away.get(own, ()),
        )
        for own, person in scene.roster.people.items()
    }


def _owned(goals: Iterable[Goal], scene: Scene) -> Iterable[tuple[str, GoalId]]:
    for goal in goals:
        own = scene.roster.id_of(goal.owner[0]) if goal.owner else None
        if own is not None:
            yield own, goal.id


def _grouped(rows: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
