"""Why a note is a goal, in one sentence."""

from milepost.graph.classify import declared
from milepost.graph.notes import Note
from milepost.report.material import Material


def why_goal(note: Note, material: Material) -> str:
    """The first reason that holds in the order of questions."""
    role, reason = declared(note, material.settings)
    if role in ("goal", "mission"):
        return reason
    if role == "milestone":
        return "it is a milestone without a parent"
    plan = material.plan
    goal = plan.goals.get(plan.shown_at[note.path][0])
    if goal is not None and goal.children and not note.document.items:
        return f"`{plan.goals[goal.children[0]].path}` names it as parent"
    return f"a guess: {plan.guess_reason}" if plan.goal_rule == "guessed" else "another goal names it as parent"
