"""Roster: who there is, by every spelling; who can do and likes what; who is away when."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from milepost.model.calendar import Period
from milepost.model.goal import Person
from milepost.model.ids import fold

_WORD = re.compile(r"\w+")
_LONGEST_PHRASE = 3
_LONGEST_TEXT = 300
_PLURAL_FROM = 4


def words(text: str) -> list[str]:
    """The words of a text as they compare: without case, and an English plural like its singular."""
    return [_singular(word) for word in _WORD.findall(fold(text))]


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _PLURAL_FROM and word.endswith("s") and not word.endswith("ss") else word


def phrase(text: str) -> str:
    """A skill or interest as it compares."""
    return " ".join(words(text))


def phrases(text: str) -> Iterator[str]:
    """Every run of one to three words of a text, which for a title or tag has a natural length."""
    found = words(text[:_LONGEST_TEXT])
    for size in range(1, _LONGEST_PHRASE + 1):
        for at in range(len(found) - size + 1):
            yield " ".join(found[at : at + size])


class Roster:
    """The people of a plan. Built once; every look-up takes the same time however many there are."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {person.id: person for person in people}
        self.skills = {person.id: _spelt(person.skills) for person in people if person.skills}
        self.interests = {person.id: _spelt(person.interests) for person in people if person.interests}
        self.with_skill = _turned(self.skills)
        self.with_interest = _turned(self.interests)
        self.by_capacity = [person.id for person in sorted(people, key=_capacity) if person.capacity]
        self._away = {person.id: _Absences(person.away) for person in people if person.away}
        self._ids: dict[str, str] = {}
        for person in people:
            for name in (person.name, *person.aliases):
                self._ids.setdefault(fold(name), person.id)

    def id_of(self, name: str) -> str | None:
        """The person somebody's spelling means."""
        return self._ids.get(fold(name)) if name else None

    def name_of(self, own: str) -> str:
        """How a person is called."""
        return self.people[own].name

    def skills_of(self, names: Iterable[str]) -> frozenset[str]:
        """Every skill that some of these people's notes name, as phrases."""
        ids = (self.id_of(name) for name in names)
        return frozenset(key for own in ids if own is not None for key in self.skills.get(own, ()))

    @property
    def knows_absences(self) -> bool:
        """Whether anybody's note says when they are away."""
        return bool(self._away)

    def absence(self, own: str, due: Period) -> Period | None:
        """The absence that covers a whole due date: for `2026` that would be the whole year."""
        absences = self._away.get(own)
        return absences.over(due.first, due.last) if absences else None


def _spelt(names: Iterable[str]) -> dict[str, str]:
    return {key: name for name in reversed(tuple(names)) if (key := phrase(name))}


def _turned(known: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for own, named in known.items():
        for key in named:
            found.setdefault(key, []).append(own)
    return found


def _capacity(person: Person) -> tuple[object, str]:
    return -(person.capacity or 0), fold(person.name)


class _Absences:
    """Periods in which somebody is away, ready to be asked about any day."""

    def __init__(self, away: Sequence[Period]) -> None:
        self._first: list[date] = []
        self._longest: list[Period] = []
        for period in sorted(away, key=lambda one: (one.first, one.last)):
            longest = self._longest[-1] if self._longest and self._longest[-1].last > period.last else period
            self._first.append(period.first)
            self._longest.append(longest)

    def over(self, first: date, last: date) -> Period | None:
        at = bisect_right(self._first, first) - 1
        return self._longest[at] if at >= 0 and self._longest[at].last >= last else None
