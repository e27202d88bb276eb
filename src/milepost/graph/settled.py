"""Settled: what is closed by the word of its note or line. It waits for nothing, and nothing waits for it any more."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from milepost.model.goal import Goal, Milestone, Task
from milepost.model.status import ItemState

Settles = tuple[str, str]
"""Something named in a wait, and what closes it: itself, the goal that it stands for, or "" where it is open."""

Closing = Mapping[str, Sequence[str]]
"""By what is named what closes it, in each of the goals that it lies in."""

_CLOSED = (ItemState.DONE, ItemState.CANCELLED)


def is_goal_closed(goal: Goal) -> bool:
    """Whether a goal's note says that nothing more is expected of it."""
    return goal.status.is_closed if goal.status is not None else goal.fields.done is not None


def settled_parts(milestone: Milestone, named: Collection[str], *, in_closed: bool) -> Iterator[Settles]:
    """What closes the `named` parts of a milestone, itself included. A linked one is as its goal is, not as its box."""
    if milestone.linked is not None:
        yield milestone.id, milestone.linked
        return
    closed: set[str] = {milestone.id} if in_closed or milestone.state in _CLOSED else set()
    for task in milestone.tasks:
        if task.parent_id in closed or task.state in _CLOSED:
            closed.add(task.id)
    parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
    for part in parts:
        if part.id in named:
            yield part.id, part.id if part.id in closed else ""


def is_settled(name: str, closing: Closing) -> bool:
    """Whether something is closed in all goals that it lies in."""
    by = closing.get(name, ())
    return bool(by) and all(one and (one == name or one in closing.get(one, ())) for one in by)


def looked_up(names: Iterable[str], closing: Closing) -> Iterator[str]:
    """Everything that is looked at to see which of these are closed."""
    for name in names:
        yield name
        yield from closing.get(name, ())
