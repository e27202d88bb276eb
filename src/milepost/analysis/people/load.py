"""Load: how many open things each person has due in each week."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from milepost.analysis.people.roster import Roster
from milepost.analysis.people.work import Due, OpenWork
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


def week_name(week: Week) -> str:
    """`2026-W49`."""
    year, number, _ = date.fromordinal(week).isocalendar()
    return f"{year:04d}-W{number:02d}"


def loads(
    work: Mapping[GoalId, OpenWork], owners: Mapping[GoalId, str], roster: Roster, as_of: date
) -> dict[str, Hands]:
    """By person: what is open, overdue and due in which week. Work that nobody answers for is on nobody's hands."""
    hands = {own: Hands() for own in roster.people}
    this_week = week_of(as_of)
    for goal, open_work in work.items():
        for owner, count in open_work.counts.items():
            own = roster.id_of(owner or owners[goal])
            if own is not None:
                hands[own].open_items += count
        for due in open_work.dated:
            own = roster.id_of(due.owner or owners[goal])
            if own is None:
                continue
            if due.day < as_of:
                hands[own].overdue += 1
            week = week_of(due.day)
            if week >= this_week:
                hands[own].weeks.setdefault(week, []).append((goal, due))
    return hands


def free_in(week: Week, own: str, hands: Mapping[str, Hands], roster: Roster) -> Decimal | None:
    """How many more things somebody can take in a week; None where their capacity is not known."""
    capacity = roster.people[own].capacity
    return None if capacity is None else capacity - len(hands[own].weeks.get(week, ()))


def by_week(hands: Hands) -> tuple[tuple[str, int], ...]:
    """(week, how many things are due) in order."""
    counted = Counter({week: len(due) for week, due in hands.weeks.items()})
    return tuple((week_name(week), counted[week]) for week in sorted(counted))
