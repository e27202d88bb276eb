"""Throughput: how many leaf items were finished in each past week."""

from collections.abc import Iterable, Sequence
from datetime import date

WEEKS = 26
ENOUGH = 5
"""Weeks with a completion that a forecast needs."""


def weekly_counts(done: Iterable[date], start: date | None, as_of: date) -> tuple[int, ...]:
    """Completions per 7-day window ending on the as-of day, oldest first, at most 26.

    Weeks before the start, or before the first completion where that was earlier, are left out; zeros after it count.
    """
    now = as_of.toordinal()
    days = [day for day in map(date.toordinal, done) if day <= now]
    if not days:
        return ()
    first = min(days) if start is None else min(*days, start.toordinal())
    span = min(WEEKS, (now - first) // 7 + 1)
    counts = [0] * span
    for day in days:
        age = (now - day) // 7
        if age < span:
            counts[age] += 1
    return tuple(reversed(counts))


def is_enough(counts: Sequence[int]) -> bool:
    """Whether there are at least five weeks with a completion."""
    return active_weeks(counts) >= ENOUGH


def active_weeks(counts: Sequence[int]) -> int:
    """Weeks with a completion."""
    return sum(1 for count in counts if count)
