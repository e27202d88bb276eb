"""Periods in words: their days, what came of them, and how that compares with the period before."""

from collections.abc import Callable, Sequence
from datetime import date

from milepost.model.calendar import Period, Resolution
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.closing_words import score_figure
from milepost.report.periods.goals import BELONGING, CARRIED, DROPPED, DUE, LATE, MISSED, REACHED, Tally
from milepost.report.wording import counted, day_words, listing

_OTHERS = ((MISSED, say("missed")), (CARRIED, say("carried on")), (DROPPED, say("dropped")), (LATE, say("still open")))
_ALONE = {
    REACHED: say("was reached"),
    MISSED: say("was missed"),
    CARRIED: say("was carried on"),
    DROPPED: say("was dropped"),
    LATE: say("is still open"),
    DUE: say("is due"),
}


def days_words(period: Period) -> str:
    """`1 Oct 2026 to 31 Dec 2026`."""
    return say("{first} to {last}", first=day_words(period.first), last=day_words(period.last))


def finding(period: Period, found: Tally, earlier: tuple[Period, Tally] | None, as_of: date) -> str:
    """`2 of 5 goals were reached, 1 was missed; the average score is 0.7. There are 38 days left.`"""
    if not found.total:
        return (
            say("No goal belongs to {period}; these are under way.", period=period.text)
            if period.last >= as_of
            else say("No goal belongs to {period}; these were under way.", period=period.text)
        )
    said = _outcome(found, is_over=period.last < as_of)
    if found.score is not None:
        said += (
            say("; its score is {score}", score=score_figure(found.score))
            if found.total == 1
            else say("; the average score is {score}", score=score_figure(found.score))
        )
        if earlier is not None and earlier[1].score is not None:
            said += say(", after {score} in {period}", score=score_figure(earlier[1].score), period=earlier[0].text)
    left = (period.last - as_of).days
    if period.first <= as_of <= period.last:
        return say("{said}. {left}", said=said, left=_left(left) if left else say("This is the last day."))
    return say("{said}.", said=said)


def _left(days: int) -> str:
    return say("There is {n:,} day left.", many="There are {n:,} days left.", n=days)


def _outcome(found: Tally, *, is_over: bool) -> str:
    counts = dict(zip(BELONGING, found.counts, strict=True))
    if found.total == 1:
        return say("Its one goal {ended}", ended=next(_ALONE[way] for way in BELONGING if counts[way]))
    reached, total = counts[REACHED], counted(found.total, "goal")
    if is_over:
        said = say("{n:,} of {total} was reached", many="{n:,} of {total} were reached", n=reached, total=total)
    elif reached:
        said = say(
            "{n:,} of {total} is reached so far", many="{n:,} of {total} are reached so far", n=reached, total=total
        )
    else:
        said = say("{total} are due", total=total)
    rest = tuple(say("{count:,} {words}", count=counts[way], words=words) for way, words in _OTHERS if counts[way])
    return say("{said}, {rest}", said=said, rest=listing(rest)) if rest else said


def list_finding(periods: Sequence[Period], tally: Callable[[Period], Tally], around: Around) -> str:
    """What is so in the quarter of the as-of date, else which periods there are."""
    now = [
        each
        for each in periods
        if each.first <= around.as_of <= each.last and each.resolution is Resolution.QUARTER and tally(each).total
    ]
    if now:
        return say("{text}: {finding}", text=now[0].text, finding=finding(now[0], tally(now[0]), None, around.as_of))
    names = (
        say("{text} to {text2}", text=periods[0].text, text2=periods[-1].text) if len(periods) > 1 else periods[0].text
    )
    return say(
        "{n:,} period with goals, {names}.", many="{n:,} periods with goals, {names}.", n=len(periods), names=names
    )
