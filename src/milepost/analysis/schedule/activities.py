"""Activities: a goal's open work as things to be scheduled, and what each must wait for.

An activity is an open milestone, task or goal. A goal with open parts is a span: it has its figures from what lies in
it. Parts that wait for nothing, that nothing waits for, and that have no estimate or start of their own are *quiet*:
they all begin with their goal, so of them a plan needs only when the first and the last of them are due.
"""

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from math import ceil

from milepost.analysis.facts import GoalFacts, MilestoneFacts
from milepost.analysis.rollup import is_whole
from milepost.model.fields import NO_ITEM_FIELDS
from milepost.model.frozen import frozen
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.quantity import Duration
from milepost.model.status import ItemState, Status

_DONE, _CANCELLED, _DROPPED = ItemState.DONE, ItemState.CANCELLED, Status.DROPPED

Edges = tuple[str, tuple[Dependency, ...], str]
"""Who waits, for what, and the predecessor in a numbered list."""


@frozen
class Quiet:
    """A goal's quiet parts: when the first and the last of them must be finished, by what is written on them.

    Both are None where none of them has a date; `has_undated` says that one has none.
    """

    first: date | None
    last: date | None
    has_undated: bool


@frozen
class Activity:
    """One thing to be scheduled. `length` in days, 0 without an estimate.

    `within` are the ids of the goals, or the milestone or task, it lies in; `quiet` bounds a goal's quiet parts.
    """

    id: str
    goal: GoalId
    length: int
    within: tuple[str, ...]
    due: date | None = None
    start: date | None = None
    is_span: bool = False
    quiet: Quiet | None = None


@frozen
class Parts:
    """What lies in a goal: open work, parents first; closed work with the days it took; what will never be done."""

    open: tuple[Activity, ...] = ()
    edges: tuple[Edges, ...] = ()
    closed: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    gone: tuple[str, ...] = ()


def quiet_parts(goal: Goal, own: GoalFacts, targets: Collection[str]) -> Quiet | None:
    """The bounds of a goal's open parts; None where they are not all quiet. `targets`: what something waits for."""
    limits: list[date | None] = []
    for milestone, facts in zip(goal.milestones, own.milestones.values(), strict=True):
        is_plain, closed = facts.below.is_plain, is_closed(milestone, facts)
        if not _is_quiet(milestone, targets, is_plain=is_plain, closed=closed):
            return None
        if milestone.linked is None and not closed:
            limits += [_due(milestone)] if is_plain else leaf_limits(milestone)
    dated = [limit for limit in limits if limit is not None]
    return Quiet(min(dated, default=None), max(dated, default=None), len(dated) < len(limits))


def _is_quiet(milestone: Milestone, targets: Collection[str], *, is_plain: bool, closed: bool) -> bool:
    """Whether neither a milestone nor anything below it that is open bears on other work."""
    if targets and (milestone.id in targets or any(task.id in targets for task in milestone.tasks)):
        return False
    if milestone.linked is not None:
        return not (milestone.depends_on or milestone.after)
    if not _is_loud(milestone) and (is_plain or not any(map(_is_loud, milestone.tasks))):
        return True
    return closed


def leaf_limits(milestone: Milestone) -> list[date | None]:
    """When each open leaf below an open milestone must be finished; without any, the milestone."""
    if not milestone.tasks:
        return [_due(milestone)]
    limits, holders = _limits(milestone)
    return [limit for name, limit in limits.items() if name not in holders]


def part_limits(milestone: Milestone) -> dict[str, date | None]:
    """When an open milestone and each open task below it must be finished; what has parts, with the first of them."""
    limits, _ = _limits(milestone)
    for task in reversed(milestone.tasks):
        limit = limits.get(task.id)
        if limit is not None:
            above = limits[task.parent_id]
            limits[task.parent_id] = limit if above is None else min(above, limit)
    return limits


def _limits(milestone: Milestone) -> tuple[dict[str, date | None], set[str]]:
    """By its own date and those of what it lies in; and what has open parts. Parents come first."""
    limits: dict[str, date | None] = {milestone.id: _due(milestone)}
    holders: set[str] = set()
    for task in milestone.tasks:
        if task.parent_id in limits and task.state not in (_DONE, _CANCELLED):
            holders.add(task.parent_id)
            above, due = limits[task.parent_id], _due(task)
            limits[task.id] = above if due is None else due if above is None else min(due, above)
    return limits, holders


def _due(part: Milestone | Task) -> date | None:
    return part.fields.due.last if part.fields.due else None


