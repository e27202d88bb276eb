"""How many checklist items and milestone or task notes a goal holds, by state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.analysis.facts import GoalFacts, ItemTotals
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.status import ItemState


@dataclass(frozen=True, slots=True)
class ItemCount:
    """Items of a goal's own note by state; `of_notes` are parts from other notes as (path and line, state)."""

    states: Mapping[str, int]
    of_notes: tuple[tuple[str, str], ...] = ()


def count_items(goal: Goal, facts: GoalFacts) -> ItemCount:
    """Count the goal's items once each. Headings are no items; loose items are left out.

    A milestone or task note may hang below several goals: such parts are named, so that a plan counts them once.
    """
    own: Counter[str] = Counter()
    elsewhere: list[tuple[str, str]] = []
    for milestone in goal.milestones:
        parts: list[Milestone | Task] = [*milestone.tasks]
        if milestone.form != "heading":
            parts.append(milestone)
        for part in parts:
            state = _state(part, facts)
            if part.path == goal.path:
                own[state] += 1
            else:
                elsewhere.append((f"{part.path}:{part.line}", state))
    return ItemCount(dict(own), tuple(elsewhere))


def _state(part: Milestone | Task, facts: GoalFacts) -> str:
    """The box's state; a linked milestone is done when its goal is."""
    if isinstance(part, Milestone) and part.linked and part.state is not ItemState.CANCELLED:
        value = facts.milestones[part.id].progress.value
        return str(ItemState.DONE if value is not None and value >= 1 else part.state)
    return str(part.state)


def add_up(counts: Iterable[ItemCount]) -> ItemTotals:
    """The items of a whole plan; a milestone or task note that hangs below several goals counts once."""
    counted: Counter[str] = Counter()
    shared: dict[str, str] = {}
    for own in counts:
        for state, number in own.states.items():
            counted[state] += number
        for part, state in own.of_notes:
            if part not in shared:
                shared[part] = state
                counted[state] += 1
    return ItemTotals(
        total=sum(counted.values()),
        done=counted["done"],
        cancelled=counted["cancelled"],
        in_progress=counted["in_progress"],
        todo=counted["todo"] + counted["on_hold"],
    )
