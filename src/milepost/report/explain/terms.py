"""Figures as the terms of a formula: exact where that is short, and never rounded across a limit."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

from milepost.analysis.facts import Share
from milepost.analysis.rollup import ONE, ZERO
from milepost.diagnostics.wording import decimal_words, figure
from milepost.model.said import say, shaped
from milepost.report.wording import percent

_LARGEST_DENOMINATOR = 100
_LARGEST_WEIGHT = 100_000
_MOST_TERMS = 12
_MOST_PLACES = 6
_POWERS: tuple[int, ...] = tuple(10**places for places in range(_MOST_PLACES + 1))
MINUS = "−"
_STATES = {
    "none": say("none"),
    "on_track": say("on track"),
    "at_risk": say("at risk"),
    "off_track": say("off track"),
    "not_started": say("not started"),
    "in_progress": say("in progress"),
    "on_hold": say("on hold"),
    "paused": say("paused"),
    "proposed": say("proposed"),
    "planned": say("planned"),
    "active": say("active"),
    "done": say("done"),
    "missed": say("missed"),
    "dropped": say("dropped"),
    "cancelled": say("cancelled"),
    "unknown": say("unknown"),
}


def exact(value: Fraction) -> str:
    """`4/5`, `1`; four decimals where the fraction would be long."""
    above, below = value.as_integer_ratio()
    if below == 1:
        return _signed(str(above))
    return _signed(f"{above}/{below}") if below <= _LARGEST_DENOMINATOR else rounded(value, 4)


def is_short(value: Fraction) -> bool:
    """Whether a figure reads well as a fraction."""
    return value.denominator <= _LARGEST_DENOMINATOR


def rounded(value: Fraction, places: int = 2) -> str:
    """`−0.30`, with so many decimals."""
    above, below = value.as_integer_ratio()
    units = _units(abs(above), below, places)
    whole, rest = divmod(units, _POWERS[places])
    sign = MINUS if above < 0 and units else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def beside(value: Fraction, limit: Fraction, least: int = 2) -> str:
    """A value in at least so many decimals, and as many as it takes to see on which side of a limit it lies."""
    (above, below), (other, part) = value.as_integer_ratio(), limit.as_integer_ratio()
    side = _order(above * part, other * below)
    for places in range(least, _MOST_PLACES):
        if _order(_units(above, below, places), _units(other, part, places)) == side:
            return rounded(value, places)
    return rounded(value, _MOST_PLACES)


def _units(above: int, below: int, places: int) -> int:
    """A figure in units of its last place, a half to the even one, as `round` has it."""
    units, rest = divmod(above * _POWERS[places], below)
    return units + (2 * rest > below or (2 * rest == below and units % 2))


def is_less(value: Fraction, limit: Fraction) -> bool:
    """Whether a figure is below a limit, told in a fifth of the time that comparing takes."""
    (above, below), (other, part) = value.as_integer_ratio(), limit.as_integer_ratio()
    return above * part < other * below


def _order(left: int, right: int) -> int:
    return (left > right) - (left < right)


def is_in_places(value: Fraction, places: int = 2) -> bool:
    """Whether so many decimals are all of a figure."""
    return _POWERS[places] % value.denominator == 0


def shortest(value: Fraction) -> str:
    """A figure in at most three decimals, none where they are zeros: `0.525`, `14`."""
    return _signed(figure(value))


def number(value: Decimal) -> str:
    """A written number, with a true minus sign."""
    return _signed(decimal_words(value))


def _signed(text: str) -> str:
    return shaped(text, _with_true_minus) if "-" in text else text


def _with_true_minus(text: str) -> str:
    return text.replace("-", MINUS)


def state_words(state: str | None) -> str:
    """`off track`."""
    return _STATES.get(state or "none") or (state or "none").replace("_", " ")


def weighted_mean(shares: Sequence[Share], value: Fraction) -> str:
    """`(3·1/2 + 1·1) / 4 = 62 %`: what children count, each with its weight."""
    weights = _whole([share.weight for share in shares])
    if weights is None:
        terms = [f"{rounded(share.weight, 4)}·{exact(share.progress)}" for share in shares]
        return f"{sum_of(terms)} = {percent(value)}"
    alike = len(set(weights)) == 1
    figures = [_term(share.progress) for share in shares]
    terms = figures if alike else [f"{weight}·{figure}" for weight, figure in zip(weights, figures, strict=True)]
    sum_ = terms[0] if len(terms) == 1 and "/" not in terms[0] else f"({sum_of(terms)})"
    return f"{sum_} / {len(shares) if alike else sum(weights)} = {percent(value)}"


def _term(progress: Fraction) -> str:
    """What one part counts; without arithmetic where it is done or not begun, as most are."""
    return "0" if progress is ZERO else "1" if progress is ONE else exact(progress)


def _whole(weights: Iterable[Fraction]) -> list[int] | None:
    """Weights as the smallest whole numbers in the same proportion; None where those would be long."""
    given = list(weights)
    if given and given.count(given[0]) == len(given):
        return [1] * len(given)
    scale = lcm(*(weight.denominator for weight in given))
    if scale > _LARGEST_WEIGHT:
        return None
    whole = [int(weight * scale) for weight in given]
    common = gcd(*whole) or 1
    return [weight // common for weight in whole]


def sum_of(terms: Sequence[str]) -> str:
    """Terms added up; of many, equal ones together, and no more than anybody would read."""
    if len(terms) > _MOST_TERMS:
        counted = {term: terms.count(term) for term in dict.fromkeys(terms)} if len(set(terms)) <= _MOST_TERMS else {}
        if not counted:
            return say("{terms} + … {more} more", terms=" + ".join(terms[:_MOST_TERMS]), more=len(terms) - _MOST_TERMS)
        terms = [f"{count}·{term}" if count > 1 else term for term, count in counted.items()]
    return " + ".join(terms)
