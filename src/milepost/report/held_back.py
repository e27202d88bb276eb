"""Held back: what is open and waits for a goal, or for something in it, that is not finished."""

from collections.abc import Iterator
from typing import NamedTuple

from milepost.analysis.facts import MilestoneState
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId, ItemId
from milepost.model.status import ItemState
from milepost.report.around import Around
from milepost.report.goal_edges import held_parts
from milepost.report.homes import Item

_CLOSED_MILESTONE = (MilestoneState.DONE, MilestoneState.CANCELLED)
_CLOSED_TASK = (ItemState.DONE, ItemState.CANCELLED)


class HeldBack(NamedTuple):
    """What waits, by id. Something inside goals is in `homes`; `part` is the milestone that it waits for, or for
    something below it; None where it waits for the goal.
    """

    target: str
    homes: tuple[GoalId, ...]
    part: Milestone | None


def held_back(goal: Goal, around: Around) -> tuple[HeldBack, ...]:
    """In order. What is closed waits for nothing, and a note that is a milestone of several goals counts once."""
    found: dict[object, HeldBack] = {}
    for one in sorted(_waiting(goal, around), key=lambda one: one.part is not None):
        place = _place(one, around)
        known = found.setdefault(place, one)
        homes = tuple(dict.fromkeys((*known.homes, *one.homes)))
        found[place] = HeldBack(known.target, homes, known.part)
    return tuple(found.values())


def _waiting(goal: Goal, around: Around) -> Iterator[HeldBack]:
    for part, waiters in held_parts(goal, around):
        if around.is_done(part.id if part is not None else goal.id):
            continue
        for target in waiters:
            home = around.addresses.home(target)
            if (part is None or home != goal.id) and is_open(target, home, around):
                yield HeldBack(target, (home,) if home is not None else (), part)


def _place(one: HeldBack, around: Around) -> object:
    if not one.homes:
        return one.target
    item = around.addresses.part(one.homes[0], one.target)
    return item.path, item.line


def is_open(target: str, home: GoalId | None, around: Around) -> bool:
    """Whether something, or what it lies in, is neither done nor given up."""
    facts = around.facts(home or GoalId(target))
    if home is None or facts.status.is_closed:
        return not facts.status.is_closed
    milestone = facts.milestones.get(ItemId(target))
    if milestone is not None:
        return milestone.state not in _CLOSED_MILESTONE
    return all(one.state not in _CLOSED_TASK for one in _upwards(target, home, around))


def _upwards(name: str, home: GoalId, around: Around) -> Iterator[Item]:
    """A task and what it lies below."""
    while name:
        item = around.addresses.part(home, name)
        yield item
        name = item.parent_id if isinstance(item, Task) else ""
