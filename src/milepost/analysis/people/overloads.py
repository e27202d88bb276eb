"""Weeks in which somebody has more due than they can take."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from milepost.analysis.facts_people import Overload, Taker
from milepost.analysis.people.load import week_name
from milepost.analysis.people.scene import Scene
from milepost.analysis.people.work import Due, Part, urgency
from milepost.model.goal import Goal, Task
from milepost.model.ids import GoalId

_OFFERED = 8
"""How many things of a week are tried until somebody is found who could take one."""


class Found(NamedTuple):
    """An overload with its person's id, the goal it is told at, and all goals with something due that week."""

    own: str
    goal: GoalId
    overload: Overload
    concerned: frozenset[GoalId]


def overloads(scene: Scene) -> Iterator[Found]:
    """Every week from the as-of day's on with more due than fits, by person and week."""
    for own, hands in scene.hands.items():
        capacity = scene.roster.people[own].capacity
        if capacity is None:
            continue
        for week in sorted(hands.weeks):
            due = hands.weeks[week]
            if len(due) > capacity:
                goal, part, takers = _to_hand_over(own, due, scene)
                found = Overload(scene.roster.name_of(own), week_name(week), len(due), capacity, part, takers)
                yield Found(own, goal, found, frozenset(name for name, _ in due))


def _to_hand_over(own: str, due: Sequence[tuple[GoalId, Due]], scene: Scene) -> tuple[GoalId, Part, tuple[Taker, ...]]:
    """What matters least and somebody else can take; else what matters least."""
    offered = sorted(due, key=lambda row: _importance(row[1].part))[:_OFFERED]
    for goal, one in offered:
        takers = scene.takers.of(one.part, scene.plan.goals[goal], {own})
        if takers:
            return goal, one.part, takers
    return offered[0][0], offered[0][1].part, ()


def _importance(part: Part) -> tuple[int, int, str, int]:
    """Low priority first; a task before a milestone before a goal; then by place."""
    size = 2 if isinstance(part, Goal) else 0 if isinstance(part, Task) else 1
    return -urgency(part.fields.priority), size, part.path, part.line
