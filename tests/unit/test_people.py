"""People where a case would be clumsy: absences against a plain reading, names, ranking among many, streaks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.analysis.people.load import Hands, week_name, week_of
from milepost.analysis.people.roster import Roster, phrase, phrases
from milepost.analysis.people.takers import Takers, could_take_it, listed, topic_of
from milepost.model.calendar import Period, Resolution, read_period
from milepost.model.fields import ItemFields, NoteFields
from milepost.model.goal import Goal, Person, Task
from milepost.model.ids import GoalId, ItemId, VaultPath
from milepost.model.status import ItemState

DAY = date(2026, 11, 22)
OFFSETS = st.integers(0, 60)
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda pair: _span(min(pair), max(pair)))


def _span(first: int, last: int) -> Period:
    return Period(DAY + timedelta(days=first), DAY + timedelta(days=last), "", Resolution.RANGE)


@given(st.lists(SPANS, max_size=8), SPANS)
def test_an_absence_covers_a_due_date_if_one_period_holds_all_of_it(away: list[Period], due: Period) -> None:
    """The same as looking at each period."""
    roster = Roster([Person("a", "Ana", away=tuple(away))])
    covering = [one for one in away if one.first <= due.first and due.last <= one.last]
    found = roster.absence("a", due)

    assert (found in covering) if covering else found is None


def test_people_are_known_by_every_spelling() -> None:
    """Name, alias, id; without case and in either normal form. The first to claim a spelling has it."""
    roster = Roster([Person("People/Amélie", "Amélie Dubois", aliases=("Amélie",)), Person("x", "amélie")])

    assert {roster.id_of(name) for name in ("AMÉLIE DUBOIS", "amélie", "Ame\u0301lie")} == {"People/Amélie"}
    assert roster.id_of("Zoe") is None
    assert roster.id_of("") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bike mechanics", "bike  Mechanic"), ("SEO", "seo"), ("glass", "Glass"), ("Über-setzen", "über setzen")],
)
def test_skills_compare_without_case_signs_and_plural(one: str, other: str) -> None:
    """As people write them."""
    assert phrase(one) == phrase(other)


def test_a_title_names_every_run_of_three_words() -> None:
    """So that a skill of three words is found in it."""
    assert set(phrases("Mend the bikes now")) >= {"bike", "mend the bike", "the bike now"}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date.min, "0001-W01"),
        (date.max, "9999-W52"),
    ],
)
def test_weeks_are_iso_weeks(day: date, name: str) -> None:
    """At both ends of the calendar too."""
    assert week_name(week_of(day)) == name


def _goal(*, needs: tuple[str, ...] = ()) -> Goal:
    return Goal(GoalId("g"), VaultPath("g.md"), 1, "Mend the gate", "g", "goal", NoteFields(needs=needs))


def _task(due: str) -> Task:
    period = read_period(due)
    assert isinstance(period, Period)
    state = ItemState.TODO
    return Task(ItemId("t"), VaultPath("g.md"), "", "Weld it", 9, state, " ", 1, fields=ItemFields(due=period))


def test_skills_come_before_interests_before_room() -> None:
    """Two skills before one; among equals the one with more room, then by name."""
    people = [
        Person("room", "Room", capacity=Decimal(40)),
        Person("likes", "Likes", interests=("welding", "gates"), capacity=Decimal(30)),
        Person("one", "One", skills=("welding",), capacity=Decimal(1)),
        Person("two", "Two", skills=("welding", "gates")),
        Person("three", "Three", skills=("welding",), capacity=Decimal(2)),
    ]
    roster = Roster(people)
    hands = {person.id: Hands() for person in people}
    takers = Takers(roster, hands, DAY)
    found = takers.of(_task("2026-12-01"), _goal(needs=("welding",)), set())

    assert [taker.name for taker in found] == ["Two", "Three", "One"]
    assert found[1].reason == "can do welding, 2 of 2 free in 2026-W49"
    without = takers.of(_task("2026-12-01"), _goal(needs=("welding",)), {"two", "three", "one"})
    assert [taker.reason for taker in without] == [
        "likes gates and welding, 30 of 30 free in 2026-W49",
        "40 of 40 free in 2026-W49",
    ]


def test_the_order_of_people_does_not_matter() -> None:
    """Only what they can do, like and have room for, then their names."""
    people = [Person(f"p{number}", f"P{number}", skills=("welding",)) for number in range(9)]
    found = []
    for order in (people, people[::-1]):
        takers = Takers(Roster(order), {person.id: Hands() for person in order}, DAY)
        found.append(takers.of(_task("2026-12-01"), _goal(needs=("welding",)), set()))

    assert found[0] == found[1]
    assert [taker.name for taker in found[0]] == ["P0", "P1", "P2"]


def test_a_topic_has_its_own_needs_else_its_goals() -> None:
    """And the words of both titles."""
    topic = topic_of(_task("2026-12-01"), _goal(needs=("Bike mechanics",)))

    assert topic.needs == {"bike mechanic"}
    assert {"weld it", "gate", "bike mechanic"} <= topic.words


def test_names_read_as_a_sentence() -> None:
    """One, two and three of them; nobody leaves the other remedy."""
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
    assert could_take_it((), "move the date") == "move the date"
