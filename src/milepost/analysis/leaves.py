"""Leaves: the items without parts in a goal's whole tree, how many there are and what they come to."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from milepost.analysis.facts import GoalFacts
from milepost.analysis.progress import Step, apart_from_lines, goal_counts, task_counts, task_progress
from milepost.analysis.rollup import ONE, ZERO, clamp, total
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.status import ItemState

_DONE = ItemState.DONE


def leaves(
    goal: Goal, steps: Sequence[Step], children: Mapping[GoalId, GoalFacts], credit: Fraction
) -> tuple[int, Fraction, int]:
    """`rollup: leaves`: (how many leaf items, the sum of their progress, how many are done) in a goal's whole tree."""
    count, ticked = 0, 0
    figures: list[Fraction] = []
    linked = [step.linked for step in steps if step.linked is not None and step.counted]
    for step in steps:
        if step.counted and step.linked is None:
            own, whole, begun = _leaves_of(step, credit)
            count += own
            ticked += whole
            figures += begun
    done = ticked
    below = [*linked, *(facts for _, facts in apart_from_lines(goal, children) if goal_counts(facts, has_weight=False))]
    for facts in below:
        count, done = count + facts.leaf_count, done + facts.leaf_done
        figures.append(facts.leaf_sum)
    return count, ticked + total(figures), done


def _leaves_of(step: Step, credit: Fraction) -> tuple[int, int, Sequence[Fraction]]:
    """How many leaf items a milestone has, how many of them are done, and what those come to that are begun."""
    if not step.milestone.tasks:
        figure = clamp(step.progress.value or ZERO)
        return 1, int(figure is ONE), () if figure is ONE or figure is ZERO else (figure,)
    below, counted = step.below, step.below.counted
    if counted and below.is_even and (credit is ZERO or not below.started):
        return counted, counted if step.milestone.state is _DONE else below.done, ()
    parts = _leaf_figures(step, credit)
    begun = [part for part in parts if part is not ONE and part is not ZERO]
    return len(parts), sum([1 for part in parts if part is ONE]), begun


def _leaf_figures(step: Step, credit: Fraction) -> list[Fraction]:
    milestone = step.milestone
    holders = {task.parent_id for task in milestone.tasks if task_counts(task)}
    if milestone.id not in holders:
        return [clamp(step.progress.value or ZERO)]
    tasks = task_progress(milestone, credit)
    gone: set[str] = set()
    figures = []
    done = milestone.state is _DONE
    for task in milestone.tasks:
        if task.parent_id in gone or not task_counts(task):
            gone.add(task.id)
        elif task.id not in holders:
            figures.append(ONE if done else clamp(tasks[task.id].value or ZERO))
    return figures
