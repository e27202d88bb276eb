"""What holds a goal back: a dependency of a goal binds everything open in it, its sub-goals too."""

from collections.abc import Iterator

from milepost.analysis.facts import Analysis, ScheduleFacts
from milepost.model.ids import GoalId
from milepost.model.plan import Plan


def is_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that is not finished, or never will be."""
    return any(dates.waits_for or dates.dead_blocked for dates in _holding(goal, plan, analysis))


def is_dead_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that will never be finished."""
    return any(dates.dead_blocked for dates in _holding(goal, plan, analysis))


def _holding(goal: GoalId, plan: Plan, analysis: Analysis) -> Iterator[ScheduleFacts]:
    """The dates of an open goal and of those it lies in; what is closed bounds nothing, nor does what is above it."""
    pending, seen = [goal], {goal}
    while pending:
        name = pending.pop()
        if analysis.goals[name].status.is_closed:
            continue
        dates = analysis.schedule.get(name)
        if dates is not None:
            yield dates
        fresh = [parent for parent in plan.goals[name].parents if parent not in seen]
        seen.update(fresh)
        pending += fresh
