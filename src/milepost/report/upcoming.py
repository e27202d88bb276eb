"""What comes next: milestones that somebody can reach now, for pages and the terminal alike."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from milepost.analysis.facts import Analysis, GoalFacts, MilestoneState
from milepost.model.goal import Goal, Milestone, Spot
from milepost.model.plan import Plan
from milepost.report.holding import can_begin
from milepost.report.natural import natural

UNDERWAY = ("active", "planned")
_AHEAD = (MilestoneState.NEXT, MilestoneState.OPEN)

Upcoming = tuple[tuple[bool, str, str, str, int], Goal, Milestone]
"""A milestone that could be next, after where it comes among others."""


def soonest(found: Iterable[Upcoming], most: int | None = None) -> tuple[Upcoming, ...]:
    """What is due first, first; what is undated, last; what is a milestone of several goals, with the first of them."""
    known = dict[Spot, Upcoming]()
    for row in sorted(found, key=_place):
        known.setdefault(row[2].written_at, row)
    return tuple(islice(known.values(), most))


def _place(row: Upcoming) -> tuple[bool, str, str, str, int]:
    return row[0]


def upcoming(goal: Goal, plan: Plan, analysis: Analysis, *, is_alone: bool = False) -> Iterator[Upcoming]:
    """The next milestone of a goal that is under way and waits for nothing; where it is alone, all that could be."""
    facts = analysis.goals[goal.id]
    if facts.outcome != "open" or facts.status.value not in UNDERWAY:
        return
    for milestone in _left(goal, facts) if is_alone else _first(goal, facts):
        if milestone.linked is None and can_begin(milestone, goal.id, plan, analysis):
            due = facts.milestones[milestone.id].due
            key = (due is None, due.isoformat() if due else "", natural(goal.title), goal.path, milestone.line)
            yield key, goal, milestone


def _first(goal: Goal, facts: GoalFacts) -> list[Milestone]:
    """The one that is next; what waits for an approval is nobody's to do any more, so it is the one after it."""
    if facts.next_milestone is None:
        return []
    if not facts.milestones[facts.next_milestone].waiting_for_approval:
        return [one for one in goal.milestones if one.id == facts.next_milestone]
    left = [one for one in _left(goal, facts) if facts.milestones[one.id].counted]
    return sorted(left, key=lambda one: facts.milestones[one.id].due or date.max)[:1]


def _left(goal: Goal, facts: GoalFacts) -> list[Milestone]:
    """What is ahead and not with an approver."""
    known = facts.milestones
    return [one for one in goal.milestones if known[one.id].state in _AHEAD and not known[one.id].waiting_for_approval]
