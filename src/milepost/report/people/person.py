"""One person's page: their goals by status, what is late, the weeks to come, who waits for whom, skills asked for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts_people import PersonFacts
from milepost.analysis.people.load import Week, last_day, week_name
from milepost.analysis.people.work import Due
from milepost.diagnostics.wording import decimal_words
from milepost.model.goal import Goal, Person
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around, lifted
from milepost.report.badges import WORST_FIRST
from milepost.report.frame import Framing
from milepost.report.goal_rows import goal_row, lifted_row
from milepost.report.natural import natural
from milepost.report.pages.parts import Fact, GoalGroup, GoalRow, Link
from milepost.report.pages.people import LateRow, PersonPage, WaitRow, WeekRow
from milepost.report.people.words import (
    away_words,
    is_away,
    more_words,
    open_of_all,
    part_link,
    person_link,
    room_words,
    roster_of,
    skill_row,
    span_words,
)
from milepost.report.people.work import DueIn, Need, Wait, work_of
from milepost.report.visible import visible
from milepost.report.wording import capital, counted, noun, overdue

MOST_GOALS, MOST_WEEKS, MOST_ROWS, MOST_SKILLS = 100, 12, 40, 20
_THINGS_A_WEEK, _MOST_NAMED = 4, 4
_UP = "../"


class Asked(NamedTuple):
    """What is due of a person, who waits for whom, and what asks for their skills."""

    due: tuple[DueIn, ...]
    waits: tuple[Wait, ...]
    needs: tuple[tuple[str, tuple[Need, ...]], ...]


def person_page(own: tuple[Person, str], asked: Asked, around: Around, framing: Framing) -> PersonPage:
    """`people/<slug>.html`."""
    (person, path), name = own, visible(own[0].name)
    facts, work = around.analysis.people[person.id], work_of(person.id, asked.due, asked.waits, around.as_of)
    still = sum(around.facts(goal).outcome == "open" for goal in facts.goals)
    finding = _finding(facts, still)
    goals = _in_order([around.plan.goals[goal] for goal in facts.goals], around)
    return PersonPage(
        head=framing.head(path, "people", name, say("{name}: {finding}", name=name, finding=finding)),
        heading=name,
        finding=finding,
        facts=tuple(_facts(person, facts, around)),
        late=tuple(_late_row(goal, due, around) for goal, due in sorted(work.late, key=_by_day)[:MOST_ROWS]),
        late_more=more_words(len(work.late) - MOST_ROWS, noun("more thing")),
        weeks=_weeks(person, facts, work.weeks, around),
        weeks_finding=_weeks_finding(facts),
        weeks_more=more_words(len(work.weeks) - MOST_WEEKS, noun("more week")),
        waits_for=tuple(_wait_row(wait, around, wait.holder) for wait in work.waits_for[:MOST_ROWS]),
        waits_for_more=more_words(len(work.waits_for) - MOST_ROWS, noun("more thing")),
        holds_back=tuple(_wait_row(wait, around, wait.waiter) for wait in work.holds_back[:MOST_ROWS]),
        holds_back_more=more_words(len(work.holds_back) - MOST_ROWS, noun("more thing")),
        skills=tuple(skill_row(key, needs, around, _UP) for key, needs in asked.needs),
        goals=_groups(goals[:MOST_GOALS], around),
        goals_count=open_of_all(facts, still),
        goals_more=more_words(len(goals) - MOST_GOALS, noun("more goal")),
    )


def _late(facts: PersonFacts) -> str:
    if not facts.overdue:
        return ""
    if 1 < facts.overdue == facts.open_items:
        return say(", all of them overdue")
    return say(", {overdue:,} of them overdue", overdue=facts.overdue)


def _finding(facts: PersonFacts, still: int) -> str:
    """`4 of 6 goals open; 14 things on hand, 1 of them overdue.`"""
    parts = []
    if facts.goals:
        parts.append(
            say("{still:,} of {n:,} goal open", many="{still:,} of {n:,} goals open", still=still, n=len(facts.goals))
        )
    parts.append(
        say(
            "{n:,} thing still to do{late}",
            many="{n:,} things still to do{late}",
            n=facts.open_items,
            late=_late(facts),
        )
        if facts.open_items
        else say("nothing to do")
    )
    return capital(joined("; ", parts)) + "."


def _facts(person: Person, facts: PersonFacts, around: Around) -> Iterator[Fact]:
    if facts.capacity is not None:
        room = say("{capacity} a week", capacity=decimal_words(facts.capacity))
        yield Fact(say("Room for"), (Link(room),), _line(person, around))
    away = away_words(person, around)
    if away:
        clashes = counted(len(facts.clashes), "thing")
        yield Fact(
            say("Away"),
            (Link(away),),
            say("{clashes} due then", clashes=clashes) if facts.clashes else "",
            "at-risk" if facts.clashes else "",
        )
    for label, words in ((say("Skills"), person.skills), (say("Interests"), person.interests)):
        if words:
            yield Fact(label, (Link(visible(joined(", ", words))),))


def _line(person: Person, around: Around) -> str:
    """Where a person's note gives their capacity; for its author."""
    line = around.evidence.line_of(person.path, "capacity") if around.is_private and person.path else 0
    return f"{visible(person.path or '')}:{line}" if line else ""


