"""Ids: who claims which, who has them, and how a link field finds them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from milepost.graph.asked import number_of
from milepost.graph.places import CLAIM, Place
from milepost.model.ids import VaultPath, fold

NOTE, ITEM = "note", "item"


class Claim(NamedTuple):
    """A note, and where in it an id is claimed. `counts`: the note takes part; others have an id if nobody else has."""

    path: VaultPath
    place: Place
    counts: bool


class Held(NamedTuple):
    """An id that one alone claims: `kind` is NOTE, with the note's path, or ITEM, with the id itself."""

    kind: str
    name: str
    owner: str


class Claims(NamedTuple):
    """Who claims each id, and which ids go by each key under which an id is looked up."""

    claimed: Mapping[str, tuple[Claim, ...]]
    by_key: Mapping[str, tuple[Held, ...]]

    def held(self, name: str) -> Held | None:
        """The one who has an id."""
        return next((one for one in self.by_key.get(fold(name), ()) if one.name == name), None)

    def note(self, name: str | None) -> str | None:
        """The path of the note that has an id."""
        held = self.held(name) if name else None
        return held.owner if held is not None and held.kind == NOTE else None

    def several(self) -> dict[str, tuple[Claim, ...]]:
        """The ids that more than one claims, with all who do."""
        counting = {name: tuple(one for one in own if one.counts) for name, own in self.claimed.items() if len(own) > 1}
        return {name: own for name, own in counting.items() if len(own) > 1}


NO_CLAIMS = Claims({}, {})


def _held(name: str, claims: Sequence[Claim]) -> Held | None:
    counting = [one for one in claims if one.counts] or claims
    if len(counting) > 1:
        return None
    path, place, _ = counting[0]
    return Held(ITEM, name, name) if place.name == CLAIM else Held(NOTE, name, path)


def keys_of(name: str, claims: Sequence[Claim]) -> Iterator[tuple[str, Held]]:
    """The keys under which an id is found, if somebody has it."""
    held = _held(name, claims)
    if held is not None:
        yield from ((key, held) for key in dict.fromkeys((fold(name), number_of(name))) if key)


class Ids:
    """Ids of one kind, for link fields: exact, then without case, then by number."""

    def __init__(self, claims: Claims, kind: str) -> None:
        self._claims, self._kind = claims, kind

    @property
    def by_key(self) -> Mapping[str, tuple[Held, ...]]:
        """What they are looked up in."""
        return self._claims.by_key

    def exact(self, name: str) -> str | None:
        """The holder of exactly this id."""
        held = self._claims.held(name)
        return held.owner if held is not None and held.kind == self._kind else None

    def near(self, name: str) -> tuple[str, str] | None:
        """The id meant by another case, or by the same number under another prefix, with its holder; if just one."""
        folded, number = fold(name), number_of(name)
        hits = [one for one in self._under(folded) if fold(one.name) == folded]
        if not hits and number:
            hits = [one for one in self._under(number) if number_of(one.name) == number]
        return (hits[0].name, hits[0].owner) if len(hits) == 1 else None

    def known(self) -> Iterator[str]:
        """Every id."""
        held = chain.from_iterable(self._claims.by_key.values())
        return (one.name for one in held if one.kind == self._kind)

    def _under(self, key: str) -> Iterator[Held]:
        return (one for one in self._claims.by_key.get(key, ()) if one.kind == self._kind)
