"""Open work of one goal: what is still to be done, by whom and by when. A function of the goal and its facts alone."""

from collections.abc import Iterator, Mapping
from datetime import date

from milepost.analysis.facts import GoalFacts, MilestoneState
from milepost.model.frozen import frozen, maker_of
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.status import ItemState, Status

Part = Goal | Milestone | Task

LIVE = (Status.PLANNED, Status.ACTIVE)
"""A goal somebody works on or will: not an idea, not paused, not closed."""

_FINISHED = (ItemState.DONE, ItemState.CANCELLED)
_CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)


@frozen
class Due:
    """An open thing with a date. `owner` is "" where it is left to whoever is accountable for the goal."""

    owner: str
    day: date
    part: Part


@frozen
class OpenWork:
    """All open things of one goal: how many by owner, those with a date, (owner, part) of those that need skills."""

    counts: Mapping[str, int]
    dated: tuple[Due, ...] = ()
    needing: tuple[tuple[str, Part], ...] = ()


NO_WORK, _due = OpenWork({}), maker_of(Due)


def is_live(facts: GoalFacts) -> bool:
    """Whether a goal is planned or under way and not yet reached."""
    return facts.status in LIVE and facts.outcome == "open"


def open_work(goal: Goal, facts: GoalFacts) -> OpenWork:
    """What is open in a live goal, itself included; nothing in any other. A mission is no work."""
    if not is_live(facts):
        return NO_WORK
    counts: dict[str, int] = {}
    dated, needing = [], []
    for owner, part, plain in _open_parts(goal, facts):
        counts[owner] = counts.get(owner, 0) + 1 + plain
        due = part.fields.due
        if due is not None:
            dated.append(_due(owner, due.last, part))
        if part.fields.needs:
            needing.append((owner, part))
    return OpenWork(counts, tuple(dated), tuple(needing))


def _open_parts(goal: Goal, facts: GoalFacts) -> Iterator[tuple[str, Part, int]]:
    """Open things, each with its own owner or that of what it lies in, and how many plain tasks are open below it.

    A linked milestone is a goal of its own.
    """
    if not goal.is_mission:
        yield "", goal, 0
    for milestone in goal.milestones:
        own = facts.milestones[milestone.id]
        if milestone.linked is not None or own.state in _CLOSED:
            continue
        owner = milestone.owner[0] if milestone.owner else ""
        yield owner, milestone, own.below.open if own.below.is_plain else 0
        if not own.below.is_plain:
            yield from _open_tasks(milestone, owner)


def _open_tasks(milestone: Milestone, owner: str) -> Iterator[tuple[str, Part, int]]:
    owners: dict[str, str | None] = {milestone.id: owner}
    for task in milestone.tasks:
        above = owners.get(task.parent_id, owner)
        if above is None or task.state in _FINISHED:
            owners[task.id] = None
            continue
        owners[task.id] = own = task.owner[0] if task.owner else above
        yield own, task, 0


def accountable(goal: Goal, known: Mapping[GoalId, str]) -> str:
    """Who answers for a goal: its own first owner, else that of its parents (`known`), "" where nobody is named."""
    if goal.owner:
        return goal.owner[0]
    return next((known[parent] for parent in goal.parents if known.get(parent)), "")


_URGENCY = {"highest": 0, "high": 1, "medium": 2, "low": 4, "lowest": 5}
_UNSAID = 3


def urgency(priority: str | None) -> int:
    """A priority as a number, small is urgent; nothing said lies between medium and low."""
    return _URGENCY.get(priority or "", _UNSAID)
