"""A goal's kind, status, outcome, horizon and cycle: what it is and where its author says it stands."""

from datetime import date, timedelta

from milepost.analysis.facts import MetricFacts
from milepost.model.calendar import Period, Resolution
from milepost.model.goal import Goal
from milepost.model.status import Status, squash

KINDS = ("milestone", "metric", "binary", "ongoing")
HORIZONS = ("short", "medium", "long")


def kind_of(goal: Goal) -> str:
    """As written, else: habit, or cadence without due date and target → ongoing; metric; parts; nothing → binary."""
    written = squash(goal.fields.kind or "")
    if written in KINDS:
        return written
    metric = goal.fields.metric
    has_target = metric is not None and (metric.target is not None or metric.band is not None)
    if goal.is_habit or (goal.fields.cadence is not None and goal.fields.due is None and not has_target):
        return "ongoing"
    if metric is not None or goal.fields.rollup == "sum":
        return "metric"
    return "milestone" if goal.milestones or goal.children or goal.is_mission else "binary"


def status_of(goal: Goal, as_of: date) -> Status:
    """The written status; without one: done where a done date is set, planned before the start, else active."""
    if goal.status is not None:
        return goal.status
    if goal.fields.done is not None:
        return Status.DONE
    if goal.fields.start is not None and goal.fields.start.first > as_of:
        return Status.PLANNED
    return Status.ACTIVE


def outcome_of(goal: Goal, status: Status, metric: MetricFacts | None) -> str:
    """open, reached, missed or dropped. A metric goal is reached when its target is met."""
    match status:
        case Status.DONE:
            return "reached"
        case Status.MISSED:
            return "missed"
        case Status.DROPPED:
            return "dropped"
        case _:
            pass
    met = metric is not None and metric.now_ok is None and metric.progress is not None and metric.progress >= 1
    return "reached" if met and kind_of(goal) == "metric" else "open"


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
