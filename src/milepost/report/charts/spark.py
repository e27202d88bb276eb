"""The sparkline: how a value went, as a line as high as a word."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from milepost.report.charts.scale import tenth

WIDTH, HEIGHT = 56, 16
FEWEST, MOST = 3, 28
_EDGE = 3.0


class Spark(NamedTuple):
    """A line from the first value to the last, which a dot marks; `label` says both."""

    label: str
    line: str
    end: str


def sparkline(values: Sequence[tuple[date, Decimal]], label: str) -> Spark | None:
    """None where values are of fewer than three days. Of many values some stand for all; the last one always does."""
    if len({day for day, _ in values}) < FEWEST:
        return None
    step = -(-len(values) // MOST)
    kept = [*values[:-1:step], values[-1]]
    first, days = kept[0][0].toordinal(), kept[-1][0].toordinal() - kept[0][0].toordinal()
    low = min(value for _, value in kept)
    height = max(value for _, value in kept) - low or Decimal(1)
    places = [
        (
            _EDGE + (WIDTH - 2 * _EDGE) * (day.toordinal() - first) / days,
            HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * float((value - low) / height),
        )
        for day, value in kept
    ]
    points = [f"{tenth(x)} {tenth(y)}" for x, y in places]
    return Spark(label, "M" + "L".join(points), points[-1])
