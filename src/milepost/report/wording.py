"""Figures and days in plain words. Rounding happens here and nowhere before."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial

from milepost.diagnostics.wording import ago_words, decimal_words, whole_years
from milepost.model.quantity import Duration, Weight
from milepost.model.said import Said, Shape, joined, reshaped, say, shaped
from milepost.report.visible import visible

_MONTHS = (
    *(say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun")),
    *(say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec")),
)
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NAME = re.compile(r"`([^`]*)`")
_MOST_PERCENTS, _MOST_COUNTS = 300, 5_000
_MOST_SENTENCES = 4_000
_ROOM = 600
_MOST_DAYS = 20_000
"""A plan names the same few thousand days again and again; each is put into words once, and pages share the words."""


def percent(share: Fraction) -> Said:
    """Floor to whole percent; `<1 %` for what is more than nothing; 100 % only when all of it is there."""
    above, below = share.as_integer_ratio()
    return _LEAST if 0 < above * 100 < below else whole_percent(above * 100 // below)


@lru_cache(_MOST_PERCENTS)
def whole_percent(figure: int) -> Said:
    """`42 %`."""
    return say("{figure:,} %", figure=figure)


_LEAST = say("<1 %")


def permille(share: Fraction) -> int:
    """The floor of a share in thousandths: the length of a bar."""
    above, below = share.as_integer_ratio()
    return above * 1000 // below


def raw_percent(raw: Fraction) -> str:
    """A metric's unclamped figure: `112 %` beyond the target, `25 % worse than the start` below the baseline."""
    if raw < 0:
        return say("{share} worse than the start", share=percent(-raw))
    return percent(raw)


@lru_cache(_MOST_COUNTS)
def counted(count: int, one: str, many: str = "") -> Said:
    """`1 goal`, `3 goals`, `1,200 goals`; a word that is not written in the call is marked as `noun`."""
    return say("{n:,} " + one, many="{n:,} " + (many or one + "s"), n=count)


def noun(one: str, many: str = "") -> str:  # noqa: ARG001 - catalogues are told
    """A word that `counted` will be given, so that catalogues have it with its plural."""
    return one


def month_name(day: date) -> str:
    """`Oct`."""
    return _MONTHS[day.month - 1]


