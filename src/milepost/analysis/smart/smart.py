"""smart: the five lights of every goal."""

from collections.abc import Mapping

from milepost.analysis.facts import Analysis
from milepost.analysis.facts_people import Light, Smart, Staffing
from milepost.analysis.neighbours import Neighbours
from milepost.analysis.schedule.schedule import Schedule
from milepost.analysis.smart.lights import Look, achievable, measurable, relevant, specific, time_bound
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.said import say

_NOBODY = Staffing()
_MISSION = Light(None, say("a mission is what goals are for, not a goal to be reached"))


def smart(plan: Plan, figures: Analysis, dates: Schedule, around: Neighbours, *, memo: Memo) -> Mapping[GoalId, Smart]:
    """Lights for every goal. A mission has none: nobody reaches it."""
    goals = plan.goals

    def lights(name: GoalId, _known: object) -> Smart:
        goal, read = goals[name], dates.reads.get(name)
        if goal.is_mission:
            return Smart(_MISSION, _MISSION, _MISSION, _MISSION, _MISSION)
        look = Look(
            goal=goal,
            own=figures.goals[name],
            plan=plan,
            health=figures.healths[name],
            slack=read.slack if read is not None else None,
            pace=figures.paces.get(name),
            staffing=figures.staffing.get(name, _NOBODY),
            named=around.named,
            aligned=around.aligned[name],
            as_of=figures.as_of,
            calendar_days=dates.calendar_days,
        )
        return Smart(specific(look), measurable(look), achievable(look), relevant(look), time_bound(look))

    inputs = (goals, figures.goals, figures.healths, dates.reads, figures.paces, figures.staffing, around.aligned)
    return memo.sweep(
        "smart",
        plan.listed,
        inputs,
        lights,
        shared=(around.named, figures.as_of, dates.calendar_days),
        beside=lambda name: goals[name].parents,
    )