def _by_day(row: tuple[GoalId, Due]) -> tuple[date, str, int]:
    return row[1].day, row[1].part.path, row[1].part.line


def _late_row(goal: GoalId, due: Due, around: Around) -> LateRow:
    own = around.plan.goals[goal]
    home = Link("") if due.part is own else _up(around.goal_link(own, ""))
    thing = part_link(due.part, around, _UP)
    return LateRow(thing, home, around.short(due.day), overdue(due.day, around.as_of))


def _up(link: Link) -> Link:
    return lifted(link, _UP)


def _weeks(
    person: Person, facts: PersonFacts, weeks: Mapping[Week, Sequence[DueIn]], around: Around
) -> tuple[WeekRow, ...]:
    longest = max([1, *(len(due) for due in weeks.values()), int(facts.capacity or 0)])
    return tuple(
        _week_row((week, sorted(weeks[week], key=_by_day)), person, longest, around)
        for week in sorted(weeks)[:MOST_WEEKS]
    )


def _week_row(
    found: tuple[Week, Sequence[tuple[GoalId, Due]]], person: Person, longest: int, around: Around
) -> WeekRow:
    week, due = found
    facts = around.analysis.people[person.id]
    too_many = 0 if facts.capacity is None else len(due) - int(facts.capacity)
    return WeekRow(
        week=f"W{week_name(week).rpartition('W')[2]}",
        days=span_words(date.fromordinal(week), last_day(week), around.as_of),
        permille=len(due) * 1000 // longest,
        number=room_words(len(due), facts),
        over=say("{too_many:,} too many", too_many=too_many) if too_many > 0 else "",
        away="away" if is_away(person.away, week) else "",
        things=tuple(part_link(each.part, around, _UP) for _, each in due[:_THINGS_A_WEEK]),
        more=more_words(len(due) - _THINGS_A_WEEK, noun("more thing")),
    )


def _weeks_finding(facts: PersonFacts) -> str:
    if facts.capacity is None:
        return say("No note says how much fits in a week.")
    over = len(facts.overloads)
    if not over:
        return say("All of it fits: there is room for {capacity} a week.", capacity=decimal_words(facts.capacity))
    weeks = joined(", ", (f"W{each.week.rpartition('W')[2]}" for each in facts.overloads[:_MOST_NAMED]))
    if over > _MOST_NAMED:
        weeks = say("{said} and {ahead:,} more", said=weeks, ahead=over - _MOST_NAMED)
    said = say(
        "More is due than fits in {n:,} week: {weeks}",
        many="More is due than fits in {n:,} weeks: {weeks}",
        n=over,
        weeks=weeks,
    )
    return say("{said}. Move a date, or hand something over.", said=said)


def _wait_row(wait: Wait, around: Around, other: str) -> WaitRow:
    target = around.item_link(wait.target, wait.written, "") if wait.target else Link(say("approval"))
    who = person_link(other, around, _UP) if other in roster_of(around).people else Link(visible(wait.who))
    return WaitRow(part_link(wait.thing, around, _UP), _up(target) if target.href else target, who)


def _in_order(goals: Sequence[Goal], around: Around) -> list[Goal]:
    """Open ones first, worst first; within a state by due date."""
    order = {word: at for at, word in enumerate(WORST_FIRST)}

    def key(goal: Goal) -> tuple[bool, int, str, date, str, str]:
        facts, word = around.facts(goal.id), around.badge(goal.id).word
        return (
            facts.outcome != "open",
            order.get(word, len(order)),
            word,
            facts.due or date.max,
            natural(goal.title),
            goal.path,
        )

    return sorted(goals, key=key)


def _groups(goals: Sequence[Goal], around: Around) -> tuple[GoalGroup, ...]:
    found: dict[str, list[GoalRow]] = {}
    for goal in goals:
        row = goal_row(goal, around, "")
        word = say("Open") if around.facts(goal.id).outcome == "open" else say("Closed")
        found.setdefault(word, []).append(lifted_row(row, _UP))
    return tuple(GoalGroup(Link(word), "", counted(len(rows), "goal"), tuple(rows)) for word, rows in found.items())
