"""The people of a plan: what each answers for, how much is due in the coming weeks, and which skills are asked for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from milepost.analysis.people.load import week_of
from milepost.analysis.people.roster import phrase
from milepost.model.goal import Person
from milepost.model.said import joined, numeral, say
from milepost.model.sweep import Order
from milepost.report.around import Around
from milepost.report.badges import WORST_FIRST
from milepost.report.frame import Framing
from milepost.report.long_list import Stretch, list_pages
from milepost.report.pages.kinds import Page
from milepost.report.pages.people import PeoplePage, PersonRow, StateCount
from milepost.report.part import Part
from milepost.report.people.person import MOST_SKILLS as MOST_SKILLS_OF_ONE
from milepost.report.people.person import Asked, person_page
from milepost.report.people.words import (
    WEEKS_IN_STRIP,
    away_words,
    busiest_words,
    load_strip,
    more_words,
    names_words,
    open_of_all,
    person_link,
    skill_row,
)
from milepost.report.people.work import EverybodysWork, Need, everybodys_work
from milepost.report.people_names import people_shown, person_files
from milepost.report.wording import counted, noun

ROWS_A_PAGE = 100
MOST_SKILLS = 60


def has_people(around: Around) -> bool:
    """Whether there is anything to compare: two people who have a part of the plan, and a site that may name them."""
    return bool(people_shown(around.material))


Row = tuple[Person, int, tuple[StateCount, ...]]
"""A person, how many of their goals are open, and in which states these are."""

_About = tuple[str, tuple[tuple[str, tuple[Need, ...]], ...], str]
"""What is found; on the first page, skills with what asks for them, and how many more there are."""


def people_pages(around: Around, framing: Framing) -> dict[str, Callable[[], Page]]:
    """`people.html`, its further pages, and one for each person; none where the plan is one person's."""
    if not has_people(around):
        return {}
    people = people_shown(around.material)
    files, states = person_files(people), _states(people, around)
    work = cache(lambda: everybodys_work(around))

    def about(number: int) -> _About:
        needs = list(work().needs.items()) if number == 1 else []
        return _finding(people, around), tuple(needs[:MOST_SKILLS]), _more_skills(len(needs))

    rows = [(one, *states[one.id]) for one in people]
    pages: dict[str, Callable[[], Page]] = {}
    pages.update(list_pages(rows, _list_page, about, (around, framing), name="people", size=ROWS_A_PAGE))
    for one in people:
        pages[files[one.id]] = Part(person_page, partial(_told, one, files[one.id], work), around, framing)
    return pages


def _told(person: Person, path: str, work: Callable[[], EverybodysWork]) -> tuple[tuple[Person, str], Asked]:
    """What one person's page is made of."""
    of = work()
    skills = [key for key in dict.fromkeys(map(phrase, person.skills)) if key in of.needs]
    needs = tuple((key, of.needs[key]) for key in skills[:MOST_SKILLS_OF_ONE])
    return (person, path), Asked(of.due.get(person.id, ()), of.waits.get(person.id, ()), needs)


def _states(people: Sequence[Person], around: Around) -> Mapping[str, tuple[int, tuple[StateCount, ...]]]:
    """How many goals of each person are open, and in which states these are."""
    facts, goals = around.analysis.people, around.analysis.goals

    def made(own: str, _known: object) -> tuple[int, tuple[StateCount, ...]]:
        counts = Counter(around.badge(goal) for goal in facts[own].goals if goals[goal].outcome == "open")
        order = {word: at for at, word in enumerate(WORST_FIRST)}
        found = sorted(counts.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))
        return counts.total(), tuple(StateCount(badge, numeral(f"{count:,}")) for badge, count in found)

    return around.memo.sweep(
        "states of people",
        around.memo.same("people shown", None, Order(one.id for one in people)),
        (facts, goals, around.analysis.healths),
        made,
        beside=lambda own: facts[own].goals,
    )


def _list_page(stretch: Stretch[Row], told: _About, around: Around, framing: Framing) -> PeoplePage:
    finding, needs, more = told
    title = say("People") if stretch.number == 1 else say("People, page {at}", at=stretch.number)
    count = len(stretch.paths)
    return PeoplePage(
        head=framing.head(stretch.path, "people", title, finding),
        heading=title if stretch.number == 1 else say("{title} of {paths}", title=title, paths=count),
        finding=finding,
        strip_title=say("Next {weeks_in_strip} weeks", weeks_in_strip=WEEKS_IN_STRIP),
        rows=tuple(_row(row, around) for row in stretch.rows),
        skills=tuple(skill_row(key, own, around) for key, own in needs),
        skills_more=more,
        pager=stretch.pager,
    )


def _more_skills(count: int) -> str:
    return more_words(count - MOST_SKILLS, noun("more skill"))


def _finding(people: Sequence[Person], around: Around) -> str:
    """`1 of 4 people has more due in a week than fits; 3 of 51 things to do are overdue, with Clara and Tariq.`"""
    facts = [around.analysis.people[one.id] for one in people]
    late, over = [one for one in facts if one.overdue], [one for one in facts if one.overloads]
    number, things = counted(len(facts), "person", "people"), sum(one.open_items for one in facts)
    parts = []
    if over:
        parts.append(
            say(
                "{n:,} of {number} has more due in a week than fits",
                many="{n:,} of {number} have more due in a week than fits",
                n=len(over),
                number=number,
            )
        )
    if late:
        total = sum(one.overdue for one in late)
        said = say(
            "{n:,} of {things} to do is overdue",
            many="{n:,} of {things} to do are overdue",
            n=total,
            things=counted(things, "thing"),
        )
        parts.append(say("{said}, with {names}", said=said, names=names_words(late)))
    if parts:
        said = joined("; ", parts)
        return said if said.endswith("…") else said + "."  # a name that is cut ends in its own dots
    return say(
        "{number}, {n:,} thing to do, nothing overdue.",
        many="{number}, {n:,} things to do, nothing overdue.",
        number=number,
        n=things,
    )


def _row(row: Row, around: Around) -> PersonRow:
    person, still, states = row
    facts = around.analysis.people[person.id]
    return PersonRow(
        name=person_link(person.id, around),
        goals=open_of_all(facts, still),
        states=states,
        open_items=numeral(f"{facts.open_items:,}"),
        overdue=numeral(f"{facts.overdue:,}") if facts.overdue else "",
        strip=load_strip(facts, week_of(around.as_of)),
        busiest=busiest_words(facts, week_of(around.as_of)),
        is_over=bool(facts.overloads),
        away=away_words(person, around),
    )
