"""Progress of tasks, milestones and goals: exact, and a function of own note and children's facts.

Laws: progress lies in 0..1; ticking a box never lowers it; a parent lies between its children's extremes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from milepost.analysis.facts import GoalFacts, MetricFacts, Progress, Share
from milepost.analysis.metric import Window, daily, metric_facts
from milepost.analysis.rollup import ALMOST, ONE, ZERO, Child, clamp, held_back, is_whole, mean, roll_up, total
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId, ItemId
from milepost.model.status import ItemState, Status

OUT_OF_COUNT = (Status.DROPPED, Status.PROPOSED)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a started, unfinished item counts, 0..1."""

    started: Fraction


DONE = Progress(ONE)
"""A ticked leaf."""
UNTOUCHED = Progress(ZERO)
"""An open leaf."""


def task_progress(tasks: Sequence[Task], credit: Credit) -> dict[str, Progress]:
    """The progress of each task, by id. `tasks` come parents first; each is looked at once."""
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


def _rolled(tasks: Sequence[Task], found: Mapping[str, Progress]) -> Progress:
    """What tasks that lie right below one thing come to; the share of each is worked out when somebody asks."""
    if [task for task in tasks if task.fields.weight]:
        return replace(roll_up(_children(tasks, found)), shares=())
    figures = [clamp(found[task.id].value or ZERO) for task in tasks if _task_counts(task)]
    if not figures:
        return Progress(None, flags=("no_remaining_scope",) if tasks else ())
    value, done = mean(figures)
    return Progress(value, None, value, None, done, len(figures))


def _children(tasks: Sequence[Task], found: Mapping[str, Progress]) -> list[Child]:
    return [
        Child(task.id, task.title, found[task.id].value or ZERO, task.fields.weight, _task_counts(task))
        for task in tasks
    ]


def shares_below(
    part: Milestone | Task, milestones: Sequence[Milestone], found: Mapping[str, Progress]
) -> tuple[Share, ...]:
    """What each task right below a milestone or task counts in it. `found` holds the progress of every task."""
    return roll_up(
        _children([task for one in milestones for task in one.tasks if task.parent_id == part.id], found)
    ).shares


def _holder(task: Task, rolled: Progress, credit: Credit) -> Progress:
    """A task with tasks below it, or with a metric."""
    if task.state is ItemState.DONE:
        return _valued(rolled, ONE, reached=rolled.value, flags=rolled.flags)
    if task.fields.metric is not None:
        reached = item_metric(task.fields.metric, task.fields.value).progress or ZERO
        return replace(rolled, value=min(ALMOST, reached), rule="metric")
    if rolled.value is not None:
        return _unticked(rolled, rolled.value)
    started = credit.started if task.state is ItemState.IN_PROGRESS else ZERO
    return _valued(rolled, started, reached=rolled.reached)


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
        return _valued(rolled, ALMOST, reached=rolled.reached, flags=("ready_to_close",))
    return _valued(rolled, held_back(value), reached=rolled.reached)


def _leaf(state: ItemState, credit: Credit) -> Progress:
    if state is ItemState.DONE:
        return DONE
    return Progress(credit.started) if state is ItemState.IN_PROGRESS and credit.started else UNTOUCHED


def item_metric(spec: MetricSpec, value: Decimal | None) -> MetricFacts:
    """The figures of a metric written on a line, with the line's `value` as the current one."""
    if value is not None:
        spec = replace(spec, current=value)
    return metric_facts(spec, (), Window(None, date.max))


def is_approved(milestone: Milestone) -> bool:
    """False where somebody still has to say yes to a ticked milestone."""
    return milestone.fields.approver is None or milestone.fields.approved is not None


def milestone_progress(
    milestone: Milestone, tasks: Mapping[str, Progress], linked: GoalFacts | None, credit: Credit
) -> Progress:
    """A milestone's figure: its box, else the linked goal's, else its metric's, else its tasks'; 0.99 until ticked."""
    if not milestone.tasks and linked is None and milestone.fields.metric is None and is_approved(milestone):
        return _leaf(milestone.state, credit)
    own = milestone.id
    rolled = _rolled([task for task in milestone.tasks if task.parent_id == own], tasks)
    ticked = milestone.state is ItemState.DONE
    if milestone.form == "heading" and rolled.value is not None and rolled.value >= 1:
        ticked = True
    if ticked and not is_approved(milestone):
        return _valued(rolled, ALMOST, reached=rolled.value, flags=("waiting_for_approval",))
    if ticked:
        return _valued(rolled, ONE, reached=rolled.value, flags=rolled.flags)
    if linked is not None:
        return linked.progress
    return _open_milestone(milestone, rolled, credit)


