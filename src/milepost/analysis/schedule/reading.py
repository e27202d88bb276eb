"""Reading: positions of a schedule turned into dates and slack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.passes import FREE, At, first_end, last_end
from milepost.analysis.schedule.workdays import Workdays


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

    def __init__(self, days: Workdays, as_of: date) -> None:
        self._days, self._as_of = days, as_of
        self._today = days.on_or_after(as_of)
        self._calendar: dict[int, date] = {}

    def read(self, one: Activity, at: At, inside: Sequence[Read]) -> Read:
        """One activity; `inside` is what lies in it, if it is a span."""
        if one.is_span:
            return _joined([*inside, self._quiet(one, at)] if one.quiet is not None else inside)
        if one.length:
            late_start = at.late_end - one.length
            days = (at.start, at.start + one.length - 1, late_start, at.late_end - 1)
            return Read(late_start - at.start, *map(self.day, days))
        moment = _moment(at.start, at.base)
        first = one.start if one.start and self._is_begin(one.start, at) else self._first(at)
        last = self.day(at.late_end - 1)
        return Read(at.late_end - 1 - moment, first, first, last, last)

    def slack_by(self, limit: date | None, at: At) -> int:
        """The slack of a quiet part that must be finished by a day, as far as its goal `at` leaves it that much."""
        end = at.late_end
        if limit is not None:
            own = self._days.on_or_before(limit) + 1
            end = own if at.bound == FREE else min(end, own)
        return end - 1 - _moment(at.start, at.base)

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

    def _first(self, at: At) -> date:
        """The day of something that takes no time: the as-of day itself where nothing keeps it, be it a day off."""
        return self._as_of if at.start == self._today else self.day(_moment(at.start, at.base))

    def _is_begin(self, start: date, at: At) -> bool:
        """Whether a written start, which may be a day off, is what keeps it from an earlier day."""
        return start > self._as_of and self._days.on_or_after(start) == at.start == at.base

    def _quiet(self, goal: Activity, at: At) -> Read:
        """All quiet parts of a goal together."""
        assert goal.quiet is not None
        first = first_end(goal.quiet, at.late_end, self._days, bound=at.bound)
        last = last_end(goal.quiet, at.late_end, self._days, bound=at.bound)
        moment, day = _moment(at.start, at.base), self._first(at)
        return Read(first - 1 - moment, day, day, self.day(first - 1), self.day(last - 1))


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


def _moment(start: int, base: int) -> int:
    """The day of something that takes no time: the last day of the work before it, else its first possible day."""
    return start - 1 if start > base else start
