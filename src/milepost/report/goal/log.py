"""What has been written down on the way: check-ins, decisions, wins and the review."""

from fractions import Fraction

from milepost.model.goal import CheckIn, Goal
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import declared_badge
from milepost.report.note_text import review_prose
from milepost.report.pages.goal import CheckInRow, DatedText, ReviewPart
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
    day = around.short(goal.review.day) if goal.review.day else None
    return ReviewPart(day, review_prose(goal, around, IN_GOALS))


def _row(entry: CheckIn, unit: str, around: Around) -> CheckInRow:
    return CheckInRow(
        day=around.short(entry.day),
        value=with_unit(entry.value, unit) if entry.value is not None else "",
        badge=declared_badge(visible(entry.health)) if entry.health else None,
        confidence=percent(Fraction(entry.confidence)) if entry.confidence is not None else "",
        note=visible(entry.note),
    )
