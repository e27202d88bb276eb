"""Expected progress: where a goal should be on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import cast

from milepost.analysis.closing import paused_days
from milepost.analysis.facts import GoalFacts, MilestoneFacts
from milepost.analysis.metric import progress_at
from milepost.analysis.pace import path_points, value_on
from milepost.analysis.rollup import ONE, ZERO, clamp, total
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId

CURVE_SHARE = Fraction(4, 5)
"""How much of the weight must have due dates before the plan curve is used."""


@frozen
class Span:
    """The days a goal has: its own, else its parent's (`inherited` names which)."""

    start: date | None
    due: date | None
    inherited: tuple[str, ...] = ()


def span_of(goal: Goal, facts: Mapping[GoalId, GoalFacts], spans: Mapping[GoalId, Span]) -> Span:
    """Own dates, else those of the first parent that has them."""
    own = facts[goal.id]
    above = [spans[parent] for parent in goal.parents if parent in spans]
    start = own.start or next((one.start for one in above if one.start), None)
    due = own.due or next((one.due for one in above if one.due), None)
    inherited = (("start",) if start and not own.start else ()) + (("due",) if due and not own.due else ())
    return Span(start, due, inherited)


def straight_line(start: date, due: date, day: date, pauses: Iterable[tuple[date, date]] = ()) -> Fraction:
    """0 on the first day, 1 on the due day; with both on one day 0 before it and 1 from it.

    Paused days stop the clock: they count neither among the days gone nor among all days.
    """
    paused = paused_days_between(start, min(day, due), pauses)
    gone, whole = (day - start).days - paused, (due - start).days - paused
    if due <= start or day >= due or whole <= 0:
        return ONE if day >= due else ZERO
    return clamp(Fraction(gone, whole))


def paused_days_between(start: date, end: date, pauses: Iterable[tuple[date, date]]) -> int:
    """How many of the days after `start`, up to `end`, lie in a pause; one in several pauses is one."""
    total, counted = 0, start
    for since, until in sorted(pauses):
        first, last = max(since, counted + timedelta(days=1)) if counted < date.max else since, min(until, end)
        if first <= last:
            total += (last - first).days + 1
            counted = last
    return total


def expected_progress(
    goal: Goal, facts: Mapping[GoalId, GoalFacts], span: Span, day: date
) -> tuple[Fraction | None, str]:
    """The expected progress 0..1 and the rule it comes from; None without the dates it needs."""
    own = facts[goal.id]
    if own.kind == "metric" and own.metric is not None and goal.fields.metric is not None and goal.fields.metric.path:
        return _by_path(goal, own, span, day), "path"
    if own.kind == "milestone" and span.due is not None:
        curve = plan_curve(goal, facts, span.due)
        if curve:
            return total([weight for due, weight in curve if due <= day]), "plan curve"
    if span.start is None or span.due is None:
        return None, ""
    way = straight_line(span.start, span.due, day, paused_days(goal, own, day))
    return (_by_levels(goal, own, way) if has_levels(goal, own) else way), "straight line"


def has_levels(goal: Goal, own: GoalFacts) -> bool:
    """Whether levels say how much of the progress the way to the target is: not all of it, where there is a stretch."""
    spec = goal.fields.metric
    return own.kind == "metric" and own.metric is not None and spec is not None and "stretch" in dict(spec.levels)


def _by_levels(goal: Goal, own: GoalFacts, way: Fraction) -> Fraction:
    """What the value on the straight way from baseline to target counts."""
    spec, metric = goal.fields.metric, own.metric
    if spec is None or metric is None or metric.target is None or metric.baseline is None:
        return way
    base = Fraction(metric.baseline)
    return progress_at(spec, metric, base + way * (Fraction(metric.target) - base))


def _by_path(goal: Goal, own: GoalFacts, span: Span, day: date) -> Fraction | None:
    spec, metric = goal.fields.metric, own.metric
    if spec is None or metric is None or metric.target is None or metric.baseline is None:
        return None
    points = path_points(spec, metric, span.start, span.due)
    if len(points) < 2 or metric.target == metric.baseline:
        return None
    return progress_at(spec, metric, value_on(points, day))


def plan_curve(goal: Goal, facts: Mapping[GoalId, GoalFacts], due: date) -> Sequence[tuple[date, Fraction]]:
    """(due day, share) of each child in the count, undated ones on the goal's due day; empty where few are dated."""
    shares, steps = facts[goal.id].progress.shares, cast(Mapping[str, MilestoneFacts], facts[goal.id].milestones)
    ends = [own.due if (own := steps.get(one.id)) is not None else facts[GoalId(one.id)].due for one in shares]
    if None in ends:
        dated = total([one.weight for end, one in zip(ends, shares, strict=True) if end is not None])
        if dated < CURVE_SHARE:
            return ()
    return [(end or due, one.weight) for end, one in zip(ends, shares, strict=True)]
