"""Milestone states and a goal's stages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState, Progress
from milepost.analysis.progress import is_approved, item_metric, milestone_counts
from milepost.analysis.rollup import is_whole
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId, ItemId
from milepost.model.status import ItemState, Status

CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)


def milestone_facts(
    goal: Goal,
    figures: Mapping[ItemId, Progress],
    children: Mapping[GoalId, GoalFacts],
    as_of: date,
    *,
    closed: bool,
) -> dict[ItemId, MilestoneFacts]:
    """The facts of each milestone of a goal, in order. In a closed goal nothing is overdue or next any more."""
    found: dict[ItemId, MilestoneFacts] = {}
    for milestone in goal.milestones:
        linked = children.get(milestone.linked) if milestone.linked else None
        found[milestone.id] = _facts(milestone, figures[milestone.id], linked, None if closed else as_of)
    following = None if closed else _next(goal.milestones, found)
    if following is not None:
        found[following] = replace(found[following], state=MilestoneState.NEXT)
    return found


def _facts(milestone: Milestone, progress: Progress, linked: GoalFacts | None, as_of: date | None) -> MilestoneFacts:
    due = milestone.fields.due.last if milestone.fields.due else linked.due if linked else None
    due_text = milestone.fields.due.text if milestone.fields.due else linked.due_text if linked else ""
    done = milestone.fields.done.last if milestone.fields.done else linked.done if linked else None
    waiting = milestone.state is ItemState.DONE and not is_approved(milestone)
    counted = milestone_counts(milestone, linked)
    given_up = milestone.state is ItemState.CANCELLED or (linked is not None and linked.status is Status.DROPPED)
    return MilestoneFacts(
        state=MilestoneState.CANCELLED if given_up else _state(progress, due, as_of if counted else None),
        progress=progress,
        due=due,
        due_text=due_text,
        done=done,
        counted=counted,
        waiting_for_approval=waiting or "waiting_for_approval" in progress.flags,
        metric=item_metric(milestone.fields.metric, milestone.fields.value) if milestone.fields.metric else None,
    )


def _state(progress: Progress, due: date | None, as_of: date | None) -> MilestoneState:
    if progress.value is not None and is_whole(progress.value):
        return MilestoneState.DONE
    if due is not None and as_of is not None and due < as_of:
        return MilestoneState.OVERDUE
    return MilestoneState.OPEN


def _next(milestones: Sequence[Milestone], facts: Mapping[ItemId, MilestoneFacts]) -> ItemId | None:
    """The one earliest open and not overdue; undated last, then in order."""
    open_ones = [one.id for one in milestones if facts[one.id].state is MilestoneState.OPEN and facts[one.id].counted]
    return min(open_ones, key=lambda one: facts[one].due or date.max, default=None)


def stage_of(goal: Goal, facts: Mapping[ItemId, MilestoneFacts]) -> int | None:
    """The 1-based number of the first stage with something open, the last one when all is done; None without stages."""
    for number, stage in enumerate(goal.stages, 1):
        if any(facts[one].state not in CLOSED for one in stage.milestones):
            return number
    return len(goal.stages) or None
