"""What holds a goal back: a dependency of a goal binds everything open in it, its sub-goals too."""

from collections.abc import Iterator

from milepost.analysis.facts import Analysis, ScheduleFacts
from milepost.analysis.schedule.schedule import Schedule
from milepost.model.goal import Milestone
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.sweep import Inputs


def is_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that is not finished, or never will be."""
    return any(dates.waits_for or dates.dead_blocked for dates in _holding(goal, plan, analysis))


def can_begin(milestone: Milestone, goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether neither a milestone of a goal nor what it lies in waits for anything."""
    if milestone.depends_on or milestone.after:
        dates = analysis.schedule.get(milestone.id)
        if dates is not None and (dates.waits_for or dates.dead_blocked):
            return False
    return not is_blocked(goal, plan, analysis)


def is_dead_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that will never be finished."""
    return any(dates.dead_blocked for dates in _holding(goal, plan, analysis))


def held_back(plan: Plan, analysis: Analysis, memo: Memo) -> tuple[Inputs, ...]:
    """Whether each goal is blocked, for a step over goals that asks; nothing where no step is taken again."""
    dates = analysis.schedule
    if not memo.keeps or not isinstance(dates, Schedule):
        return ()
    inputs = (plan.goals, analysis.goals, dates.waits, dates.blocked)
    found = memo.sweep(
        "held back",
        plan.listed,
        inputs,
        lambda name, _: is_blocked(name, plan, analysis),
        beside=lambda name: _above(name, plan),
    )
    return (found,)


def _above(goal: GoalId, plan: Plan) -> Iterator[GoalId]:
    """The goals it is part of, near and far."""
    pending, seen = [goal], {goal}
    while pending:
        fresh = [parent for parent in plan.goals[pending.pop()].parents if parent not in seen]
        yield from fresh
        seen.update(fresh)
        pending += fresh


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
