"""Numbers for pictures: rounded to a tenth, text measured without a font."""

import unicodedata
from collections.abc import Sequence

_NARROW = 0.56
"""Mean width of a letter in em, a little more than system fonts need, so that labels do not touch."""


def tenth(value: float) -> str:
    """A coordinate as SVG wants it: at most one decimal, no `-0`."""
    text = f"{value:.1f}"
    return text if text[-1] != "0" else "0" if text == "-0.0" else text[:-2]


def text_width(text: str, size: float) -> float:
    """About how wide `text` is at a font size of `size`; never less than it will be in common fonts."""
    if text.isascii() or text.removesuffix("…").isascii():
        return len(text) * _NARROW * size
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return (wide + (len(text) - wide) * _NARROW) * size


def shortened(text: str, room: int) -> str:
    """At most `room` characters of `text`, the last one `…` when there were more."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def kept_apart(places: Sequence[float], gap: float, first: float, last: float) -> list[float]:
    """Ascending places moved as little as two sweeps can, so that neighbours stand `gap` apart within the bounds."""
    if not places:
        return []
    gap = min(gap, (last - first) / max(len(places) - 1, 1))
    moved: list[float] = []
    least = first
    for place in places:
        moved.append(max(place, least))
        least = moved[-1] + gap
    if moved[-1] <= last:
        return moved
    limit = last
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = limit = min(moved[at], limit)
        limit -= gap
    return moved
