"""The calendar: months as tables, with what is due or was reached on each day.

Names up to sixty goals; four a day and how many more up to five hundred; beyond that, counts. Only the month of the
as-of day and those with dates, and no more of them than a page can hold.
"""

from bisect import bisect_left
from calendar import Calendar
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

from milepost.config.table import DAYS
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.calendar.dates import Place, dated, entry, has_dates, places_of
from milepost.report.frame import Framing
from milepost.report.pages.calendar import CalendarDay, CalendarMonth, CalendarPage, CalendarWeek
from milepost.report.pages.parts import Link
from milepost.report.wording import counted, day_words, distance

NAMES_UP_TO, COUNTS_ABOVE = 60, 500
MOST_A_DAY, SOME_A_DAY = 12, 4
MOST_NAMES, MOST_MONTHS = 600, 24
SOON_DAYS = 30
_MONTHS = (
    *(say("January"), say("February"), say("March"), say("April"), say("May"), say("June")),
    *(say("July"), say("August"), say("September"), say("October"), say("November"), say("December")),
)
_WEEKDAYS = (
    (say("Monday"), say("Mon")),
    (say("Tuesday"), say("Tue")),
    (say("Wednesday"), say("Wed")),
    (say("Thursday"), say("Thu")),
    (say("Friday"), say("Fri")),
    (say("Saturday"), say("Sat")),
    (say("Sunday"), say("Sun")),
)
_THURSDAY = 3

Month: TypeAlias = int
"""A month counted from the year 0."""


class _Plan(NamedTuple):
    """Everything with a day, how much there is on each, and how much a day shows: but a count where `most` is 0."""

    places: Sequence[Place]
    counts: Mapping[date, int]
    most: int
    around: Around
    free: frozenset[date]

    def on(self, day: date, most: int) -> Sequence[Place]:
        """The first that stand on a day."""
        start = bisect_left(self.places, (day.toordinal(),))
        return self.places[start : start + most]


def has_calendar(around: Around) -> bool:
    """Whether anything stands on a day."""
    return has_dates(around)


def calendar_pages(around: Around, framing: Framing) -> Mapping[str, Callable[[], CalendarPage]]:
    """`calendar.html`, made when it is asked for; nothing where there are no dates."""
    return {"calendar.html": partial(_page, around, framing)} if has_calendar(around) else {}


def _page(around: Around, framing: Framing) -> CalendarPage:
    plan = _plan(around)
    first_day = DAYS.index(around.material.settings.week_start)
    sizes: Counter[Month] = Counter()
    for day, count in plan.counts.items():
        sizes[_month_of(day)] += count
    months = _months(plan, sizes)
    total, shown = sum(sizes.values()), sum(sizes[month] for month in months)
    finding = _finding(plan)
    now = _month_of(around.as_of)
    coming = tuple(_month(month, sizes[month], plan, Calendar(first_day)) for month in months if month >= now)
    earlier = [_month(month, sizes[month], plan, Calendar(first_day)) for month in reversed(months) if month < now]
    return CalendarPage(
        head=framing.head("calendar.html", "calendar", say("Calendar"), finding),
        heading=say("Calendar"),
        finding=finding,
        jumps=tuple(Link(month.title, f"#{month.key}") for month in coming) if len(coming) > 1 else (),
        weekdays=(*_WEEKDAYS[first_day:], *_WEEKDAYS[:first_day]),
        months=coming,
        earlier=tuple(earlier),
        earlier_words=say(
            "{n:,} earlier month with {dates}",
            many="{n:,} earlier months with {dates}",
            n=len(earlier),
            dates=_dates(sizes, months, now),
        )
        if earlier
        else "",
        more=say(
            "{shown:,} of {n:,} date shown; the others are further away.",
            many="{shown:,} of {n:,} dates shown; the others are further away.",
            shown=shown,
            n=total,
        )
        if shown < total
        else "",
    )


def _dates(sizes: Mapping[Month, int], months: Sequence[Month], now: Month) -> str:
    return counted(sum(sizes[month] for month in months if month < now), "date")


