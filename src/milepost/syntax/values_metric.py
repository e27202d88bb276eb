"""Readers for a metric's short form, `10 -> 60 km`, and its direction. The map form is `syntax.metric_map`'s."""

import re

from milepost.diagnostics.wording import quote
from milepost.model.fields import MetricSpec
from milepost.model.said import say
from milepost.model.vocabulary import DIRECTIONS
from milepost.syntax.misread import ReadResult, one_of, refuse
from milepost.syntax.values_number import NUMBER, decimal_of

METRIC_HELP = say("Write baseline and target, such as `10 -> 60 km`.")

_UNIT = r"[^\d\s+\-−.,>→][^\r\n>→]{0,60}"
_SHORT = re.compile(rf"({NUMBER})\s*((?:{_UNIT})?)\s*(?:-+>|→|⟶|⇒|=>)\s*({NUMBER})\s*({_UNIT})?", re.ASCII)
_STARTS_WITH_NUMBER = re.compile(rf"[^\w]*{NUMBER}", re.ASCII)
_BAND = re.compile(
    rf"(?:between\s*:?)?\s*[\[(]?\s*({NUMBER})\s*(?:\.\.|–|,|\band\b|\bto\b|-)\s*({NUMBER})\s*[\])]?",
    re.ASCII | re.IGNORECASE,
)
_LONGEST = 300


def read_metric(text: str) -> ReadResult:
    """`baseline -> target unit`, or, without any number in front, the metric's name."""
    found = _SHORT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is not None:
        return _short(found, text)
    if "->" in text or "→" in text or _STARTS_WITH_NUMBER.match(text):
        return refuse("invalid-number", say("{text} is not a metric.", text=quote(text)), METRIC_HELP)
    return ReadResult(MetricSpec(name=text))


def read_direction(text: str) -> ReadResult:
    """Which way is better, as the part of a metric it is: a word, or `between 70 and 75`."""
    if len(text) <= _LONGEST and _BAND.fullmatch(text):
        return read_band(text)
    word, misreads = one_of(DIRECTIONS, text, "direction")
    return ReadResult(MetricSpec(direction=word) if isinstance(word, str) else None, misreads)


def read_band(text: str) -> ReadResult:
    """Two numbers, the lower one first: the direction `between` them."""
    found = _BAND.fullmatch(text) if len(text) <= _LONGEST else None
    low, high = (decimal_of(found[1]), decimal_of(found[2])) if found else (None, None)
    if low is None or high is None or low > high:
        return refuse(
            "invalid-number",
            say("{text} is not a band.", text=quote(text)),
            say("Write `between: [70, 75]`, the lower first."),
        )
    return ReadResult(MetricSpec(direction="between", band=(low, high)))


def _short(found: re.Match[str], text: str) -> ReadResult:
    baseline, target = decimal_of(found[1]), decimal_of(found[3])
    unit, other = (found[4] or "").strip(), found[2].strip()
    if baseline is None or target is None or (other and unit and other != unit):
        return refuse("invalid-number", say("{text} is not a metric.", text=quote(text)), METRIC_HELP)
    return ReadResult(MetricSpec(unit=unit or other, baseline=baseline, target=target))
