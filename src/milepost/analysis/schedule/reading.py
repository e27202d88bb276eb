"""Reading: positions of a schedule turned into dates and slack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.passes import FREE, At, first_end, last_end
from milepost.analysis.schedule.workdays import Workdays
from milepost.model.quick import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Read:
    """Days from earliest to latest start, and the dates; of a span the least and the outermost of its parts."""

    slack: int
    earliest_start: date
    earliest_finish: date
    latest_start: date
    latest_finish: date


class Reader:
    """Turns positions into dates. Parts are read before the span they lie in."""

    def __init__(self, days: Workdays) -> None:
        self._days = days
        self._calendar: dict[int, date] = {}

    def read(self, one: Activity, at: At, inside: Sequence[Read]) -> Read:
        """One activity; `inside` is what lies in it, if it is a span."""
        if one.is_span:
            return _joined([*inside, self._quiet(one, at)] if one.quiet is not None else inside)
        if one.length:
            late_start = at.late_end - one.length
            days = (at.start, at.start + one.length - 1, late_start, at.late_end - 1)
            return Read(late_start - at.start, *map(self.day, days))
        return self._moment(at, at.by, at.by)

    def slacks(self, at: At) -> Callable[[date | None], int]:
        """The slack of quiet parts by the day on which each must be finished, as far as their goal `at` leaves it."""
        first = self._first(at)
        return lambda limit: self._slack(first, _latest(limit, at))

    def starts_by(self, limit: date | None, at: At) -> tuple[date, date]:
        """The earliest and the latest start of such a part."""
        return date.fromordinal(self._first(at)), date.fromordinal(_latest(limit, at))

    def is_dated(self, one: Activity, at: At) -> bool:
        """Whether a quiet part has its latest end from its own due date."""
        first = one.quiet.first if one.quiet is not None else None
        return first is not None and (at.bound == FREE or self._days.on_or_before(first) + 1 <= at.late_end)

    def day(self, number: int) -> date:
        """The date of a working day; each is worked out once."""
        found = self._calendar.get(number)
        if found is None:
            found = self._calendar[number] = self._days.day(number)
        return found

    def _moment(self, at: At, by: int, until: int) -> Read:
        """What takes no time: the last day of the work before it, else its first possible day, be that a day off."""
        first = self._first(at)
        day = date.fromordinal(first)
        return Read(self._slack(first, by), day, day, date.fromordinal(by), date.fromordinal(until))

    def _first(self, at: At) -> int:
        return self.day(at.start - 1).toordinal() if at.start > at.base else at.first

    def _slack(self, first: int, by: int) -> int:
        """Working days between two days of the calendar, not below 0 where both are of the same days off."""
        days = self._days.through(by) - 1 - self._days.through(first - 1)
        return max(0, days) if first <= by else days

    def _quiet(self, goal: Activity, at: At) -> Read:
        """All quiet parts of a goal together."""
        assert goal.quiet is not None
        limit = at.late_end, at.by
        _, first = first_end(goal.quiet, limit, self._days, bound=at.bound)
        _, last = last_end(goal.quiet, limit, self._days, bound=at.bound)
        return self._moment(at, first, last)


def _latest(limit: date | None, at: At) -> int:
    if limit is None:
        return at.by
    return limit.toordinal() if at.bound == FREE else min(at.by, limit.toordinal())


def _joined(inside: Sequence[Read]) -> Read:
    if len(inside) == 1:
        return inside[0]
    return Read(
        min(one.slack for one in inside),
        min(one.earliest_start for one in inside),
        max(one.earliest_finish for one in inside),
        min(one.latest_start for one in inside),
        max(one.latest_finish for one in inside),
    )
