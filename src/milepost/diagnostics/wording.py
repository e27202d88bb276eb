"""Small phrases every diagnostic shares: quoting what was typed, numbers, and "did you mean"."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from milepost.model.said import Said, numeral, reshaped, say, shaped

_SHOWN = 60
_SHORT = 5
_LARGEST_SHOWN = 12
_DIGITS = ((0, 100), (1, 10), (2, 1))
_MOST_PLACES = 3
_FOUR_YEARS, _FOUR_WORKING_YEARS = 1_461, 1_044
_MOST_KNOWN = 2_000


def quote(text: str) -> str:
    """Typed text between backquotes, on one line, at most 60 characters of it."""
    line = " ".join(text[: _SHOWN * 2].split())
    if len(line) > _SHOWN or len(text) > _SHOWN * 2:
        line = line[: _SHOWN - 1] + "…"
    return f"`{line}`" if "`" not in line else f"“{line}”"


@lru_cache(_MOST_KNOWN)
def decimal_words(value: Decimal) -> str:
    """`24,000`, `6.5`, however it was typed or came about; what is too long for a page is shown as a power of ten."""
    if abs(value.adjusted()) > _LARGEST_SHOWN and value:
        digits, _, power = f"{value:.3E}".partition("E")
        return numeral(f"{_without_zeros(digits)}\u00a0×\u00a010^{int(power)}")
    return numeral(_without_zeros(f"{value or Decimal(0):,f}"))


def _without_zeros(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def figure(value: Fraction) -> str:
    """An exact figure with at most three decimals."""
    return _rounded(value, _MOST_PLACES)


def short_figure(value: Fraction) -> str:
    """A figure to three digits that say something: `0.525`, `2.5`, `499`; whole numbers are never cut."""
    return _rounded(value, next((places for places, least in _DIGITS if abs(value) >= least), _MOST_PLACES))


def _rounded(value: Fraction, places: int) -> str:
    unit = 10**places
    rounded = round(value * unit)
    whole, rest = divmod(abs(rounded), unit)
    shown = f"{whole:,}.{rest:0{places}d}".rstrip("0") if rest else f"{whole:,}"
    return numeral(f"-{shown}" if rounded < 0 else shown)


@lru_cache(_MOST_KNOWN)
def days_words(days: int, *, are_working: bool = False) -> Said:
    """`1 day`, `300 days`; from two years on `36 years`, which is what anybody would say."""
    years = whole_years(days, are_working=are_working)
    if years:
        return say("{n:,} year", many="{n:,} years", n=years)
    return say("{n:,} day", many="{n:,} days", n=days)


@lru_cache(_MOST_KNOWN)
def slack_words(slack: int, *, calendar_days: bool) -> Said:
    """`12 working days to spare`, `3 working days short`; days where every day is a working day."""
    if slack == 0:
        return say("no day to spare")
    days = workdays_words(abs(slack), calendar_days=calendar_days)
    return say("{days} to spare", days=days) if slack > 0 else say("{days} short", days=days)


@lru_cache(_MOST_KNOWN)
def workdays_words(days: int, *, calendar_days: bool) -> Said:
    """`1 working day`, `1,200 working days`; days where every day is a working day."""
    if calendar_days:
        return say("{n:,} day", many="{n:,} days", n=days)
    return say("{n:,} working day", many="{n:,} working days", n=days)


@lru_cache(_MOST_KNOWN)
def ago_words(days: int, *, are_working: bool = False) -> Said:
    """`1 day ago`; from two years on `36 years ago`."""
    years = whole_years(days, are_working=are_working)
    if years:
        return say("{n:,} year ago", many="{n:,} years ago", n=years)
    return say("{n:,} day ago", many="{n:,} days ago", n=days)


def whole_years(days: int, *, are_working: bool = False) -> int:
    """The years in so many days, 0 where they are fewer than two."""
    years = days * 4 // (_FOUR_WORKING_YEARS if are_working else _FOUR_YEARS)
    return years if years >= 2 else 0


def sentence(text: str) -> str:
    """Text with a capital letter at its start and a full stop at its end."""
    if not text:
        return text
    if type(text) is Said:
        is_fixed = not text.given and not text.form.shapes and text == text.form.message
        return _fixed(text) if is_fixed else reshaped(text, _ended(text), sentence)
    return _ended(text)


def _ended(text: str) -> str:
    first, end = text[0], "" if text[-1] in ".?!…" else "."
    capital = first.upper()
    return "".join((text, end) if capital == first else (capital, text[1:], end))


@lru_cache(None)
def _fixed(message: Said) -> str:
    """The sentence of a message without values, of which there are as many as are written in the sources."""
    return shaped(message, sentence)


def nearest(word: str, names: Iterable[str], *, cutoff: float | None = None) -> str | None:
    """The name most like `word`, ignoring case, or None when none is close. Ties go to the first in sorted order.

    `cutoff` is the likeness asked for, 0..1; by default two letters of three, or three of four in longer words.
    """
    from difflib import get_close_matches  # rarely needed, and slow to import

    by_fold = {name.casefold(): name for name in sorted(names, reverse=True)}
    if cutoff is None:
        cutoff = 0.66 if len(word) <= _SHORT else 0.75
    found = get_close_matches(word.casefold()[:100], sorted(by_fold), n=1, cutoff=cutoff)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """`Did you mean …?`, or nothing when no name is close."""
    name = nearest(word, names)
    return say("Did you mean `{name}`?", name=name) if name is not None else ""
