"""Load: how many open things each person has due in each week."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from milepost.analysis.people.roster import Roster
from milepost.analysis.people.work import Due, OpenWork
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId

Week = int
"""A week by the ordinal of its Monday."""


@dataclass(slots=True)
class Hands:
    """What one person has on their hands. `weeks` holds, from the as-of week on, what is due, each with its goal."""

    open_items: int = 0
    overdue: int = 0
    weeks: dict[Week, list[tuple[GoalId, Due]]] = field(default_factory=dict)


def week_of(day: date) -> Week:
    """The week a day lies in."""
    ordinal = day.toordinal()
    return ordinal - (ordinal - 1) % 7


def last_day(week: Week) -> date:
    """Its Sunday; the last day of the calendar in the week in which that ends."""
    return date.fromordinal(min(week + 6, date.max.toordinal()))


def week_name(week: Week) -> str:
    """`2026-W49`."""
    year, number, _ = date.fromordinal(week).isocalendar()
    return f"{year:04d}-W{number:02d}"


@frozen
class Share:
    """One person's part of a goal's open work; `dated` is what is due in weeks from the as-of one on."""

    own: str
    open_items: int
    overdue: int
    dated: tuple[tuple[Week, Due], ...] = ()


def shares_of(work: OpenWork, owner: str, roster: Roster, as_of: date) -> tuple[Share, ...]:
    """Who has what of one goal on their hands. Work that nobody answers for is on nobody's."""
    counts: dict[str, int] = {}
    overdue: dict[str, int] = {}
    dated: dict[str, list[tuple[Week, Due]]] = {}
    this_week, answering = week_of(as_of), roster.id_of(owner)
    for name, count in work.counts.items():
        own = roster.id_of(name) if name else answering
        if own is not None:
            counts[own] = counts.get(own, 0) + count
    for due in work.dated:
        own = roster.id_of(due.owner) if due.owner else answering
        if own is None:
            continue
        if due.day < as_of:
            overdue[own] = overdue.get(own, 0) + 1
        week = week_of(due.day)
        if week >= this_week:
            dated.setdefault(own, []).append((week, due))
    return tuple(Share(own, count, overdue.get(own, 0), tuple(dated.get(own, ()))) for own, count in counts.items())


def hands_of(shares: Iterable[tuple[GoalId, Share]]) -> Hands:
    """What one person has on their hands, of all goals."""
    hands = Hands()
    for goal, share in shares:
        hands.open_items += share.open_items
        hands.overdue += share.overdue
        for week, due in share.dated:
            hands.weeks.setdefault(week, []).append((goal, due))
    return hands


def free_in(week: Week, own: str, hands: Mapping[str, Hands], roster: Roster) -> Decimal | None:
    """How many more things somebody can take in a week; None where their capacity is not known."""
    capacity = roster.people[own].capacity
    return None if capacity is None else capacity - len(hands[own].weeks.get(week, ()))


def by_week(hands: Hands) -> tuple[tuple[str, int], ...]:
    """(week, how many things are due) in order."""
    counted = Counter({week: len(due) for week, due in hands.weeks.items()})
    return tuple((week_name(week), counted[week]) for week in sorted(counted))
