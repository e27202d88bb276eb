"""Who could take something over: ranked by skills, then interests, then free capacity, each with the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from milepost.analysis.facts_people import Taker
from milepost.analysis.people.load import Hands, free_in, week_name, week_of
from milepost.analysis.people.roster import Roster, phrase, phrases
from milepost.analysis.people.work import Part
from milepost.diagnostics.wording import decimal_words
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.said import joined, say

MOST = 3
_LOOKED_AT = 200
_ROOMY = 20
_MANY = 50


@frozen
class Topic:
    """What something is about: the skills it asks for, and every phrase of its title, tags and area."""

    needs: frozenset[str]
    words: frozenset[str]


def topic_of(part: Part, goal: Goal) -> Topic:
    """The part's own needs, else its goal's; the words of both."""
    needs = part.fields.needs or goal.fields.needs
    texts = (part.title, goal.title, goal.area, *part.tags[:_MANY], *goal.tags[:_MANY], *needs[:_MANY])
    return Topic(frozenset(map(phrase, needs)), frozenset(chain.from_iterable(map(phrases, texts))))


@frozen
class Fit:
    """How well one person fits a topic: spelt skills and interests, and the room they have that week."""

    own: str
    skills: tuple[str, ...]
    interests: tuple[str, ...]
    free: Decimal | None

    @property
    def rank(self) -> tuple[int, int, Decimal]:
        """Skills, then interests, then free capacity; the best first."""
        return -len(self.skills), -len(self.interests), -(self.free or Decimal(0))


class Takers:
    """Answers "who could take it" for a plan's people and their load."""

    def __init__(self, roster: Roster, hands: Mapping[str, Hands], as_of: date) -> None:
        self._roster = roster
        self._hands = hands
        self._as_of = as_of

    def of(self, part: Part, goal: Goal, busy: Set[str], *, must_fit: bool = False) -> tuple[Taker, ...]:
        """Up to three people but those in `busy`; with `must_fit` only those with a skill or interest for it."""
        topic = topic_of(part, goal)
        due = part.fields.due
        week = week_of(max(self._as_of, due.last if due else self._as_of))
        fits = []
        for own in islice(self._candidates(topic), _LOOKED_AT):
            if own in busy or (due and self._roster.absence(own, due)):
                continue
            fit = self._fit(own, topic, week)
            if (fit.free is None or fit.free >= 1) and (fit.skills or fit.interests or not must_fit):
                fits.append(fit)
        fits.sort(key=lambda fit: (fit.rank, self._roster.name_of(fit.own)))
        return tuple(Taker(fit.own, self._roster.name_of(fit.own), self._reason(fit, week)) for fit in fits[:MOST])

    def _candidates(self, topic: Topic) -> Iterator[str]:
        """People with a skill asked for, then those whose skill or interest is named, then those with most room."""
        roster = self._roster
        named = sorted(topic.needs | topic.words)
        by_need = _each(roster.with_skill, sorted(topic.needs))
        by_word = chain(_each(roster.with_skill, named), _each(roster.with_interest, named))
        return _unique(chain(by_need, by_word, roster.by_capacity[:_ROOMY]))

    def _fit(self, own: str, topic: Topic, week: int) -> Fit:
        about = topic.needs | topic.words
        can, likes = self._roster.skills.get(own, {}), self._roster.interests.get(own, {})
        return Fit(
            own,
            tuple(spelt for key, spelt in sorted(can.items()) if key in about),
            tuple(spelt for key, spelt in sorted(likes.items()) if key in about),
            free_in(week, own, self._hands, self._roster),
        )

    def _reason(self, fit: Fit, week: int) -> str:
        says = []
        if fit.skills:
            says.append(say("can do {listed}", listed=listed(fit.skills)))
        if fit.interests:
            says.append(say("likes {listed}", listed=listed(fit.interests)))
        if fit.free is not None:
            capacity = self._roster.people[fit.own].capacity or Decimal(0)
            says.append(
                say(
                    "{free} of {capacity} free in {week_name}",
                    free=decimal_words(fit.free),
                    capacity=decimal_words(capacity),
                    week_name=week_name(week),
                )
            )
        return joined(", ", says)


def _unique(names: Iterable[str]) -> Iterator[str]:
    """Each name once, no further than somebody asks."""
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _each(index: Mapping[str, Sequence[str]], keys: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(index.get(key, ()) for key in keys)


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else say("{others} and {last}", others=joined(", ", names[:-1]), last=names[-1])


def could_take_it(takers: Sequence[Taker], otherwise: str) -> str:
    """The sentence that names them, or another remedy where there is nobody."""
    if not takers:
        return otherwise
    return say("could take it: ") + joined(
        "; ", (say("{name} ({reason})", name=taker.name, reason=taker.reason) for taker in takers)
    )
