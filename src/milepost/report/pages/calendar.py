"""The page value of the calendar: months as tables of weeks and days. Frozen and hashable."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.pages.parts import Badge, Head, Link


class CalendarEntry(NamedTuple):
    """Something due, or reached, on a day; `goal` is the name of the goal it belongs to, "" for a goal itself."""

    title: str
    href: str
    badge: Badge
    goal: str
    note: str


class CalendarDay(NamedTuple):
    """One cell; without a number it lies in another month. `number_due` stands for the entries in a very large plan.

    `near` is the day in words, for lists that show no other days.
    """

    iso: str
    number: str
    near: str
    is_today: bool
    is_free: bool
    entries: tuple[CalendarEntry, ...]
    more: str
    number_due: str


class CalendarWeek(NamedTuple):
    """One row: the ISO week and its seven days."""

    name: str
    days: tuple[CalendarDay, ...]


@frozen
class CalendarMonth:
    """One month that has dates, or lies around the as-of day."""

    key: str
    title: str
    count: str
    weeks: tuple[CalendarWeek, ...]


@frozen
class CalendarPage:
    """`calendar.html`. `weekdays` are pairs of a name and its short form, in the order of the columns.

    `earlier` are months before the as-of one, newest first.
    """

    head: Head
    heading: str
    finding: str
    jumps: tuple[Link, ...]
    weekdays: tuple[tuple[str, str], ...]
    months: tuple[CalendarMonth, ...]
    earlier: tuple[CalendarMonth, ...]
    earlier_words: str
    more: str
