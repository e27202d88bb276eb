"""Tally: the tasks below a milestone, counted once for whatever asks how many there are and when they were done."""

from datetime import date
from typing import NamedTuple

from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.goal import Milestone
from milepost.model.quick import quick
from milepost.model.status import ItemState

_DONE, _STARTED, _CANCELLED = ItemState.DONE, ItemState.IN_PROGRESS, ItemState.CANCELLED


class Tally(NamedTuple):
    """The tasks below a milestone by state, and the days on which they say they were done.

    `open` are neither done nor cancelled. `is_even`: they all lie right below it in its own note, and each counts as
    much as any other, so that these numbers say how far they have come. `is_plain`: neither do they say anything else
    that bears on a figure, such as a date.
    """

    size: int = 0
    done: int = 0
    started: int = 0
    cancelled: int = 0
    days: tuple[date, ...] = ()
    is_even: bool = True
    is_plain: bool = True
    open: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many there are, are done, are started, are cancelled."""
        return self[:4]

    @property
    def counted(self) -> int:
        """How many are in the count."""
        return self.size - self.cancelled


NO_TASKS = Tally()


def tally_of(milestone: Milestone) -> Tally:
    """Count the tasks of a milestone."""
    if not milestone.tasks:
        return NO_TASKS
    own, path, is_even, is_plain = milestone.id, milestone.path, True, True
    days: list[date] = []
    states: list[ItemState] = []
    for task in milestone.tasks:
        fields = task.fields
        states.append(task.state)
        if fields is not NO_ITEM_FIELDS:
            if fields.done is not None:
                days.append(fields.done.last)
            is_even = is_even and not _stands_out(task.state, fields)
            is_plain = is_plain and not _says_more(fields)
        if task.parent_id != own or task.path != path:
            is_even = False
    size, done, cancelled = len(states), states.count(_DONE), states.count(_CANCELLED)
    started, left = states.count(_STARTED), size - done - cancelled
    found: Tally = quick(Tally, (size, done, started, cancelled, tuple(days), is_even, is_even and is_plain, left))
    return found


def _stands_out(state: ItemState, fields: ItemFields) -> bool:
    """Whether a task counts for another figure than its box says, or another share."""
    return bool(fields.weight or fields.metric or (fields.done is not None and state is not _DONE))


def _says_more(fields: ItemFields) -> bool:
    """Whether a task says who does it, how long it takes, or when."""
    return bool(fields.due or fields.start or fields.estimate or fields.owner or fields.needs or fields.depends_on)
