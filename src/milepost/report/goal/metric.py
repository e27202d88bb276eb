"""A metric's figures in words, from the finding to the single values."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from milepost.analysis.facts import GoalFacts, MetricFacts
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal
from milepost.report.around import Around
from milepost.report.goal.metric_plot import metric_plot
from milepost.report.pages.goal import MetricPart
from milepost.report.pages.parts import Fact, Link, Meter
from milepost.report.visible import visible
from milepost.report.wording import (
    capital,
    counted,
    day_words,
    percent,
    permille,
    raw_percent,
    with_unit,
)

MOST_VALUES = 60

_KEPT = {"at_least": "at least", "at_most": "at most", "between": "between"}


def metric_part(goal: Goal, facts: GoalFacts, around: Around) -> MetricPart | None:
    """The metric section of a goal's page; None for goals without a metric."""
    metric, spec = facts.metric, goal.fields.metric or MetricSpec()
    if metric is None:
        return None
    unit = visible(spec.unit)
    newest = metric.series[::-1][:MOST_VALUES]
    return MetricPart(
        name=capital(visible(spec.name)) or capital(unit) or "Metric",
        finding=_finding(spec, metric, unit),
        meter=_meter(metric),
        plot=metric_plot(
            spec, facts, around, _against_path(goal, metric, unit, around) or _finding(spec, metric, unit)
        ),
        figures=(*_figures(spec, metric, unit), *_pace(goal, unit, around)),
        values=tuple((around.short(day), with_unit(value, unit)) for day, value in newest),
        values_more=_more(len(metric.series) - len(newest)),
    )


def _finding(spec: MetricSpec, metric: MetricFacts, unit: str) -> str:
    """`14 of 24 books, 58 % of the way`."""
    if metric.current is None:
        return "No value yet"
    goal = _target_words(spec, metric)
    now = decimal_words(metric.current)
    if metric.direction in _KEPT:
        state = {True: "on the good side", False: "on the wrong side", None: ""}[metric.now_ok]
        return ", ".join(part for part in (with_unit(metric.current, unit), goal, state) if part)
    if metric.target is None:
        return f"{with_unit(metric.current, unit)}, without a target"
    said = f"{now} of {with_unit(metric.target, unit)}" if _counts_up(metric) else f"{now}, aiming for {goal}"
    return said if metric.raw is None else f"{said}: {_way(metric)}"


def _way(metric: MetricFacts) -> str:
    raw = metric.raw
    assert raw is not None
    return raw_percent(raw) if raw < 0 else f"{raw_percent(raw)} of the way"


def _counts_up(metric: MetricFacts) -> bool:
    return metric.baseline == Decimal(0) and metric.direction == "increase"


def _target_words(spec: MetricSpec, metric: MetricFacts) -> str:
    unit = visible(spec.unit)
    if metric.direction == "between" and spec.band:
        return f"between {decimal_words(spec.band[0])} and {with_unit(spec.band[1], unit)}"
    if metric.target is None:
        return ""
    kept = _KEPT.get(metric.direction)
    return f"{kept} {with_unit(metric.target, unit)}" if kept else with_unit(metric.target, unit)


def _meter(metric: MetricFacts) -> Meter | None:
    if metric.progress is None:
        return None
    return Meter(permille(metric.progress), percent(metric.progress))


def _figures(spec: MetricSpec, metric: MetricFacts, unit: str) -> list[Fact]:
    found = []
    if metric.current is not None:
        since = f"on {day_words(metric.current_day)}" if metric.current_day else "undated"
        found.append(Fact("Now", (Link(with_unit(metric.current, unit)),), since))
    if metric.baseline is not None:
        assumed = "assumed" if "assumed_baseline" in metric.problems else ""
        found.append(Fact("Start", (Link(with_unit(metric.baseline, unit)),), assumed))
    if target := _target_words(spec, metric):
        found.append(Fact("Target", (Link(target),)))
    if metric.best is not None and metric.best != metric.current:
        on = f"on {day_words(metric.best_day)}" if metric.best_day else ""
        found.append(Fact("Best", (Link(with_unit(metric.best, unit)),), on))
    if metric.adherence is not None:
        found.append(Fact("Kept", (Link(percent(metric.adherence)),), "share of days on the good side"))
    found += [Fact(capital(visible(name)), (Link(with_unit(value, unit)),), "level") for name, value in spec.levels]
    return found


def _against_path(goal: Goal, metric: MetricFacts, unit: str, around: Around) -> str:
    """`14 books, 7.4 behind the path`; nothing where there is no path."""
    pace = around.analysis.paces.get(goal.id)
    if pace is None or pace.delta is None or metric.current is None:
        return ""
    delta = _rounded(pace.delta)
    side = "ahead of" if delta > 0 else "behind"
    where = f"{decimal_words(abs(delta))} {side} the path" if delta else "on the path"
    return f"{with_unit(metric.current, unit)}, {where}"


def _pace(goal: Goal, unit: str, around: Around) -> Iterator[Fact]:
    """Where it should be, how fast it goes and has to, and how long it may stand still."""
    pace = around.analysis.paces.get(goal.id)
    if pace is None or around.facts(goal.id).outcome != "open":
        return
    if pace.expected is not None:
        yield Fact("On the path today", (Link(with_unit(_rounded(pace.expected), unit)),))
    if pace.current is not None:
        yield Fact("Pace", (Link(f"{with_unit(_rounded(pace.current), unit)} a week"),), "over the last four weeks")
    if pace.required is not None:
        yield Fact("Needed", (Link(f"{with_unit(_rounded(pace.required), unit)} a week"),), "to be in time")
    if pace.safe_days:
        yield Fact("Safe for", (Link(counted(pace.safe_days, "day")),), "until the path overtakes it")


def _rounded(value: Fraction) -> Decimal:
    """To a tenth, for a figure that is a quotient."""
    return Decimal(round(value * 10)) / 10


def _more(left_out: int) -> str:
    return f"and {counted(left_out, 'older value')}" if left_out > 0 else ""
