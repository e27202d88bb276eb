"""Figures and days in plain words. Rounding happens here and nowhere before."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from milepost.diagnostics.wording import decimal_words
from milepost.model.quantity import Weight
from milepost.report.visible import visible

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_MARKS = re.compile(r"\*\*|__|~~|==|`")
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|\[([^\[\]]*)\]\([^()\s]*\)")
_NAME = re.compile(r"`([^`]*)`")
_MOST_DAYS = 20_000
"""A plan names the same few thousand days again and again; each is put into words once, and pages share the words."""


def percent(share: Fraction) -> str:
    """Floor to whole percent; `<1 %` for what is more than nothing; 100 % only when all of it is there."""
    above, below = share.numerator, share.denominator
    return "<1 %" if 0 < above * 100 < below else f"{above * 100 // below} %"


def permille(share: Fraction) -> int:
    """The floor of a share in thousandths: the length of a bar."""
    return share.numerator * 1000 // share.denominator


def raw_percent(raw: Fraction) -> str:
    """A metric's unclamped figure: `112 %` beyond the target, `25 % worse than the start` below the baseline."""
    if raw < 0:
        return f"{percent(-raw)} worse than the start"
    return percent(raw)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 goal`, `3 goals`, `1,200 goals`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def month_name(day: date) -> str:
    """`Oct`."""
    return _MONTHS[day.month - 1]


@lru_cache(_MOST_DAYS)
def day_words(day: date) -> str:
    """`12 Oct 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


@lru_cache(_MOST_DAYS)
def short_day(day: date, as_of: date) -> str:
    """`12 Oct`, with the year where it is not the as-of date's."""
    return f"{day.day} {_MONTHS[day.month - 1]}" if day.year == as_of.year else day_words(day)


@lru_cache(_MOST_DAYS)
def distance(day: date, as_of: date) -> str:
    """`today`, `tomorrow`, `in 12 days`, `3 days ago`."""
    days = (day - as_of).days
    if days in _NEAR:
        return _NEAR[days]
    return f"in {days:,} days" if days > 0 else f"{-days:,} days ago"


_NEAR = {0: "today", 1: "tomorrow", -1: "yesterday"}


@lru_cache(_MOST_DAYS)
def overdue(day: date, as_of: date) -> str:
    """`12 days overdue`."""
    return f"{counted((as_of - day).days, 'day')} overdue"


def with_unit(value: Decimal, unit: str) -> str:
    """`24,000 EUR`; a percent sign needs no other space than ours."""
    return f"{decimal_words(value)} {unit}".rstrip()


def weight_words(weight: Weight) -> str:
    """`3`, or a share as `40 %`."""
    return decimal_words(weight.value) + (" %" if weight.is_share else "")


def listing(words: tuple[str, ...]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(text: str, room: int = 600) -> str:
    """A message or remedy as a sentence: safe to show, with a capital and a full stop, cut where it fills a page."""
    said = capital(visible(text[: 2 * room]).strip())
    if len(said) > room:
        said = f"{said[: room - 1].rstrip()}…"
    return f"{said}." if said and said[-1] not in ".?!…" else said


def readable(text: str) -> str:
    """A reason as a sentence for people: names in quotes, dates in words."""
    said = sentence(text, 240)
    if "`" in said:
        said = _NAME.sub(_in_quotes, said)
    return _ISO_DAY.sub(_day_in_words, said) if "-" in said else said


def without_markup(text: str) -> str:
    """A line's text without the commonest Markdown: emphasis, code marks, links shown as their words."""
    return _MARKS.sub("", _LINK.sub(_link_words, text)).strip()


def _link_words(link: re.Match[str]) -> str:
    return link[1] or link[2] or ""


def _in_quotes(name: re.Match[str]) -> str:
    return f"“{without_markup(name[1])}”"


def _day_in_words(found: re.Match[str]) -> str:
    try:
        return day_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def capital(text: str) -> str:
    """The first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
