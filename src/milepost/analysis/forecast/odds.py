"""Odds: the chance that n weeks suffice for N items, when each week is drawn from the past ones.

An exact convolution. Laws: P(n weeks ≥ N) falls with N and rises with n.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

LONGEST = 520
"""Weeks looked ahead at most; beyond ten years a date would say nothing."""
SURE = 0.9999


@lru_cache(maxsize=4096)
def odds(counts: tuple[int, ...], remaining: int, weeks: int, horizon: int = LONGEST) -> tuple[float, ...]:
    """P(n weeks ≥ remaining) for n = 0, 1, 2, … up to near certainty, and at least up to `weeks`.

    Whoever asks about no week after `horizon` gets the same odds as far as that, sooner.
    """
    if remaining <= 0:
        return (1.0,)
    if max(counts, default=0) * LONGEST < remaining:
        return (0.0,) * (horizon + 1)
    chances = [(count, times / len(counts)) for count, times in sorted(Counter(counts).items(), reverse=True)]
    left = [0.0] * remaining
    left[0] = 1.0
    found = [0.0]
    while len(found) <= horizon and (found[-1] < SURE or len(found) <= weeks):
        left = _one_week_on(left, chances)
        found.append(max(found[-1], 1.0 - sum(left)))
    return tuple(found)


def _one_week_on(left: Sequence[float], chances: Sequence[tuple[int, float]]) -> list[float]:
    """The chances of having finished 0, 1, … items and not all of them, one week later. Most items in a week first."""
    most = len(left)
    following = [0.0] * most
    for count, share in chances:
        for done in range(count, most):
            following[done] += left[done - count] * share
    return following


def weeks_until(found: Sequence[float], wanted: float) -> int | None:
    """The least n whose odds reach `wanted`; None beyond the horizon."""
    return next((weeks for weeks, chance in enumerate(found) if chance >= wanted), None)


def weeks_later(day: date, weeks: int) -> date | None:
    """The day so many weeks later; None behind the end of the calendar."""
    days = 7 * weeks
    return day + timedelta(days=days) if (date.max - day).days >= days else None


def joint(components: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The odds that every component suffices: their product, week by week; a finished one stays at its last odds."""
    longest = max(len(one) for one in components)
    product = [1.0] * longest
    for one in components:
        for weeks in range(longest):
            product[weeks] *= one[min(weeks, len(one) - 1)]
    return tuple(product)
