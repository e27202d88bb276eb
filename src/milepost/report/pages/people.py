"""The page values of people: who has what on their hands, and one person's own page. Frozen and hashable."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.pages.parts import Badge, Day, Fact, GoalGroup, Head, Link, Pager


class StateCount(NamedTuple):
    """How many of somebody's goals are in one state."""

    badge: Badge
    number: str


class LoadStrip(NamedTuple):
    """A small picture of the coming weeks: paths of the bars that fit, of what is too much, and of the limit."""

    label: str
    fits: str
    over: str
    room: str


class PersonRow(NamedTuple):
    """One person among all: what they answer for and how much is due."""

    name: Link
    goals: str
    states: tuple[StateCount, ...]
    open_items: str
    overdue: str
    strip: LoadStrip | None
    busiest: str
    is_over: bool
    away: str


class SkillRow(NamedTuple):
    """A skill that open things ask for, and who has it."""

    skill: str
    things: tuple[Link, ...]
    more: str
    people: tuple[Link, ...]
    more_people: str


@frozen
class PeoplePage:
    """`people.html` and, for many people, `people-2.html` …"""

    head: Head
    heading: str
    finding: str
    strip_title: str
    rows: tuple[PersonRow, ...]
    skills: tuple[SkillRow, ...]
    skills_more: str
    pager: Pager | None


class WeekRow(NamedTuple):
    """What somebody has due in one week; `permille` is the bar of 1000."""

    week: str
    days: str
    permille: int
    number: str
    over: str
    away: str
    things: tuple[Link, ...]
    more: str


class LateRow(NamedTuple):
    """Something of theirs that is past its date."""

    thing: Link
    goal: Link
    day: Day
    late: str


class WaitRow(NamedTuple):
    """One thing that waits for another, and whose the other thing is."""

    thing: Link
    other: Link
    who: Link


@frozen
class PersonPage:
    """`people/<slug>.html`."""

    head: Head
    heading: str
    finding: str
    facts: tuple[Fact, ...]
    late: tuple[LateRow, ...]
    late_more: str
    weeks: tuple[WeekRow, ...]
    weeks_finding: str
    weeks_more: str
    waits_for: tuple[WaitRow, ...]
    waits_for_more: str
    holds_back: tuple[WaitRow, ...]
    holds_back_more: str
    skills: tuple[SkillRow, ...]
    goals: tuple[GoalGroup, ...]
    goals_count: str
    goals_more: str
