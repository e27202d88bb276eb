"""GoalFacts: everything computed for one goal, a pure function of the goal, its children's facts, settings and day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from milepost.analysis.adherence import as_share, habit_adherence
from milepost.analysis.facts import GoalFacts, MetricFacts, Progress
from milepost.analysis.leaves import leaves
from milepost.analysis.metric import Window, metric_facts
from milepost.analysis.milestones import milestone_facts, stage_of
from milepost.analysis.progress import (
    goal_children,
    goal_series,
    steps_of,
    summed_metric,
)
from milepost.analysis.rollup import ONE, ZERO, clamp, roll_up
from milepost.analysis.standing import cycle_of, done_day, horizon_of, kind_of, outcome_of, status_of
from milepost.config.settings import Settings
from milepost.model.frozen import frozen, replaced
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.status import Status


@frozen
class Day:
    """What every goal's figures depend on beside the plan: the as-of date and the settings.

    `counts_leaves`: some goal is told to roll up the leaves of its whole tree, so that each counts its own.
    """

    as_of: date
    settings: Settings
    counts_leaves: bool = True


def goal_facts(goal: Goal, children: Mapping[GoalId, GoalFacts], day: Day) -> GoalFacts:
    """All figures of one goal."""
    kind, status = kind_of(goal), status_of(goal, day.as_of)
    credit = _credit(goal, day.settings)
    steps = steps_of(goal, children, credit)
    metric = _metric(goal, kind, children, day.as_of)
    kept = habit_adherence(goal, metric, day.as_of) if kind == "ongoing" else None
    rolled = roll_up(goal_children(goal, steps, children))
    leaf = leaves(goal, steps, children, credit) if day.counts_leaves and _has_leaves(goal, kind) else None
    own = _progress(goal, kind, rolled, metric, leaf=leaf)
    progress = _closed(own, status)
    milestones = milestone_facts(steps, day.as_of, closed=status.is_closed)
    count, total, done = leaf or (1, progress.value or ZERO, int((progress.value or ZERO) >= 1))
    return GoalFacts(
        id=goal.id,
        title=goal.title,
        kind=kind,
        status=status,
        outcome=outcome_of(goal, status, metric, day.as_of),
        progress=progress,
        start=goal.fields.start.first if goal.fields.start else None,
        due=goal.fields.due.last if goal.fields.due else None,
        due_text=goal.fields.due.text if goal.fields.due else "",
        done=done_day(goal),
        milestones=milestones,
        credit=credit,
        next_milestone=next((one for one, facts in milestones.items() if facts.state == "next"), None),
        metric=metric,
        adherence=as_share(kept),
        adherence_count=kept,
        stage=stage_of(goal, milestones),
        horizon=horizon_of(goal, day.as_of),
        cycle=cycle_of(goal, day.settings.reading.fiscal_year_start),
        weight=goal.fields.weight,
        leaf_count=count,
        leaf_done=done,
        leaf_sum=total,
    )


def _credit(goal: Goal, settings: Settings) -> Fraction:
    """What a started item counts."""
    written = goal.fields.started_credit
    return _credit_of(settings.started_credit if written is None else written)


@lru_cache(64)
def _credit_of(written: Decimal) -> Fraction:
    return clamp(Fraction(written))


def _metric(goal: Goal, kind: str, children: Mapping[GoalId, GoalFacts], as_of: date) -> MetricFacts | None:
    if goal.fields.rollup == "sum" and kind == "metric":
        return summed_metric(goal, children)
    if goal.fields.metric is None:
        return None
    closed = done_day(goal)
    end = min(as_of, closed) if closed else as_of
    start = goal.fields.start.first if goal.fields.start else None
    return metric_facts(goal.fields.metric, goal_series(goal, end), Window(start, end))


def _progress(
    goal: Goal, kind: str, rolled: Progress, metric: MetricFacts | None, *, leaf: tuple[int, Fraction, int] | None
) -> Progress:
    if kind == "ongoing":
        return replaced(rolled, value=None, activity=rolled.value, reached=None, flags=(), rule="ongoing")
    if kind == "binary":
        return replaced(rolled, value=ZERO, reached=ZERO, activity=rolled.value, flags=(), rule="binary")
    if kind == "metric":
        return _by_metric(goal, metric, rolled)
    if goal.fields.rollup == "leaves" and leaf is not None:
        count, total, done = leaf
        value = total / count if count else None
        counts = replaced(rolled, done_count=done, total_count=count, rule="leaves", shares=())
        return _ready(replaced(counts, value=value, reached=value))
    if rolled.value is None and not rolled.flags:
        if goal.is_mission:
            return replaced(rolled, flags=("no_remaining_scope",))
        return replaced(rolled, value=ZERO, reached=ZERO, flags=("no_data",))
    return _ready(rolled)


def _ready(rolled: Progress) -> Progress:
    """Ready to close is that of which all parts are done, also those that weigh nothing."""
    return replaced(rolled, flags=("ready_to_close",)) if 0 < rolled.total_count == rolled.done_count else rolled


def _by_metric(goal: Goal, metric: MetricFacts | None, rolled: Progress) -> Progress:
    rule = "sum" if goal.fields.rollup == "sum" else "metric"
    if metric is None or metric.progress is None:
        return replaced(rolled, value=ZERO, reached=ZERO, activity=rolled.value, rule=rule, flags=("no_data",))
    return replaced(
        rolled,
        value=metric.progress,
        raw=metric.raw,
        reached=metric.progress,
        activity=rolled.value,
        rule=rule,
        flags=(),
    )


def _closed(progress: Progress, status: Status) -> Progress:
    """A closed goal's status wins over its boxes: done counts 1, missed and dropped keep what they reached."""
    if status is not Status.DONE or progress.rule == "ongoing":
        return progress
    reached = ONE if progress.rule == "binary" else progress.reached
    flags = tuple(flag for flag in progress.flags if flag not in ("ready_to_close", "no_remaining_scope"))
    return replaced(progress, value=ONE, reached=reached, flags=flags)


def _has_leaves(goal: Goal, kind: str) -> bool:
    """Whether it has parts to count; else it is a leaf itself."""
    return kind not in ("metric", "binary") and bool(goal.milestones or goal.children)
