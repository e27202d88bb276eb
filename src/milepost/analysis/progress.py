"""Progress of tasks, milestones and goals: exact, and a function of own note and children's facts.

Laws: progress lies in 0..1; ticking a box never lowers it; a parent lies between its children's extremes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, MetricFacts, Progress, Share
from milepost.analysis.metric import Window, daily, metric_facts
from milepost.analysis.rollup import ALMOST, ONE, ZERO, Child, clamp, held_back, is_whole, mean, portion, roll_up
from milepost.analysis.tally import Tally, tally_of
from milepost.model.fields import NO_ITEM_FIELDS, MetricSpec
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.quick import quick
from milepost.model.status import ItemState, Status

OUT_OF_COUNT = (Status.DROPPED, Status.PROPOSED)
_DONE, _STARTED, _CANCELLED = ItemState.DONE, ItemState.IN_PROGRESS, ItemState.CANCELLED


DONE = Progress(ONE)
"""A ticked leaf."""
UNTOUCHED = Progress(ZERO)
"""An open leaf."""


class Step(NamedTuple):
    """A milestone of a goal with what it comes to: the goal it stands for, the tasks below it, its progress."""

    milestone: Milestone
    linked: GoalFacts | None
    below: Tally
    progress: Progress
    counted: bool


def steps_of(goal: Goal, children: Mapping[GoalId, GoalFacts], credit: Fraction) -> list[Step]:
    """The milestones of a goal, in order. `credit` is what a started, unfinished item counts, 0..1."""
    found = []
    for milestone in goal.milestones:
        linked = children.get(milestone.linked) if milestone.linked else None
        below = tally_of(milestone)
        figure = milestone_progress(milestone, below, linked, credit)
        found.append(quick(Step, (milestone, linked, below, figure, milestone_counts(milestone, linked))))
    return found


def task_progress(milestone: Milestone, credit: Fraction) -> dict[str, Progress]:
    """The progress of each task below a milestone, by id. Tasks come parents first; each is looked at once."""
    tasks = milestone.tasks
    below: dict[str, list[Task]] = {}
    found: dict[str, Progress] = {}
    names = {task.id for task in tasks}
    for task in tasks:
        if task.parent_id in names:
            below.setdefault(task.parent_id, []).append(task)
    for task in reversed(tasks):
        inner = below.get(task.id, ())
        if not inner and task.fields.metric is None:
            found[task.id] = _leaf(task.state, credit)
        else:
            found[task.id] = _holder(task, _rolled(inner, found), credit)
    return found


def progress_of_task(goal: Goal, task: str, credit: Fraction) -> Progress | None:
    """The progress of one task, by id; None for a loose one, which counts for nothing."""
    for milestone in goal.milestones:
        if any(one.id == task for one in milestone.tasks):
            return task_progress(milestone, credit)[task]
    return None


def _rolled(tasks: Sequence[Task], found: Mapping[str, Progress]) -> Progress:
    """What tasks that lie right below one thing come to; the share of each is worked out when somebody asks."""
    if [task for task in tasks if task.fields.weight]:
        return replace(roll_up(_children(tasks, found)), shares=())
    figures = [clamp(found[task.id].value or ZERO) for task in tasks if task_counts(task)]
    if not figures:
        return Progress(None, flags=("no_remaining_scope",) if tasks else ())
    value, done = mean(figures)
    return Progress(value, None, value, None, done, len(figures))


def _children(tasks: Sequence[Task], found: Mapping[str, Progress]) -> list[Child]:
    return [
        Child(task.id, task.title, found[task.id].value or ZERO, task.fields.weight, task_counts(task))
        for task in tasks
    ]


def shares_below(part: Milestone | Task, goal: Goal, credit: Fraction) -> tuple[Share, ...]:
    """What each task right below a milestone or task counts in it."""
    for milestone in goal.milestones:
        inner = [task for task in milestone.tasks if task.parent_id == part.id]
        if inner:
            return roll_up(_children(inner, task_progress(milestone, credit))).shares
    return ()


def _holder(task: Task, rolled: Progress, credit: Fraction) -> Progress:
    """A task with tasks below it, or with a metric."""
    ticked = task.state is ItemState.DONE
    if task.fields.metric is not None and not ticked:
        reached = item_metric(task.fields.metric, task.fields.value).progress or ZERO
        return replace(rolled, value=min(ALMOST, reached), rule="metric")
    return _boxed(rolled, credit if task.state is ItemState.IN_PROGRESS else ZERO, ticked=ticked)


def _valued(rolled: Progress, value: Fraction, *, reached: Fraction | None, flags: tuple[str, ...] = ()) -> Progress:
    """A roll-up with another value."""
    return Progress(
        value,
        rolled.raw,
        reached,
        rolled.activity,
        rolled.done_count,
        rolled.total_count,
        flags=flags,
        shares_off=rolled.shares_off,
    )


def _unticked(rolled: Progress, value: Fraction) -> Progress:
    if is_whole(value):
        flags = ("ready_to_close",) if rolled.done_count == rolled.total_count else ()
        return _valued(rolled, ALMOST, reached=rolled.reached, flags=flags)
    return _valued(rolled, held_back(value), reached=rolled.reached)


def _leaf(state: ItemState, credit: Fraction) -> Progress:
    if state is _DONE:
        return DONE
    return Progress(credit) if state is _STARTED and credit else UNTOUCHED


def item_metric(spec: MetricSpec, value: Decimal | None) -> MetricFacts:
    """The figures of a metric written on a line, with the line's `value` as the current one."""
    if value is not None:
        spec = replace(spec, current=value)
    return metric_facts(spec, (), Window(None, date.max))


