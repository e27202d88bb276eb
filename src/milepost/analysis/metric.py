"""Metric figures on a day: current value, progress in either direction, bands and levels.

Laws: progress lies in 0..1; swapping sign of baseline, target and current together changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from milepost.analysis.facts import MetricFacts
from milepost.analysis.rollup import ONE, ZERO, clamp
from milepost.model.fields import MetricSpec
from milepost.model.frozen import frozen
from milepost.model.status import squash

LEVEL_SCORES = {"commit": Fraction(3, 10), "target": Fraction(7, 10), "stretch": ONE}
MAINTAINED = ("at_least", "at_most", "between")

Series = tuple[tuple[date, Decimal], ...]
Ratio = tuple[int, int]
"""A number as a whole number above and one below."""


@frozen
class Window:
    """The days that count: values before `start` are the past of the metric, values after `end` are ignored."""

    start: date | None
    end: date


def daily(values: Iterable[tuple[date, Decimal]], aggregate: str, end: date) -> Series:
    """One value a day, in day order, none after `end`; `aggregate` joins those of one day (last wins by default)."""
    by_day: dict[date, list[Decimal]] = {}
    for day, value in values:
        if day <= end:
            by_day.setdefault(day, []).append(value)
    return tuple((day, _joined(by_day[day], aggregate)) for day in sorted(by_day))


def _joined(values: Sequence[Decimal], aggregate: str) -> Decimal:
    match squash(aggregate):
        case "sum":
            return sum(values, Decimal(0))
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "mean":
            return sum(values, Decimal(0)) / len(values)
        case "count":
            return Decimal(len(values))
        case _:
            return values[-1]


def metric_facts(spec: MetricSpec, series: Series, window: Window) -> MetricFacts:
    """The figures of one metric. Dated values beat the undated `current`."""
    day, current = (series[-1][0], series[-1][1]) if series else (None, spec.current)
    target = target_of(spec)
    direction, problems = _direction(spec, target)
    if current is None:
        return _facts(spec, series, direction, (*problems, "no_value"))
    if direction in MAINTAINED:
        return _maintained(spec, series, direction, window)
    if target is None:
        return _facts(spec, series, direction, (*problems, "no_target"))
    baseline = spec.baseline if spec.baseline is not None else Decimal(0)
    if spec.baseline is None:
        problems = (*problems, "assumed_baseline")
    raw = _raw(spec, current, baseline=baseline, target=target, direction=direction)
    best, best_day = _best(series, direction)
    return MetricFacts(
        progress=clamp(raw),
        raw=raw,
        baseline=baseline,
        target=target,
        current=current,
        current_day=day,
        best=best,
        best_day=best_day,
        series=series,
        direction=direction,
        problems=problems,
    )


def _facts(spec: MetricSpec, series: Series, direction: str, problems: tuple[str, ...]) -> MetricFacts:
    current = series[-1][1] if series else spec.current
    return MetricFacts(
        progress=None,
        baseline=spec.baseline,
        target=target_of(spec),
        current=current,
        current_day=series[-1][0] if series else None,
        series=series,
        direction=direction,
        problems=problems,
    )


def target_of(spec: MetricSpec) -> Decimal | None:
    """The target as written, else that of the levels."""
    return spec.target if spec.target is not None else dict(spec.levels).get("target")


def _direction(spec: MetricSpec, target: Decimal | None) -> tuple[str, tuple[str, ...]]:
    """Where the good side lies. Against the numbers, the numbers' sign wins."""
    if spec.band is not None:
        return "between", ()
    word = {"atleast": "at_least", "atmost": "at_most"}.get(squash(spec.direction), squash(spec.direction))
    if word in MAINTAINED and word != "between":
        return word, ()
    written = word if word in ("increase", "decrease") else ""
    baseline = spec.baseline if spec.baseline is not None else Decimal(0)
    if target is None or target == baseline:
        return written or "increase", ()
    by_numbers = "increase" if target > baseline else "decrease"
    return by_numbers, ("direction_contradicts",) if written and written != by_numbers else ()


