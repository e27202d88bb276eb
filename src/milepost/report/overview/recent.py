"""What was reached this week: goals and milestones done on one of the seven days up to the as-of date."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
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

_DONE = MilestoneState.DONE

Reached = tuple[date, Goal, Milestone | None]


def is_recent(day: date | None, around: Around) -> bool:
    """Whether a day is one of the last seven."""
    return day is not None and _week_to(around.as_of) <= day <= around.as_of


@lru_cache
def _week_to(last: date) -> date:
    """The first of the seven days."""
    return date.fromordinal(max(last.toordinal() - WEEK + 1, 1))


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
    first, last = _week_to(around.as_of), around.as_of
    recent = {
        name: each.done
        for name, each in facts.milestones.items()
        if each.done is not None and first <= each.done <= last and each.state is _DONE
    }
    for milestone in goal.milestones if recent else ():
        if milestone.linked is None and milestone.id in recent:
            yield recent[milestone.id], goal, milestone


def _row(found: Reached, around: Around, up: str) -> ReachedRow:
    day, goal, milestone = found
    home = lifted(around.goal_link(goal, ""), up)
    if milestone is None:
        return ReachedRow(around.short(day), home, Link(""))
    link = Link(milestone_title(milestone, around), up + around.addresses.own_item(goal.id, milestone.id))
    return ReachedRow(around.short(day), link, home)
