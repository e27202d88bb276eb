"""Shelf: what pages of several goals show of one of them, made when the first of these pages asks for it."""

from collections.abc import Callable
from typing import Any, TypeVar

from milepost.model.ids import GoalId

T = TypeVar("T")

Around = Any
"""What values are made of, `around.Around`, which has a shelf."""

Make = Callable[[GoalId, Around], T]
Key = tuple[str, GoalId]


class Shelf:
    """The values of one build."""

    def __init__(self) -> None:
        self._known: dict[Key, Any] = {}

    def take(self, kind: str, goal: GoalId, around: Around, make: Make[T]) -> T:
        """The value of a kind for a goal, `make(goal, around)`."""
        key = kind, goal
        found: T | None = self._known.get(key)
        if found is None:
            found = self._known[key] = make(goal, around)
        return found
