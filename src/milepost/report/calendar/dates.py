"""Everything of a plan that stands on a day: goals and milestones by their due date, or the day they were reached."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import MilestoneFacts, MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.report.around import Around
from milepost.report.badges import milestone_badge
from milepost.report.pages.calendar import CalendarEntry
from milepost.report.roads import milestone_title
from milepost.report.visible import visible

_LONGEST_TITLE = 80


class Dated(NamedTuple):
    """A goal, or a milestone of it, on its day. `text` is a coarse date as it was written."""

    day: date
    goal: Goal
    milestone: Milestone | None
    is_open: bool
    text: str


def dated(around: Around) -> Iterator[Dated]:
    """Everything with a day, in the order of notes. What was dropped or cancelled is on none."""
    for goal in around.plan.goals.values():
        facts = around.facts(goal.id)
        if facts.outcome == "dropped":
            continue
        is_open = facts.outcome == "open"
        day = facts.due if is_open else facts.done or facts.due
        if day is not None and not goal.is_mission:
            yield Dated(day, goal, None, is_open, facts.due_text if day == facts.due else "")
        for milestone in goal.milestones:
            each = facts.milestones[milestone.id]
            found = _day(each, is_open=is_open)
            if found is not None and milestone.linked is None:
                text = each.due_text if found == each.due else ""
                yield Dated(found, goal, milestone, each.state is not MilestoneState.DONE, text)


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
        return CalendarEntry(_short(visible(goal.title)), href, around.badge(goal.id), "", note)
    return CalendarEntry(
        title=_short(milestone_title(milestone, around)),
        href=around.addresses.item(milestone.id),
        badge=milestone_badge(around.facts(goal.id).milestones[milestone.id]),
        goal=_short(visible(goal.title)),
        note=note,
    )


def _short(title: str) -> str:
    """A cell has no room for a long name; its page has it in full."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
