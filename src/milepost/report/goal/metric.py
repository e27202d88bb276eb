"""A metric's figures in words, from the finding to the single values."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from milepost.analysis.facts import GoalFacts, MetricFacts
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.goal.metric_plot import metric_plot
from milepost.report.outlook_words import a_week
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

_KEPT = {"at_least": say("at least"), "at_most": say("at most"), "between": say("between")}


def metric_part(goal: Goal, facts: GoalFacts, around: Around) -> MetricPart | None:
    """The metric section of a goal's page; None for goals without a metric."""
    metric = facts.metric
    if metric is None:
        return None
    spec = goal.fields.metric or MetricSpec()
    unit = visible(spec.unit)
    newest = metric.series[::-1][:MOST_VALUES]
    return MetricPart(
        name=capital(visible(spec.name)) or (say("Measured in {unit}", unit=unit) if unit.strip() else say("Metric")),
        finding=_finding(spec, metric),
        meter=_meter(metric),
        plot=metric_plot(spec, facts, around, _against_path(goal, metric, unit, around) or _finding(spec, metric)),
        figures=(*_figures(spec, metric, unit), *pace_figures(goal, around)),
        values=tuple((around.short(day), with_unit(value, unit)) for day, value in newest),
        values_more=_more(len(metric.series) - len(newest)),
    )


def _finding(spec: MetricSpec, metric: MetricFacts) -> str:
    """`14 of 24 books: 58 % of the way`."""
    said = _now_words(spec, metric) or say("No value yet")
    is_on_its_way = metric.raw is not None and metric.target is not None and metric.direction not in _KEPT
    return say("{said}: {way}", said=said, way=_way(metric)) if is_on_its_way and metric.current is not None else said


def share_words(spec: MetricSpec, metric: MetricFacts) -> str:
    """What the percentage is made of: `14 of 24 books`, `of the days at least 7 h; now 7.2 h`; "" without a value."""
    if metric.adherence is None or metric.current is None or metric.direction not in _KEPT:
        return _now_words(spec, metric)
    now = with_unit(metric.current, visible(spec.unit))
    return say("of the days {goal}; now {now}", goal=_target_words(spec, metric), now=now)


def _now_words(spec: MetricSpec, metric: MetricFacts) -> str:
    """`14 of 24 books`; "" without a value."""
    if metric.current is None:
        return ""
    unit = visible(spec.unit)
    goal = _target_words(spec, metric)
    now = decimal_words(metric.current)
    if metric.direction in _KEPT:
        state = {True: say("on the good side"), False: say("on the wrong side"), None: ""}[metric.now_ok]
        return joined(", ", (part for part in (with_unit(metric.current, unit), goal, state) if part))
    if metric.target is None:
        return say("{with_unit}, without a target", with_unit=with_unit(metric.current, unit))
    if _counts_up(metric):
        return say("{now} of {with_unit}", now=now, with_unit=with_unit(metric.target, unit))
    return say("{now}, aiming for {goal}", now=now, goal=goal)


def _way(metric: MetricFacts) -> str:
    raw = metric.raw
    assert raw is not None
    return raw_percent(raw) if raw < 0 else say("{raw_percent} of the way", raw_percent=raw_percent(raw))


def _counts_up(metric: MetricFacts) -> bool:
    return metric.baseline == Decimal(0) and metric.direction == "increase"


def _target_words(spec: MetricSpec, metric: MetricFacts) -> str:
    unit = visible(spec.unit)
    if metric.direction == "between" and spec.band:
        return say(
            "between {band} and {with_unit}", band=decimal_words(spec.band[0]), with_unit=with_unit(spec.band[1], unit)
        )
    if metric.target is None:
        return ""
    kept = _KEPT.get(metric.direction)
    return (
        say("{kept} {with_unit}", kept=kept, with_unit=with_unit(metric.target, unit))
        if kept
        else with_unit(metric.target, unit)
    )


def _meter(metric: MetricFacts) -> Meter | None:
    if metric.progress is None:
        return None
    return Meter(permille(metric.progress), percent(metric.progress))


def _figures(spec: MetricSpec, metric: MetricFacts, unit: str) -> list[Fact]:
    found = []
    if metric.current is not None:
        since = (
            say("on {current_day}", current_day=day_words(metric.current_day)) if metric.current_day else say("undated")
        )
        found.append(Fact(say("Now"), (Link(with_unit(metric.current, unit)),), since))
    target, start = _target_words(spec, metric), _start_words(metric, unit)
    if target:
        found.append(Fact(say("Target"), (Link(target),), say("from {start}", start=start) if start else ""))
    elif start:
        found.append(Fact(say("Start"), (Link(start),)))
    if metric.best is not None and metric.best != metric.current:
        on = say("on {best_day}", best_day=day_words(metric.best_day)) if metric.best_day else ""
        found.append(Fact(say("Best"), (Link(with_unit(metric.best, unit)),), on))
    if metric.adherence is not None:
        found.append(Fact(say("Kept"), (Link(percent(metric.adherence)),), say("share of days on the good side")))
    found += [Fact(capital(visible(name)), (Link(with_unit(value, unit)),), "level") for name, value in spec.levels]
    return found


def _start_words(metric: MetricFacts, unit: str) -> str:
    """`0 books`, and whether it is assumed."""
    if metric.baseline is None:
        return ""
    start = with_unit(metric.baseline, unit)
    return say("{start}, assumed", start=start) if "assumed_baseline" in metric.problems else start


def _against_path(goal: Goal, metric: MetricFacts, unit: str, around: Around) -> str:
    """`14 books, 7.4 behind the path`; nothing where there is no path."""
    pace = around.analysis.paces.get(goal.id)
    if pace is None or pace.delta is None or metric.current is None:
        return ""
    delta = _rounded(pace.delta)
    side = say("ahead of") if delta > 0 else say("behind")
    where = say("{delta} {side} the path", delta=decimal_words(abs(delta)), side=side) if delta else say("on the path")
    return say("{with_unit}, {where}", with_unit=with_unit(metric.current, unit), where=where)


def pace_figures(goal: Goal, around: Around) -> Iterator[Fact]:
    """Where it should be, how fast it goes and has to, and how long it may stand still."""
    pace = around.analysis.paces.get(goal.id)
    if pace is None or around.facts(goal.id).outcome != "open":
        return
    unit = visible(goal.fields.metric.unit) if goal.fields.metric is not None else ""
    if pace.expected is not None:
        yield Fact(say("On the path today"), (Link(with_unit(_rounded(pace.expected), unit)),))
    if pace.current is not None:
        yield Fact(
            say("Pace"),
            (Link(a_week(pace.current, unit)),),
            say("over the last four weeks"),
        )
    if pace.required is not None:
        yield Fact(
            say("Needed"),
            (Link(a_week(pace.required, unit)),),
            say("to be in time"),
        )
    if pace.safe_days:
        yield Fact(say("Safe for"), (Link(counted(pace.safe_days, "day")),), say("until the path overtakes it"))


def _rounded(value: Fraction) -> Decimal:
    """To a tenth, for a figure that is a quotient."""
    return Decimal(round(value * 10)) / 10


def _more(left_out: int) -> str:
    return say("and {n:,} older value", many="and {n:,} older values", n=left_out) if left_out > 0 else ""
