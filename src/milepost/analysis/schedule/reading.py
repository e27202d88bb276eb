"""Reading: positions of a schedule turned into dates and slack."""

from collections.abc import Sequence
from datetime import date

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.passes import DATED, FREE, At, first_end, last_end
from milepost.analysis.schedule.workdays import Workdays
from milepost.model.frozen import frozen


@frozen
class Read:
    """Days from earliest to latest start, and the dates; of a span the least and the outermost of its parts.

    `least` is the least slack of it and all that lies in it; `is_bound`: something of that has an estimate, or its
    latest end from a due date. `begin_by` is the first latest start that comes from a due date; `first` is the position
    of the earliest start.
    """

    slack: int
    earliest_start: date
    earliest_finish: date
    latest_start: date
    latest_finish: date
    least: int
    is_bound: bool
    begin_by: date | None
    first: int

    @property
    def is_pressing(self) -> bool:
        """Whether something in it must not begin any later."""
        return self.least <= 0 and self.is_bound


Dates = tuple[int, date, date, date, date]


class Reader:
    """Turns positions into dates. Parts are read before the span they lie in."""

    def __init__(self, days: Workdays) -> None:
        self._days = days
        self._calendar: dict[int, date] = {}

    def read(self, one: Activity, at: At, inside: Sequence[Read]) -> Read:
        """One activity; `inside` is what lies in it."""
        dates = self._dates(one, at, inside)
        begin_by = dates[3] if at.bound == DATED else self._first_dated(one, at)
        is_bound = one.length > 0 or begin_by is not None
        if not inside:
            return Read(*dates, dates[0], is_bound, begin_by, at.start)
        least = min(each.least for each in inside)
        begins = [day for day in (begin_by, *(each.begin_by for each in inside)) if day is not None]
        is_bound = is_bound or any(each.is_bound for each in inside)
        first = at.start if one.quiet is not None else min(each.first for each in inside)
        return Read(*dates, min(least, dates[0]), is_bound, min(begins, default=None), first)

    def _dates(self, one: Activity, at: At, inside: Sequence[Read]) -> Dates:
        if one.is_span:
            parts = [_dates_of(each) for each in inside]
            return _joined([*parts, self._quiet(one, at)] if one.quiet is not None else parts)
        if one.length:
            late_start = at.late_end - one.length
            start, end = self.day(at.start), self.day(at.start + one.length - 1)
            return late_start - at.start, start, end, self.day(late_start), self.day(at.late_end - 1)
        return self._moment(at, at.by, at.by)

    def latest(self, limit: date | None, at: At) -> int:
        """The last day of a quiet part that must be finished by a day, as far as its goal `at` leaves it that much."""
        if limit is None:
            return at.by
        return limit.toordinal() if at.bound == FREE else min(at.by, limit.toordinal())

    def slack_until(self, by: int, at: At) -> int:
        """The slack of such a part by its last day."""
        return self._slack(at.first, by)

    def ends_by(self, limits: Sequence[date | None], at: At) -> tuple[date, date]:
        """The first and the last of the latest ends of such parts."""
        ends = [self.latest(limit, at) for limit in limits]
        return date.fromordinal(min(ends)), date.fromordinal(max(ends))

    def _first_dated(self, one: Activity, at: At) -> date | None:
        """The first latest day of a quiet part that has it from its own due date."""
        first = one.quiet.first if one.quiet is not None else None
        if first is None or (at.bound != FREE and self._days.on_or_before(first) + 1 > at.late_end):
            return None
        return date.fromordinal(self.latest(first, at))

    def day(self, number: int) -> date:
        """The date of a working day; each is worked out once."""
        found = self._calendar.get(number)
        if found is None:
            found = self._calendar[number] = self._days.day(number)
        return found

    def _moment(self, at: At, by: int, until: int) -> Dates:
        """What takes no time: its first day, be that a day off."""
        day = date.fromordinal(at.first)
        return self._slack(at.first, by), day, day, date.fromordinal(by), date.fromordinal(until)

    def _slack(self, first: int, by: int) -> int:
        """Working days between two days of the calendar, not below 0 where both are of the same days off."""
        days = self._days.through(by) - 1 - self._days.through(first - 1)
        return max(0, days) if first <= by else days

    def _quiet(self, goal: Activity, at: At) -> Dates:
        """All quiet parts of a goal together."""
        assert goal.quiet is not None
        limit = at.late_end, at.by
        _, first = first_end(goal.quiet, limit, self._days, bound=at.bound)
        _, last = last_end(goal.quiet, limit, self._days, bound=at.bound)
        return self._moment(at, first, last)


def _dates_of(read: Read) -> Dates:
    return read.slack, read.earliest_start, read.earliest_finish, read.latest_start, read.latest_finish


def _joined(inside: Sequence[Dates]) -> Dates:
    if len(inside) == 1:
        return inside[0]
    slacks, starts, finishes, late_starts, late_finishes = zip(*inside, strict=True)
    return min(slacks), min(starts), max(finishes), min(late_starts), max(late_finishes)
