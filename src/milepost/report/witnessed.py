"""Witnessed: a shelf for pages that are made before a witness.

Each value on it has a witness of its own: a page looked at the value, and the value at what it is made of.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.shelf import Key, Make, Shelf
from milepost.report.witness import SHARED, Ground, Seen, Witness

T = TypeVar("T")


class Scene(NamedTuple):
    """What pages are made of, as it shows itself to a witness."""

    witness: Witness
    ground: Ground


class WitnessedShelf:
    """A shelf whose values are made before witnesses, all on one ground."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[Key, Any] = {}
        self._seen: dict[Key, Seen] = {}
        self._idle: list[Scene] = []

    def made(self, make: Callable[[Ground, Around], T]) -> tuple[T, Seen]:
        """What somebody makes, who may take values of the shelf, and what was looked at for it."""
        scene = self._idle.pop() if self._idle else _scene(self._ground)
        made = make(scene.ground, self._around(scene))
        seen = scene.witness.seen()
        self._idle.append(scene)
        return made, seen

    def value(self, kind: str, goal: GoalId, make: Make[T]) -> T:
        """The value, whoever asks; it is made on the same ground as all."""
        key = kind, goal
        if key not in self._known:
            self._known[key], self._seen[key] = self.made(lambda _, around: make(goal, around))
        return cast(T, self._known[key])

    def seen(self) -> dict[Key, Seen]:
        """What values looked at that were made since this was asked last."""
        seen, self._seen = self._seen, {}
        return seen

    def _around(self, scene: Scene) -> Around:
        """What one page or value is made of."""
        shown = scene.ground
        around = Around(shown.material, derived=shown.derived, shelf=LentShelf(self, scene.witness))
        around.periods, around.outlook = shown.periods, shown.outlook
        return around


def _scene(ground: Ground) -> Scene:
    witness = Witness()
    return Scene(witness, witness.show(ground, ""))


class LentShelf(Shelf):
    """The same shelf for a page or value that is made before a witness."""

    def __init__(self, shelf: WitnessedShelf, witness: Witness) -> None:
        self._shelf, self._witness = shelf, witness

    def take(self, kind: str, goal: GoalId, around: Around, make: Make[T]) -> T:  # noqa: ARG002 - as its base has it
        """The value; it is noted that somebody looked at it."""
        self._witness.note(SHARED + kind, goal)
        return self._shelf.value(kind, goal, make)
