"""Tally: the tasks below a milestone, counted once for whatever asks how many there are and when they were done."""

from dataclasses import dataclass
from datetime import date

from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.goal import Milestone
from milepost.model.quick import quickly_made
from milepost.model.status import ItemState


@quickly_made
@dataclass(frozen=True, slots=True)
class Tally:
    """The tasks below a milestone by state, and the days on which they say they were done.

    `is_plain`: they all lie right below it in its own note, and say nothing that bears on a figure but when they were
    done. Then these numbers tell all of them apart that need to be told apart.
    """

    size: int = 0
    done: int = 0
    started: int = 0
    cancelled: int = 0
    days: tuple[date, ...] = ()
    is_plain: bool = True

    @property
    def counted(self) -> int:
        """How many are in the count."""
        return self.size - self.cancelled

    @property
    def open(self) -> int:
        """How many are neither done nor cancelled."""
        return self.size - self.cancelled - self.done


NO_TASKS = Tally()


def tally_of(milestone: Milestone) -> Tally:
    """Count the tasks of a milestone."""
    tasks = milestone.tasks
    if not tasks:
        return NO_TASKS
    states = [task.state for task in tasks]
    written = [(task.state, task.fields) for task in tasks if task.fields is not NO_ITEM_FIELDS]
    return Tally(
        len(tasks),
        states.count(ItemState.DONE),
        states.count(ItemState.IN_PROGRESS),
        states.count(ItemState.CANCELLED),
        tuple([fields.done.last for _, fields in written if fields.done is not None]),
        _is_flat(milestone) and not [1 for state, fields in written if _says_more(state, fields)],
    )


def _is_flat(milestone: Milestone) -> bool:
    own, path = milestone.id, milestone.path
    return not [1 for task in milestone.tasks if task.parent_id != own or task.path != path]


def _says_more(state: ItemState, fields: ItemFields) -> bool:
    """Whether a task says more than that it is done, and when."""
    return bool(
        (fields.done is not None and state is not ItemState.DONE)
        or fields.due
        or fields.start
        or fields.weight
        or fields.estimate
        or fields.metric
        or fields.owner
        or fields.needs
        or fields.depends_on
    )
