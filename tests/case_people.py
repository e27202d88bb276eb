"""What `expect smart`, `expect people` and `expect closing` fences hold."""

from collections.abc import Iterator, Sequence

from milepost.analysis.closing import closing as closing_of
from milepost.analysis.closing import wins as wins_of
from milepost.analysis.facts_people import Light, PersonFacts, Smart, Taker
from milepost.model.goal import Goal
from tests.case_build import Built

_NAMES = {"s": "specific", "m": "measurable", "a": "achievable", "r": "relevant", "t": "time-bound"}
_SAYS = {True: "pass", False: "fail", None: "cannot tell"}


def smart(built: Built, words: Sequence[str]) -> str:
    """Five lines for each goal: pass, fail or cannot tell, the evidence, and what to write; words name goals."""
    found = built.material.analysis.smart.items()
    return "\n".join(line for name, lights in found if not words or name in words for line in _smart(name, lights))


def _smart(name: str, lights: Smart) -> Iterator[str]:
    yield f"{name}: {lights.passed} of 5"
    yield from (f"  {_NAMES[letter]}: {_light(light)}" for letter, light in lights.lights)


def _light(light: Light) -> str:
    return f"{_SAYS[light.passes]}, {light.evidence}" + (f" -> {light.write}" if light.write else "")


def people(built: Built, words: Sequence[str]) -> str:
    """What everybody has on their hands; words name people by id."""
    found = built.material.analysis.people.items()
    return "\n".join(line for own, one in found if not words or own in words for line in _person(one)) or "nobody"


def _person(one: PersonFacts) -> Iterator[str]:
    capacity = f", capacity {one.capacity}" if one.capacity is not None else ""
    counts = f"{one.open_items} open, {one.overdue} overdue, {len(one.active)} active goals"
    yield f"{one.name} ({one.id}): {counts}{capacity}"
    if one.goals:
        yield f"  goals: {', '.join(one.goals)}"
    if one.load:
        yield f"  load: {', '.join(f'{week} {count}' for week, count in one.load)}"
    for overload in one.overloads:
        part = f"{overload.part.title}{_takers(overload.takers)}"
        yield f"  too much in {overload.week}: {overload.count} of {overload.capacity}, hand over {part}"
    for clash in one.clashes:
        more = f" and {clash.others} more" if clash.others else ""
        yield f"  away {clash.away.text}: {clash.part.title} on {clash.day}{more}{_takers(clash.takers)}"


def _takers(takers: Sequence[Taker]) -> str:
    return "".join(f" -> {taker.name} ({taker.reason})" for taker in takers)


def closing(built: Built, words: Sequence[str]) -> str:
    """How each goal ended, and what there is to celebrate; words name goals."""
    goals = built.material.plan.goals.items()
    return "\n".join(line for name, goal in goals if not words or name in words for line in _closing(goal, built))


def _closing(goal: Goal, built: Built) -> Iterator[str]:
    analysis = built.material.analysis
    facts, wins = analysis.goals[goal.id], wins_of(goal, analysis.goals[goal.id], analysis.as_of)
    end = closing_of(goal, facts)
    yield f"{goal.id}: {end.lead if end else 'open'}"
    if end:
        asked = f", {end.expected} expected" if end.expected is not None else ""
        asked += ", a review is asked for" if end.asks_review else ""
        yield f"  score {end.score}{' as given' if end.is_given else ''}{asked}"
        yield f"  planned {end.planned_start} to {end.planned_end}, ended {end.ended}, late {end.late}"
        yield f"  {end.decisions} decisions, {end.check_ins} check-ins"
    if goal.carried_to or goal.carried_from:
        yield f"  carried to {list(goal.carried_to)}, from {list(goal.carried_from)}"
    streak = f", streak {wins.streak}" if wins.streak is not None else ""
    yield f"  {len(wins.written)} wins, {wins.in_time} of {wins.dated} in time{streak}"
