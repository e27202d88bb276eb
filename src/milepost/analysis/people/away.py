"""Things due while their owner is away."""

from collections.abc import Iterator

from milepost.analysis.facts import GoalFacts
from milepost.analysis.facts_people import Clash
from milepost.analysis.metric import MAINTAINED
from milepost.analysis.people.scene import Scene, held
from milepost.analysis.people.work import Due, Part
from milepost.model.calendar import Period
from milepost.model.goal import Goal
from milepost.model.ids import GoalId


def clashes(scene: Scene) -> Iterator[tuple[GoalId, str, Clash]]:
    """(goal, person, clash): for each goal, person and absence the first thing due, and how many more there are.

    No single day matters to a recurring line or to a value that is to be held; a period such as `2026-Q4` leaves days
    before and after.
    """
    if not scene.roster.knows_absences:
        return
    inputs = (scene.work, scene.owners, scene.facts)
    shared = (scene.roster, scene.as_of)
    found = scene.memo.sweep("away", scene.plan.listed, inputs, lambda goal, _: _missed(goal, scene), shared=shared)
    for goal, rows in held(found, "those away", scene.memo).items():
        for own, away, first, others in rows:
            takers = scene.takers.of(first.part, scene.plan.goals[goal], {own})
            yield goal, own, Clash(scene.roster.name_of(own), first.part, first.day, away, others, takers)


def _missed(goal: GoalId, scene: Scene) -> tuple[tuple[str, Period, Due, int], ...]:
    """(person, absence, the first thing due in it, how many more) of one goal."""
    found: dict[tuple[str, Period], list[Due]] = {}
    for due in scene.work[goal].dated:
        own = scene.roster.id_of(due.owner or scene.owners[goal]) if due.day >= scene.as_of else None
        away = _absence(own, due, scene.facts[goal], scene) if own is not None else None
        if own is not None and away is not None:
            found.setdefault((own, away), []).append(due)
    return tuple(
        (own, away, min(together, key=lambda due: due.day), len(together) - 1)
        for (own, away), together in found.items()
    )


def _absence(own: str, due: Due, facts: GoalFacts, scene: Scene) -> Period | None:
    period = due.part.fields.due
    if period is None or _goes_on(due.part, facts):
        return None
    return scene.roster.absence(own, period)


def _goes_on(part: Part, facts: GoalFacts) -> bool:
    if isinstance(part, Goal):
        return facts.metric is not None and facts.metric.direction in MAINTAINED
    return part.fields.recurrence is not None
