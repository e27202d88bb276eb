"""Days and periods as people write them. Knows no clock: the as-of date is always an argument."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum

from milepost.model.frozen import frozen
from milepost.model.quick import quickly_named


@quickly_named
class Resolution(StrEnum):
    """How coarse a written date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


@frozen
class Period:
    """An inclusive span of days. As a start date it means its first day, as a due date its last."""

    first: date
    last: date
    text: str
    resolution: Resolution


@frozen
class OpenDate:
    """A placeholder such as `2026-xx-xx`: somebody means to fill in a date."""

    text: str


_TIME = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?(?:\s?[AaPp][Mm])?"
_ZONE = r"\s?(?:Z|[+\-]\d{2}(?::?\d{2})?)"
_DAY = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:(?:T|\s){_TIME}(?:{_ZONE})?)?", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?W(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.ASCII)
_HALF = re.compile(r"(\d{4})-?H([12])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_OPEN = re.compile(r"(?=.*[xXyYmMdD?])(\d{4}|[xXyY?]{4})-(\d{2}|[xXmM?]{1,2})(?:-(\d{2}|[xXdD?]{1,2}))?", re.ASCII)
_LINKED = re.compile(r"\[\[(?:[^\[\]|#]*/)?([^\[\]|#/]+)(?:[|#][^\[\]]*)?\]\]")
_SHAPED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?!\d)|\d{4}-?[WQH]\d|\d{4}-\d{1,2}$", re.ASCII)
_LONGEST = 200
_ORDINARY_LENGTH = 10
_MONTHS = 12


def read_period(text: str, fiscal_year_start: int = 1) -> Period | OpenDate | None:
    """Read a date or period; None when it is neither (or a day that does not exist)."""
    if len(text) > _LONGEST:
        return None
    written = text.strip()
    if written.startswith("[["):
        linked = _LINKED.fullmatch(written)
        written = linked[1].strip() if linked else written
    first, dots, last = written.partition("..")
    if dots:
        return _range(written, _single(first.strip(), fiscal_year_start), _single(last.strip(), fiscal_year_start))
    return _single(written, fiscal_year_start)


def is_date_shaped(text: str) -> bool:
    """Whether text looks like somebody meant a date, valid or not."""
    return _SHAPED.match(text.strip()) is not None


def _range(text: str, first: Period | OpenDate | None, last: Period | OpenDate | None) -> Period | OpenDate | None:
    if first is None or last is None:
        return None
    if isinstance(first, OpenDate) or isinstance(last, OpenDate):
        return OpenDate(text)
    if first.first > last.last:
        return None
    return Period(first.first, last.last, text, Resolution.RANGE)


def _single(text: str, fiscal_year_start: int) -> Period | OpenDate | None:
    try:
        if len(text) == _ORDINARY_LENGTH and (found := _DAY.fullmatch(text)):
            return _day(found)
        if _OPEN.fullmatch(text):
            return OpenDate(text)
        if found := _DAY.fullmatch(text):
            return _day(found)
        return _coarse(text, fiscal_year_start)
    except (ValueError, OverflowError):
        return None


def _day(found: re.Match[str]) -> Period:
    day = date.fromisoformat(found[1])
    return Period(day, day, found[1], Resolution.DAY)


def _coarse(text: str, fiscal_year_start: int) -> Period | None:
    if found := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return Period(monday, date.fromisocalendar(int(found[1]), int(found[2]), 7), text, Resolution.WEEK)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= _MONTHS:
        return _months(text, (int(found[1]), int(found[2])), 1, Resolution.MONTH)
    if found := _QUARTER.fullmatch(text):
        start = (int(found[1]), fiscal_year_start + 3 * (int(found[2]) - 1))
        return _months(text, start, 3, Resolution.QUARTER)
    if found := _HALF.fullmatch(text):
        start = (int(found[1]), fiscal_year_start + 6 * (int(found[2]) - 1))
        return _months(text, start, 6, Resolution.HALF)
    if _YEAR.fullmatch(text):
        return _months(text, (int(text), 1), _MONTHS, Resolution.YEAR)
    return None


def _months(text: str, start: tuple[int, int], count: int, resolution: Resolution) -> Period:
    """`count` months from (year, month); a month above 12 lies in a later year."""
    year, month = start
    first = _month_start(year, month)
    last_month = _month_start(year, month + count - 1)
    last = last_month.replace(day=monthrange(last_month.year, last_month.month)[1])
    return Period(first, last, text, resolution)


def _month_start(year: int, month: int) -> date:
    years, index = divmod(month - 1, _MONTHS)
    return date(year + years, index + 1, 1)
