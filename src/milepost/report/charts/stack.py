"""The stacked bar: how many of some things are of each kind, as lengths in a frame of fixed size."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 480, 8
_GAP, _LEAST = 2, 3


class Stretch(NamedTuple):
    """One part of the bar: where it begins and how long it is, in units of the frame; `tone` is its state's."""

    tone: str
    x: str
    length: str


def stacked(parts: Sequence[tuple[str, int]]) -> tuple[Stretch, ...]:
    """A part for each tone and count; none is too short to be seen. Nothing where there are fewer than two."""
    if len(parts) < 2:
        return ()
    room = WIDTH - _GAP * (len(parts) - 1) - _LEAST * len(parts)
    total = sum(count for _, count in parts)
    found, before = [], 0
    for at, (tone, count) in enumerate(parts):
        left = at * (_GAP + _LEAST) + room * before / total
        before += count
        right = at * _GAP + (at + 1) * _LEAST + room * before / total
        found.append(Stretch(tone, f"{left:.1f}", f"{right - left:.1f}"))
    return tuple(found)
