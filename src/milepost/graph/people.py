"""People: those with a note, and everybody a note names as owner, approver or taking part."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from milepost.graph.face import Face, file_name
from milepost.graph.ids import Claims
from milepost.graph.titles import Titles
from milepost.model.goal import Goal, Person
from milepost.model.ids import VaultPath, fold, without_suffix


def people_with_notes(
    paths: Iterable[VaultPath], faces: Mapping[VaultPath, Face], claims: Claims, titles: Titles
) -> tuple[Person, ...]:
    """One Person for each note of type person."""
    return tuple(_person(faces[path], claims, titles) for path in paths)


def _person(note: Face, claims: Claims, titles: Titles) -> Person:
    own = note.id if note.id and claims.note(note.id) == note.path else without_suffix(note.path)
    return Person(
        id=own,
        name=titles.of(note.path),
        path=note.path,
        aliases=(*note.aliases, file_name(note.path), own),
        skills=note.skills,
        interests=note.interests,
        away=note.away,
        capacity=note.capacity,
    )


def spellings(people: Iterable[Person]) -> dict[str, str]:
    """Folded spelling → the name of the person with a note; the first in path order where several share one."""
    known: dict[str, str] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            known.setdefault(fold(name), person.name)
    return known


def with_named(people: Sequence[Person], named: Iterable[Iterable[str]]) -> tuple[Person, ...]:
    """Add everybody who is named without having a note, by their first spelling."""
    known = {fold(person.name) for person in people}
    added: dict[str, Person] = {}
    for name in dict.fromkeys(chain.from_iterable(named)):
        key = fold(name)
        if key not in known and key not in added:
            added[key] = Person(id=name, name=name)
    return tuple(sorted((*people, *added.values()), key=lambda person: (fold(person.name), person.id)))


def named_in(goal: Goal) -> tuple[str, ...]:
    """Everybody who owns a goal or a part of it, or takes part, each once."""
    return tuple(dict.fromkeys(_named(goal)))


def _named(goal: Goal) -> Iterable[str]:
    found = [*goal.owner, *goal.with_]
    for milestone in goal.milestones:
        found += milestone.owner
        found += [name for task in milestone.tasks if task.owner for name in task.owner]
    return found + [name for task in goal.loose for name in task.owner]
