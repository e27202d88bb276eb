"""Setting: where each goal stands, made of the tables of all."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from milepost.graph.family import Family
from milepost.graph.goal_ids import GoalIds
from milepost.graph.hanging import Attachments, Hanging
from milepost.graph.parents import Edges
from milepost.graph.roles import Role
from milepost.graph.successors import Carried, in_order
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.sweep import Order


class Setting(NamedTuple):
    """Where one goal stands: its note and why that is a goal, what hangs at it, and the goals around it.

    `below` are the goals whose notes name it as their parent, or which its lines link, by their paths.
    """

    path: VaultPath
    role: str
    why: str
    hanging: tuple[Hanging, ...]
    parents: tuple[GoalId, ...]
    children: tuple[GoalId, ...]
    carried_to: tuple[GoalId, ...]
    carried_from: tuple[GoalId, ...]
    below: tuple[tuple[VaultPath, GoalId], ...]

    def notes(self) -> Iterator[VaultPath]:
        """The notes a goal is made of: its own, and those that hang at it."""
        yield self.path
        yield from (one.path for one in self.hanging)


class Around(NamedTuple):
    """The edges between notes, and what comes of them."""

    edges: Edges
    attached: Attachments
    above: Mapping[VaultPath, tuple[GoalId, ...]]
    children: Family
    follow: Carried


def settings_of(
    order: Order[VaultPath], ids: GoalIds, roles: Mapping[VaultPath, Role], around: Around, *, memo: Memo
) -> Mapping[GoalId, Setting]:
    """The setting of every goal."""
    edges, attached, above, children, follow = around

    def setting(own: GoalId, _known: object) -> Setting:
        path = ids.paths[own]
        return Setting(
            path,
            *roles[path],
            attached.get(path, ()),
            above[path],
            children.get(own, ()),
            in_order(follow.to.get(own, ())),
            in_order(follow.from_.get(own, ())),
            below.get(path, ()),
        )

    rows = memo.sweep("below", order, (edges, ids.of), lambda path, _: _above(path, edges, ids), in_order=False)
    below = memo.group("goals below", order, rows, rows.__getitem__, in_order=False)
    inputs = (ids.paths, roles, attached, above, children, follow.to, follow.from_, below)
    return memo.sweep("setting", ids.order, inputs, setting, beside=lambda own: (ids.paths[own],), in_order=False)


def _above(path: VaultPath, edges: Edges, ids: GoalIds) -> tuple[tuple[VaultPath, tuple[VaultPath, GoalId]], ...]:
    own = ids.of.get(path)
    if own is None:
        return ()
    return tuple(dict.fromkeys((edge.parent, (path, own)) for edge in edges[path]))
