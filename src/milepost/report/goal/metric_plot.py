"""A metric's values against its path: the good side shaded, the target, and the last value named."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from milepost.analysis.facts import GoalFacts, MetricFacts
from milepost.analysis.pace import Point, path_points, value_on
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import MetricSpec
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.charts.plot import Good, Plot, PlotPlan, Series, plot
from milepost.report.visible import visible
from milepost.report.wording import day_words, with_unit

MOST_POINTS, MOST_DOTS, MOST_ROWS = 200, 60, 60
_HELD = ("at_least", "at_most", "between")


def metric_plot(spec: MetricSpec, facts: GoalFacts, around: Around, finding: str) -> Plot | None:
    """The plot of a metric with two values on different days, or one and a path to compare it with."""
    metric = facts.metric
    if metric is None or not metric.series:
        return None
    values = [(day, Fraction(value)) for day, value in _thinned(metric.series)]
    path = _path(spec, metric, facts, around)
    if len({day for day, _ in metric.series}) < 2 and not path:
        return None
    levels = list(_levels(spec, metric))
    days = [*(day for day, _ in values), *(day for day, _ in path), around.as_of]
    first, last = min(days), max(days)
    if first == last:
        return None
    return plot(
        PlotPlan(
            key="mp_metricplot",
            caption=finding,
            description=_description(metric, visible(spec.unit)),
            first=first,
            last=last,
            as_of=around.as_of,
            series=tuple(_series(values, path, [(label, _level(level, first, last)) for label, level in levels], spec)),
            columns=(say("Day"), say("Value"), *([say("Path")] if path else [])),
            rows=tuple(_row(point, path) for point in values[-MOST_ROWS:][::-1]),
            good=_good(metric, path, [_level(level, first, last) for _, level in levels]),
        )
    )


def _path(spec: MetricSpec, metric: MetricFacts, facts: GoalFacts, around: Around) -> Sequence[Point]:
    """The line from the start, be it that of what it is part of, to the target; none for what is to be held."""
    if metric.direction in _HELD and not spec.path:
        return ()
    health = around.analysis.healths.get(facts.id)
    points = path_points(spec, metric, health.start if health else facts.start, facts.due)
    return points if len(points) > 1 else ()


def _levels(spec: MetricSpec, metric: MetricFacts) -> Iterator[tuple[str, Fraction]]:
    if metric.direction == "between" and spec.band:
        yield say("from"), Fraction(spec.band[0])
        yield say("to"), Fraction(spec.band[1])
    elif metric.target is not None:
        yield say("target"), Fraction(metric.target)


def _level(value: Fraction, first: date, last: date) -> Sequence[Point]:
    return ((first, value), (last, value))


def _series(
    values: Sequence[Point], path: Sequence[Point], levels: Sequence[tuple[str, Sequence[Point]]], spec: MetricSpec
) -> Iterator[Series]:
    for label, points in levels:
        yield Series("target", say("{label} {number}", label=label, number=_number(points[0][1])), points)
    if path:
        yield Series("plan", say("path"), path)
    has_dots = len(values) <= MOST_DOTS
    said = say("{number} {unit}", number=_number(values[-1][1]), unit=visible(spec.unit)).strip()
    yield Series("value", said, values, has_dots=has_dots)


def _good(metric: MetricFacts, path: Sequence[Point], levels: Sequence[Sequence[Point]]) -> Good | None:
    line = path or (levels[0] if levels else ())
    if not line:
        return None
    if metric.direction == "between":
        return Good(above=levels[0], below=levels[-1]) if len(levels) > 1 else None
    if metric.direction in ("decrease", "at_most"):
        return Good(above=None, below=line)
    return Good(above=line, below=None)


def _thinned(series: Sequence[tuple[date, Decimal]]) -> Sequence[tuple[date, Fraction]]:
    step = -(-len(series) // MOST_POINTS)
    kept = sorted({*range(0, len(series), step), len(series) - 1})
    return [(series[at][0], Fraction(series[at][1])) for at in kept]


def _row(point: Point, path: Sequence[Point]) -> tuple[str, ...]:
    day, value = point
    return (day_words(day), _number(value), *([_number(round(value_on(path, day), 1))] if path else []))


def _number(value: Fraction) -> str:
    return decimal_words(Decimal(value.numerator) / value.denominator)


def _description(metric: MetricFacts, unit: str) -> str:
    """First, last and extreme."""
    day, value = metric.series[0]
    last_day, last = metric.series[-1]
    low, high = min(value for _, value in metric.series), max(value for _, value in metric.series)
    return say(
        "From {with_unit} on {day} to {with_unit2} on {last_day}; the lowest value is {low}, the highest {high}.",
        with_unit=with_unit(value, unit),
        day=day_words(day),
        with_unit2=with_unit(last, unit),
        last_day=day_words(last_day),
        low=decimal_words(low),
        high=decimal_words(high),
    )
