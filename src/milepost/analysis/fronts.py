"""Fronts: where the front matter of each goal's note, and of notes that hang at it, stands; tables by goal."""

from collections.abc import Iterator, Mapping

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.span import Span

Spans = Mapping[str, Span]


@frozen
class Fronts:
    """`own` places of fields by goal; `inside` those of milestone and task notes at the goals that have such.

    A note that hangs at several goals is inside each of them.
    """

    own: Mapping[GoalId, Spans]
    inside: Mapping[GoalId, tuple[Spans, ...]]


def fronts_of(plan: Plan, memo: Memo) -> Fronts:
    """Sort a plan's places by goal."""
    goals, spans = plan.goals, plan.spans
    hanging = memo.sweep("hanging", plan.hosts, (goals,), lambda name, _: tuple(dict.fromkeys(_paths(goals[name]))))
    own = memo.sweep(
        "fronts",
        plan.listed,
        (goals, spans),
        lambda name, _: spans.get(goals[name].path, {}),
        beside=lambda name: (goals[name].path,),
        in_order=False,
    )
    inside = memo.sweep(
        "fronts inside",
        plan.hosts,
        (hanging, spans),
        lambda name, _: tuple(spans.get(path, {}) for path in hanging[name]),
        beside=hanging.__getitem__,
    )
    return Fronts(own, inside)


def _paths(goal: Goal) -> Iterator[VaultPath]:
    """The notes beside its own that a goal's parts stand in."""
    for milestone in goal.milestones:
        if milestone.path != goal.path:
            yield milestone.path
        yield from (task.path for task in milestone.tasks if task.path != goal.path)