def is_approved(milestone: Milestone) -> bool:
    """False where somebody still has to say yes to a ticked milestone."""
    return milestone.fields.approver is None or milestone.fields.approved is not None


def milestone_progress(milestone: Milestone, below: Tally, linked: GoalFacts | None, credit: Fraction) -> Progress:
    """A milestone's figure: its box, else the linked goal's, else its metric's, else its tasks'; 0.99 until ticked."""
    fields, state = milestone.fields, milestone.state
    says_no_more = fields is NO_ITEM_FIELDS or (fields.metric is None and is_approved(milestone))
    if below.is_even and linked is None and says_no_more:
        if not below.size:
            return _leaf(state, credit)
        if credit is ZERO or not (below.started or state is _STARTED):
            ticked = state is _DONE
            return _by_boxes(below.done, below.counted, ticked=ticked or _is_reached(milestone, below))
    return _by_parts(milestone, linked, credit)


def _is_reached(milestone: Milestone, below: Tally) -> bool:
    """A heading has no box: it is reached with its last task."""
    return milestone.form == "heading" and 0 < below.counted == below.done


@lru_cache(4096)
def _by_boxes(done: int, counted: int, *, ticked: bool) -> Progress:
    """What nearly every milestone comes to: so many of its tasks, none of which counts in part."""
    if not counted:
        return _boxed(Progress(None, flags=("no_remaining_scope",)), ZERO, ticked=ticked)
    value = portion(done, counted)
    return _boxed(Progress(value, None, value, None, done, counted), ZERO, ticked=ticked)


def _by_parts(milestone: Milestone, linked: GoalFacts | None, credit: Fraction) -> Progress:
    own = milestone.id
    inner = [task for task in milestone.tasks if task.parent_id == own]
    rolled = _rolled(inner, task_progress(milestone, credit) if inner else {})
    ticked = milestone.state is ItemState.DONE
    if milestone.form == "heading" and rolled.value is not None and rolled.value >= 1:
        ticked = True
    if ticked and not is_approved(milestone):
        return _valued(rolled, ALMOST, reached=rolled.value, flags=("waiting_for_approval",))
    if linked is not None and not ticked:
        return linked.progress
    if milestone.fields.metric is not None and not ticked:
        return _by_metric(rolled, item_metric(milestone.fields.metric, milestone.fields.value))
    started = credit if milestone.state is ItemState.IN_PROGRESS else ZERO
    return _boxed(rolled, started, ticked=ticked)


def _by_metric(rolled: Progress, figures: MetricFacts) -> Progress:
    reached = figures.progress or ZERO
    flags = ("no_data",) if figures.progress is None else ("ready_to_close",) if reached >= 1 else ()
    value = min(ALMOST, reached)
    return replace(rolled, value=value, raw=figures.raw, reached=reached, rule="metric", flags=flags)


