"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from milepost.analysis.schedule.activities import Activity, Quiet
from milepost.analysis.schedule.network import Waits
from milepost.analysis.schedule.workdays import Workdays

Settled = tuple[int, int, int]
Known = Mapping[str, Settled]
"""By event, forward: (start, base, first) of `<x` and (end, through, last) of `>x`; backward: (latest end, bound, by)
of `>x` and (latest start, 0, before) of `<x`.

`base` is where an activity could start if it waited for nothing; `through` is one past the last day it touches: its
end, or the day after the moment of one without length; `bound` says where a latest end comes from. The last of three is
a day of the calendar, which what takes no time may have on a day off: `first` is that of `base`, `last` that of
`through`, `by` that of a latest end, and `before` when what comes before a latest start must be finished.
"""

Limit = tuple[int, int]
"""A latest end, and its day in the calendar."""

FREE, HELD, DATED = range(3)
"""A latest end is that of the topmost goal and bounds nothing that has a date of its own; it comes from what waits for
it; it comes from a due date."""


class At(NamedTuple):
    """Where an activity could start, starts at the earliest, and ends at the latest, and what bounds that end.

    `first` and `by` are the days of the calendar that belong to `base` and `late_end`.
    """

    base: int
    start: int
    late_end: int
    bound: int
    first: int
    by: int


@dataclass(frozen=True, slots=True)
class Times:
    """Positions by activity id: what the events say, sorted out. `at` has those that dates are made of."""

    at: Mapping[str, At]
    base: Mapping[str, int]
    start: Mapping[str, int]
    end: Mapping[str, int]

    def is_dated(self, name: str) -> bool:
        """Whether a latest end comes from a due date."""
        return self.at[name].bound == DATED


def times_of(early: Known, late: Known) -> Times:
    """Sort settled events out by activity."""
    starts = {event[1:]: found for event, found in early.items() if event[0] == "<"}
    places = {}
    for name, (start, base, first) in starts.items():
        late_end, bound, by = late[">" + name]
        places[name] = At(base, start, late_end, bound, first, by)
    return Times(
        at=places,
        base={name: base for name, (_, base, _) in starts.items()},
        start={name: start for name, (start, _, _) in starts.items()},
        end={event[1:]: end for event, (end, _, _) in early.items() if event[0] == ">"},
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
    as_of: date

    def early(self, event: str, known: Known) -> Settled:
        """The earliest position of a start or an end, from those of the events it needs."""
        one = self.activities[event[1:]]
        return self._start(one, known) if event[0] == "<" else self._end(one, known)

    def _start(self, one: Activity, known: Known) -> Settled:
        """Not before what holds it, nor before what it waits for has ended."""
        day = max(one.start, self.as_of) if one.start else self.as_of
        held = [known["<" + whole] for whole in one.within if whole in self.activities]
        first = max((day.toordinal(), *(first for _, _, first in held)))
        base = max((self.days.on_or_after(day), *(base for _, base, _ in held)))
        at = max((base, *(start for start, _, _ in held)))
        for target, lag in self.waits.get(one.id, ()):
            at = max(at, known[">" + target][0] + lag)
        return at, base, first

    def _end(self, one: Activity, known: Known) -> Settled:
        """A span ends with the last of its parts."""
        start, base, first = known["<" + one.id]
        if one.is_span:
            parts = [known[">" + part] for part in self.inside.get(one.id, ())]
            if one.quiet is not None:
                parts.append(self._moment(start, base, first))
            return _latest(parts) if parts else self._moment(start, base, first)
        if one.length == 0:
            return self._moment(start, base, first)
        end = start + one.length
        return end, end, self._ordinal(end)

    def _moment(self, start: int, base: int, first: int) -> Settled:
        """Where that ends which takes no time: on the last day of the work before it, else on its own first day."""
        return (start, start, self._ordinal(start)) if start > base else (start, start + 1, first)

    def _ordinal(self, end: int) -> int:
        """The last working day before a position, in the calendar."""
        return self.days.day(end - 1).toordinal()

    def late(self, event: str, known: Known, early: Known) -> Settled:
        """The latest position of an end or a start, from those of the events it needs."""
        one = self.activities[event[1:]]
        if event[0] == ">":
            return self._late_end(one, known, early)
        start, before = self._late_start(one, known)
        return start, 0, before

    def _late_start(self, one: Activity, known: Known) -> Limit:
        """A span must start with the first of its parts."""
        late_end, bound, by = known[">" + one.id]
        if not one.is_span:
            start = late_end - one.length
            return start, self._ordinal(start) if one.length else by
        starts = [(start, before) for start, _, before in (known["<" + part] for part in self.inside.get(one.id, ()))]
        if one.quiet is not None:
            starts.append(first_end(one.quiet, (late_end, by), self.days, bound=bound))
        return min(starts, default=(late_end, by))

    def _late_end(self, one: Activity, known: Known, early: Known) -> Settled:
        """The least of: due dates, its own and above it, latest start of whoever waits for it; else the root's end."""
        above = [known[">" + whole] for whole in one.within if whole in self.activities]
        limits = [limit for limit in above if limit[1] != FREE]
        if one.due:
            end, by = due_end(one.due, self.days)
            limits.append((end, DATED, by))
        for waiter, lag in self.successors.get(one.id, ()):
            start, _, before = known["<" + waiter]
            bound = max(HELD, known[">" + waiter][1])
            limits.append((start - lag, bound, self._ordinal(start - lag) if lag else before))
        if limits:
            end, by = min((end, by) for end, _, by in limits)
            return end, max(bound for limit, bound, _ in limits if limit == end), by
        end, by = min(((end, by) for end, _, by in above), default=early[">" + one.id][1:])
        return end, FREE, by


def _latest(parts: Sequence[Settled]) -> Settled:
    ends, throughs, lasts = zip(*parts, strict=True)
    return max(ends), max(throughs), max(lasts)


def due_end(due: date, days: Workdays) -> Limit:
    """The latest end of what is due on a day, which may be a day off."""
    return days.on_or_before(due) + 1, due.toordinal()


def first_end(quiet: Quiet, limit: Limit, days: Workdays, *, bound: int) -> Limit:
    """The latest end of that quiet part which must end first. `limit` is that of the goal."""
    if quiet.first is None:
        return limit
    first = due_end(quiet.first, days)
    return first if bound == FREE and not quiet.has_undated else min(limit, first)


def last_end(quiet: Quiet, limit: Limit, days: Workdays, *, bound: int) -> Limit:
    """The latest end of that quiet part which may end last."""
    if quiet.last is None:
        return limit
    last = due_end(quiet.last, days)
    if bound == FREE:
        return max(limit, last) if quiet.has_undated else last
    return limit if quiet.has_undated else min(limit, last)
