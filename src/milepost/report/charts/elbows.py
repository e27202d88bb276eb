"""Elbow links: from the end of one bar to the begin of another, in straight lines with one or three corners."""

from collections.abc import Iterable
from typing import NamedTuple

from milepost.report.charts.scale import tenth

_OUT, _IN = 7.0, 12.0
_HEAD = "l-6-3.5v7z"
_HALF_ROW = 14.0

Point = tuple[float, float]


class Links(NamedTuple):
    """All links of a picture as four paths: lines and heads, plain ones and those of the critical path."""

    lines: str
    heads: str
    heavy_lines: str
    heavy_heads: str


def elbows(links: Iterable[tuple[Point, Point, bool]]) -> Links:
    """Paths for links (from, to, whether it is heavy)."""
    found: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for begin, stop, is_heavy in links:
        found[is_heavy].append((_elbow(begin, stop), f"M{tenth(stop[0])} {tenth(stop[1])}{_HEAD}"))
    plain, heavy = found[False], found[True]
    return Links(
        "".join(line for line, _ in plain),
        "".join(head for _, head in plain),
        "".join(line for line, _ in heavy),
        "".join(head for _, head in heavy),
    )


def _elbow(begin: Point, stop: Point) -> str:
    """Forwards one corner is enough; backwards the link turns between the rows."""
    (x, y), (to_x, to_y) = begin, stop
    if to_x - x >= _OUT + _IN:
        return f"M{tenth(x)} {tenth(y)}h{tenth(_OUT)}V{tenth(to_y)}H{tenth(to_x - 4)}"
    turn = to_y - _HALF_ROW if to_y > y else to_y + _HALF_ROW
    return f"M{tenth(x)} {tenth(y)}h{tenth(_OUT)}V{tenth(turn)}H{tenth(to_x - _IN)}V{tenth(to_y)}H{tenth(to_x - 4)}"
