"""Witnessed: a shelf for pages that are made before a witness.

Each value on it has a witness of its own: a page looked at the value, and the value at what it is made of.
"""

from typing import Any, TypeVar, cast

from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.shelf import Key, Make, Shelf
from milepost.report.witness import SHARED, Ground, Seen, Witness

T = TypeVar("T")


class WitnessedShelf:
    """A shelf whose values are made before witnesses."""

    def __init__(self) -> None:
        self._known: dict[Key, Any] = {}
        self._seen: dict[Key, Seen] = {}

    def value(self, kind: str, goal: GoalId, make: Make[T], ground: Ground) -> T:
        """The value, whoever asks; it is made on the same ground as all."""
        key = kind, goal
        if key not in self._known:
            witness = Witness()
            self._known[key] = make(goal, before(witness, ground, self)[1])
            self._seen[key] = witness.seen
        return cast(T, self._known[key])

    def seen(self) -> dict[Key, Seen]:
        """What values looked at that were made since this was asked last."""
        seen, self._seen = self._seen, {}
        return seen


class LentShelf(Shelf):
    """The same shelf for a page or value that is made before a witness."""

    def __init__(self, shelf: WitnessedShelf, ground: Ground, witness: Witness) -> None:
        self._shelf, self._ground, self._witness = shelf, ground, witness

    def take(self, kind: str, goal: GoalId, around: Around, make: Make[T]) -> T:  # noqa: ARG002 - as its base has it
        """The value; it is noted that somebody looked at it."""
        self._witness.note(SHARED + kind, goal)
        return self._shelf.value(kind, goal, make, self._ground)


def before(witness: Witness, ground: Ground, shelf: WitnessedShelf) -> tuple[Ground, Around]:
    """What pages are made of, as it shows itself to a witness."""
    shown = witness.show(ground, "")
    around = Around(shown.material, derived=shown.derived, shelf=LentShelf(shelf, ground, witness))
    around.periods, around.outlook = shown.periods, shown.outlook
    return shown, around