def _boxed(rolled: Progress, started: Fraction, *, ticked: bool) -> Progress:
    """A roll-up below a box; `started` is what the box counts where nothing below it does."""
    if ticked:
        return _valued(rolled, ONE, reached=rolled.value, flags=rolled.flags)
    if rolled.value is not None:
        return _unticked(rolled, rolled.value)
    return _valued(rolled, started, reached=rolled.reached)


def task_counts(task: Task) -> bool:
    """Whether a task is part of what it lies in."""
    return task.state is not _CANCELLED and (task.status is None or task.status not in OUT_OF_COUNT)


def milestone_counts(milestone: Milestone, linked: GoalFacts | None) -> bool:
    """Whether a milestone is part of its goal's roll-up."""
    if milestone.state is _CANCELLED or (milestone.status is not None and milestone.status in OUT_OF_COUNT):
        return False
    return linked is None or goal_counts(linked, has_weight=milestone.fields.weight is not None)


def goal_counts(facts: GoalFacts, *, has_weight: bool) -> bool:
    """Whether a goal is part of a parent's roll-up: not when dropped or proposed, nor ongoing without a weight.

    One whose own parts are all out of the count is out of it too: nothing of it remains to be done.
    """
    if facts.kind == "ongoing":
        return facts.status not in OUT_OF_COUNT and (has_weight or facts.has_weight)
    return facts.status not in OUT_OF_COUNT and facts.progress.value is not None


def figure_in_parent(facts: GoalFacts) -> Fraction:
    """What a goal counts in its parent: progress; adherence of an ongoing one; 0 where nothing is known."""
    if facts.kind == "ongoing":
        return facts.adherence or ZERO
    return facts.progress.value or ZERO


def goal_children(goal: Goal, steps: Sequence[Step], children: Mapping[GoalId, GoalFacts]) -> list[Child]:
    """The direct children of a goal: milestones, then sub-goals that no milestone line stands for."""
    found = []
    for milestone, linked, _, progress, counted in steps:
        weight = milestone.fields.weight or (linked.weight if linked else None)
        figure = ZERO if progress.value is None else progress.value
        if linked is not None and linked.kind == "ongoing" and milestone.state is not ItemState.DONE:
            figure = figure_in_parent(linked)
        found.append(quick(Child, (milestone.id, milestone.title, figure, weight, counted)))
    for name, facts in apart_from_lines(goal, children):
        counted = goal_counts(facts, has_weight=False)
        found.append(Child(name, facts.title, figure_in_parent(facts), facts.weight, counted))
    return found


def apart_from_lines(goal: Goal, children: Mapping[GoalId, GoalFacts]) -> Iterator[tuple[GoalId, GoalFacts]]:
    """The sub-goals that no milestone line stands for."""
    if goal.children:
        stood_for = {milestone.linked for milestone in goal.milestones}
        for name in goal.children:
            if name in children and name not in stood_for:
                yield name, children[name]


def goal_series(goal: Goal, end: date) -> tuple[tuple[date, Decimal], ...]:
    """A goal's dated values up to a day: its CSV's, then its check-ins', joined by the metric's `aggregate`."""
    spec = goal.fields.metric
    checked = [(entry.day, entry.value) for entry in goal.check_ins if entry.value is not None]
    return daily([*goal.series, *checked], spec.aggregate if spec else "last", end)


def summed_metric(goal: Goal, children: Mapping[GoalId, GoalFacts]) -> MetricFacts:
    """`rollup: sum`: baselines, targets and current values of the children in the count, added up."""
    counted = [children[name] for name in goal.children if name in children]
    parts = [facts.metric for facts in counted if facts.metric and goal_counts(facts, has_weight=False)]
    known = [part for part in parts if part.target is not None]
    if not known:
        return MetricFacts(None, problems=("no_value",))
    spec = MetricSpec(
        baseline=sum((part.baseline or Decimal(0) for part in known), Decimal(0)),
        target=sum((part.target or Decimal(0) for part in known), Decimal(0)),
        current=sum((_value(part) for part in known), Decimal(0)),
    )
    return metric_facts(spec, (), Window(None, date.max))


def _value(part: MetricFacts) -> Decimal:
    if part.current is not None:
        return part.current
    return part.baseline if part.baseline is not None else Decimal(0)
