"""What a goal's figures say about its end, in words: forecast, back-test, reference class, and the two bars."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from milepost.analysis.facts import Forecast, PaceFacts, Progress
from milepost.analysis.forecast.backtest import BackTest
from milepost.analysis.forecast.reference import Reference, Span, usual_ratio
from milepost.diagnostics.wording import figure, short_figure
from milepost.model.said import joined, say
from milepost.report.wording import short_day

_SURE, _NEVER = 0.95, 0.01
_LEAD = Fraction(1, 10)


def forecast_words(found: Forecast, as_of: date) -> str:
    """`85 % likely by 12 Oct (50 % by 5 Oct), from 24 weeks`, else why there is no date."""
    if found.p85 is None or found.p50 is None:
        return found.reason or say("so far off that a date would say nothing")
    even = say(" (50 % by {short_day})", short_day=short_day(found.p50, as_of)) if found.p50 != found.p85 else ""
    return say(
        "85 % likely by {short_day}{even}, from {n:,} week",
        many="85 % likely by {short_day}{even}, from {n:,} weeks",
        short_day=short_day(found.p85, as_of),
        even=even,
        n=found.weeks,
    )


def basis_words(found: Forecast) -> str:
    """`6 left to do, from 16 weeks`: what a forecast is made of."""
    weeks = say("{n:,} week", many="{n:,} weeks", n=found.weeks)
    return say("{left:,} left to do, from {weeks}", left=found.remaining, weeks=weeks)


def chance_words(chance: float) -> str:
    """`42 %`; nothing is certain: `>95 %` and `<1 %` are the ends."""
    if chance > _SURE:
        return ">95 %"
    return "<1 %" if 0 < chance < _NEVER else say("{chance} %", chance=int(chance * 100))


def back_test_words(found: BackTest) -> str:
    """`the 50 % date held 5 of 12 times, the 85 % date 10 of 12`."""
    rows = (("50 %", found.held_50, found.of_50), ("85 %", found.held_85, found.of_85))
    said = [
        say(
            "the {name} date held {held} of {n:,} time",
            many="the {name} date held {held} of {n:,} times",
            name=name,
            held=held,
            n=of,
        )
        for name, held, of in rows
        if of
    ]
    return joined(", ", said)


def reference_words(found: Reference, as_of: date) -> str:
    """`your 60-day goals take 90, as 3 closed ones did: by 30 Aug`."""
    by = say(": by {short_day}", short_day=short_day(found.likely, as_of)) if found.likely else ""
    return say(
        "your {planned:,}-day goals take {takes:,}, as {goals:,} closed ones did{by}",
        planned=found.planned,
        takes=found.takes,
        goals=found.goals,
        by=by,
    )


def ratio_words(spans: Sequence[Span]) -> str:
    """`5 closed goals took 1.5 times as long as planned`; "" where there are too few."""
    ratio = usual_ratio(spans)
    if ratio is None:
        return ""
    times = say("as long") if ratio == 1 else say("{ratio} times as long", ratio=figure(ratio))
    return say(
        "{n:,} closed goal took {times} as planned",
        many="{n:,} closed goals took {times} as planned",
        n=len(spans),
        times=times,
    )


def ahead_words(progress: Progress) -> str:
    """The hint where a metric's checklist runs ahead of its outcome; "" within ten points."""
    if progress.activity is None or progress.value is None or progress.activity - progress.value < _LEAD:
        return ""
    points = int(progress.activity * 100) - int(progress.value * 100)
    return say("activity ahead of outcome by {n:,} point", many="activity ahead of outcome by {n:,} points", n=points)


def a_week(pace: Fraction, unit: str = "") -> str:
    """`0.525 books a week`."""
    return say("{figure} a week", figure=joined(" ", filter(None, (short_figure(pace), unit.strip()))))


def pace_words(pace: PaceFacts, as_of: date, unit: str = "") -> str:
    """`needs 0.525 kg a week; 0.384 kg a week so far; safe for 7 days; there by 15 Mar 2027 at this pace`."""
    said = []
    if pace.required:
        said.append(say("needs {pace}", pace=a_week(pace.required, unit)))
    if pace.current is not None:
        said.append(say("{pace} so far", pace=a_week(pace.current, unit)))
    if pace.safe_days is not None:
        said.append(
            say("safe for {n:,} day", many="safe for {n:,} days", n=pace.safe_days)
            if pace.safe_days
            else say("behind its path")
        )
    if pace.projected is not None:
        said.append(say("there by {short_day} at this pace", short_day=short_day(pace.projected, as_of)))
    return joined("; ", said)
