"""Readers for numbers, shares, fractions and percentages. Exact, finite, never a float."""

import re
from decimal import Decimal

from milepost.diagnostics.wording import quote
from milepost.model.quantity import Weight
from milepost.model.said import say
from milepost.syntax.misread import ReadResult, refuse

NUMBER = r"[+\-−]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+\-]?\d{1,2})?"
"""A finite decimal, as a pattern; an exponent has at most two digits."""

MAX_DIGITS = 100

_NUMBER = re.compile(NUMBER, re.ASCII)
_PERCENT = re.compile(rf"({NUMBER})\s*%", re.ASCII)
_RULE = "invalid-number"


def decimal_of(text: str) -> Decimal | None:
    """The finite decimal that `text` is, exactly; None when it is none or has more than 100 digits."""
    if len(text) > MAX_DIGITS or _NUMBER.fullmatch(text) is None:
        return None
    return Decimal(text.replace("−", "-"))


def percent_of(text: str) -> Decimal | None:
    """The fraction that `n%` is, exactly; None when `text` is no percentage."""
    found = _PERCENT.fullmatch(text) if len(text) <= MAX_DIGITS else None
    return _hundredth(found[1]) if found else None


def read_number(text: str) -> ReadResult:
    """A finite decimal."""
    value = decimal_of(text)
    return ReadResult(value) if value is not None else _no_number(text)


def read_amount(text: str) -> ReadResult:
    """A finite decimal, not below 0."""
    value = decimal_of(text)
    if value is not None and value < 0:
        return refuse(_RULE, say("{text} is below 0.", text=quote(text)), say("Use 0 or more."))
    return ReadResult(value) if value is not None else _no_number(text)


def read_weight(text: str) -> ReadResult:
    """A weight, or with `%` a share of the whole; not below 0."""
    share = percent_of(text)
    value = decimal_of(text) if share is None else Decimal(text.replace("−", "-").rstrip("% \t"))
    if value is None:
        return _no_number(text)
    if value < 0:
        return refuse(
            _RULE, say("The weight {text} is below 0.", text=quote(text)), say("Use 0 or more, or a share such as 30%.")
        )
    return ReadResult(Weight(value, is_share=share is not None))


def read_fraction(text: str) -> ReadResult:
    """A number from 0 to 1, or a percentage from 0 to 100."""
    percent = percent_of(text)
    value = decimal_of(text) if percent is None else percent
    if value is None:
        return _no_number(text)
    if not 0 <= value <= 1:
        return refuse(
            _RULE, say("{text} is not between 0 and 1.", text=quote(text)), say("Use a number such as 0.7, or 70%.")
        )
    return ReadResult(value)


def read_progress(text: str) -> ReadResult:
    """Progress stated by hand as a fraction: `40%`, `40` or `0.4`. At most 1 with a decimal point is a fraction."""
    percent = percent_of(text)
    if percent is None:
        number = decimal_of(text)
        if number is None:
            return _no_number(text)
        percent = number if "." in text and number <= 1 else _hundredth(text)
    if not 0 <= percent <= 1:
        return refuse(
            _RULE,
            say("The progress {text} is not between 0 and 100 %.", text=quote(text)),
            say("Use a percentage such as 40%."),
        )
    return ReadResult(percent)


def _hundredth(number: str) -> Decimal:
    """Exact, whatever the decimal context."""
    sign, digits, exponent = Decimal(number.replace("−", "-")).as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent - 2))


def _no_number(text: str) -> ReadResult:
    if len(text) > MAX_DIGITS and text.replace(".", "", 1).isdigit():
        return refuse(
            _RULE,
            say(
                "{text} has {text2} digits; a number has at most {max_digits}.",
                text=quote(text),
                text2=len(text),
                max_digits=MAX_DIGITS,
            ),
        )
    return refuse(
        _RULE,
        say("{text} is not a number.", text=quote(text)),
        say("Use digits and a decimal point, such as 12 or 12.5."),
    )
