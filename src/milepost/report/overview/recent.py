"""What was reached this week: goals and milestones done on one of the seven days up to the as-of date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from heapq import nlargest

from milepost.analysis.facts import MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.said import say
from milepost.report.around import Around, lifted
from milepost.report.pages.overview import ReachedRow
from milepost.report.pages.parts import Link
from milepost.report.roads import milestone_title

WEEK = 7
MOST_REACHED = 7

Reached = tuple[date, Goal, Milestone | None]


def is_recent(day: date | None, around: Around) -> bool:
    """Whether a day is one of the last seven."""
    return day is not None and timedelta() <= around.as_of - day < timedelta(days=WEEK)


def newest(found: Iterable[Reached]) -> tuple[Reached, ...]:
    """The few that came last, goals before milestones."""
    return tuple(nlargest(MOST_REACHED, found, key=lambda row: (row[0], row[2] is None)))


def reached_rows(found: Sequence[Reached], count: int, around: Around, up: str) -> tuple[tuple[ReachedRow, ...], str]:
    """The newest of what was reached as rows, and how many of `count` are left out."""
    left_out = count - len(found)
    more = say("and {more:,} more", more=left_out) if left_out > 0 else ""
    return tuple(_row(row, around, up) for row in found), more


def reached_in(goal: Goal, around: Around) -> Iterator[Reached]:
    """Of one goal: itself, and milestones."""
    facts = around.facts(goal.id)
    if facts.outcome == "reached" and facts.done is not None and is_recent(facts.done, around):
        yield facts.done, goal, None
    for milestone in goal.milestones:
        own = facts.milestones[milestone.id]
        if milestone.linked is None and own.state is MilestoneState.DONE and own.done and is_recent(own.done, around):
            yield own.done, goal, milestone


def _row(found: Reached, around: Around, up: str) -> ReachedRow:
    day, goal, milestone = found
    home = lifted(around.goal_link(goal, ""), up)
    if milestone is None:
        return ReachedRow(around.short(day), home, Link(""))
    link = Link(milestone_title(milestone, around), up + around.addresses.own_item(goal.id, milestone.id))
    return ReachedRow(around.short(day), link, home)
