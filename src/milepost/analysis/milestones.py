"""Milestone states and a goal's stages."""

from collections.abc import Mapping, Sequence
from datetime import date

from milepost.analysis.facts import MilestoneFacts, MilestoneState, Progress
from milepost.analysis.progress import Step, is_approved, item_metric
from milepost.analysis.rollup import is_whole
from milepost.model.frozen import maker_of, replaced
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import ItemId
from milepost.model.status import ItemState, Status

CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)
_REACHED, _GIVEN_UP, _OVERDUE, _OPEN = (*CLOSED, MilestoneState.OVERDUE, MilestoneState.OPEN)
_made = maker_of(MilestoneFacts)
_TICKED, _CANCELLED = ItemState.DONE, ItemState.CANCELLED


def milestone_facts(steps: Sequence[Step], as_of: date, *, closed: bool) -> dict[ItemId, MilestoneFacts]:
    """The facts of each milestone of a goal, in order. In a closed goal nothing is overdue or next any more."""
    found = {step.milestone.id: _facts(step, None if closed else as_of) for step in steps}
    following = None if closed else _next(found)
    if following is not None:
        found[following] = replaced(found[following], state=MilestoneState.NEXT)
    return found


def _facts(step: Step, as_of: date | None) -> MilestoneFacts:
    milestone, linked, below, progress, counted = step
    fields, flags = milestone.fields, progress.flags
    due = fields.due.last if fields.due else linked.due if linked else None
    given_up = milestone.state is _CANCELLED or (linked is not None and linked.status is Status.DROPPED)
    return _made(  # by place: a vault has many of these
        _GIVEN_UP if given_up else _state(progress, due, as_of if counted else None),
        progress,
        due,
        fields.due.text if fields.due else linked.due_text if linked else "",
        fields.done.last if fields.done else linked.done if linked else _last_done(milestone),
        counted,
        "waiting_for_approval" in flags or (milestone.state is _TICKED and not is_approved(milestone)),
        item_metric(fields.metric, fields.value) if fields.metric else None,
        below,
    )


def _last_done(milestone: Milestone) -> date | None:
    """The day on which the last task below a heading was done; None where one is open, or done on a day unknown."""
    if milestone.form != "heading":
        return None
    tasks = [task for task in milestone.tasks if task.state is not ItemState.CANCELLED]
    if any(task.state is not ItemState.DONE for task in tasks):
        return None
    days = [task.fields.done.last if task.fields.done else None for task in tasks]
    return max((day for day in days if day), default=None) if all(days) else None


def _state(progress: Progress, due: date | None, as_of: date | None) -> MilestoneState:
    if progress.value is not None and is_whole(progress.value):
        return _REACHED
    if due is not None and as_of is not None and due < as_of:
        return _OVERDUE
    return _OPEN


def _next(facts: Mapping[ItemId, MilestoneFacts]) -> ItemId | None:
    """The one earliest open and not overdue; undated last, then in order."""
    open_ones = [name for name, one in facts.items() if one.state is _OPEN and one.counted]
    return min(open_ones, key=lambda one: facts[one].due or date.max, default=None)


def stage_of(goal: Goal, facts: Mapping[ItemId, MilestoneFacts]) -> int | None:
    """The 1-based number of the first stage with something open, the last one when all is done; None without stages."""
    for number, stage in enumerate(goal.stages, 1):
        if any(facts[one].state not in CLOSED for one in stage.milestones):
            return number
    return len(goal.stages) or None
