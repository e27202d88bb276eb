"""What holds a goal back: a dependency of a goal binds everything open in it, its sub-goals too."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from milepost.analysis.facts import Analysis
from milepost.analysis.schedule.schedule import Schedule
from milepost.model.goal import Milestone
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.quick import quick
from milepost.model.sweep import Inputs


class Hold(NamedTuple):
    """What a goal says of those in it: whether it is closed and holds nothing back, whether it waits for something
    that is not finished, or that never will be, and what it is part of.
    """

    is_closed: bool
    waits: bool
    is_dead: bool
    parents: tuple[GoalId, ...]


def is_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that is not finished, or never will be."""
    dates = analysis.schedule
    if not isinstance(dates, Schedule):
        return False
    waits, dead = dates.waits, dates.blocked
    return any(waits.get(one) or one in dead.get(one, ()) for one in _binding(goal, plan, analysis))


def can_begin(milestone: Milestone, goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether neither a milestone of a goal nor what it lies in waits for anything."""
    if milestone.depends_on or milestone.after:
        dates = analysis.schedule.get(milestone.id)
        if dates is not None and (dates.waits_for or dates.dead_blocked):
            return False
    return not is_blocked(goal, plan, analysis)


def is_dead_blocked(goal: GoalId, plan: Plan, analysis: Analysis) -> bool:
    """Whether it, or a goal it is part of, waits for something that will never be finished."""
    dates = analysis.schedule
    if not isinstance(dates, Schedule):
        return False
    return any(one in dates.blocked.get(one, ()) for one in _binding(goal, plan, analysis))


def held_back(plan: Plan, analysis: Analysis, memo: Memo) -> tuple[Inputs, ...]:
    """Whether each goal is blocked, for a step over goals that asks; nothing where no step is taken again."""
    dates = analysis.schedule
    if not memo.keeps or not isinstance(dates, Schedule):
        return ()
    inputs = (plan.goals, analysis.goals, dates.waits, dates.blocked)
    holds = memo.sweep("hold", plan.listed, inputs, lambda name, _: _hold(name, plan, analysis))
    found = memo.sweep(
        "held back",
        plan.listed,
        (holds,),
        lambda name, _: is_blocked(name, plan, analysis),
        beside=lambda name: _above(name, holds),
    )
    return (found,)


def _above(goal: GoalId, holds: Mapping[GoalId, Hold]) -> Iterator[GoalId]:
    """The goals it is part of, near and far."""
    pending, seen = [goal], {goal}
    while pending:
        fresh = [parent for parent in holds[pending.pop()].parents if parent not in seen]
        yield from fresh
        seen.update(fresh)
        pending += fresh


def _hold(goal: GoalId, plan: Plan, analysis: Analysis) -> Hold:
    dates, parents = analysis.schedule, plan.goals[goal].parents
    if not isinstance(dates, Schedule) or analysis.goals[goal].status.is_closed:
        closed: Hold = quick(Hold, (True, False, False, parents))
        return closed
    is_dead = goal in dates.blocked.get(goal, ())
    hold: Hold = quick(Hold, (False, bool(dates.waits.get(goal)), is_dead, parents))
    return hold


def _binding(goal: GoalId, plan: Plan, analysis: Analysis) -> list[GoalId]:
    """An open goal and those it lies in; what is closed bounds nothing, nor does what is above it."""
    goals, facts = plan.goals, analysis.goals
    found: list[GoalId] = []
    pending, seen = [goal], {goal}
    while pending:
        one = pending.pop()
        if facts[one].status.is_closed:
            continue
        found.append(one)
        fresh = [parent for parent in goals[one].parents if parent not in seen]
        seen.update(fresh)
        pending += fresh
    return found
