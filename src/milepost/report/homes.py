"""Homes: the goals in which milestones and tasks lie, by id. A plan is gone through only for what ids do not tell."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.plan import Plan

Item = Milestone | Task


class Homes:
    """Looks up one plan's parts; what stands below several goals is in the first of them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._items: dict[GoalId, Mapping[str, Item]] = {}

    def of(self, item: str) -> GoalId | None:
        """The goal on whose page a milestone or task stands."""
        if item in self._plan.goals:
            return None
        goal = GoalId(item.rpartition("#")[0])
        if goal in self._plan.goals and item in self.items(goal):
            return goal
        return self._all.get(item)

    def items(self, goal: GoalId) -> Mapping[str, Item]:
        """A goal's milestones and tasks by id."""
        found = self._items.get(goal)
        if found is None:
            found = self._items[goal] = {each.id: each for each in items_of(self._plan.goals[goal])}
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    @cached_property
    def _all(self) -> Mapping[str, GoalId]:
        found: dict[str, GoalId] = {}
        for goal in self._plan.goals.values():
            for each in items_of(goal):
                if GoalId(each.id) not in self._plan.goals:
                    found.setdefault(each.id, goal.id)
        return found


def items_of(goal: Goal) -> Iterator[Item]:
    """Milestones first, as they get the plain names where two items want one."""
    yield from goal.milestones
    for milestone in goal.milestones:
        yield from milestone.tasks
    yield from goal.loose
