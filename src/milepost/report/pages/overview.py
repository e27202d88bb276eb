"""The page values of areas and tags, and what they share with the overview: how goals stand, what needs somebody."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.charts.stack import Stretch
from milepost.report.pages.parts import Badge, Day, GoalGroup, Head, Link, Meter, Pager


@frozen
class AreaRow:
    """One area of a large plan."""

    title: str
    href: str
    open_goals: str
    closed_goals: str
    meter: Meter | None
    overdue: str


class AttentionRow(NamedTuple):
    """Something that needs somebody: the one reason that decided it, and the next step."""

    badge: Badge
    title: str
    href: str
    reason: str
    step: str


class NextRow(NamedTuple):
    """The next milestone of a goal."""

    day: Day | None
    title: str
    href: str
    goal: Link
    owner: Link


@frozen
class Figure:
    """How many goals are in one state; `change` is how many came into it this week, where notes say so."""

    badge: Badge
    count: str
    change: str


class ReachedRow(NamedTuple):
    """A milestone that was reached, with its goal, or a goal."""

    day: Day
    what: Link
    goal: Link


@frozen
class Standing:
    """How some goals stand: in a sentence, as a bar, by state; what needs somebody, worst first; what comes next.

    `stack` has the figures as lengths of one bar, if there are several. `attention_more` says how many are left out,
    `calm` that none needs attention.
    """

    verdict: str
    meter: Meter | None
    meter_words: str
    reached: tuple[ReachedRow, ...]
    reached_more: str
    figures: tuple[Figure, ...]
    stack: tuple[Stretch, ...]
    attention: tuple[AttentionRow, ...]
    attention_more: str
    calm: str
    next: tuple[NextRow, ...]


@frozen
class AreaPage:
    """`areas/<slug>.html` and `tags/<slug>.html`, with further pages for more than sixty goals.

    `standing` is there on the first one only. `also` leads to other pages about the same goals.
    """

    head: Head
    breadcrumb: tuple[Link, ...]
    heading: str
    standing: Standing | None
    also: tuple[Link, ...]
    outlook: str
    has_filter: bool
    groups: tuple[GoalGroup, ...]
    closed: tuple[GoalGroup, ...]
    closed_words: str
    pager: Pager | None


@frozen
class AreasPage:
    """`areas.html` and, for long lists, `areas-2.html` …: every area, every tag."""

    head: Head
    heading: str
    finding: str
    areas: tuple[AreaRow, ...]
    tags: tuple[AreaRow, ...]
    pager: Pager | None
