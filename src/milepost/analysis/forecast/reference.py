"""Reference class: how long goals like this one took before, against what was planned for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from milepost.analysis.facts import Analysis, GoalFacts
from milepost.model.frozen import frozen
from milepost.model.status import Status

FEWEST = 3
"""Closed goals that make a class."""
ALIKE = 2
"""Goals planned for half as long, up to twice as long, are like this one."""
EVEN, LIKELY = Fraction(1, 2), Fraction(85, 100)

K = TypeVar("K", int, Fraction)


@frozen
class Span:
    """A closed goal: the days from its start that were planned, and those it took."""

    planned: int
    actual: int


@frozen
class Reference:
    """ "Your 60-day goals take 90": `planned` days of this goal, and those it `takes` by the ratios of `goals` others.

    `takes_85` is what 85 % of them needed at most; `likely` is the day on which this goal would be finished at `takes`.
    """

    goals: int
    planned: int
    takes: int
    takes_85: int
    likely: date | None


def closed_spans(figures: Analysis) -> tuple[Span, ...]:
    """Every goal that is done with a start, a due date after it and a done date."""
    spans = (span_of(one) for one in figures.goals.values())
    return tuple(span for span in spans if span is not None)


def span_of(facts: GoalFacts) -> Span | None:
    """The days a goal was planned for and took; None unless it is done and all three dates are known."""
    if facts.status is not Status.DONE or facts.start is None or facts.due is None or facts.done is None:
        return None
    planned, actual = (facts.due - facts.start).days, (facts.done - facts.start).days
    return Span(planned, actual) if planned > 0 and actual > 0 else None


def reference(facts: GoalFacts, spans: Sequence[Span]) -> Reference | None:
    """What the closed goals say about an open one; None without its dates or without enough of them."""
    if facts.start is None or facts.due is None or facts.outcome != "open" or facts.kind == "ongoing":
        return None
    planned = (facts.due - facts.start).days
    alike = [span for span in spans if span.planned <= ALIKE * planned and planned <= ALIKE * span.planned]
    known = alike if len(alike) >= FEWEST else spans
    if planned <= 0 or len(known) < FEWEST:
        return None
    ratios = Counter(Fraction(span.actual, span.planned) for span in known)
    takes, takes_85 = (_days(planned * walk(ratios, share)) for share in (EVEN, LIKELY))
    return Reference(len(known), planned, takes, takes_85, _later(facts.start, takes))


def usual_ratio(spans: Sequence[Span]) -> Fraction | None:
    """How many times as long as planned half of the closed goals took at most; None with too few of them."""
    if len(spans) < FEWEST:
        return None
    return walk(Counter(Fraction(span.actual, span.planned) for span in spans), EVEN)


def walk(histogram: Mapping[K, int], share: Fraction) -> K:
    """The least value up to which at least this share of a histogram (value → how often) lies."""
    total, passed = sum(histogram.values()), 0
    for value in sorted(histogram):
        passed += histogram[value]
        if passed >= share * total:
            return value
    return max(histogram)


def _days(exact: Fraction) -> int:
    """Whole days, a half rounded up."""
    return int(exact + EVEN)


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
