"""plan.ics: a calendar as RFC 5545 wants it. The only module that knows icalendar, which escapes text and folds lines.

Lines, not icalendar's components: these take five times as long, which a plan of a thousand goals would notice.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from icalendar import vText
from icalendar.parser import Contentline

from milepost import __version__
from milepost.report.export.dates import DueEvent, PlanCalendar

SHORT = 75
"""Bytes that a line is no longer than in any calendar; so many, and icalendar folds it."""


def calendar_text(plan: PlanCalendar) -> str:
    """The whole file. Its time stamps are the as-of date's, so that the same plan makes the same bytes."""
    return "".join([f"{_folded(line)}\r\n" for line in _lines(plan)])


def _folded(line: str) -> str:
    """A line in pieces where it is a long one; icalendar goes through it character by character."""
    return line if len(line.encode()) < SHORT else Contentline(line).to_ical().decode()


def _lines(plan: PlanCalendar) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//milepost//milepost {__version__}//EN")
    yield f"X-WR-CALNAME:{_text(plan.title)}"
    if plan.address:
        yield f"URL:{plan.address}"
    stamp = f"DTSTAMP:{_day(plan.as_of)}T000000Z"
    for each in plan.events:
        yield from ("BEGIN:VEVENT", f"UID:{each.name}", stamp)
        yield from _event(each)
        if plan.address:
            yield f"URL:{plan.address}{each.href}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _event(each: DueEvent) -> Iterator[str]:
    yield f"SUMMARY:{_text(each.title)}"
    yield f"DTSTART;VALUE=DATE:{_day(each.first)}"
    after = each.last + timedelta(days=1) if each.last < date.max else date.max
    if each.first < after:  # the last day of the calendar has none after it
        yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield f"CATEGORIES:{_text(each.kind)}"
    yield f"DESCRIPTION:{_text(each.text)}"
    yield "TRANSP:TRANSPARENT"


def _text(text: str) -> str:
    return str(vText(text).to_ical(), "utf-8")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")