@lru_cache(_MOST_DAYS)
def day_words(day: date) -> str:
    """`12 Oct 2026`."""
    return say("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


@lru_cache(_MOST_DAYS)
def short_day(day: date, as_of: date) -> str:
    """`12 Oct`, with the year where it is not the as-of date's."""
    if day.year != as_of.year:
        return day_words(day)
    return say("{day} {month}", day=day.day, month=_MONTHS[day.month - 1])


@lru_cache(_MOST_DAYS)
def distance(day: date, as_of: date) -> str:
    """`today`, `tomorrow`, `in 12 days`, `3 days ago`; from two years on `in 28 years`."""
    days = (day - as_of).days
    if days in _NEAR:
        return _NEAR[days]
    if days < 0:
        return ago_words(-days)
    years = whole_years(days)
    if years:
        return say("in {n:,} year", many="in {n:,} years", n=years)
    return say("in {n:,} day", many="in {n:,} days", n=days)


_NEAR = {0: say("today"), 1: say("tomorrow"), -1: say("yesterday")}


@lru_cache(_MOST_DAYS)
def done_on(day: date, as_of: date) -> str:
    """`done 3 Mar`."""
    return say("done {text}", text=short_day(day, as_of))


@lru_cache(_MOST_DAYS)
def overdue(day: date, as_of: date) -> str:
    """`12 days overdue`."""
    days = (as_of - day).days
    years = whole_years(days)
    if years:
        return say("{n:,} year overdue", many="{n:,} years overdue", n=years)
    return say("{n:,} day overdue", many="{n:,} days overdue", n=days)


@lru_cache(_MOST_COUNTS)
def late_or_early(days: int) -> Said:
    """`3 days late`, `1 day early`."""
    years = whole_years(abs(days))
    if years and days > 0:
        return say("{n:,} year late", many="{n:,} years late", n=years)
    if years:
        return say("{n:,} year early", many="{n:,} years early", n=years)
    if days > 0:
        return say("{n:,} day late", many="{n:,} days late", n=days)
    return say("{n:,} day early", many="{n:,} days early", n=-days)


def with_unit(value: Decimal, unit: str) -> str:
    """`24,000 EUR`; a percent sign needs no other space than ours."""
    return joined(" ", (decimal_words(value), unit)) if unit.strip() else decimal_words(value)


def weight_words(weight: Weight) -> str:
    """`3`, or a share as `40 %`."""
    return say("{figure} %", figure=decimal_words(weight.value)) if weight.is_share else decimal_words(weight.value)


def duration_words(found: Duration) -> str:
    """`2 weeks 3 days` for `2w 3d`; parts of a day and the like as they are written."""
    parts = (
        (found.months, noun("month")),
        (found.weeks, noun("week")),
        (found.days, noun("day")),
        (found.hours, noun("hour")),
    )
    if any(number % 1 for number, _ in parts):
        return visible(found.text)
    return joined(" ", (counted(int(number), unit) for number, unit in parts if number)) or visible(found.text)


_EACH: dict[tuple[object, ...], Said] = {
    (1, 0, 0, 0): say("every month"),
    (0, 1, 0, 0): say("every week"),
    (0, 0, 1, 0): say("every day"),
    (0, 0, 0, 1): say("every hour"),
}


def cadence_words(found: Duration) -> str:
    """`weekly` as it is written, `every week` for `1w`, `every 2 weeks` for `2w`."""
    if not any(each.isdigit() for each in found.text):
        return visible(found.text)
    each = _EACH.get((found.months, found.weeks, found.days, found.hours))
    return each or say("every {duration}", duration=duration_words(found))


def listing(words: tuple[str, ...]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(words) < 2:
        return words[0] if words else ""
    return say("{others} and {last}", others=joined(", ", words[:-1]), last=words[-1])


def sentence(text: str, room: int = _ROOM) -> str:
    """A message or remedy as a sentence: safe to show, with a capital and a full stop, cut where it fills a page."""
    if type(text) is Said:
        return shaped(text, sentence if room == _ROOM else partial(sentence, room=room))
    said = visible(text[: 2 * room]).strip()
    if len(said) > room:
        said = f"{said[: room - 1].rstrip()}…"
    end = "." if said and said[-1] not in ".?!…" else ""
    return f"{said[:1].upper()}{said[1:]}{end}"


def phrase(text: str) -> str:
    """The same without the full stop, as a part of something."""
    return shaped(readable(text), _without_stop)


def _without_stop(text: str) -> str:
    return text.removesuffix(".")


def readable(text: str) -> str:
    """A reason as a sentence for people: names in quotes, dates in words."""
    return reshaped(text, _readable(str(text)), readable) if type(text) is Said else _readable(text)


@lru_cache(_MOST_SENTENCES)
def _readable(text: str) -> str:
    return readable_with(text, day_words)


def readable_with(text: str, words: Callable[[date], str]) -> str:
    """The same with days in other words."""
    said = sentence(text, 240)
    if "`" in said:
        said = _NAME.sub(_in_quotes, said)
    return _ISO_DAY.sub(partial(_day_in_words, words), said) if "-" in said else said


def is_readable(shape: Shape) -> bool:
    """Whether this is how a text was made readable, in which days are words."""
    return shape is readable


def _in_quotes(name: re.Match[str]) -> str:
    return f"“{name[1]}”"


def _day_in_words(words: Callable[[date], str], found: re.Match[str]) -> str:
    try:
        return words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def small(text: str) -> str:
    """All in small letters, as within a sentence."""
    return text.lower()


def capital(text: str) -> str:
    """The first letter in upper case, the rest as it is."""
    shown = text[:1].upper() + text[1:]
    return reshaped(text, shown, capital) if type(text) is Said else shown
