"""Ticks: four to six round values, or the beginnings of days, weeks, months, quarters or years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil

from milepost.model.said import say
from milepost.report.wording import month_name

_STEPS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
_MOST, _WANTED = 6, 5
_MOST_SCALES = 2_000
_MONTHS = 12
_DAYS, _WEEKS, _IN_MONTHS, _IN_QUARTERS = 8, 45, 200, 600


Value = Fraction | int


@lru_cache(_MOST_SCALES)
def value_ticks(low: Value, high: Value, *, is_whole: bool = False) -> tuple[Value, ...]:
    """Round values from the last one at or below `low` to the first one at or above `high`."""
    rough = Fraction(high - low or 1, _WANTED)
    power = Fraction(10) ** (Decimal(rough.numerator) / Decimal(rough.denominator)).adjusted()
    step: Value = next(each * power for each in _STEPS if each * power >= rough)
    if is_whole:
        step = max(1, ceil(step))
    first, last = low // step, -(-high // step)
    return tuple([step * at for at in range(first, max(last, first + 1) + 1)])


def day_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Days with their words, at most six, from `first` to `last`."""
    days = (last - first).days
    if days <= _DAYS:
        return _thinned([(each, _day(each)) for each in _every(first, last, 1)])
    if days <= _WEEKS:
        monday = first + timedelta(days=-first.weekday() % 7)
        return _thinned([(each, _day(each)) for each in _every(monday, last, 7)])
    months = 1 if days <= _IN_MONTHS else 3 if days <= _IN_QUARTERS else _MONTHS
    found = list(_starts(first, last, months))
    if months == _MONTHS:
        return _thinned([(each, str(each.year)) for each in found])
    words = [_month(each) if at == 0 or each.month == 1 else month_name(each) for at, each in enumerate(found)]
    return _thinned(list(zip(found, words, strict=True)))


@lru_cache(_MOST_SCALES)
def _month(day: date) -> str:
    return say("{month} {year}", month=month_name(day), year=day.year)


@lru_cache(_MOST_SCALES)
def _day(day: date) -> str:
    return say("{day} {month}", day=day.day, month=month_name(day))


def _every(first: date, last: date, step: int) -> Iterator[date]:
    return (date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1, step))


def _starts(first: date, last: date, months: int) -> Iterator[date]:
    number = -(-(first.year * _MONTHS + first.month - 1 + (first.day > 1)) // months) * months
    while number // _MONTHS <= min(last.year, date.max.year):
        day = date(number // _MONTHS, number % _MONTHS + 1, 1)
        if day > last:
            return
        yield day
        number += months


def _thinned(ticks: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    step = ceil(len(ticks) / _MOST)
    return list(ticks[:: max(step, 1)])
