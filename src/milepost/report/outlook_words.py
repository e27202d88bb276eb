"""What a goal's figures say about its end, in words: forecast, back-test, reference class, and the two bars."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from milepost.analysis.facts import Forecast, PaceFacts, Progress
from milepost.analysis.forecast.backtest import BackTest
from milepost.analysis.forecast.reference import Reference, Span, usual_ratio
from milepost.report.wording import counted, short_day

_SURE, _NEVER = 0.95, 0.01
_LEAD = Fraction(1, 10)
_DIGITS = ((0, 100), (1, 10), (2, 1))
_MOST_PLACES = 3


def forecast_words(found: Forecast, as_of: date) -> str:
    """`85 % likely by 12 Oct (50 % by 5 Oct), from 24 weeks`, else why there is no date."""
    if found.p85 is None or found.p50 is None:
        return found.reason or "so far off that a date would say nothing"
    even = f" (50 % by {short_day(found.p50, as_of)})" if found.p50 != found.p85 else ""
    return f"85 % likely by {short_day(found.p85, as_of)}{even}, from {counted(found.weeks, 'week')}"


def chance_words(chance: float) -> str:
    """`42 %`; nothing is certain: `>95 %` and `<1 %` are the ends."""
    if chance > _SURE:
        return ">95 %"
    return "<1 %" if 0 < chance < _NEVER else f"{int(chance * 100)} %"


def back_test_words(found: BackTest) -> str:
    """`the 50 % date held 5 of 12 times, the 85 % date 10 of 12`."""
    rows = (("50 %", found.held_50, found.of_50), ("85 %", found.held_85, found.of_85))
    said = [f"the {name} date held {held} of {counted(of, 'time')}" for name, held, of in rows if of]
    return ", ".join(said)


def reference_words(found: Reference, as_of: date) -> str:
    """`your 60-day goals take 90, as 3 closed ones did: by 30 Aug`."""
    by = f": by {short_day(found.likely, as_of)}" if found.likely else ""
    return f"your {found.planned:,}-day goals take {found.takes:,}, as {found.goals:,} closed ones did{by}"


def ratio_words(spans: Sequence[Span]) -> str:
    """`5 closed goals took 1.5 times as long as planned`; "" where there are too few."""
    ratio = usual_ratio(spans)
    if ratio is None:
        return ""
    times = "as long" if ratio == 1 else f"{figure(ratio)} times as long"
    return f"{counted(len(spans), 'closed goal')} took {times} as planned"


def ahead_words(progress: Progress) -> str:
    """The hint where a metric's checklist runs ahead of its outcome; "" within ten points."""
    if progress.activity is None or progress.value is None or progress.activity - progress.value < _LEAD:
        return ""
    points = int(progress.activity * 100) - int(progress.value * 100)
    return f"activity ahead of outcome by {counted(points, 'point')}"


def pace_words(pace: PaceFacts, as_of: date) -> str:
    """`needs 0.525 a week, 0.384 so far; safe for 7 days; by 15 Mar 2027 at this pace`."""
    said = []
    if pace.required:
        said.append(f"needs {short_figure(pace.required)} a week")
    if pace.current is not None:
        said.append(f"{short_figure(pace.current)} a week so far")
    if pace.safe_days is not None:
        said.append(f"safe for {counted(pace.safe_days, 'day')}" if pace.safe_days else "behind its path")
    if pace.projected is not None:
        said.append(f"there by {short_day(pace.projected, as_of)} at this pace")
    return "; ".join(said)


def figure(value: Fraction) -> str:
    """An exact figure with at most three decimals."""
    return _rounded(value, _MOST_PLACES)


def short_figure(value: Fraction) -> str:
    """A figure to three digits that say something: `0.525`, `2.5`, `499`; whole numbers are never cut."""
    return _rounded(value, next((places for places, least in _DIGITS if abs(value) >= least), _MOST_PLACES))


def _rounded(value: Fraction, places: int) -> str:
    unit = 10**places
    rounded = round(value * unit)
    whole, rest = divmod(abs(rounded), unit)
    shown = f"{whole:,}.{rest:0{places}d}".rstrip("0") if rest else f"{whole:,}"
    return f"-{shown}" if rounded < 0 else shown
