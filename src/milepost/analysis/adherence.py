"""How well an ongoing goal is kept: the share of the last 12 cadence periods with a tick, check-in or good value."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from milepost.analysis.facts import MetricFacts
from milepost.analysis.metric import MAINTAINED, inside
from milepost.analysis.standing import later
from milepost.model.goal import Goal
from milepost.model.quantity import Duration

PERIODS = 12


def periods(cadence: Duration | None, as_of: date, most: int = PERIODS) -> Iterator[tuple[date, date]]:
    """The last cadence periods, newest first, as (first day, last day); the newest ends on the as-of day.

    Weekly where no cadence is written. There may be very many; each is made when it is asked for.
    """
    months = int(cadence.months) if cadence else 0
    days = max(1, int(cadence.in_days(calendar=True))) if cadence else 7
    newer = as_of
    for count in range(1, most + 1):
        older = later(as_of, -months * count) if months else _before(as_of, days * count)
        if older == newer:
            return
        yield older + timedelta(days=1), newer
        newer = older


def _before(day: date, days: int) -> date:
    """So many days earlier; held within the calendar."""
    return date.fromordinal(max(1, day.toordinal() - days))


def kept_days(goal: Goal, metric: MetricFacts | None) -> Iterable[date]:
    """Days on which something was done for a goal: ticks with a date, check-ins, values on the good side."""
    for milestone in goal.milestones:
        if milestone.fields.done:
            yield milestone.fields.done.last
        yield from (task.fields.done.last for task in milestone.tasks if task.fields.done)
    yield from (task.fields.done.last for task in goal.loose if task.fields.done)
    spec = goal.fields.metric
    maintained = metric is not None and spec is not None and metric.direction in MAINTAINED
    if metric is not None:
        for day, value in metric.series:
            if not maintained or (spec is not None and inside(spec, metric.direction, value)):
                yield day
    yield from (entry.day for entry in goal.check_ins if entry.value is None or not maintained)


def habit_adherence(
    goal: Goal, metric: MetricFacts | None, as_of: date, *, since_first: bool = False
) -> tuple[int, int] | None:
    """(periods kept, periods looked at); None where nothing dated is known.

    Periods before a written start do not count, unless something was done in them already; with `since_first` nor do
    those before the first thing done, where no start is written.
    """
    days = sorted(day for day in kept_days(goal, metric) if day <= as_of)
    start = goal.fields.start.first if goal.fields.start else None
    if not days and start is None:
        return None
    since = min([*days[:1], start]) if start else days[0] if since_first else date.min
    looked = [(first, last) for first, last in periods(goal.fields.cadence, as_of) if last >= since]
    if not looked:
        return None
    kept = sum(1 for first, last in looked if bisect_right(days, last) > bisect_left(days, first))
    return kept, len(looked)


def as_share(kept: tuple[int, int] | None) -> Fraction | None:
    """The share 0..1 of periods kept."""
    return Fraction(*kept) if kept else None
