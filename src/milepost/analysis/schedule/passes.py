"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from milepost.analysis.schedule.activities import Activity, Quiet
from milepost.analysis.schedule.network import Waits
from milepost.analysis.schedule.workdays import Workdays

Known = Mapping[str, tuple[int, int]]
"""By event, forward: (start, base) of `<x` and (end, through) of `>x`; backward: (latest end, bound) of `>x` and
(latest start, 0) of `<x`.

`base` is where an activity could start if it waited for nothing; `through` is one past the last day it touches: its
end, or the day after the moment of one without length; `bound` says where a latest end comes from.
"""

FREE, HELD, DATED = range(3)
"""A latest end is that of the topmost goal and bounds nothing that has a date of its own; it comes from what waits for
it; it comes from a due date."""


class At(NamedTuple):
    """Where an activity could start, starts at the earliest, and ends at the latest, and what bounds that end."""

    base: int
    start: int
    late_end: int
    bound: int


@dataclass(frozen=True, slots=True)
class Times:
    """Positions by activity id: what the events say, sorted out. `today` is the position of the as-of day."""

    today: int
    base: Mapping[str, int]
    start: Mapping[str, int]
    end: Mapping[str, int]
    late_start: Mapping[str, int]
    late_end: Mapping[str, int]
    bound: Mapping[str, int]

    def at(self, name: str) -> At:
        """The positions of one activity that its dates are made of."""
        return At(self.base[name], self.start[name], self.late_end[name], self.bound[name])

    def is_dated(self, name: str) -> bool:
        """Whether a latest end comes from a due date."""
        return self.bound[name] == DATED


def times_of(early: Known, late: Known, today: int) -> Times:
    """Sort settled events out by activity."""
    starts = {event[1:]: found for event, found in early.items() if event[0] == "<"}
    late_ends = {event[1:]: found for event, found in late.items() if event[0] == ">"}
    return Times(
        today=today,
        base={name: base for name, (_, base) in starts.items()},
        start={name: start for name, (start, _) in starts.items()},
        end={event[1:]: end for event, (end, _) in early.items() if event[0] == ">"},
        late_start={event[1:]: start for event, (start, _) in late.items() if event[0] == "<"},
        late_end={name: end for name, (end, _) in late_ends.items()},
        bound={name: bound for name, (_, bound) in late_ends.items()},
    )


@dataclass(frozen=True, slots=True)
class Passes:
    """The arithmetic of one event at a time; who calls sees to the order. Quiet parts go with their goal.

    `inside`, `waits` and `successors` may name activities that are not here: they bind nobody.
    """

    activities: Mapping[str, Activity]
    inside: Mapping[str, Sequence[str]]
    waits: Mapping[str, Waits]
    successors: Mapping[str, Waits]
    days: Workdays
    today: int

    def early(self, event: str, known: Known) -> tuple[int, int]:
        """The earliest position of a start or an end, from those of the events it needs."""
        one = self.activities[event[1:]]
        return self._start(one, known) if event[0] == "<" else self._end(one, known)

    def _start(self, one: Activity, known: Known) -> tuple[int, int]:
        """Not before what holds it, nor before what it waits for has ended."""
        base = max(self.today, self.days.on_or_after(one.start)) if one.start else self.today
        held = [known["<" + whole] for whole in one.within if whole in self.activities]
        base = max((base, *(free for _, free in held)))
        at = max((base, *(start for start, _ in held)))
        for target, lag in self.waits.get(one.id, ()):
            at = max(at, known[">" + target][0] + lag)
        return at, base

    def _end(self, one: Activity, known: Known) -> tuple[int, int]:
        """A span ends with the last of its parts."""
        start, base = known["<" + one.id]
        if not one.is_span:
            end = start + one.length
            return end, end if one.length or start > base else start + 1
        parts = [known[">" + part] for part in self.inside.get(one.id, ())]
        if one.quiet is not None:
            parts.append((start, start if start > base else start + 1))
        return max((end for end, _ in parts), default=start), max((through for _, through in parts), default=start)

    def late(self, event: str, known: Known, early: Known) -> tuple[int, int]:
        """The latest position of an end or a start, from those of the events it needs."""
        one = self.activities[event[1:]]
        return self._late_end(one, known, early) if event[0] == ">" else (self._late_start(one, known), 0)

    def _late_start(self, one: Activity, known: Known) -> int:
        """A span must start with the first of its parts."""
        late_end, bound = known[">" + one.id]
        if not one.is_span:
            return late_end - one.length
        starts = [known["<" + part][0] for part in self.inside.get(one.id, ())]
        if one.quiet is not None:
            starts.append(first_end(one.quiet, late_end, self.days, bound=bound))
        return min(starts, default=late_end)

    def _late_end(self, one: Activity, known: Known, early: Known) -> tuple[int, int]:
        """The least of: due dates, its own and above it, latest start of whoever waits for it; else the root's end."""
        above = [known[">" + whole] for whole in one.within if whole in self.activities]
        limits = [(self.days.on_or_before(one.due) + 1, DATED)] if one.due else []
        limits += [limit for limit in above if limit[1] != FREE]
        for waiter, lag in self.successors.get(one.id, ()):
            limits.append((known["<" + waiter][0] - lag, max(HELD, known[">" + waiter][1])))
        if not limits:
            return min((end for end, _ in above), default=early[">" + one.id][1]), FREE
        end = min(limits)[0]
        return end, max(bound for limit, bound in limits if limit == end)


def first_end(quiet: Quiet, late_end: int, days: Workdays, *, bound: int) -> int:
    """The latest end of that quiet part which must end first. `late_end` is that of the goal."""
    if quiet.first is None:
        return late_end
    first = days.on_or_before(quiet.first) + 1
    return first if bound == FREE and not quiet.has_undated else min(late_end, first)


def last_end(quiet: Quiet, late_end: int, days: Workdays, *, bound: int) -> int:
    """The latest end of that quiet part which may end last."""
    if quiet.last is None:
        return late_end
    last = days.on_or_before(quiet.last) + 1
    if bound == FREE:
        return max(late_end, last) if quiet.has_undated else last
    return late_end if quiet.has_undated else min(late_end, last)
