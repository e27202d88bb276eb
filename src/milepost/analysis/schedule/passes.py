"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from milepost.analysis.schedule.activities import Activity, Quiet
from milepost.analysis.schedule.network import Waits
from milepost.analysis.schedule.workdays import Workdays
from milepost.model.frozen import frozen

Known = Mapping[str, Any]
"""By event, forward: (start, base, first) of `<x` and (end, through, last) of `>x`, with those of `<x` behind them;
backward: Settled of `>x` and (latest start, before, on, bound, decides) of `<x`.

`base` is where an activity could start if it waited for nothing; `through` is one past the last day it touches: its
end, or the day after the moment of one without length. The last of three is a day of the calendar, which may be a day
off: `first` the earliest for what takes no time, the last day of what comes before it, else its own first; `last` that
of `through`; `before` is when what comes before a latest start must be finished, `on` the day of that start and `bound`
what it comes from, as that of an end.
"""

Three = tuple[int, int, int]
Four = tuple[int, int, int, int]
Limit = tuple[int, int]
"""A latest end, and its day in the calendar."""

FREE, HELD, DATED = range(3)
"""A latest end is that of the topmost goal and bounds nothing that has a date of its own; it comes from what waits for
it; it comes from a due date."""


class At(NamedTuple):
    """Where an activity could start, starts at the earliest, and ends at the latest, and what bounds that end.

    `first` and `by` are days of the calendar: the earliest of what takes no time, and the one of `late_end`.
    """

    base: int
    start: int
    late_end: int
    bound: int
    first: int
    by: int


class Settled(NamedTuple):
    """An activity's position, its earliest end, and whether that end decides the finish of a topmost goal.

    `decides` is the position itself where it does, else None: whoever stands beside it goes by it; `holds` is the same
    for its parts, which decide nothing where it is no span.
    """

    at: At
    end: int
    decides: int | None
    holds: int | None


@frozen
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


class Tie(NamedTuple):
    """An activity, and what is tied to it: what it lies in, what it waits for, who waits for it, what lies in it."""

    one: Activity
    above: tuple[str, ...]
    waits: Waits = ()
    successors: Waits = ()
    inside: tuple[str, ...] = ()

    def before(self, event: str) -> Iterator[str]:
        """The events that a start or an end needs, forward."""
        if event[0] == "<":
            yield from ("<" + whole for whole in self.above)
            yield from (">" + target for target, _ in self.waits)
        else:
            yield "<" + self.one.id
            yield from (">" + part for part in self.inside)

    def behind(self, event: str) -> Iterator[str]:
        """The events that a start or an end needs, backward."""
        if event[0] == ">":
            yield from (">" + whole for whole in self.above)
            yield from (sign + waiter for waiter, _ in self.successors for sign in "<>")
        else:
            yield ">" + self.one.id
            yield from ("<" + part for part in self.inside)


