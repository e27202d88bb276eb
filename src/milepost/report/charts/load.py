"""The load strip: what somebody has due in the coming weeks against what fits, as paths in a frame of fixed size."""

from collections.abc import Sequence
from fractions import Fraction

WIDTH, HEIGHT = 104, 24
_STEP, _BAR, _FLOOR, _ROOM = 13, 9, 23, 21


def strip_paths(counts: Sequence[int], capacity: Fraction | None) -> tuple[str, str, str]:
    """The bars that fit, those that do not, and the line of what fits ("" where that is not known)."""
    most = max([1, *counts, capacity or 0])
    fits: list[str] = []
    over: list[str] = []
    for at, count in enumerate(counts):
        if count:
            high = max(2, round(_ROOM * Fraction(count) / Fraction(most)))
            bar = f"M{2 + at * _STEP} {_FLOOR}v-{high}h{_BAR}v{high}z"
            (over if capacity is not None and count > capacity else fits).append(bar)
    room = "" if capacity is None else f"M0 {_FLOOR - round(_ROOM * capacity / Fraction(most))}h{WIDTH}"
    return "".join(fits), "".join(over), room
