"""Hanging: the milestone and task notes of each goal."""

from collections.abc import Mapping
from typing import NamedTuple

from milepost.graph.parents import Edges, ParentEdge
from milepost.graph.roles import Role
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.sweep import Order


@frozen
class Hanging:
    """A milestone or task note and the place of its goal at which it hangs: see `body.Attached`.

    `again`: it hangs below another goal as well, which comes before; there its parts go by the ids that are written.
    """

    path: VaultPath
    role: str
    below: VaultPath | None
    anchor: str
    again: bool = False


Attachments = Mapping[VaultPath, tuple[Hanging, ...]]


class _Hook(NamedTuple):
    """An edge from a milestone or task note, what this is, and whether the edge ends at a goal."""

    edge: ParentEdge
    role: str
    at_goal: bool


def attachments_of(order: Order[VaultPath], edges: Edges, roles: Mapping[VaultPath, Role], memo: Memo) -> Attachments:
    """For each goal, the milestone and task notes below it, each after the note it hangs under, in path order."""

    def hooks(path: VaultPath, _known: object) -> tuple[_Hook, ...]:
        role = roles[path].name
        if role not in ("milestone", "task"):
            return ()
        return tuple(_Hook(edge, role, roles[edge.parent].name in ("goal", "mission")) for edge in edges[path])

    hung = memo.sweep(
        "hooks",
        order,
        (edges, roles),
        hooks,
        beside=lambda path: tuple(edge.parent for edge in edges[path]),
        in_order=False,
    )
    return memo.value("attachments", None, (order, hung), lambda: _attachments(order, hung))


def _attachments(order: Order[VaultPath], hung: Mapping[VaultPath, tuple[_Hook, ...]]) -> Attachments:
    below: dict[VaultPath, list[_Hook]] = {}
    for path in order:
        for hook in hung[path]:
            below.setdefault(hook.edge.parent, []).append(hook)
    goals = sorted((goal for goal, hooks in below.items() if hooks[0].at_goal), key=order.place.__getitem__)
    seen = set[VaultPath]()
    return {goal: _below(goal, below, seen) for goal in goals}


def _below(goal: VaultPath, below: Mapping[VaultPath, list[_Hook]], seen: set[VaultPath]) -> tuple[Hanging, ...]:
    found: dict[VaultPath, Hanging] = {}
    stack: list[tuple[_Hook, VaultPath | None]] = [(hook, None) for hook in reversed(below[goal])]
    while stack:
        (edge, role, _), above = stack.pop()
        if edge.child not in found:
            anchor = edge.anchor if above is None else ""
            found[edge.child] = Hanging(edge.child, role, above, anchor, edge.child in seen)
            stack += [(deeper, edge.child) for deeper in reversed(below.get(edge.child, []))]
    seen.update(found)
    return tuple(found.values())