def _plan(around: Around) -> _Plan:
    places, goals = places_of(around), len(around.plan.goals)
    counts = {date.fromordinal(day): count for day, count in Counter(place.day for place in places).items()}
    most = MOST_A_DAY if goals <= NAMES_UP_TO else SOME_A_DAY if goals <= COUNTS_ABOVE else 0
    return _Plan(places, counts, most, around, frozenset(around.material.settings.holidays))


def _finding(plan: _Plan) -> str:
    """`9 dates in the next 30 days. Next: “Beta”, in 12 days.`"""
    as_of = plan.around.as_of
    first = bisect_left(plan.places, (as_of.toordinal(),))
    nearest = next((place for place in plan.places[first:] if place.is_open), None)
    if nearest is None:
        return say("Nothing is due any more.")
    last = bisect_left(plan.places, (as_of.toordinal() + SOON_DAYS + 1,))
    soon = sum(place.is_open for place in plan.places[first:last])
    said = say(
        "{n:,} thing is due in the next {soon_days} days",
        many="{n:,} things are due in the next {soon_days} days",
        n=soon,
        soon_days=SOON_DAYS,
    )
    found = dated(nearest, plan.around)
    next_one = say(
        "Next: “{title}”, {distance}.", title=entry(found, plan.around).title, distance=distance(found.day, as_of)
    )
    return say(
        "{said}. {next_one}",
        said=said if soon else say("Nothing is due in the next {soon_days} days", soon_days=SOON_DAYS),
        next_one=next_one,
    )


def _month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def _months(plan: _Plan, sizes: Mapping[Month, int]) -> list[Month]:
    """Those to show, in order: the nearest ones first until the page is full; the as-of month in any case."""
    now = _month_of(plan.around.as_of)
    names = 0
    chosen: list[Month] = []
    for month in sorted({now, *sizes}, key=lambda month: (abs(month - now), -month)):
        names += min(sizes[month], plan.most * 31)
        if chosen and (names > MOST_NAMES or len(chosen) == MOST_MONTHS):
            break
        chosen.append(month)
    return sorted(chosen)


def _month(month: Month, size: int, plan: _Plan, calendar: Calendar) -> CalendarMonth:
    year, index = divmod(month, 12)
    weeks = calendar.monthdays2calendar(year, index + 1)
    return CalendarMonth(
        key=f"mp_{year:04d}-{index + 1:02d}",
        title=say("{months} {year}", months=_MONTHS[index], year=year),
        count=counted(size, "date") if size else "",
        weeks=tuple(_week(days, (year, index + 1), plan) for days in weeks),
    )


def _week(days: Sequence[tuple[int, int]], month: tuple[int, int], plan: _Plan) -> CalendarWeek:
    """A row, by the ISO week its Thursday lies in, wherever the week begins."""
    at, (number, _) = next((at, each) for at, each in enumerate(days) if each[0])
    thursday = next(at for at, each in enumerate(days) if each[1] == _THURSDAY)
    ordinal = date(*month, number).toordinal() + thursday - at
    name = f"W{date.fromordinal(max(1, min(ordinal, date.max.toordinal()))).isocalendar().week:02d}"
    return CalendarWeek(name, tuple(_day(date(*month, day), plan) if day else NO_DAY for day, _ in days))


def _day(day: date, plan: _Plan) -> CalendarDay:
    count = plan.counts.get(day, 0)
    shown = plan.on(day, count if count <= plan.most else plan.most - 1) if plan.most else ()
    return CalendarDay(
        iso=day.isoformat(),
        number=str(day.day),
        near=say("{weekday} {day}", weekday=_WEEKDAYS[day.weekday()][1], day=day_words(day)) if count else "",
        is_today=day == plan.around.as_of,
        is_free=day in plan.free,
        entries=tuple(entry(dated(place, plan.around), plan.around) for place in shown),
        more=f"+{count - len(shown):,}" if shown and len(shown) < count else "",
        number_due=counted(count, "date") if count and not plan.most else "",
    )


NO_DAY = CalendarDay("", "", "", is_today=False, is_free=False, entries=(), more="", number_due="")
