"""Roll-up: how children make up their parent's progress.

p(parent) = Σ wᵢ pᵢ / Σ wᵢ over children in the count, each clamped to 0..1. Law: the result lies between the children's
extremes, and does not depend on their order.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from milepost.analysis.facts import Progress, Share
from milepost.model.quantity import Weight
from milepost.model.quick import quick
from milepost.model.said import say

ZERO, ONE = Fraction(0), Fraction(1)
ALMOST = Fraction(99, 100)
"""What an unticked thing can reach at most."""


class Child(NamedTuple):
    """One direct child: its figure, its weight as written, and whether it is in the count."""

    id: str
    title: str
    progress: Fraction
    weight: Weight | None = None
    counted: bool = True


def clamp(value: Fraction) -> Fraction:
    """The value held within 0..1; 0 and 1 are always `ZERO` and `ONE`."""
    if value is ONE or value is ZERO:
        return value
    if value.numerator <= 0:
        return ZERO
    return ONE if is_whole(value) else value


def is_whole(value: Fraction) -> bool:
    """Whether a share is 1 or more; comparing the parts is much cheaper than comparing fractions."""
    above, below = value.as_integer_ratio()
    return above >= below


def held_back(value: Fraction) -> Fraction:
    """The value, but no more than what an unticked thing can reach."""
    above, below = value.as_integer_ratio()
    return ALMOST if above * 100 > below * 99 else value


def total(figures: Iterable[Fraction]) -> Fraction:
    """The exact sum. Much cheaper than adding fractions one by one, each of which would be put in lowest terms."""
    return portion(*_added(figures))


def _added(figures: Iterable[Fraction]) -> tuple[int, int]:
    """The sum as two whole numbers, not in lowest terms. Often figures are one and the same, as equal shares are."""
    above, below, parts = 0, 1, 0
    last = ZERO
    for figure in figures:
        if figure is not last:
            parts, denominator = figure.as_integer_ratio()
            if denominator != below:
                shared = lcm(below, denominator)
                above, parts, below = above * (shared // below), parts * (shared // denominator), shared
            last = figure
        above += parts
    return above, below


def mean(figures: Sequence[Fraction]) -> tuple[Fraction, int]:
    """The plain mean of figures that are clamped, at least one, and how many of them are 1."""
    done, begun = 0, []
    for figure in figures:
        if figure is ONE:
            done += 1
        elif figure is not ZERO:
            begun.append(figure)
    if not begun:
        return portion(done, len(figures)), done
    above, below = _added(begun)
    return portion(above + done * below, below * len(figures)), done


def roll_up(children: Sequence[Child]) -> Progress:
    """The children's weighted mean. `value` is None when none of them is in the count or all weights are 0."""
    counted = [child for child in children if child.counted]
    if not counted:
        return Progress(None, flags=("no_remaining_scope",) if children else ())
    if not [child for child in children if child.weight]:
        return _evenly(counted)
    weights = _weights(counted)
    whole = total(weights)
    off = _shares_off(children)
    done = sum(1 for child in counted if is_whole(child.progress))
    if whole == 0:
        return Progress(None, None, None, None, done, len(counted), flags=("no_remaining_scope",), shares_off=off)
    shares = tuple(
        Share(child.id, child.title, weight / whole, clamp(child.progress))
        for child, weight in zip(counted, weights, strict=True)
    )
    value = total(share.weight * share.progress for share in shares)
    return Progress(value, None, value, None, done, len(counted), shares=shares, shares_off=off)


def _evenly(children: Sequence[Child]) -> Progress:
    """The plain mean: what nearly every goal has."""
    figures = [clamp(child.progress) for child in children]
    value, done = mean(figures)
    each = portion(1, len(children))
    shares = [
        quick(Share, (child.id, child.title, each, figure)) for child, figure in zip(children, figures, strict=True)
    ]
    return Progress(value, None, value, None, done, len(children), "children", tuple(shares))


@lru_cache(4096)
def portion(some: int, count: int) -> Fraction:
    """So many of so many."""
    return Fraction(some, count)


def _weights(children: Sequence[Child]) -> list[Fraction]:
    """Weight 1 unless given. Percentages are shares; the others split what is left of 100 by their weights."""
    shared = total(Fraction(child.weight.value) for child in children if child.weight and child.weight.is_share)
    if not any(child.weight and child.weight.is_share for child in children):
        return [Fraction(child.weight.value) if child.weight else ONE for child in children]
    plain = total(_plain(child) for child in children)
    left = max(ZERO, 100 - shared)
    return [
        Fraction(child.weight.value)
        if child.weight and child.weight.is_share
        else (left * _plain(child) / plain if plain else ZERO)
        for child in children
    ]


def _plain(child: Child) -> Fraction:
    if child.weight is None:
        return ONE
    return ZERO if child.weight.is_share else Fraction(child.weight.value)


def _shares_off(children: Sequence[Child]) -> str:
    """How the written shares fail to add up to 100, "" where they do."""
    shares = [Fraction(child.weight.value) for child in children if child.weight and child.weight.is_share]
    if children and all(child.weight is not None and child.weight.value == 0 for child in children):
        return say("all weights are 0")
    if not shares:
        return ""
    whole = total(shares)
    if whole > 100:
        return say("the shares add up to {number} %", number=_number(whole))
    if whole < 100 and len(shares) == len(children):
        return say("the shares add up to only {number} %", number=_number(whole))
    return ""


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.1f}"
