"""Figures of a whole plan: its progress, its goals by status, and its checklist items and part notes by state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, ItemTotals
from milepost.analysis.progress import figure_in_parent, goal_counts
from milepost.analysis.rollup import Child, roll_up
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.status import ItemState
from milepost.model.sweep import Order

Facts = Mapping[GoalId, GoalFacts]
_SHARD = 128
"""Goals that are counted together: an edit counts one such group again, and the groups."""


def whole_progress(plan: Plan, facts: Facts, memo: Memo) -> Fraction | None:
    """The roll-up over goals without a parent."""
    goals = plan.goals

    def child(name: GoalId, _known: object) -> Child | None:
        return as_root(goals[name], facts[name])

    found = memo.sweep("root", plan.listed, (goals, facts), child, in_order=False)
    return memo.value(
        "whole", None, (found,), lambda: roll_up([one for one in found.values() if one is not None]).value
    )


def as_root(goal: Goal, facts: GoalFacts) -> Child | None:
    """What a goal without a parent is in the roll-up of the whole plan; None for any other."""
    if goal.parents:
        return None
    return Child(facts.id, facts.title, figure_in_parent(facts), facts.weight, goal_counts(facts, has_weight=False))


def by_status(plan: Plan, facts: Facts, memo: Memo) -> Mapping[str, int]:
    """How many goals there are of each status."""
    found = memo.sweep("status", plan.listed, (facts,), lambda name, _: str(facts[name].status))
    return memo.value("by status", None, (found,), lambda: dict(Counter(found.values())))


def item_totals(plan: Plan, facts: Facts, memo: Memo) -> ItemTotals:
    """The items of all goals."""
    goals = plan.goals
    counts = memo.sweep(
        "items", plan.listed, (goals, facts), lambda name, _: count_items(goals[name], facts[name]), in_order=False
    )
    shards = memo.together("items together", plan.listed, counts, _SHARD)
    order = memo.same("shards", None, Order(shards))
    sums = memo.sweep("sums", order, (shards,), lambda shard, _: sum_up(shards[shard]))
    return memo.value("totals", None, (sums,), lambda: totals_of(sums.values()))


class ItemCount(NamedTuple):
    """Items of a goal's own note, counted as `Tally.counts`; `of_notes` are others as (path and line, state)."""

    counts: tuple[int, ...]
    of_notes: tuple[tuple[str, ItemState], ...] = ()


def count_items(goal: Goal, facts: GoalFacts) -> ItemCount:
    """Count the goal's items once each. Headings are no items; loose items are left out.

    A milestone or task note may hang below several goals: such parts are named, so that a plan counts them once.
    """
    path, states = goal.path, list[ItemState]()
    together: list[tuple[int, ...]] = []
    notes: list[Milestone | Task] = []
    tasks: list[Milestone | Task] = []
    for milestone, own in zip(goal.milestones, facts.milestones.values(), strict=True):
        if milestone.form == "item":
            states.append(_state(milestone, facts) if milestone.linked else milestone.state)
        elif milestone.form == "note":
            notes.append(milestone)
        if not milestone.tasks:
            continue
        if own.below.is_even and milestone.path == path:
            together.append(own.below.counts)
        else:
            tasks += milestone.tasks
    apart = [*notes, *tasks]
    states += [_state(part, facts) for part in apart if part.path == path]
    together.append(_counts(states))
    of_notes = [(f"{part.path}:{part.line}", _state(part, facts)) for part in apart if part.path != path]
    return ItemCount(_added(together), tuple(of_notes))


def _added(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))


def _counts(states: Sequence[ItemState]) -> tuple[int, ...]:
    return (len(states), *map(states.count, (ItemState.DONE, ItemState.IN_PROGRESS, ItemState.CANCELLED)))


def _state(part: Milestone | Task, facts: GoalFacts) -> ItemState:
    """The box's state; a linked milestone is done when its goal is."""
    if isinstance(part, Milestone) and part.linked and part.state is not ItemState.CANCELLED:
        value = facts.milestones[part.id].progress.value
        return ItemState.DONE if value is not None and value >= 1 else part.state
    return part.state


_NONE = (0, 0, 0, 0)


def sum_up(counts: Sequence[ItemCount]) -> ItemCount:
    """Several goals together."""
    return ItemCount(_added(own.counts for own in counts), tuple(chain.from_iterable(own.of_notes for own in counts)))


def totals_of(counts: Iterable[ItemCount]) -> ItemTotals:
    """The items of a whole plan; a milestone or task note that hangs below several goals counts once."""
    every = sum_up(tuple(counts))
    of_notes = dict(reversed(every.of_notes))  # of the same note several times the first is meant
    size, done, started, cancelled = _added((every.counts or _NONE, _counts(list(of_notes.values()))))
    return ItemTotals(size, done, cancelled, started, size - done - cancelled - started)
