"""A heat map of days: weeks from left to right, days from top to bottom, darker where more was done."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.report.wording import month_name

WEEKS = 53
_CELL, _LEFT, _TOP, _LEVELS = 14, 32, 18, 4
_FIRST_ROOM = 3


class HeatMonth(NamedTuple):
    """A month above the first week that begins in it."""

    x: int
    text: str


@frozen
class Heat:
    """A heat map, ready to print: `empty` are the columns, `levels` the filled days, lightest first; rows its table."""

    caption: str
    description: str
    empty: str
    levels: tuple[str, ...]
    months: tuple[HeatMonth, ...]
    days: tuple[tuple[int, str], ...]
    rows: tuple[tuple[str, str, str], ...]


def first_day(as_of: date, week_start: int) -> date:
    """The first day of the map: the beginning of the week a year ago, or of the calendar."""
    back = (as_of.weekday() - week_start) % 7 + 7 * (WEEKS - 1)
    return date.fromordinal(max(as_of.toordinal() - back, 1))


def heat_levels(counts: Mapping[date, int], first: date) -> tuple[str, ...]:
    """Paths of the days of each level; the darkest has the most."""
    most = max(counts.values(), default=1)
    paths: list[list[str]] = [[] for _ in range(_LEVELS)]
    for day in sorted(counts):
        week, weekday = divmod((day - first).days, 7)
        level = -(-counts[day] * _LEVELS // most) - 1
        paths[level].append(f"M{_x(week)} {_TOP + weekday * _CELL}v12")
    return tuple("".join(path) for path in paths)


def heat_columns(first: date, as_of: date) -> str:
    """All days of the map as dashed lines, one a week; the last ends with today."""
    days = (as_of - first).days + 1
    whole, rest = divmod(days, 7)
    found = [f"M{_x(week)} {_TOP}v{7 * _CELL}" for week in range(whole)]
    return "".join(found) + (f"M{_x(whole)} {_TOP}v{rest * _CELL}" if rest else "")


def heat_months(first: date, as_of: date) -> tuple[HeatMonth, ...]:
    """Months where they begin, as far as they do not touch."""
    found: list[HeatMonth] = []
    for week in range((as_of - first).days // 7 + 1):
        day = first + timedelta(days=7 * week)
        is_new = week == 0 or day.day <= 7
        if is_new and (not found or _x(week) - found[-1].x >= _FIRST_ROOM * _CELL):
            found.append(HeatMonth(_x(week) - 6, month_name(day)))
    return tuple(found)


def _x(week: int) -> int:
    return _LEFT + week * _CELL + 6


def heat_days(week_start: int) -> tuple[tuple[int, str], ...]:
    """Every other day of the week, beside its row."""
    names = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
    return tuple((_TOP + at * _CELL + 10, names[(week_start + at) % 7]) for at in (0, 2, 4))
