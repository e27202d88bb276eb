"""Readers for durations (`3d`, `2 weeks`, `1w 5d`) and cadences (`weekly`, `2w`)."""

import re
from collections.abc import Mapping
from decimal import Decimal

from milepost.diagnostics.wording import quote
from milepost.model.quantity import Duration
from milepost.model.said import say
from milepost.model.status import squash
from milepost.syntax.misread import ReadResult, refuse

_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("mo", "mos", "mon", "month", "months"), "months"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "weeks"),
    **dict.fromkeys(("d", "day", "days"), "days"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hours"),
}
_CADENCES: Mapping[str, tuple[str, int]] = {
    "daily": ("days", 1),
    "everyday": ("days", 1),
    "weekly": ("weeks", 1),
    "everyweek": ("weeks", 1),
    "biweekly": ("weeks", 2),
    "fortnightly": ("weeks", 2),
    "monthly": ("months", 1),
    "everymonth": ("months", 1),
    "quarterly": ("months", 3),
    "everyquarter": ("months", 3),
    "yearly": ("months", 12),
    "annually": ("months", 12),
}
_PART = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*([a-z]+)\s*,?", re.ASCII | re.IGNORECASE)
_LONGEST = 80


def duration_of(text: str) -> Duration | None:
    """The duration that `text` is, by the units written; None when it is none."""
    if not text or len(text) > _LONGEST:
        return None
    parts: dict[str, Decimal] = {}
    at = 0
    while at < len(text):
        found = _PART.match(text, at)
        unit = _UNITS.get(found[2].lower()) if found else None
        if found is None or unit is None or unit in parts:
            return None
        parts[unit] = Decimal(found[1])
        at = found.end()
    return Duration(text, **parts)


def read_duration(text: str) -> ReadResult:
    """How long work takes."""
    value = duration_of(text)
    if value is not None:
        return ReadResult(value)
    return refuse(
        "invalid-number",
        say("{text} is not a duration.", text=quote(text)),
        say("Use a number and a unit: 4h, 3d, 2w, 1mo, or several such as 1w 2d."),
    )


def read_cadence(text: str) -> ReadResult:
    """How often something happens: a word, or the duration between two times. Never nothing."""
    known = _CADENCES.get(squash(text))
    if known is not None:
        return ReadResult(Duration(text, **{known[0]: Decimal(known[1])}))
    value = duration_of(re.sub(r"^every\s+", "", text, flags=re.IGNORECASE))
    if value is not None and value.in_days(calendar=True) > 0:
        return ReadResult(Duration(text, value.months, value.weeks, value.days, value.hours))
    return refuse(
        "field-not-read",
        say("{text} is not a cadence.", text=quote(text)),
        say("Use daily, weekly, 2w, monthly or quarterly."),
    )
