"""Readers for dates, periods and lists of periods."""

import re
from collections.abc import Sequence
from functools import lru_cache

from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import quote
from milepost.model.calendar import OpenDate, read_period
from milepost.model.said import say
from milepost.syntax.misread import Misread, ReadResult, refuse

DATE_HELP = say("Use YYYY-MM-DD, or a period such as 2026-W40, 2026-09, 2026-Q3 or 2026.")
_LONGEST_KEPT = 40
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_date(text: str, fiscal_year_start: int) -> ReadResult:
    """A date or period. A placeholder gives no value and an info; anything else is `invalid-date`."""
    return _known_date(text, fiscal_year_start) if len(text) <= _LONGEST_KEPT else _read(text, fiscal_year_start)


def no_such_day(text: str) -> Sequence[Misread]:
    """What to say of a key of the author's own whose day the calendar does not have: `reviewed: 2026-02-30`."""
    return _read(text, 1).misreads if _DAY.fullmatch(text) else ()


def _read(text: str, fiscal_year_start: int) -> ReadResult:
    period = read_period(text, fiscal_year_start)
    if period is None:
        return refuse("invalid-date", say("{text} is not a date.", text=quote(text)), DATE_HELP)
    if isinstance(period, OpenDate):
        return refuse(
            "field-not-read", say("{text} leaves the date open.", text=quote(text)), DATE_HELP, severity=Severity.INFO
        )
    return ReadResult(period)


_known_date = lru_cache(maxsize=4096)(_read)
"""A vault names few different days, many times: its notes share them."""
