"""Pace: a metric against its path, in exact arithmetic.

The path runs straight through dated points from the start to the due day and stays there. Figures are per week.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import NamedTuple

from milepost.analysis.facts import MetricFacts, PaceFacts
from milepost.model.fields import MetricSpec

RECENT = timedelta(days=28)
WEEK = 7
Point = tuple[date, Fraction]


def path_points(spec: MetricSpec, facts: MetricFacts, start: date | None, due: date | None) -> tuple[Point, ...]:
    """The path's corners in day order: baseline at the start, the dated targets, target on the due day."""
    points = [(period.last, Fraction(value)) for period, value in spec.path]
    if start is not None and facts.baseline is not None:
        points.append((start, Fraction(facts.baseline)))
    if due is not None and facts.target is not None and (start is None or due >= start):
        points.append((due, Fraction(facts.target)))
    by_day = dict(sorted(points, key=lambda point: point[0]))
    return tuple(by_day.items())


def value_on(points: Sequence[Point], day: date) -> Fraction:
    """The path's value on a day: linear between its corners, constant before the first and after the last."""
    if day <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in pairwise(points):
        if day <= right:
            return _between(low, high, (day - left).days, (right - left).days)
    return points[-1][1]


def _between(low: Fraction, high: Fraction, gone: int, whole: int) -> Fraction:
    """The value after so many of all days, brought to lowest terms once: `low + (high - low) * gone / whole`."""
    (above, below), (above_high, below_high) = low.as_integer_ratio(), high.as_integer_ratio()
    return Fraction(above * below_high * (whole - gone) + above_high * below * gone, below * below_high * whole)


def pace_facts(spec: MetricSpec, facts: MetricFacts, start: date | None, due: date | None, *, as_of: date) -> PaceFacts:
    """All figures of one metric on the as-of day. What is to be held has none, but a total that may grow so far."""
    if facts.current is None or not _has_path(spec, facts):
        return PaceFacts()
    points = path_points(spec, facts, start, due)
    value = Fraction(facts.current)
    is_falling = facts.direction in ("decrease", "at_most")
    expected = value_on(points, as_of) if len(points) > 1 else None
    pace = _pace(facts, start, as_of)
    return PaceFacts(
        expected=expected,
        delta=None if expected is None else expected - value if is_falling else value - expected,
        safe_days=_safe_days(points, value, facts, as_of) if len(points) > 1 else None,
        required=_required(facts, due, as_of),
        current=pace,
        projected=_projected(facts, pace, as_of),
    )


def _has_path(spec: MetricSpec, facts: MetricFacts) -> bool:
    """Whether a value is expected for each day: it moves to a target, or is a total with a daily allowance."""
    if facts.direction in ("increase", "decrease") or spec.path:
        return True
    ends = facts.baseline, facts.target
    return facts.direction == "at_most" and ends[0] is not None and ends[1] is not None and ends[0] < ends[1]


def _safe_days(points: Sequence[Point], value: Fraction, facts: MetricFacts, as_of: date) -> int | None:
    """Days to the first one on the wrong side; equality is good; 0 when already wrong, None when never.

    A value stands still; a total to be kept low grows by twice its daily allowance on each day to come, and today where
    it has no value yet. What it would be, `value + 2 * (path - path then)`, passes the path when that passes a level.
    """
    sign = -1 if facts.direction == "decrease" else 1
    if facts.direction == "at_most":
        counted = facts.current_day == as_of or as_of == date.min
        value = 2 * value_on(points, as_of if counted else as_of - timedelta(days=1)) - value
    return _first_beyond(points, value, as_of, sign=sign)


def _first_beyond(points: Sequence[Point], level: Fraction, as_of: date, *, sign: int) -> int | None:
    """Days from the as-of day to the first one on which the path has passed a level, upwards or (sign -1) downwards."""
    here = value_on(points, as_of)
    if here > level if sign > 0 else here < level:
        return 0
    for (left, low), (right, high) in pairwise(points):
        begin = max(left, as_of)
        if right <= begin or (high <= low if sign > 0 else high >= low):
            continue
        height = low if begin == left else here
        days = floor((level - height) * (right - left).days / (high - low)) + 1
        if days <= (right - begin).days:
            return (begin - as_of).days + days
    return None


def _required(facts: MetricFacts, due: date | None, as_of: date) -> Fraction | None:
    if due is None or due <= as_of or facts.target is None or facts.current is None or facts.now_ok is not None:
        return None
    left = Fraction(facts.target) - Fraction(facts.current)
    is_met = left >= 0 if facts.direction == "decrease" else left <= 0
    return Fraction(0) if is_met else _a_week(left, (due - as_of).days)


def _pace(facts: MetricFacts, start: date | None, as_of: date) -> Fraction | None:
    """Change a week over the last 28 days, from the last value known then; from the start where nothing was."""
    then = compared_with(facts, start, as_of)
    if facts.current is None or then is None:
        return None
    return _a_week(Fraction(facts.current) - Fraction(then.value), then.days)


def _a_week(change: Fraction, days: int) -> Fraction:
    """So much in so many days, for each week."""
    return Fraction(change.numerator * WEEK, change.denominator * days)


class Then(NamedTuple):
    """What the current value is compared with: a value, its day, and over how many days the change counts."""

    day: date
    value: Decimal
    days: int


def compared_with(facts: MetricFacts, start: date | None, as_of: date) -> Then | None:
    """The last value known 28 days ago, else the baseline at the start; None where neither is known."""
    earlier = [(day, value) for day, value in facts.series if as_of - day >= RECENT]
    if earlier:
        return Then(*earlier[-1], RECENT.days)
    if start is None or start >= as_of or facts.baseline is None:
        return None
    return Then(start, facts.baseline, (as_of - start).days)


def _projected(facts: MetricFacts, pace: Fraction | None, as_of: date) -> date | None:
    if pace is None or facts.target is None or facts.current is None or facts.now_ok is not None:
        return None
    left = Fraction(facts.target) - Fraction(facts.current)
    (missing, below), (speed, a_week) = left.as_integer_ratio(), pace.as_integer_ratio()
    if not missing or not speed or (missing > 0) != (speed > 0) or (facts.direction == "decrease") != (missing < 0):
        return None
    try:
        return as_of + timedelta(days=-(-missing * a_week * WEEK // (below * speed)))
    except OverflowError:
        return None
