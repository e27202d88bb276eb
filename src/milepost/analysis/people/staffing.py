"""staff: what every person has on their hands, and where a goal and its people do not fit. One pass over the plan."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from milepost.analysis.facts import GoalFacts
from milepost.analysis.facts_people import Clash, Overload, PersonFacts, Staffing, Taker
from milepost.analysis.people.away import clashes
from milepost.analysis.people.crowds import Active, active_goals, crowds
from milepost.analysis.people.load import by_week
from milepost.analysis.people.overloads import overloads
from milepost.analysis.people.scene import Scene, set_scene
from milepost.analysis.people.skills import asks_for_skills, gaps
from milepost.analysis.people.work import is_live
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.sweep import Order

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
    too_much, away = list(overloads(scene)), list(clashes(scene))
    told = _grouped((found.goal, found.overload) for found in too_much)
    busy = _grouped((goal, found.overload.week) for found in too_much for goal in found.concerned)
    by_goal = _grouped((goal, clash) for goal, _, clash in away)
    active = active_goals(scene)
    lacking, crowded, could_own = _grouped(gaps(scene)), _grouped(crowds(scene, active)), _could_own(scene)

    def staffing(name: GoalId, _known: object) -> Staffing:
        return Staffing(
            owner=scene.owners[name],
            busy_weeks=tuple(sorted(set(busy.get(name, ())))),
            has_skills=name not in lacking if asks_for_skills(plan.goals[name], scene) else None,
            overloads=told.get(name, ()),
            clashes=by_goal.get(name, ()),
            gaps=lacking.get(name, ()),
            crowds=crowded.get(name, ()),
            could_own=could_own.get(name, ()),
        )

    tables = (busy, told, by_goal, lacking, crowded, could_own)
    inputs = (scene.owners, scene.work, facts, *tables)
    by_person = _grouped((own, clash) for _, own, clash in away)
    by_load = _grouped((found.own, found.overload) for found in too_much)
    return People(
        _people(scene, by_load, by_person, active),
        memo.sweep("staffing", plan.listed, inputs, staffing, shared=(scene.roster,)),
    )


def _could_own(scene: Scene) -> Mapping[GoalId, tuple[Taker, ...]]:
    """Who could take each live goal that nobody answers for."""
    goals, facts, memo, listed = scene.plan.goals, scene.facts, scene.memo, scene.plan.listed

    def is_free(name: GoalId, _known: object) -> bool:
        return not scene.owners[name] and not goals[name].is_mission and is_live(facts[name])

    def could(name: GoalId, _known: object) -> tuple[Taker, ...]:
        return scene.takers.of(goals[name], goals[name], frozenset())

    free = memo.sweep("nobody's", listed, (goals, facts, scene.owners), is_free, in_order=False)
    order = memo.value("nobody's", None, (listed, free), lambda: Order(filter(free.__getitem__, listed)))
    shared = (scene.roster, scene.hands, scene.as_of)
    return memo.sweep("could own", order, (goals,), could, shared=shared)


def _people(
    scene: Scene,
    too_much: Mapping[str, tuple[Overload, ...]],
    away: Mapping[str, tuple[Clash, ...]],
    active: Mapping[str, tuple[Active, ...]],
) -> dict[str, PersonFacts]:
    owned = _owned(scene)
    return {
        own: PersonFacts(
            id=own,
            name=person.name,
            goals=owned.get(own, ()),
            active=tuple(one.goal for one in active.get(own, ())),
            open_items=scene.hands[own].open_items,
            overdue=scene.hands[own].overdue,
            load=by_week(scene.hands[own]),
            capacity=person.capacity,
            overloads=too_much.get(own, ()),
            clashes=away.get(own, ()),
        )
        for own, person in scene.roster.people.items()
    }


def _owned(scene: Scene) -> Mapping[str, tuple[GoalId, ...]]:
    """By person: the goals they own by name."""
    goals, roster = scene.plan.goals, scene.roster

    def own(name: GoalId, _known: object) -> tuple[tuple[str, GoalId], ...]:
        owner = roster.id_of(goals[name].owner[0]) if goals[name].owner else None
        return ((owner, name),) if owner is not None else ()

    owners = scene.memo.sweep("owns", scene.plan.listed, (goals,), own, shared=(roster,), in_order=False)
    return scene.memo.group("owns, by person", scene.plan.listed, owners, owners.__getitem__)


def _grouped(rows: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in rows:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
