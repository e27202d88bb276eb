"""Days and periods as people write them. Knows no clock: the as-of date is always an argument."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Resolution(StrEnum):
    """How coarse a written date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Period:
    """An inclusive span of days. As a start date it means its first day, as a due date its last."""

    first: date
    last: date
    text: str
    resolution: Resolution


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A placeholder such as `2026-xx-xx`: somebody means to fill in a date."""

    text: str


_DAY = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$"
)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])$")
_HALF = re.compile(r"(\d{4})-?H([12])$")
_YEAR = re.compile(r"(\d{4})$")
_OPEN = re.compile(r"(?=.*[xX?])(\d{4}|[xXyY?]{4})-(\d{2}|[xXmM?]{1,2})(?:-(\d{2}|[xXdD?]{1,2}))?$")
_LINKED = re.compile(r"\[\[([^\]|#]+)(?:\|[^\]]*)?\]\]$")
_SHAPED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\d{4}-?(?:[WQH])\d")


def read_period(text: str, fiscal_year_start: int = 1) -> Period | OpenDate | None:
    """Read a date or period; None when it is neither (or a day that does not exist)."""
    written = text.strip()
    linked = _LINKED.match(written)
    if linked:
        written = linked[1].strip()
    if ".." in written:
        return _range(written, fiscal_year_start)
    if _OPEN.match(written):
        return OpenDate(written)
    try:
        return _day(written) or _coarse(written, fiscal_year_start)
    except (ValueError, OverflowError):
        return None


def is_date_shaped(text: str) -> bool:
    """Whether text looks like somebody meant a date, valid or not."""
    return _SHAPED.match(text.strip()) is not None


def _range(text: str, fiscal_year_start: int) -> Period | None:
    left, _, right = text.partition("..")
    first, last = read_period(left, fiscal_year_start), read_period(right, fiscal_year_start)
    if not isinstance(first, Period) or not isinstance(last, Period) or first.first > last.last:
        return None
    return Period(first.first, last.last, text, Resolution.RANGE)


def _day(text: str) -> Period | None:
    found = _DAY.match(text)
    if not found:
        return None
    day = date(int(found[1]), int(found[2]), int(found[3]))
    return Period(day, day, text[:10], Resolution.DAY)


def _coarse(text: str, fiscal_year_start: int) -> Period | None:
    if found := _WEEK.match(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Period(monday, monday + timedelta(days=6), text, Resolution.WEEK)
    if found := _MONTH.match(text):
        return _months(text, int(found[1]), int(found[2]), 1, Resolution.MONTH)
    if found := _QUARTER.match(text):
        month = fiscal_year_start + 3 * (int(found[2]) - 1)
        return _months(text, int(found[1]), month, 3, Resolution.QUARTER)
    if found := _HALF.match(text):
        month = fiscal_year_start + 6 * (int(found[2]) - 1)
        return _months(text, int(found[1]), month, 6, Resolution.HALF)
    if found := _YEAR.match(text):
        return _months(text, int(found[1]), 1, 12, Resolution.YEAR)
    return None


def _months(text: str, year: int, month: int, count: int, resolution: Resolution) -> Period | None:
    if resolution is Resolution.MONTH and not 1 <= month <= 12:
        return None
    return Period(_month_start(year, month), _month_start(year, month + count) - timedelta(days=1), text, resolution)


def _month_start(year: int, month: int) -> date:
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)
