"""GoalEdge: one goal waits for another."""

from typing import NamedTuple

from milepost.model.ids import GoalId


class GoalEdge(NamedTuple):
    """Goal `after` waits for goal `before`: `waiter` and `target` are the goals themselves, or parts of theirs.

    `is_cyclic`: the edge closes a circle and is not followed.
    """

    before: GoalId
    after: GoalId
    target: str
    waiter: str
    is_cyclic: bool = False
