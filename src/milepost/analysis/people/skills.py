"""Skills that open work asks for, and that nobody who is named on it is known to have."""

from collections.abc import Iterator

from milepost.analysis.facts_people import SkillGap
from milepost.analysis.people.roster import phrase
from milepost.analysis.people.scene import Scene, held
from milepost.analysis.people.work import Part, is_live
from milepost.model.goal import Goal
from milepost.model.ids import GoalId


def asks_for_skills(goal: Goal, scene: Scene) -> bool:
    """Whether anything open in a live goal needs a skill, in a plan that says who can do what."""
    asked = bool(scene.work[goal.id].needing) and is_live(scene.facts[goal.id])
    return asked and bool(scene.roster.skills)


def gaps(scene: Scene) -> Iterator[tuple[GoalId, SkillGap]]:
    """(goal, gap) for each part that lacks a skill, in order."""
    if not scene.roster.skills:
        return
    inputs = (scene.work, scene.owners, scene.plan.goals)
    found = scene.memo.sweep(
        "lacking", scene.plan.listed, inputs, lambda name, _: tuple(_lacking(name, scene)), shared=(scene.roster,)
    )
    for name, rows in held(found, "those lacking", scene.memo).items():
        for part, lacking, people in rows:
            busy = {own for one in people if (own := scene.roster.id_of(one)) is not None}
            takers = scene.takers.of(part, scene.plan.goals[name], busy, must_fit=True)
            yield name, SkillGap(part, lacking, people, takers)


def _lacking(name: GoalId, scene: Scene) -> Iterator[tuple[Part, tuple[str, ...], tuple[str, ...]]]:
    """(part, skills that are not there, who is on it) of one goal."""
    for owner, part in scene.work[name].needing:
        people = _people_on(part, owner, scene.plan.goals[name], scene)
        there = scene.roster.skills_of(people)
        lacking = tuple(skill for skill in part.fields.needs if phrase(skill) not in there)
        if lacking:
            yield part, lacking, people


def _people_on(part: Part, owner: str, goal: Goal, scene: Scene) -> tuple[str, ...]:
    """Who is named on the part or what it lies in, else everybody in the goal, else who answers for it."""
    named = part.owner if part is not goal and part.owner else (owner,) if owner else (*goal.owner, *goal.with_)
    return tuple(dict.fromkeys(named)) or ((scene.owners[goal.id],) if scene.owners[goal.id] else ())
