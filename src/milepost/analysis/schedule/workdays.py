"""Workdays: days counted in working days, so that schedules are plain integer arithmetic."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta

SATURDAY = 5


class Workdays:
    """Numbers every working day; `calendar_days` makes every day one. Holidays on weekends change nothing."""

    def __init__(self, holidays: Iterable[date] = (), *, calendar_days: bool = False) -> None:
        self._calendar = calendar_days
        days = set() if calendar_days else {day for day in holidays if day.weekday() < SATURDAY}
        self._holidays = sorted(day.toordinal() for day in days)

    def on_or_after(self, day: date) -> int:
        """The number of the first working day that is not before `day`."""
        return self.through(day.toordinal() - 1)

    def on_or_before(self, day: date) -> int:
        """The number of the last working day that is not after `day`."""
        return self.through(day.toordinal()) - 1

    def day(self, number: int) -> date:
        """The date of a working day; held within the calendar."""
        if self._calendar:
            return _held(number + 1)
        ordinal = _weekday_ordinal(number)
        passed = -1
        while True:
            holidays = bisect_right(self._holidays, ordinal)
            if holidays == passed:
                return _held(ordinal)
            passed = holidays
            ordinal = _weekday_ordinal(number + holidays)

    def through(self, ordinal: int) -> int:
        """How many working days there are up to and including an ordinal (1 is a Monday)."""
        if self._calendar:
            return ordinal
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._holidays, ordinal)


def _weekday_ordinal(number: int) -> int:
    weeks, rest = divmod(number, 5)
    return weeks * 7 + rest + 1


def _held(ordinal: int) -> date:
    return date.min + timedelta(days=min(max(ordinal, 1), date.max.toordinal()) - 1)
