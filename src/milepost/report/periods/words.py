"""Periods in words: their days, what came of them, and how that compares with the period before."""

from collections.abc import Callable, Sequence
from datetime import date

from milepost.model.calendar import Period, Resolution
from milepost.report.around import Around
from milepost.report.closing_words import score_figure
from milepost.report.periods.goals import BELONGING, CARRIED, DROPPED, DUE, LATE, MISSED, REACHED, Tally
from milepost.report.wording import counted, day_words, listing

_OTHERS = ((MISSED, "missed"), (CARRIED, "carried on"), (DROPPED, "dropped"), (LATE, "still open"))
_ALONE = {
    REACHED: "was reached",
    MISSED: "was missed",
    CARRIED: "was carried on",
    DROPPED: "was dropped",
    LATE: "is still open",
    DUE: "is due",
}


def days_words(period: Period) -> str:
    """`1 Oct 2026 to 31 Dec 2026`."""
    return f"{day_words(period.first)} to {day_words(period.last)}"


def finding(period: Period, found: Tally, earlier: tuple[Period, Tally] | None, as_of: date) -> str:
    """`2 of 5 goals were reached, 1 was missed; the average score is 0.7, after 0.5 in 2026-Q2. 38 days are left.`"""
    if not found.total:
        return f"No goal belongs to {period.text}; these {'are' if period.last >= as_of else 'were'} under way."
    said = _outcome(found, is_over=period.last < as_of)
    if found.score is not None:
        said += f"; {'its' if found.total == 1 else 'the average'} score is {score_figure(found.score)}"
        if earlier is not None and earlier[1].score is not None:
            said += f", after {score_figure(earlier[1].score)} in {earlier[0].text}"
    left = (period.last - as_of).days
    if period.first <= as_of <= period.last:
        return f"{said}. {'This is the last day.' if not left else _left(left)}"
    return f"{said}."


def _left(days: int) -> str:
    return f"{counted(days, 'day')} {'is' if days == 1 else 'are'} left."


def _outcome(found: Tally, *, is_over: bool) -> str:
    counts = dict(zip(BELONGING, found.counts, strict=True))
    if found.total == 1:
        return f"Its one goal {next(_ALONE[way] for way in BELONGING if counts[way])}"
    reached, total = counts[REACHED], counted(found.total, "goal")
    if is_over:
        said = f"{reached:,} of {total} {'was' if reached == 1 else 'were'} reached"
    elif reached:
        said = f"{reached:,} of {total} {'is' if reached == 1 else 'are'} reached so far"
    else:
        said = f"{total} are due"
    rest = tuple(f"{counts[way]:,} {words}" for way, words in _OTHERS if counts[way])
    return f"{said}, {listing(rest)}" if rest else said


def list_finding(periods: Sequence[Period], tally: Callable[[Period], Tally], around: Around) -> str:
    """What is so in the quarter of the as-of date, else which periods there are."""
    now = [
        each
        for each in periods
        if each.first <= around.as_of <= each.last and each.resolution is Resolution.QUARTER and tally(each).total
    ]
    if now:
        return f"{now[0].text}: {finding(now[0], tally(now[0]), None, around.as_of)}"
    names = f"{periods[0].text} to {periods[-1].text}" if len(periods) > 1 else periods[0].text
    return f"{counted(len(periods), 'period')} with goals, {names}."
