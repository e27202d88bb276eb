"""Why somebody answers for a goal, and how much they have on their hands."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.analysis.facts_people import Overload, PersonFacts, Staffing, Taker
from milepost.analysis.people.load import week_name, week_of
from milepost.analysis.people.work import Due, open_work
from milepost.diagnostics.wording import decimal_words
from milepost.model.goal import Goal
from milepost.model.ids import fold
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Evidence, name_of
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.wording import counted

_NOBODY = Staffing()


def _staffing(asked: Asked) -> Staffing:
    return asked.evidence.analysis.staffing.get(asked.goal.id, _NOBODY)


def owner(asked: Asked) -> Explanation:
    """Who is accountable."""
    rule = "The first `owner` of its note; else that of the nearest goal above it."
    own, found = asked.goal.fields.owner, _staffing(asked).owner
    if own:
        return Explanation(own[0], own[0], rule, (asked.field("owner", ", ".join(own)),), follows=_load_words(asked))
    giver = _giver(asked, found)
    if giver is None:
        takers = _could(_staffing(asked).could_own)
        return Explanation(None, "nobody", rule, follows=takers)
    place = asked.evidence.field(giver, "owner", "")
    inputs = (
        Input("owner", f"{found}, of {asked.evidence.title(giver.id)}", place.path, place.line, f"{giver.id}.owner"),
    )
    return Explanation(None, f"none of its own; {found} answers for it", rule, inputs, follows=_load_words(asked))


def _giver(asked: Asked, name: str) -> Goal | None:
    """The nearest goal above that names an owner."""
    staffing, plan = asked.evidence.analysis.staffing, asked.evidence.plan
    goal, seen = asked.goal, {asked.goal.id}
    while name and not goal.owner:
        above = (one for one in goal.parents if one not in seen and staffing.get(one, _NOBODY).owner)
        following = next(above, None)
        if following is None:
            return None
        seen.add(following)
        goal = plan.goals[following]
    return goal if goal.owner else None


def _person(asked: Asked) -> PersonFacts | None:
    return asked.evidence.people.get(fold(_staffing(asked).owner))


def _load_words(asked: Asked) -> tuple[str, ...]:
    person = _person(asked)
    if person is None:
        return ()
    said = f"{person.name} has {counted(person.open_items, 'open item')}, {person.overdue} overdue"
    return (said, *(_too_much(one) for one in person.overloads[:3]))


def _too_much(one: Overload) -> str:
    could = f"could go to {', '.join(taker.name for taker in one.takers)}" if one.takers else "could be handed over"
    return f"too much in {one.week}: {one.count} due, {decimal_words(one.capacity)} fit; {name_of(one.part)} {could}"


def _could(takers: tuple[Taker, ...]) -> tuple[str, ...]:
    return tuple(f"could take it: {taker.name} ({taker.reason})" for taker in takers)


def load(asked: Asked) -> Explanation:
    """What its owner has due, week by week."""
    person = _person(asked)
    if person is None:
        return Explanation(None, "nobody is named", _LOAD, (Input("owner", "nobody", ask=asked.ask("owner")),))
    most = max((count for _, count in person.load), default=0)
    shown = f"{person.name}: {counted(person.open_items, 'open item')}, at most {most} a week"
    return replace(load_of(person, asked.evidence), value=person.open_items, shown=shown)


_LOAD = "How many open goals, milestones and tasks a person has due in each week from now on, against their capacity."


def load_of(person: PersonFacts, evidence: Evidence) -> Explanation:
    """What a person has due, week by week."""
    weeks = tuple(f"{week}: {count}" for week, count in person.load)
    today = week_of(evidence.as_of)
    rows = (due_row(due, evidence) for due in dues_of(person, evidence) if week_of(due.day) >= today)
    inputs = (_capacity(evidence, person), *rows)
    formula = tuple(f"{week}: {count} due{_against(person, count)}" for week, count in person.load)
    follows = tuple(_too_much(one) for one in person.overloads)
    return Explanation(weeks, ", ".join(weeks) or "nothing", _LOAD, inputs, formula, follows)


def _against(person: PersonFacts, count: int) -> str:
    if person.capacity is None:
        return ""
    most = decimal_words(person.capacity)
    return f" > {most}: too much" if count > person.capacity else f" ≤ {most}"


def _capacity(evidence: Evidence, person: PersonFacts) -> Input:
    if person.capacity is None:
        return Input("capacity", "not written")
    path = next((one.path for one in evidence.plan.people if one.id == person.id), None)
    line = evidence.line_of(path, "capacity") if path else 0
    return Input("capacity", f"{decimal_words(person.capacity)} a week", path or "", line)


def dues_of(person: PersonFacts, evidence: Evidence) -> Sequence[Due]:
    """Everything with a date that is on the person's hands, in order of the days."""
    plan, facts, staffing = evidence.plan, evidence.analysis.goals, evidence.analysis.staffing
    names = {fold(name) for one in plan.people if one.id == person.id for name in (one.name, *one.aliases)}
    found = [
        due
        for name, goal in plan.goals.items()
        for due in open_work(goal, facts[name]).dated
        if fold(due.owner or staffing.get(name, _NOBODY).owner) in names
    ]
    return sorted(found, key=lambda due: (due.day, due.part.path, due.part.line))


def due_row(due: Due, evidence: Evidence) -> Input:
    """One of these."""
    return evidence.part(due.part, f"due {due.day}, in {week_name(week_of(due.day))}", f"{due.part.id}.due")