def _open_milestone(milestone: Milestone, rolled: Progress, credit: Credit) -> Progress:
    if milestone.fields.metric is not None:
        figures = item_metric(milestone.fields.metric, milestone.fields.value)
        reached = figures.progress or ZERO
        flags = ("no_data",) if figures.progress is None else ("ready_to_close",) if reached >= 1 else ()
        value = min(ALMOST, reached)
        return replace(rolled, value=value, raw=figures.raw, reached=reached, rule="metric", flags=flags)
    if rolled.value is not None:
        return _unticked(rolled, rolled.value)
    started = credit.started if milestone.state is ItemState.IN_PROGRESS else ZERO
    return _valued(rolled, started, reached=rolled.reached)


def _task_counts(task: Task) -> bool:
    return task.state is not ItemState.CANCELLED and (task.status is None or task.status not in OUT_OF_COUNT)


def milestone_counts(milestone: Milestone, linked: GoalFacts | None) -> bool:
    """Whether a milestone is part of its goal's roll-up."""
    if milestone.state is ItemState.CANCELLED:
        return False
    if milestone.status is not None and milestone.status in OUT_OF_COUNT:
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


def goal_children(
    goal: Goal, milestones: Mapping[ItemId, Progress], children: Mapping[GoalId, GoalFacts]
) -> list[Child]:
    """The direct children of a goal: milestones, then sub-goals that no milestone line stands for."""
    found = []
    for milestone in goal.milestones:
        linked = children.get(milestone.linked) if milestone.linked else None
        weight = milestone.fields.weight or (linked.weight if linked else None)
        figure = milestones[milestone.id].value or ZERO
        if linked is not None and linked.kind == "ongoing" and milestone.state is not ItemState.DONE:
            figure = figure_in_parent(linked)
        found.append(Child(milestone.id, milestone.title, figure, weight, milestone_counts(milestone, linked)))
    stood_for = {milestone.linked for milestone in goal.milestones}
    for name in goal.children:
        facts = children.get(name)
        if facts is not None and name not in stood_for:
            counted = goal_counts(facts, has_weight=False)
            found.append(Child(name, facts.title, figure_in_parent(facts), facts.weight, counted))
    return found


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


def leaves(
    goal: Goal,
    milestones: Mapping[ItemId, Progress],
    tasks: Mapping[str, Progress],
    children: Mapping[GoalId, GoalFacts],
) -> tuple[int, Fraction, int]:
    """`rollup: leaves`: (how many leaf items, the sum of their progress, how many are done) in a goal's whole tree."""
    count, done, ticked = 0, 0, 0
    figures: list[Fraction] = []
    for milestone in goal.milestones:
        linked = children.get(milestone.linked) if milestone.linked else None
        if not milestone_counts(milestone, linked):
            continue
        if linked is not None:
            count, done = count + linked.leaf_count, done + linked.leaf_done
            figures.append(linked.leaf_sum)
            continue
        parts = _leaf_figures(milestone, milestones[milestone.id], tasks)
        whole = sum([1 for part in parts if part is ONE])
        count, done, ticked = count + len(parts), done + whole, ticked + whole
        figures += [part for part in parts if part is not ONE and part is not ZERO]
    stood_for = {milestone.linked for milestone in goal.milestones}
    for name in goal.children:
        facts = children.get(name)
        if facts is not None and name not in stood_for and goal_counts(facts, has_weight=False):
            count, done = count + facts.leaf_count, done + facts.leaf_done
            figures.append(facts.leaf_sum)
    return count, ticked + total(figures), done


def _leaf_figures(milestone: Milestone, own: Progress, tasks: Mapping[str, Progress]) -> list[Fraction]:
    if not milestone.tasks:
        return [clamp(own.value or ZERO)]
    holders = {task.parent_id for task in milestone.tasks if _task_counts(task)}
    if milestone.id not in holders:
        return [clamp(own.value or ZERO)]
    gone: set[str] = set()
    figures = []
    done = milestone.state is ItemState.DONE
    for task in milestone.tasks:
        if task.parent_id in gone or not _task_counts(task):
            gone.add(task.id)
        elif task.id not in holders:
            figures.append(ONE if done else clamp(tasks[task.id].value or ZERO))
    return figures
