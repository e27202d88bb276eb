"""Tightest: the open part of a goal that has the least slack, found without the figures of the others."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts
from milepost.analysis.schedule.activities import is_closed, part_limits
from milepost.analysis.schedule.drawing import Drawn
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.status import ItemState

Part = Milestone | Task
_CLOSED = (ItemState.DONE, ItemState.CANCELLED)
Asked = Callable[[Part], bool]


class Tight(NamedTuple):
    """Something open, its slack, and when it can and must begin."""

    part: Goal | Part
    slack: int
    earliest_start: date
    latest_start: date


def tightest(drawn: Drawn, goal: Goal, own: GoalFacts, is_asked: Asked) -> Tight | None:
    """The first of those open milestones and tasks of a goal with the least slack that are asked for."""
    sketch = drawn.sketches[goal.id]
    if sketch.activity is None:
        return None
    if sketch.parts is None:
        return _of_quiet(drawn, goal, own, is_asked)
    reads = {one.id: drawn.reads[one.id] for one in sketch.parts.open}
    parts = chain.from_iterable(_parts_of(one) for one in goal.milestones if one.linked is None)
    asked = (part for part in parts if part.id in reads and is_asked(part))
    found = min(asked, key=lambda part: reads[part.id].slack, default=None)
    if found is None:
        return None
    read = reads[found.id]
    return Tight(found, read.slack, read.earliest_start, read.latest_start)


def _of_quiet(drawn: Drawn, goal: Goal, own: GoalFacts, is_asked: Asked) -> Tight | None:
    """They all begin with their goal: the sooner one must be finished, the less slack it has."""
    reader, at = drawn.reader, drawn.times.at[goal.id]
    found: tuple[Part, int, int] | None = None
    for part, limit in _limits(goal, own, is_asked):
        by = reader.latest(limit, at)
        if found is None or by < found[1]:
            slack = reader.slack_until(by, at)
            if found is None or slack < found[2]:
                found = part, by, slack
    if found is None:
        return None
    part, by, slack = found
    return Tight(part, slack, date.fromordinal(at.first), date.fromordinal(by))


def _limits(goal: Goal, own: GoalFacts, is_asked: Asked) -> Iterator[tuple[Part, date | None]]:
    """The open parts that are asked for, with the day by which each must be finished."""
    for milestone, facts in zip(goal.milestones, own.milestones.values(), strict=True):
        if milestone.linked is not None or is_closed(milestone, facts):
            continue
        if facts.below.is_plain:  # its tasks are all alike, and have no less slack than it has
            part = milestone if is_asked(milestone) else next(filter(_is_open, milestone.tasks), None)
            if part is milestone or (part is not None and is_asked(part)):
                yield part, milestone.fields.due.last if milestone.fields.due else None
            continue
        limits = part_limits(milestone)
        yield from ((part, limits[part.id]) for part in _parts_of(milestone) if part.id in limits and is_asked(part))


def _is_open(task: Task) -> bool:
    return task.state not in _CLOSED


def _parts_of(milestone: Milestone) -> Iterator[Part]:
    yield milestone
    yield from milestone.tasks
