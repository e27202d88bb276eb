"""Network: the plan's open work as activities inside goals, with what each must wait for.

A goal is two events, its start and its end; an activity is an open milestone, task or undivided goal. A dependency of a
goal holds for all open work in it; a dependency on a goal waits for the last open work in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from milepost.analysis.facts import GoalFacts
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.quantity import Duration
from milepost.model.status import ItemState, Status


@dataclass(slots=True)
class Activity:
    """One thing to be scheduled. `length` in days, 0 without an estimate; `waits` are (id, lag in days).

    `within` are the ids of the goals, or the milestone, it lies in; a span has its figures from what lies in it.
    """

    id: str
    goal: GoalId
    length: int
    within: tuple[str, ...]
    due: date | None = None
    start: date | None = None
    waits: list[tuple[str, int]] = field(default_factory=list)
    is_span: bool = False
    dead: bool = False
    ordered: bool = False


@dataclass(slots=True)
class Network:
    """All activities by id, spans among them, and closed parts with the days they actually took."""

    activities: dict[str, Activity] = field(default_factory=dict)
    closed: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def make_network(plan: Plan, facts: Mapping[GoalId, GoalFacts], *, calendar_days: bool) -> Network:
    """Draw the network of a plan. Linear in goals, items and dependencies."""
    writer = _Writer(plan, facts, calendar_days=calendar_days)
    for name in plan.goals:
        writer.goal(plan.goals[name])
    writer.settle_waits()
    return writer.network


class _Writer:
    def __init__(self, plan: Plan, facts: Mapping[GoalId, GoalFacts], *, calendar_days: bool) -> None:
        self._plan = plan
        self._facts = facts
        self._calendar_days = calendar_days
        self._edges: list[tuple[str, tuple[Dependency, ...], str]] = []
        self._stands_for: dict[str, str] = {}
        self.network = Network()

    def goal(self, goal: Goal) -> None:
        facts = self._facts[goal.id]
        if facts.status.is_closed:
            self._close(goal.id, facts.start, facts.done, gone=facts.status is Status.DROPPED)
            self._close_parts(goal)
            return
        has_parts = bool(goal.milestones or goal.children)
        activity = Activity(
            goal.id,
            goal.id,
            0 if has_parts else self._length(goal.fields.estimate),
            goal.parents,
            due=facts.due,
            start=facts.start,
        )
        self._add(activity, goal.depends_on, "")
        for milestone in goal.milestones:
            if milestone.linked is None:
                self._milestone(milestone, activity)
            elif milestone.linked in self._facts:
                self._stands_for[milestone.id] = milestone.linked
                self._edges.append((milestone.linked, milestone.depends_on, milestone.after))
        open_milestone = any(milestone.linked is None and self._is_open(milestone) for milestone in goal.milestones)
        open_child = any(not self._facts[child].status.is_closed for child in goal.children if child in self._facts)
        activity.is_span = open_milestone or open_child

    def _is_open(self, milestone: Milestone) -> bool:
        return milestone.id in self.network.activities

    def _milestone(self, milestone: Milestone, goal: Activity) -> None:
        value = self._facts[goal.goal].milestones[milestone.id].progress.value
        cancelled = milestone.state is ItemState.CANCELLED or milestone.status is Status.DROPPED
        if cancelled or (value is not None and value >= 1) or milestone.state is ItemState.DONE:
            self._close_part(milestone, gone=cancelled)
            for task in milestone.tasks:
                self._close_part(task, gone=cancelled or task.state is ItemState.CANCELLED)
            return
        fields = milestone.fields
        activity = Activity(
            milestone.id,
            goal.goal,
            self._length(fields.estimate),
            (goal.id,),
            due=fields.due.last if fields.due else None,
            start=fields.start.first if fields.start else None,
            ordered=bool(milestone.after),
        )
        self._add(activity, milestone.depends_on, milestone.after)
        self._tasks(milestone, activity)

    def _tasks(self, milestone: Milestone, whole: Activity) -> None:
        closed: set[str] = set()
        for task in milestone.tasks:
            if task.parent_id in closed or task.state in (ItemState.DONE, ItemState.CANCELLED):
                closed.add(task.id)
                self._close_part(task, gone=task.state is ItemState.CANCELLED)
                continue
            fields = task.fields
            above = self.network.activities.get(task.parent_id, whole)
            activity = Activity(
                task.id,
                whole.goal,
                self._length(fields.estimate),
                (above.id,),
                due=fields.due.last if fields.due else None,
                start=fields.start.first if fields.start else None,
            )
            self._add(activity, task.depends_on, task.after)
            if activity.length or above.length == 0:
                above.is_span = True

    def _add(self, activity: Activity, edges: tuple[Dependency, ...], after: str) -> None:
        self.network.activities[activity.id] = activity
        if edges or after:
            self._edges.append((activity.id, edges, after))

    def _length(self, estimate: Duration | None) -> int:
        """Whole days: work begun on a day takes that day."""
        return ceil(estimate.in_days(calendar=self._calendar_days)) if estimate else 0

    def _close(self, name: str, start: date | None, done: date | None, *, gone: bool) -> None:
        self.network.closed[name] = (start, done)
        if gone:
            self.network.gone.add(name)

    def _close_part(self, part: Milestone | Task, *, gone: bool) -> None:
        fields = part.fields
        start = fields.start.first if fields.start else None
        self._close(part.id, start, fields.done.last if fields.done else None, gone=gone)

    def _close_parts(self, goal: Goal) -> None:
        """What is open in a dropped goal will never be finished either."""
        dropped = self._facts[goal.id].status is Status.DROPPED
        for milestone in goal.milestones:
            if milestone.linked is None:
                parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
                for part in parts:
                    given_up = dropped and part.state is not ItemState.DONE
                    self._close_part(part, gone=given_up or part.state is ItemState.CANCELLED)

    def settle_waits(self) -> None:
        """Keep edges to open work; finished work satisfies; what waits for nothing that can finish is dead-blocked."""
        for waiter, edges, after in self._edges:
            activity = self.network.activities.get(waiter)
            if activity is None:
                continue
            for edge in edges:
                target = self._stands_for.get(edge.target, edge.target)
                if edge.cyclic or not target or target in self.network.gone:
                    activity.dead = True
                elif target in self.network.activities and target != waiter:
                    lag = ceil(edge.lag.in_days(calendar=self._calendar_days)) if edge.lag else 0
                    activity.waits.append((target, lag))
            before = self._stands_for.get(after, after)
            if before in self.network.activities and before != waiter:
                activity.waits.append((before, 0))
