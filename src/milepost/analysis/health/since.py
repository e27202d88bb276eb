"""Since when a health rule has held: the first day of the time that lasts until now, with what is known today."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor, lcm

from milepost.analysis.closing import paused_days
from milepost.analysis.facts import MetricFacts
from milepost.analysis.health.expected import expected_progress, has_levels, plan_curve, straight_line
from milepost.analysis.health.view import View
from milepost.analysis.metric import inside
from milepost.analysis.pace import path_points
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.status import Status

ONE_DAY = timedelta(days=1)


def behind_since(view: View, above: Fraction, least: Fraction) -> date | None:
    """The first day on which more than `above`, and at least `least`, was expected: more than is done now.

    A metric that has got worse was not so far behind before its newest value.
    """
    first = _first_day(view, above, least)
    metric = view.own.metric
    if first is not None and metric is not None and view.own.kind == "metric" and _got_worse(metric):
        return max(first, metric.series[-1][0])
    return first


def _first_day(view: View, above: Fraction, least: Fraction) -> date | None:
    start, due = view.span.start, view.span.due
    if view.rule == "plan curve" and due is not None:
        return _first_step(plan_curve(view.goal, view.facts, due), above, least)
    if start is None or due is None or start > view.as_of:
        return None
    if view.rule == "path" or has_levels(view.goal, view.own):
        return _walked_back(view, start, above, least)
    pauses = tuple(paused_days(view.goal, view.own, view.as_of))
    if not pauses:
        whole = max((due - start).days, 0)
        days = max(floor(above * whole) + 1, ceil(least * whole))
        return min(start + timedelta(min(days, whole)), due)
    ordinals = range(start.toordinal(), view.as_of.toordinal() + 1)

    def is_behind(ordinal: int) -> bool:
        expected = straight_line(start, due, date.fromordinal(ordinal), pauses)
        return above < expected and least <= expected

    at = bisect_left(ordinals, True, key=is_behind)
    return date.fromordinal(ordinals[at]) if at < len(ordinals) else None


def _first_step(curve: Sequence[tuple[date, Fraction]], above: Fraction, least: Fraction) -> date | None:
    """The due day with which a plan curve first asks for too much; what is due that day is expected on it."""
    whole = lcm(above.denominator, least.denominator, *(weight.denominator for _, weight in curve))
    too_much, enough, expected = _parts(above, whole), _parts(least, whole), 0
    steps: dict[date, int] = {}
    for day, weight in curve:
        steps[day] = steps.get(day, 0) + _parts(weight, whole)
    for day in sorted(steps):
        expected += steps[day]
        if expected > too_much and expected >= enough:
            return day
    return None


def _parts(share: Fraction, whole: int) -> int:
    """A share as so many of so many parts."""
    return share.numerator * (whole // share.denominator)


def _walked_back(view: View, start: date, above: Fraction, least: Fraction) -> date:
    """A path may turn: back from today corner by corner, between which it only rises or only falls."""

    def is_behind(ordinal: int) -> bool:
        expected, _ = expected_progress(view.goal, view.facts, view.span, date.fromordinal(ordinal))
        return expected is not None and expected > above and expected >= least

    last = view.as_of.toordinal()
    for first in _corners(view, start):
        if not is_behind(first):
            days = range(first, last + 1)
            return date.fromordinal(days[bisect_left(days, True, hi=len(days) - 1, key=is_behind)])
        last = first
    return start


def _corners(view: View, start: date) -> Sequence[int]:
    """The days up to today on which what is expected may turn, newest first, and the start."""
    spec, metric = view.goal.fields.metric, view.own.metric
    points = path_points(spec, metric, start, view.span.due) if spec is not None and metric is not None else ()
    days = {day.toordinal() for day, _ in points if start < day < view.as_of}
    return sorted({start.toordinal(), *days}, reverse=True)


def _got_worse(metric: MetricFacts) -> bool:
    if len(metric.series) < 2:
        return False
    before, now = metric.series[-2][1], metric.series[-1][1]
    return now < before if metric.direction == "increase" else now > before


def outside_since(spec: MetricSpec, metric: MetricFacts) -> date | None:
    """The day of the first value of those outside a band, up to the newest one."""
    first = None
    for day, value in reversed(metric.series):
        if inside(spec, metric.direction, value):
            break
        first = day
    return first


def unlikely_since(view: View, wanted: float) -> date | None:
    """The first day on which the weeks left for today's work were too few for a chance of `wanted`."""
    due, odds = view.span.due, view.forecast.odds
    weeks = bisect_left(odds, wanted)
    if due is None or weeks >= len(odds):
        return begun(view, view.goal)
    return _not_before(view.span.start, _days_after(due, 1 - 7 * weeks))


def late_since(view: View, finish: date, limit: date, *, moves: str) -> date | None:
    """The first day on which a predecessor was expected to finish after a limit: what it takes moves on day by day.

    By its forecast it takes whole "weeks", else working "days".
    """
    if moves == "weeks" or finish <= view.as_of:
        first = _days_after(view.as_of, 1 - (finish - limit).days)
    else:
        days = view.schedule.workdays
        first = days_back(view, days.through(finish.toordinal()) - days.through(limit.toordinal()))
    created = view.goal.fields.created
    return min(_not_before(created.first if created else None, first), view.as_of)


def days_back(view: View, count: int) -> date:
    """The first of so many working days up to today."""
    days = view.schedule.workdays
    return min(view.as_of, days.day(days.on_or_after(view.as_of) - (count - 1)))


def vain_since(view: View, part: Goal | Milestone | Task) -> date | None:
    """Since when something waits for what was given up: that day, where it is known, but not before it came to be."""
    days = (day for edge in part.depends_on if edge.target for day in _given_up(view, edge.target))
    known = [day for day in days if day <= view.as_of]
    came = begun(view, part)
    return _not_before(came, min(known)) if known else came


def _given_up(view: View, target: str) -> Iterator[date]:
    home = GoalId(target) if target in view.facts else view.schedule.homes.get(target)
    if home is None:
        return
    one = view.facts[home]
    if one.status is Status.DROPPED and one.done is not None:
        yield one.done
    for milestone in view.plan.goals[home].milestones:
        parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
        for part in parts:
            if part.id == target and part.fields.cancelled is not None:
                yield part.fields.cancelled.last


def begun(view: View, part: Goal | Milestone | Task) -> date | None:
    """The day something came into the plan: when it or its goal was created, else when the goal began, if it has."""
    written = part.fields.created or view.goal.fields.created
    day = written.first if written else view.span.start
    return day if day is not None and day <= view.as_of else None


def _days_after(day: date, days: int) -> date:
    """So many days later or earlier; held within the calendar."""
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal()))


def _not_before(first: date | None, day: date) -> date:
    return day if first is None else max(first, day)
