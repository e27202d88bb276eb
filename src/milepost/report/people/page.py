"""The people of a plan: what each answers for, how much is due in the coming weeks, and which skills are asked for."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial

from milepost.analysis.facts_people import PersonFacts
from milepost.analysis.people.load import week_of
from milepost.model.goal import Person
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
from milepost.report.wording import counted

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
    title = "People" if at == 0 else f"People, page {at + 1}"
    finding = _finding(people, around)
    skills = sorted(shared.work.needs) if at == 0 else []
    return PeoplePage(
        head=shared.framing.head(paths[at], "people", title, finding),
        heading=title if at == 0 else f"{title} of {len(paths)}",
        finding=finding,
        strip_title=f"Next {WEEKS_IN_STRIP} weeks",
        rows=tuple(_row(one, shared.links(one.id), around) for one in chunks(people, ROWS_A_PAGE)[at]),
        skills=tuple(skill_row(key, shared.work, shared.links, (around, "")) for key in skills[:MOST_SKILLS]),
        skills_more=more_words(len(skills) - MOST_SKILLS, "skill"),
        pager=pager(paths, at + 1),
    )


def _finding(people: Sequence[Person], around: Around) -> str:
    """`1 of 4 people has more due in a week than fits; 3 of 51 things to do are overdue, with Clara and Tariq.`"""
    facts = [around.analysis.people[one.id] for one in people]
    late, over = [one for one in facts if one.overdue], [one for one in facts if one.overloads]
    number, things = counted(len(facts), "person", "people"), sum(one.open_items for one in facts)
    parts = []
    if over:
        parts.append(f"{len(over):,} of {number} {'has' if len(over) == 1 else 'have'} more due in a week than fits")
    if late:
        total = sum(one.overdue for one in late)
        said = f"{total:,} of {counted(things, 'thing')} to do {'is' if total == 1 else 'are'} overdue"
        parts.append(f"{said}, with {names_words(late)}")
    return "; ".join(parts) + "." if parts else f"{number}, {counted(things, 'thing')} to do, nothing overdue."


def _row(person: Person, link: Link, around: Around) -> PersonRow:
    facts = around.analysis.people[person.id]
    return PersonRow(
        name=link,
        goals=open_of_all(facts, around),
        states=_states(facts, around),
        open_items=f"{facts.open_items:,}",
        overdue=f"{facts.overdue:,}" if facts.overdue else "",
        strip=load_strip(facts, week_of(around.as_of)),
        busiest=busiest_words(facts, week_of(around.as_of)),
        is_over=bool(facts.overloads),
        away=away_words(person, around),
    )


def _states(facts: PersonFacts, around: Around) -> tuple[StateCount, ...]:
    counts = Counter(around.badge(goal) for goal in facts.goals if around.facts(goal).outcome == "open")
    order = {word: at for at, word in enumerate(WORST_FIRST)}
    found = sorted(counts.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))
    return tuple(StateCount(badge, f"{count:,}") for badge, count in found)
