"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from milepost.analysis.schedule.activities import Activity, Quiet
from milepost.analysis.schedule.network import Waits
from milepost.analysis.schedule.workdays import Workdays

Known = Mapping[str, Any]
"""By event, forward: (start, base, first) of `<x` and (end, through, last) of `>x`, with those of `<x` behind them;
backward: Settled of `>x` and (latest start, before, decides) of `<x`.

`base` is where an activity could start if it waited for nothing; `through` is one past the last day it touches: its
end, or the day after the moment of one without length. The last of three is
a day of the calendar, which what takes no time may have on a day off: `first` is that of `base`, `last` that of
`through`, and `before` when what comes before a latest start must be finished.
"""

Three = tuple[int, int, int]
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


class Settled(NamedTuple):
    """An activity's position, its earliest end, and whether that end decides the finish of a topmost goal.

    `decides` is the position itself where it does, else None: whoever stands beside it goes by it.
    """

    at: At
    end: int
    decides: int | None


@dataclass(frozen=True, slots=True)
class Times:
    """Positions by activity id, and what the events of the backward pass came to."""

    at: Mapping[str, At]
    late: Known

    def end(self, name: str) -> int:
        """The earliest end."""
        return self._settled(name).end

    def decides(self, name: str) -> bool:
        """Whether the earliest end lies on a chain that decides the finish."""
        return self._settled(name).decides is not None

    def is_dated(self, name: str) -> bool:
        """Whether a latest end comes from a due date."""
        return self.at[name].bound == DATED

    def _settled(self, name: str) -> Settled:
        found: Settled = self.late[">" + name]
        return found


def positions(event: str, settled: Any) -> Iterator[tuple[str, At]]:
    """What an event of the backward pass says of its activity: its position, if it is an end."""
    if event[0] == ">":
        yield event[1:], settled.at


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

    def early(self, event: str, known: Known) -> tuple[int, ...]:
        """The earliest position of a start or an end, from those of the events it needs."""
        one = self.activities[event[1:]]
        if event[0] == "<":
            return self._start(one, known)
        begun = known["<" + one.id]
        return (*self._end(one, begun, known), *begun)

    def _start(self, one: Activity, known: Known) -> Three:
        """Not before what holds it, nor before what it waits for has ended."""
        day = max(one.start, self.as_of) if one.start else self.as_of
        held = [known["<" + whole] for whole in one.within if whole in self.activities]
        first = max((day.toordinal(), *(first for _, _, first in held)))
        base = max((self.days.on_or_after(day), *(base for _, base, _ in held)))
        at = max((base, *(start for start, _, _ in held)))
        for target, lag in self.waits.get(one.id, ()):
            at = max(at, known[">" + target][0] + lag)
        return at, base, first

    def _end(self, one: Activity, begun: Three, known: Known) -> Three:
        """A span ends with the last of its parts."""
        if one.is_span:
            parts = [known[">" + part][:3] for part in self.inside.get(one.id, ())]
            if one.quiet is not None:
                parts.append(self._moment(*begun))
            return _latest(parts) if parts else self._moment(*begun)
        if one.length == 0:
            return self._moment(*begun)
        end = begun[0] + one.length
        return end, end, self._ordinal(end)

    def _moment(self, start: int, base: int, first: int) -> Three:
        """Where that ends which takes no time: on the last day of the work before it, else on its own first day."""
        return (start, start, self._ordinal(start)) if start > base else (start, start + 1, first)

    def _ordinal(self, end: int) -> int:
        """The last working day before a position, in the calendar."""
        return self.days.day(end - 1).toordinal()

    def late(self, event: str, known: Known, early: Known) -> Settled | tuple[int, int, int | None]:
        """The latest position of an end or a start, from those of the events it needs."""
        one = self.activities[event[1:]]
        if event[0] == "<":
            start, base, _ = early[event]
            return (*self._late_start(one, known), self._start_decides(one, start, known, waits=start > base))
        return self.end_at_latest(one, known, early)

    def end_at_latest(self, one: Activity, known: Known, early: Known) -> Settled:
        """The latest position of an end, and with it all that is known of an activity."""
        end, through, last, start, base, first = early[">" + one.id]
        above = [whole for whole in one.within if whole in self.activities]
        late_end, bound, by = self._late_end(one, above, known) or (through, FREE, last)
        at = At(base, start, late_end, bound, first, by)
        decides = self._end_decides(end, above, known) if above else end > base
        return Settled(at, end, end if decides or self._lets_begin(one.id, end, known) else None)

    def _late_start(self, one: Activity, known: Known) -> Limit:
        """A span must start with the first of its parts."""
        _, _, late_end, bound, _, by = known[">" + one.id].at
        if not one.is_span:
            start = late_end - one.length
            return start, self._ordinal(start) if one.length else by
        starts = [(start, before) for start, before, _ in (known["<" + part] for part in self.inside.get(one.id, ()))]
        if one.quiet is not None:
            starts.append(first_end(one.quiet, (late_end, by), self.days, bound=bound))
        return min(starts, default=(late_end, by))

    def _late_end(self, one: Activity, above: Sequence[str], known: Known) -> Three | None:
        """The least of: due dates, its own and above it, latest start of whoever waits for it; else the end above."""
        ends: list[At] = [known[">" + whole].at for whole in above]
        limits = [(each.late_end, each.bound, each.by) for each in ends if each.bound != FREE]
        if one.due:
            end, by = due_end(one.due, self.days)
            limits.append((end, DATED, by))
        for waiter, lag in self.successors.get(one.id, ()):
            start, before, _ = known["<" + waiter]
            bound = max(HELD, known[">" + waiter].at.bound)
            limits.append((start - lag, bound, self._ordinal(start - lag) if lag else before))
        if limits:
            end, by = min((end, by) for end, _, by in limits)
            return end, max(bound for limit, bound, _ in limits if limit == end), by
        if not ends:
            return None
        end, by = min((each.late_end, each.by) for each in ends)
        return end, FREE, by

    def _end_decides(self, end: int, above: Sequence[str], known: Known) -> bool:
        """Whether an end is that of a span it lies in, which decides."""
        return any(known[">" + whole].decides == end and self.activities[whole].is_span for whole in above)

    def _lets_begin(self, name: str, end: int, known: Known) -> bool:
        """Whether an end fixes a start that decides."""
        return any(known["<" + waiter][2] == end + lag for waiter, lag in self.successors.get(name, ()))

    def _start_decides(self, one: Activity, start: int, known: Known, *, waits: bool) -> int | None:
        """The start of work fixes its end, and that of what lies in something may come from there."""
        end = known[">" + one.id].decides if waits else None
        if end is not None and (not one.is_span or (one.quiet is not None and end == start)):
            return start
        return start if any(known["<" + part][2] == start for part in self.inside.get(one.id, ())) else None


def _latest(parts: Sequence[Three]) -> Three:
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
