"""smart: the five lights of every goal."""

from milepost.analysis.facts import Analysis
from milepost.analysis.facts_people import Light, Smart, Staffing
from milepost.analysis.neighbours import Neighbours
from milepost.analysis.smart.lights import Look, achievable, measurable, relevant, specific, time_bound
from milepost.model.ids import GoalId
from milepost.model.plan import Plan

_NOBODY = Staffing()
_MISSION = Light(None, "a mission is what goals are for, not a goal to be reached")


def smart(plan: Plan, figures: Analysis, around: Neighbours) -> dict[GoalId, Smart]:
    """Lights for every goal. A mission has none: nobody reaches it."""
    return {name: _lights(name, plan, figures, around) for name in plan.goals}


def _lights(name: GoalId, plan: Plan, figures: Analysis, around: Neighbours) -> Smart:
    goal = plan.goals[name]
    if goal.is_mission:
        return Smart(_MISSION, _MISSION, _MISSION, _MISSION, _MISSION)
    look = Look(
        goal=goal,
        own=figures.goals[name],
        plan=plan,
        health=figures.healths[name],
        schedule=figures.schedule.get(name),
        pace=figures.paces.get(name),
        staffing=figures.staffing.get(name, _NOBODY),
        named=around.named,
        aligned=name in around.aligned,
        as_of=figures.as_of,
    )
    return Smart(specific(look), measurable(look), achievable(look), relevant(look), time_bound(look))
