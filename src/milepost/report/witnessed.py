"""Witnessed: a shelf for pages that are made before a witness.

Each value on it has a witness of its own: a page looked at the value, and the value at what it is made of.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from milepost.model.ids import GoalId
from milepost.report.shelf import Around, Key, Make, Shelf
from milepost.report.witness import SHARED, Seen, Witness

T = TypeVar("T")


class WitnessedShelf:
    """A shelf whose values are made before witnesses: `around_before(witness)` is what one is made of."""

    def __init__(self, around_before: Callable[[Witness], Around]) -> None:
        self._known: dict[Key, Any] = {}
        self._around_before = around_before
        self._seen: dict[Key, Seen] = {}

    def value(self, kind: str, goal: GoalId, make: Make[T]) -> T:
        """The value, whoever asks."""
        key = kind, goal
        if key not in self._known:
            witness = Witness()
            self._known[key] = make(goal, self._around_before(witness))
            self._seen[key] = witness.seen
        return cast(T, self._known[key])

    def seen(self) -> dict[Key, Seen]:
        """What values looked at that were made since this was asked last."""
        seen, self._seen = self._seen, {}
        return seen


class LentShelf(Shelf):
    """The same shelf for a page or value that is made before a witness."""

    def __init__(self, shelf: WitnessedShelf, witness: Witness) -> None:
        self._shelf, self._witness = shelf, witness

    def take(self, kind: str, goal: GoalId, around: Around, make: Make[T]) -> T:  # noqa: ARG002 - as its base has it
        """The value; it is noted that somebody looked at it."""
        self._witness.note(SHARED + kind, goal)
        return self._shelf.value(kind, goal, make)