def _raw(spec: MetricSpec, current: Decimal, *, baseline: Decimal, target: Decimal, direction: str) -> Fraction:
    levels = dict(spec.levels)
    if "stretch" in levels:
        return _by_levels(baseline, levels, current)
    if baseline == target:
        good = current <= target if direction == "decrease" else current >= target
        return ONE if good else ZERO
    return _part_of_way(current.as_integer_ratio(), baseline.as_integer_ratio(), target.as_integer_ratio())


def progress_at(spec: MetricSpec, facts: MetricFacts, value: Fraction) -> Fraction:
    """The progress that a value on the way from baseline to target is, as the current one is measured."""
    levels = dict(spec.levels)
    if facts.baseline is None or facts.target is None:
        return ZERO
    if "stretch" in levels:
        return _by_levels(facts.baseline, levels, value)
    ends = facts.baseline.as_integer_ratio(), facts.target.as_integer_ratio()
    return clamp(_part_of_way(value.as_integer_ratio(), *ends))


def _part_of_way(value: Ratio, first: Ratio, last: Ratio) -> Fraction:
    """`(value - first) / (last - first)`, brought to lowest terms once."""
    (above, below), (above_first, below_first), (above_last, below_last) = value, first, last
    gone, whole = above * below_first - above_first * below, above_last * below_first - above_first * below_last
    return Fraction(gone * below_last, whole * below)


def _by_levels(baseline: Decimal, levels: dict[str, Decimal], current: Decimal | Fraction) -> Fraction:
    """0 at the baseline, 0.3 at commit, 0.7 at target, 1 at stretch, linear between."""
    points = [(Fraction(baseline), ZERO)]
    points += [(Fraction(levels[name]), score) for name, score in LEVEL_SCORES.items() if name in levels]
    sign = 1 if points[-1][0] >= points[0][0] else -1
    value = Fraction(current)
    for (left, low), (right, high) in pairwise(points):
        if sign * value < sign * right and left != right:
            return low + (high - low) * (value - left) / (right - left)
    return ONE


def _best(series: Series, direction: str) -> tuple[Decimal | None, date | None]:
    if not series:
        return None, None
    pick = min if direction in ("decrease", "at_most") else max
    day, value = pick(series, key=lambda entry: entry[1])
    return value, day


def inside(spec: MetricSpec, direction: str, value: Decimal) -> bool:
    """Whether a value is on the good side of a maintained metric; bounds are inclusive."""
    target = target_of(spec)
    if direction == "between" and spec.band is not None:
        return spec.band[0] <= value <= spec.band[1]
    if target is None:
        return False
    return value >= target if direction == "at_least" else value <= target


def _maintained(spec: MetricSpec, series: Series, direction: str, window: Window) -> MetricFacts:
    current = series[-1][1] if series else spec.current
    if current is None or (direction != "between" and target_of(spec) is None):
        return _facts(spec, series, direction, ("no_target",))
    now_ok = inside(spec, direction, current)
    share = adherence(spec, series, direction, window)
    held = share if share is not None else (ONE if now_ok else ZERO)
    best, best_day = _best(series, direction) if direction != "between" else (None, None)
    return MetricFacts(
        progress=held,
        raw=held,
        baseline=spec.baseline,
        target=target_of(spec),
        current=current,
        current_day=series[-1][0] if series else None,
        best=best,
        best_day=best_day,
        now_ok=now_ok,
        adherence=share,
        series=series,
        direction=direction,
    )


def adherence(spec: MetricSpec, series: Series, direction: str, window: Window) -> Fraction | None:
    """Share of elapsed days on the good side, the last value carried forward; None without a dated value."""
    if not series:
        return None
    first = max(series[0][0], window.start) if window.start else series[0][0]
    if first > window.end:
        return None
    good = 0
    for at, (day, value) in enumerate(series):
        last = series[at + 1][0] - timedelta(days=1) if at + 1 < len(series) else window.end
        days = (last - max(day, first)).days + 1
        if days > 0 and inside(spec, direction, value):
            good += days
    return Fraction(good, (window.end - first).days + 1)