@frozen
class Passes:
    """The arithmetic of one event at a time; who calls sees to the order. Quiet parts go with their goal."""

    days: Workdays
    as_of: date

    def early(self, event: str, tie: Tie, known: Known) -> tuple[int, ...]:
        """The earliest position of a start or an end, from those of the events it needs."""
        if event[0] == "<":
            return self._start(tie, known)
        begun = known["<" + tie.one.id]
        return (*self._end(tie, begun, known), *begun)

    def _start(self, tie: Tie, known: Known) -> Three:
        """Not before what holds it, nor before what it waits for has ended."""
        one = tie.one
        day = max(one.start, self.as_of) if one.start else self.as_of
        held = [known["<" + whole] for whole in tie.above]
        first = max((day.toordinal(), *(first for _, _, first in held)))
        base = max((self.days.on_or_after(day), *(base for _, base, _ in held)))
        at = max((base, *(start for start, _, _ in held)))
        for target, lag in tie.waits:
            end, _, last = known[">" + target][:3]
            at, first = max(at, end + lag), max(first, self._behind(last, lag) if lag else last)
        return at, base, first

    def _behind(self, day: int, lag: int) -> int:
        """The working day so many after one of the calendar."""
        return self.days.day(self.days.through(day) - 1 + lag).toordinal()

    def _end(self, tie: Tie, begun: Three, known: Known) -> Three:
        """A span ends with the last of its parts."""
        one = tie.one
        if one.is_span:
            parts = [known[">" + part][:3] for part in tie.inside]
            if one.quiet is not None:
                parts.append(self._moment(begun))
            return _latest(parts) if parts else self._moment(begun)
        if one.length == 0:
            return self._moment(begun)
        end = begun[0] + one.length
        return end, end, self._ordinal(end)

    def _moment(self, begun: Three) -> Three:
        """Where that ends which takes no time: on its first day."""
        start, _, first = begun
        return start, self.days.through(first), first

    def _ordinal(self, end: int) -> int:
        """The last working day before a position, in the calendar."""
        return self.days.day(end - 1).toordinal()

    def late(self, event: str, tie: Tie, known: Known, early: Known) -> Settled | tuple[int, int, int, int, int | None]:
        """The latest position of an end or a start, from those of the events it needs."""
        if event[0] == ">":
            return self.end_at_latest(tie, known, early[event])
        start, base, _ = early[event]
        return (*self._late_start(tie, known), _start_decides(tie, start, known, waits=start > base))

    def end_at_latest(self, tie: Tie, known: Known, early: tuple[int, ...]) -> Settled:
        """The latest position of an end, and with it all that is known of an activity."""
        end, through, last, start, base, first = early
        late_end, bound, by = self._late_end(tie, known, (end, last)) or (through, FREE, last)
        at = At(base, start, late_end, bound, first, by)
        decides = any(known[">" + whole].holds == end for whole in tie.above) if tie.above else end > base
        decides = decides or any(known["<" + waiter][4] == end + lag for waiter, lag in tie.successors)
        decided = end if decides else None
        return Settled(at, end, decided, decided if tie.one.is_span else None)

    def _late_start(self, tie: Tie, known: Known) -> Four:
        """A span must start with the first of its parts; what bounds that, bounds it."""
        one = tie.one
        _, _, late_end, bound, _, by = known[">" + one.id].at
        if not one.is_span:
            start = late_end - one.length
            before, on = (self._ordinal(start), self.days.day(start).toordinal()) if one.length else (by, by)
            return start, before, on, bound
        starts: list[Four] = [known["<" + part][:4] for part in tie.inside]
        if one.quiet is not None:
            end, last = first_end(one.quiet, (late_end, by), self.days, bound=bound)
            is_own = one.quiet.first is not None and due_end(one.quiet.first, self.days) == (end, last)
            starts.append((end, last, last, DATED if is_own else bound))
        first = min(starts, default=(late_end, by, by, bound))
        return (*first[:3], max((each[3] for each in starts if each[0] == first[0]), default=bound))

    def _late_end(self, tie: Tie, known: Known, early: Limit) -> Three | None:
        """The least of: due dates, its own and above it, latest start of whoever waits for it; else the end above."""
        ends: list[At] = [known[">" + whole].at for whole in tie.above]
        limits = [(each.late_end, each.bound, each.by) for each in ends if each.bound != FREE]
        if tie.one.due:
            end, by = due_end(tie.one.due, self.days)
            limits.append((end, DATED, by))
        moment = self._moment_of(*early) if tie.successors else 0
        for waiter, lag in tie.successors:
            start, before, on, dated, _ = known["<" + waiter]
            if lag:
                before, on = self._ordinal(start - lag), self.days.day(start - lag).toordinal()
            limits.append((start - lag, max(HELD, dated), max(before, min(moment, on))))
        if limits:
            end, by = min((end, by) for end, _, by in limits)
            return end, max(bound for limit, bound, _ in limits if limit == end), by
        if not ends:
            return None
        end, by = min((each.late_end, each.by) for each in ends)
        return end, FREE, by

    def _moment_of(self, end: int, last: int) -> int:
        """The day of what takes no time and waits for nothing: work may start on that day. 0 for anything else."""
        return last if last > self._ordinal(end) else 0


def _start_decides(tie: Tie, start: int, known: Known, *, waits: bool) -> int | None:
    """The start of work fixes its end, and that of what lies in something may come from there."""
    end = known[">" + tie.one.id].decides if waits else None
    if end is not None and (not tie.one.is_span or (tie.one.quiet is not None and end == start)):
        return start
    return start if any(known["<" + part][4] == start for part in tie.inside) else None


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
