"""Fronts: where the front matter of each goal's note, and of notes that hang at it, stands; tables by goal."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.span import Span

Spans = Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Fronts:
    """`own` places of fields by goal; `inside` those of milestone and task notes at the goals that have such."""

    own: Mapping[GoalId, Spans]
    inside: Mapping[GoalId, tuple[Spans, ...]]


def fronts_of(plan: Plan, memo: Memo) -> Fronts:
    """Sort a plan's places by goal."""
    return memo.value("fronts", None, (plan.spans, plan.shown_at, plan.listed), lambda: _fronts(plan))


def _fronts(plan: Plan) -> Fronts:
    inside: dict[GoalId, tuple[Spans, ...]] = {}
    for path, (name, fragment) in plan.shown_at.items():
        if fragment or plan.goals[name].path != path:
            inside[name] = (*inside.get(name, ()), plan.spans.get(path, {}))
    return Fronts({name: plan.spans.get(goal.path, {}) for name, goal in plan.goals.items()}, inside)
