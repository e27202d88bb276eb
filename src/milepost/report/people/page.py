"""The people of a plan: what each answers for, how much is due in the coming weeks, and which skills are asked for."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial

from milepost.analysis.facts_people import PersonFacts
from milepost.analysis.people.load import week_of
from milepost.model.goal import Person
from milepost.model.said import joined, numeral, say
from milepost.report.around import Around
from milepost.report.badges import WORST_FIRST
from milepost.report.frame import Framing
from milepost.report.names import address
from milepost.report.pages.kinds import Page
from milepost.report.pages.parts import Link
from milepost.report.pages.people import PeoplePage, PersonRow, StateCount
from milepost.report.paging import chunks, page_path, pager
from milepost.report.people.person import Everybody, person_page
from milepost.report.people.words import (
    WEEKS_IN_STRIP,
    away_words,
    busiest_words,
    load_strip,
    more_words,
    names_words,
    open_of_all,
    skill_row,
)
from milepost.report.people.work import everybodys_work
from milepost.report.people_names import people_shown, person_files
from milepost.report.visible import visible
from milepost.report.wording import counted, noun

ROWS_A_PAGE = 100
MOST_SKILLS = 60


def has_people(around: Around) -> bool:
    """Whether there is anything to compare: two people who have a part of the plan, and a site that may name them."""
    return bool(people_shown(around.material))


def people_pages(around: Around, framing: Framing) -> dict[str, Callable[[], Page]]:
    """`people.html`, its further pages, and one for each person; none where the plan is one person's."""
    if not has_people(around):
        return {}
    people = list(people_shown(around.material))
    files = person_files(people)
    links = {one.id: Link(visible(one.name), address(files[one.id])) for one in people}
    paths = [page_path("people", number) for number in range(1, len(chunks(people, ROWS_A_PAGE)) + 1)]

    @cache
    def shared() -> Everybody:
        work = everybodys_work(around)
        return Everybody(around, framing, lambda own: links.get(own) or Link(visible(work.roster.name_of(own))), work)

    def listed(at: int) -> Page:
        return _list_page(shared(), people, paths, at)

    def own(person: Person) -> Page:
        return person_page(person, files[person.id], shared())

    pages: dict[str, Callable[[], Page]] = {path: partial(listed, at) for at, path in enumerate(paths)}
    pages.update((files[one.id], partial(own, one)) for one in people)
    return pages


def _list_page(shared: Everybody, people: Sequence[Person], paths: Sequence[str], at: int) -> PeoplePage:
    around = shared.around
    title = say("People") if at == 0 else say("People, page {at}", at=at + 1)
    finding = _finding(people, around)
    skills = sorted(shared.work.needs) if at == 0 else []
    return PeoplePage(
        head=shared.framing.head(paths[at], "people", title, finding),
        heading=title if at == 0 else say("{title} of {paths}", title=title, paths=len(paths)),
        finding=finding,
        strip_title=say("Next {weeks_in_strip} weeks", weeks_in_strip=WEEKS_IN_STRIP),
        rows=tuple(_row(one, shared.links(one.id), around) for one in chunks(people, ROWS_A_PAGE)[at]),
        skills=tuple(skill_row(key, shared.work, shared.links, (around, "")) for key in skills[:MOST_SKILLS]),
        skills_more=more_words(len(skills) - MOST_SKILLS, noun("more skill")),
        pager=pager(paths, at + 1),
    )


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
    return (
        joined("; ", parts) + "."
        if parts
        else say(
            "{number}, {n:,} thing to do, nothing overdue.",
            many="{number}, {n:,} things to do, nothing overdue.",
            number=number,
            n=things,
        )
    )


def _row(person: Person, link: Link, around: Around) -> PersonRow:
    facts = around.analysis.people[person.id]
    return PersonRow(
        name=link,
        goals=open_of_all(facts, around),
        states=_states(facts, around),
        open_items=numeral(f"{facts.open_items:,}"),
        overdue=numeral(f"{facts.overdue:,}") if facts.overdue else "",
        strip=load_strip(facts, week_of(around.as_of)),
        busiest=busiest_words(facts, week_of(around.as_of)),
        is_over=bool(facts.overloads),
        away=away_words(person, around),
    )


def _states(facts: PersonFacts, around: Around) -> tuple[StateCount, ...]:
    counts = Counter(around.badge(goal) for goal in facts.goals if around.facts(goal).outcome == "open")
    order = {word: at for at, word in enumerate(WORST_FIRST)}
    found = sorted(counts.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))
    return tuple(StateCount(badge, numeral(f"{count:,}")) for badge, count in found)
