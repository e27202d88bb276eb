"""What was reached this week: goals and milestones done on one of the seven days up to the as-of date."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from heapq import nlargest

from milepost.analysis.facts import MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.said import say
from milepost.report.around import Around, lifted
from milepost.report.pages.overview import ReachedRow
from milepost.report.pages.parts import Badge, Link
from milepost.report.roads import milestone_title

WEEK = 7
MOST_REACHED = 7

_Found = tuple[date, Goal, Milestone | None]


def is_recent(day: date | None, around: Around) -> bool:
    """Whether a day is one of the last seven."""
    return day is not None and timedelta() <= around.as_of - day < timedelta(days=WEEK)


def reached(goals: Iterable[Goal], around: Around, up: str) -> tuple[tuple[ReachedRow, ...], str]:
    """The rows, newest first and goals before milestones, and how many more there are."""
    found = list(_reached(goals, around))
    newest = nlargest(MOST_REACHED, found, key=lambda row: (row[0], row[2] is None))
    left_out = len(found) - len(newest)
    return tuple(_row(row, around, up) for row in newest), say(
        "and {more:,} more", more=left_out
    ) if left_out > 0 else ""


def _reached(goals: Iterable[Goal], around: Around) -> Iterator[_Found]:
    for goal in goals:
        facts = around.facts(goal.id)
        if facts.outcome == "reached" and facts.done is not None and is_recent(facts.done, around):
            yield facts.done, goal, None
        for milestone in goal.milestones:
            own = facts.milestones[milestone.id]
            if (
                milestone.linked is None
                and own.state is MilestoneState.DONE
                and own.done
                and is_recent(own.done, around)
            ):
                yield own.done, goal, milestone


def _row(found: _Found, around: Around, up: str) -> ReachedRow:
    day, goal, milestone = found
    home = lifted(around.goal_link(goal, ""), up)
    if milestone is None:
        return ReachedRow(around.short(day), home, Link(""))
    link = Link(milestone_title(milestone, around), up + around.addresses.item(milestone.id))
    return ReachedRow(around.short(day), link, home)


def closed_this_week(goals: Iterable[Goal], around: Around) -> Counter[Badge]:
    """How many goals came into each closed state; of other states notes do not say since when."""
    facts = ((goal, around.facts(goal.id)) for goal in goals)
    return Counter(
        around.badge(goal.id) for goal, own in facts if own.outcome != "open" and is_recent(own.done, around)
    )
