"""Odds: the chance that n weeks suffice for N items, when each week is drawn from the past ones.

An exact convolution. Laws: P(n weeks ≥ N) falls with N and rises with n.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

LONGEST = 520
"""Weeks looked ahead at most; beyond ten years a date would say nothing."""
SURE = 0.9999
EXACT = 1e12
"""Steps of a chance between 0 and 1: what is exactly a half is no less, however its terms were added up."""


@lru_cache(maxsize=4096)
def odds(counts: tuple[int, ...], remaining: int, weeks: int, horizon: int = LONGEST) -> tuple[float, ...]:
    """P(n weeks ≥ remaining) for n = 0, 1, 2, … up to near certainty, and at least up to `weeks`.

    Whoever asks about no week after `horizon` gets the same odds as far as that, sooner.
    """
    if remaining <= 0:
        return (1.0,)
    if max(counts, default=0) * LONGEST < remaining:
        return (0.0,) * (horizon + 1)
    walk = _shared_walk if remaining <= _SHARED else _Walk
    left = walk(tuple(sorted(Counter(counts).items())), -(-remaining // _STEP) * _STEP)
    return left.odds(remaining, weeks, horizon)


_STEP, _SHARED = 8, 64
_BITS, _ROOM = 60, 150
_CERTAIN = 1 << _BITS
_FIELD = (1 << (_ROOM - _BITS)) - 1


class _Walk:
    """Week after week the chances of having finished fewer than 1, 2, … `width` items, as far as anybody asked.

    `times` says how many past weeks had how many. Goals with the same past weeks have these in common, whatever is left
    of each. Chances are counted in parts of 2⁶⁰, and those of one week are fields of one whole number, so that one step
    is taken for all of them at once: a product of two chances has room in a field.
    """

    def __init__(self, times: tuple[tuple[int, int], ...], width: int) -> None:
        weeks = sum(often for _, often in times)
        self._chances = [(count * _ROOM, (often << _BITS) // weeks) for count, often in times if count < width]
        ones = ((1 << width * _ROOM) - 1) // ((1 << _ROOM) - 1)
        self._fields = ones * _FIELD
        self._fewer = [ones * _CERTAIN]
        self._odds: dict[int, list[float]] = {}

    def odds(self, items: int, weeks: int, horizon: int) -> tuple[float, ...]:
        """The chances that 0, 1, 2, … weeks suffice for so many items."""
        found, fewer = self._odds.setdefault(items, [0.0]), self._fewer
        last, place = found[-1], (items - 1) * _ROOM
        for week in range(len(found), horizon + 1):
            if last >= SURE and week > weeks:
                break
            if week == len(fewer):
                fewer.append(self._one_week_on(fewer[-1]))
            left = (fewer[week] >> place & _FIELD) / _CERTAIN
            chance = ((1.0 - left) * EXACT + 0.5) // 1.0 / EXACT  # `round` takes four times as long
            if chance > last:
                last = chance
            found.append(last)
        return tuple(found[: min(max(bisect_left(found, SURE), weeks), horizon) + 1])

    def _one_week_on(self, fewer: int) -> int:
        """The chances one week later: fewer than some items, where fewer by what the week brings were finished."""
        return (sum([(fewer << count) * share for count, share in self._chances]) >> _BITS) & self._fields


_shared_walk = lru_cache(maxsize=256)(_Walk)


def weeks_until(found: Sequence[float], wanted: float) -> int | None:
    """The least n whose odds reach `wanted`; None beyond the horizon."""
    weeks = bisect_left(found, wanted)  # more weeks never make it less likely
    return weeks if weeks < len(found) else None


def chance_by(found: Sequence[float], due: date, day: date) -> float:
    """The odds on a day of the whole weeks that are left until another; none where it is past."""
    weeks = (due - day).days // 7
    return 0.0 if weeks < 0 else found[min(weeks, len(found) - 1)]


def weeks_later(day: date, weeks: int) -> date | None:
    """The day so many weeks later; None behind the end of the calendar."""
    days = 7 * weeks
    return day + timedelta(days=days) if (date.max - day).days >= days else None


def joint(components: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """The odds that every component suffices: their product, week by week; a finished one stays at its last odds."""
    if len(components) == 1:
        return components[0]
    longest = max(len(one) for one in components)
    product = [1.0] * longest
    for one in components:
        for weeks in range(longest):
            product[weeks] *= one[min(weeks, len(one) - 1)]
    return tuple([(chance * EXACT + 0.5) // 1.0 / EXACT for chance in product])
