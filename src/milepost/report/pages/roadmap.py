"""The parts of the roadmap's pages, as values for their template."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.charts.gantt import Gantt
from milepost.report.pages.parts import Badge, Link


class RoadmapRow(NamedTuple):
    """A goal beside its bar, and as a row of the table: `remark` is what stands below its name.

    `is_long`: the name needs two lines there.
    """

    title: str
    href: str
    depth: int
    badge: Badge
    remark: str
    start: str
    due: str
    expected: str
    progress: str
    spare: str
    waits_for: str
    is_long: bool


@frozen
class RoadmapLane:
    """Rows below one heading, or (without a title) just rows."""

    title: str
    count: str
    rows: tuple[RoadmapRow, ...]


@frozen
class RoadmapFigure:
    """One picture with its finding, the names beside it and the same as a table. `key` makes its ids."""

    key: str
    caption: str
    description: str
    gantt: Gantt
    lanes: tuple[RoadmapLane, ...]


class ClosedRow(NamedTuple):
    """A closed goal of a large plan."""

    title: str
    href: str
    badge: Badge
    day: str


@frozen
class RoadmapSection:
    """An area of a large plan, or (without a title) the whole of a small one."""

    key: str
    title: str
    count: str
    figure: RoadmapFigure | None
    closed: tuple[ClosedRow, ...]
    closed_words: str
    undated: tuple[Link, ...]
    undated_words: str


class GridCell(NamedTuple):
    """How many open goals end in one period; `share` is 0..4, how many compared with the fullest cell."""

    text: str
    share: int


class GridRow(NamedTuple):
    """One area of a very large plan."""

    title: str
    href: str
    cells: tuple[GridCell, ...]


@frozen
class RoadmapGrid:
    """The table of a very large plan: areas by periods. `more` says how many areas are left out."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    more: str