def has_open_milestone(goal: Goal, own: GoalFacts) -> bool:
    """Whether a milestone that stands for no goal is open."""
    pairs = zip(goal.milestones, own.milestones.values(), strict=True)
    return any(one.linked is None and not is_closed(one, facts) for one, facts in pairs)


def _is_loud(part: Milestone | Task) -> bool:
    if part.after or part.depends_on:
        return True
    fields = part.fields
    return fields is not NO_ITEM_FIELDS and (fields.estimate is not None or fields.start is not None)


def is_closed(milestone: Milestone, facts: MilestoneFacts) -> bool:
    """Whether nothing of a milestone is left to do."""
    state = milestone.state
    if state is _DONE or state is _CANCELLED or milestone.status is _DROPPED:
        return True
    value = facts.progress.value
    return value is not None and is_whole(value)


def is_given_up(milestone: Milestone) -> bool:
    """Whether a milestone was cancelled or dropped."""
    return milestone.state is _CANCELLED or milestone.status is _DROPPED


def length_of(estimate: Duration | None, *, calendar_days: bool) -> int:
    """Whole days: work begun on a day takes that day."""
    return ceil(estimate.in_days(calendar=calendar_days)) if estimate else 0


def parts_of(goal: Goal, own: GoalFacts, *, calendar_days: bool) -> Parts:
    """Everything in a goal but its sub-goals."""
    drawing = _Drawing(goal, own, calendar_days=calendar_days)
    drawing.draw()
    return Parts(tuple(drawing.open.values()), tuple(drawing.edges), drawing.closed, tuple(drawing.gone))


class _Drawing:
    def __init__(self, goal: Goal, own: GoalFacts, *, calendar_days: bool) -> None:
        self._goal, self._own, self._calendar_days = goal, own, calendar_days
        self._spans: set[str] = set()
        self.open: dict[str, Activity] = {}
        self.edges: list[Edges] = []
        self.closed: dict[str, tuple[date | None, date | None]] = {}
        self.gone: list[str] = []

    def draw(self) -> None:
        closed, dropped = self._own.status.is_closed, self._own.status is Status.DROPPED
        for milestone in self._goal.milestones:
            if milestone.linked is not None:
                if not closed:
                    self.edges.append((milestone.linked, milestone.depends_on, milestone.after))
            elif closed:
                self._close_all(milestone, dropped=dropped)
            else:
                self._milestone(milestone)
        for name in self._spans:
            one = self.open[name]
            self.open[name] = Activity(one.id, one.goal, one.length, one.within, one.due, one.start, is_span=True)

    def _close_all(self, milestone: Milestone, *, dropped: bool) -> None:
        """What is open in a dropped goal will never be finished either."""
        parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
        for part in parts:
            given_up = dropped and part.state is not ItemState.DONE
            self._close(part, gone=given_up or part.state is ItemState.CANCELLED)

    def _milestone(self, milestone: Milestone) -> None:
        if is_closed(milestone, self._own.milestones[milestone.id]):
            gone = is_given_up(milestone)
            self._close(milestone, gone=gone)
            for task in milestone.tasks:
                self._close(task, gone=gone or task.state is ItemState.CANCELLED)
            return
        self._add(milestone, self._goal.id)
        self._tasks(milestone)

    def _tasks(self, milestone: Milestone) -> None:
        closed: set[str] = set()
        for task in milestone.tasks:
            if task.parent_id in closed or task.state in (_DONE, _CANCELLED):
                closed.add(task.id)
                self._close(task, gone=task.state is ItemState.CANCELLED)
                continue
            above = self.open.get(task.parent_id) or self.open[milestone.id]
            activity = self._add(task, above.id)
            if activity.length or above.length == 0:
                self._spans.add(above.id)

    def _add(self, part: Milestone | Task, within: str) -> Activity:
        fields = part.fields
        activity = Activity(
            part.id,
            self._goal.id,
            length_of(fields.estimate, calendar_days=self._calendar_days),
            (within,),
            due=_due(part),
            start=fields.start.first if fields.start else None,
        )
        self.open[part.id] = activity
        if part.depends_on or part.after:
            self.edges.append((part.id, part.depends_on, part.after))
        return activity

    def _close(self, part: Milestone | Task, *, gone: bool) -> None:
        fields = part.fields
        start = fields.start.first if fields.start else None
        self.closed[part.id] = (start, fields.done.last if fields.done else None)
        if gone:
            self.gone.append(part.id)
