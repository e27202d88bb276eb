"""The page values of periods: one period with its goals, and the list of all. Frozen and hashable."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.pages.parts import Day, GoalRow, Head, Link, Title


class PeriodRow(NamedTuple):
    """A goal in a period; `ended` is the day it closed, `carried` the goals that took over."""

    goal: GoalRow
    ended: Day | None
    score: str
    carried: Title


@frozen
class PeriodGroup:
    """The goals that stand alike; `more` says how many are not listed."""

    key: str
    title: str
    count: str
    rows: tuple[PeriodRow, ...]
    more: str


class PeriodFigure(NamedTuple):
    """One figure of a period, next to that of the period before."""

    label: str
    now: str
    before: str


@frozen
class PeriodPage:
    """`periods/2026-Q4.html`; `before` is the name of the period to compare with, "" where it had no goals."""

    head: Head
    breadcrumb: tuple[Link, ...]
    heading: str
    days: str
    finding: str
    neighbours: tuple[Link, ...]
    name: str
    before: Link
    figures: tuple[PeriodFigure, ...]
    groups: tuple[PeriodGroup, ...]


class PeriodListed(NamedTuple):
    """One period among all: counts of the goals that belong to it, and their average score."""

    link: Link
    is_now: bool
    days: str
    counts: tuple[str, ...]
    score: str


class PeriodsSection(NamedTuple):
    """The years, the quarters, …"""

    key: str
    title: str
    rows: tuple[PeriodListed, ...]


@frozen
class PeriodsPage:
    """`periods.html`."""

    head: Head
    heading: str
    finding: str
    columns: tuple[str, ...]
    sections: tuple[PeriodsSection, ...]
