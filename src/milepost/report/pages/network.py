"""The parts of the plan graph's pages, as values for their template."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.charts.network import Network
from milepost.report.pages.parts import Link


class LinkRow(NamedTuple):
    """One edge as a row of the table: `after` waits for `before`, or is what it is part of."""

    before: Link
    after: Link
    kind: str
    spare: str


@frozen
class GraphFigure:
    """One picture with its finding and its edges as a table. `key` makes its ids; `is_circle`: it shows a circle."""

    key: str
    caption: str
    description: str
    network: Network
    rows: tuple[LinkRow, ...]
    more: str
    is_circle: bool = False
