"""Skills that open work asks for, and that nobody who is named on it is known to have."""

from collections.abc import Iterator

from milepost.analysis.facts_people import SkillGap
from milepost.analysis.people.roster import phrase
from milepost.analysis.people.scene import Scene
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
    for name, work in scene.work.items():
        goal = scene.plan.goals[name]
        for owner, part in work.needing:
            people = _people_on(part, owner, goal, scene)
            there = scene.roster.skills_of(people)
            lacking = tuple(skill for skill in part.fields.needs if phrase(skill) not in there)
            if lacking:
                busy = {own for one in people if (own := scene.roster.id_of(one)) is not None}
                yield name, SkillGap(part, lacking, people, scene.takers.of(part, goal, busy, must_fit=True))


def _people_on(part: Part, owner: str, goal: Goal, scene: Scene) -> tuple[str, ...]:
    """Who is named on the part or what it lies in, else everybody in the goal, else who answers for it."""
    named = part.owner if part is not goal and part.owner else (owner,) if owner else (*goal.owner, *goal.with_)
    return tuple(dict.fromkeys(named)) or ((scene.owners[goal.id],) if scene.owners[goal.id] else ())
