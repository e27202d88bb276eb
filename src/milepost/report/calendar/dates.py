"""Everything of a plan that stands on a day: goals and milestones by their due date, or the day they were reached."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import MilestoneFacts, MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId, VaultPath
from milepost.model.quick import quick
from milepost.report.around import Around
from milepost.report.badges import milestone_badge
from milepost.report.charts.scale import shortened
from milepost.report.long_list import rows_of_goals
from milepost.report.pages.calendar import CalendarEntry
from milepost.report.roads import milestone_title
from milepost.report.visible import visible

_TITLE_ROOM = 80
"""A cell has no room for a long name; its page has it in full."""


class Dated(NamedTuple):
    """A goal, or a milestone of it, on its day. `text` is a coarse date as it was written."""

    day: date
    goal: Goal
    milestone: Milestone | None
    is_open: bool
    text: str


class Place(NamedTuple):
    """Where something stands: by its day, then in the order of notes. `at` counts a goal's milestones, from 1; 0 is the
    goal.
    """

    day: int
    path: VaultPath
    at: int
    goal: GoalId
    is_open: bool


def places_of(around: Around) -> Sequence[Place]:
    """Everything with a day. What was dropped or cancelled is on none."""
    inputs = (around.plan.goals, around.analysis.goals)
    return rows_of_goals("calendar", lambda name: _places(around.plan.goals[name], around), around, inputs)


def _places(goal: Goal, around: Around) -> Iterator[Place]:
    for at, found in _dated(goal, around):
        yield quick(Place, (found.day.toordinal(), goal.path, at, goal.id, found.is_open))


def dated(place: Place, around: Around) -> Dated:
    """What stands at a place."""
    return next(found for at, found in _dated(around.plan.goals[place.goal], around) if at == place.at)


def has_dates(around: Around) -> bool:
    """Whether anything stands on a day."""
    return any(any(_dated(goal, around)) for goal in around.plan.goals.values())


def _dated(goal: Goal, around: Around) -> Iterator[tuple[int, Dated]]:
    facts = around.facts(goal.id)
    if facts.outcome == "dropped":
        return
    is_open = facts.outcome == "open"
    day = facts.due if is_open else facts.done or facts.due
    if day is not None and not goal.is_mission:
        yield 0, Dated(day, goal, None, is_open, facts.due_text if day == facts.due else "")
    for at, milestone in enumerate(goal.milestones, 1):
        each = facts.milestones[milestone.id]
        found = _day(each, is_open=is_open)
        if found is not None and milestone.linked is None:
            text = each.due_text if found == each.due else ""
            yield at, quick(Dated, (found, goal, milestone, each.state is not MilestoneState.DONE, text))


def _day(facts: MilestoneFacts, *, is_open: bool) -> date | None:
    if facts.state is MilestoneState.DONE:
        return facts.done or facts.due
    return facts.due if is_open and facts.state is not MilestoneState.CANCELLED else None


def entry(found: Dated, around: Around) -> CalendarEntry:
    """One of them as a line of a day. A coarse date says what was written."""
    goal, milestone = found.goal, found.milestone
    note = found.text if found.text and found.text != found.day.isoformat() else ""
    if milestone is None:
        href = around.addresses.goal(goal.id)
        return CalendarEntry(shortened(visible(goal.title), _TITLE_ROOM), href, around.badge(goal.id), "", note)
    return CalendarEntry(
        title=shortened(milestone_title(milestone, around), _TITLE_ROOM),
        href=around.addresses.own_item(goal.id, milestone.id),
        badge=milestone_badge(around.facts(goal.id).milestones[milestone.id]),
        goal=shortened(visible(goal.title), _TITLE_ROOM),
        note=note,
    )
