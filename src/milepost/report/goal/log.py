"""What has been written down on the way: check-ins, decisions, wins and the review."""

import re
from datetime import date
from fractions import Fraction

from milepost.model.goal import CheckIn, Goal
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import declared_badge
from milepost.report.note_text import review_prose
from milepost.report.pages.goal import CheckInRow, DatedText, ReviewPart
from milepost.report.pages.parts import Prose
from milepost.report.visible import visible
from milepost.report.wording import percent, with_unit

MOST_CHECK_INS = 120


def check_ins(goal: Goal, around: Around) -> tuple[CheckInRow, ...]:
    """Check-ins, newest first."""
    newest = sorted(goal.check_ins, key=lambda entry: (entry.day, entry.line), reverse=True)
    unit = visible(goal.fields.metric.unit) if goal.fields.metric else ""
    return tuple(_row(entry, unit, around) for entry in newest[:MOST_CHECK_INS])


def decisions(goal: Goal, around: Around) -> tuple[DatedText, ...]:
    """Decisions, newest first."""
    newest = sorted(goal.decisions, key=lambda each: (each.day, each.line), reverse=True)
    return tuple(DatedText(around.short(each.day), visible(each.text)) for each in newest)


def wins(goal: Goal, around: Around) -> tuple[DatedText, ...]:
    """Wins in the note's order."""
    return tuple(DatedText(around.short(each.day) if each.day else None, visible(each.text)) for each in goal.wins)


def review(goal: Goal, around: Around) -> ReviewPart | None:
    """The review as its author wrote it."""
    if goal.review is None:
        return None
    day, prose = goal.review.day, review_prose(goal, around, IN_GOALS)
    if day is None:
        return ReviewPart(None, prose)
    return ReviewPart(around.short(day), _without_day(prose, day))


def _without_day(prose: Prose, day: date) -> Prose:
    """The text without the day that it begins with: the heading says it."""
    if not prose or not isinstance(prose[0], str):
        return prose
    return (re.sub(rf"\A<p>{day.isoformat()}(?:[:,]|\s*[-–—])?\s+", "<p>", prose[0]), *prose[1:])


def _row(entry: CheckIn, unit: str, around: Around) -> CheckInRow:
    return CheckInRow(
        day=around.short(entry.day),
        value=with_unit(entry.value, unit) if entry.value is not None else "",
        badge=declared_badge(visible(entry.health)) if entry.health else None,
        confidence=percent(Fraction(entry.confidence)) if entry.confidence is not None else "",
        note=visible(entry.note),
    )
