"""A goal's kind, status, outcome, horizon and cycle: what it is and where its author says it stands."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from milepost.analysis.facts import MetricFacts
from milepost.analysis.metric import inside, target_of
from milepost.model.calendar import Period, Resolution
from milepost.model.goal import Goal
from milepost.model.status import Status, squash

KINDS = ("milestone", "metric", "binary", "ongoing")
HORIZONS = ("short", "medium", "long")


def kind_of(goal: Goal) -> str:
    """As written, else: habit, or cadence without due date and target → ongoing; metric; parts; nothing → binary."""
    return kind_and_why(goal)[0]


def kind_and_why(goal: Goal) -> tuple[str, str]:
    """The kind, and what decided it: kind (as written), type, cadence, metric, rollup, parts, mission or nothing."""
    written = squash(goal.fields.kind or "")
    if written in KINDS:
        return written, "kind"
    if goal.is_habit:
        return "ongoing", "type"
    metric = goal.fields.metric
    has_target = metric is not None and (target_of(metric) is not None or metric.band is not None)
    if goal.fields.cadence is not None and goal.fields.due is None and not has_target:
        return "ongoing", "cadence"
    if metric is not None:
        return "metric", "metric"
    if goal.fields.rollup == "sum":
        return "metric", "rollup"
    if goal.milestones or goal.children:
        return "milestone", "parts"
    return ("milestone", "mission") if goal.is_mission else ("binary", "nothing")


def status_of(goal: Goal, as_of: date) -> Status:
    """The written status; without one: done where a done date is set, planned before the start, else active."""
    return status_and_why(goal, as_of)[0]


def status_and_why(goal: Goal, as_of: date) -> tuple[Status, str]:
    """The status, and what decided it: status (as written), done, start or nothing."""
    if goal.status is not None:
        return goal.status, "status"
    if goal.fields.done is not None:
        return Status.DONE, "done"
    if goal.fields.start is not None and goal.fields.start.first > as_of:
        return Status.PLANNED, "start"
    return Status.ACTIVE, "nothing"


def outcome_of(goal: Goal, status: Status, metric: MetricFacts | None, as_of: date) -> str:
    """open, reached, missed or dropped. A metric goal is reached when its target is met by the due date.

    What is to be held is reached on that day.
    """
    match status:
        case Status.DONE:
            return "reached"
        case Status.MISSED:
            return "missed"
        case Status.DROPPED:
            return "dropped"
        case _:
            pass
    if metric is None or kind_of(goal) != "metric":
        return "open"
    if metric.now_ok is not None:
        return "reached" if _is_held_to_the_end(goal, metric, as_of) else "open"
    if not is_met(metric):
        return "open"
    since = met_since(metric)
    late = goal.fields.due is not None and since is not None and since > goal.fields.due.last
    return "open" if late else "reached"


def _is_held_to_the_end(goal: Goal, metric: MetricFacts, as_of: date) -> bool:
    """Whether the due day has come, and the value was on the good side then: the last one known on that day."""
    if goal.fields.due is None or goal.fields.metric is None or as_of < goal.fields.due.last:
        return False
    if not metric.series:
        return metric.now_ok is True
    known = [value for day, value in metric.series if day <= goal.fields.due.last]
    return bool(known) and inside(goal.fields.metric, metric.direction, known[-1])


def is_met(metric: MetricFacts) -> bool:
    """Whether the target is met now, a stretch level or not. What is to be held is never met: it lasts to the end."""
    if metric.now_ok is not None or metric.progress is None or metric.current is None:
        return False
    return _meets(metric, metric.current)


def _meets(metric: MetricFacts, value: Decimal) -> bool:
    if metric.target is None:
        return False
    return value >= metric.target if metric.direction == "increase" else value <= metric.target


def met_since(metric: MetricFacts) -> date | None:
    """The day from which on the values stayed as good as the target; None without dated values."""
    since = None
    for day, value in reversed(metric.series):
        if not _meets(metric, value):
            break
        since = day
    return since


def done_day(goal: Goal) -> date | None:
    """The day it was reached, where the note says so."""
    return goal.fields.done.last if goal.fields.done else None


def horizon_of(goal: Goal, as_of: date) -> str | None:
    """Written, else from the due date: up to three months, up to a year, longer."""
    written = squash(goal.fields.horizon or "")
    if written in HORIZONS:
        return written
    if goal.fields.due is None:
        return None
    left = goal.fields.due.last
    if left <= later(as_of, 3):
        return "short"
    return "medium" if left <= later(as_of, 12) else "long"


@lru_cache(256)
def later(day: date, months: int) -> date:
    """The same day of the month so many months later, or its last day; held within the calendar."""
    years, index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    first = date(year, index + 1, 1)
    following = date.max if (year, index) == (date.max.year, 11) else _next_month(first)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def cycle_of(goal: Goal, fiscal_year_start: int) -> str | None:
    """The period a goal belongs to: written, else that of its due date (the quarter of a plain day)."""
    if goal.fields.cycle is not None:
        return goal.fields.cycle.text
    due = goal.fields.due
    if due is None:
        return None
    if due.resolution in (Resolution.QUARTER, Resolution.HALF, Resolution.YEAR):
        return due.text
    return quarter(due, fiscal_year_start)


def quarter(due: Period, fiscal_year_start: int) -> str:
    """The quarter of a period's last day, as `2026-Q3`, counted from the fiscal year's first month."""
    months = due.last.year * 12 + due.last.month - fiscal_year_start
    year, index = divmod(months, 12)
    return f"{year:04d}-Q{index // 3 + 1}"
