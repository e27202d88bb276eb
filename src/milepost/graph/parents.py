"""Parent edges between notes: written ones and those of linked milestones."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.face import Face
from milepost.graph.linker import Linker, Spot
from milepost.graph.lookup import Given, Lookup
from milepost.graph.places import LINK, Place
from milepost.graph.roles import PARTS, Role
from milepost.model.fields import LinkTarget
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath, fold
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.sweep import Order

_PARENT = Place(name="parent")


@frozen
class ParentEdge:
    """`child` is part of `parent` (both note paths); `anchor` names the milestone of the parent, if one is meant."""

    child: VaultPath
    parent: VaultPath
    anchor: str
    spot: Spot


Edges = Mapping[VaultPath, tuple[ParentEdge, ...]]
"""By the note that is part of others."""


class Named(NamedTuple):
    """Of a note: the edges that its `parent` draws, those of lines that link a goal, and what was wrong."""

    written: tuple[ParentEdge, ...] = ()
    linked: tuple[ParentEdge, ...] = ()
    found: tuple[Diagnostic, ...] = ()


_NOTHING = Named()


def named_by(
    order: Order[VaultPath],
    faces: Mapping[VaultPath, Face],
    roles: Mapping[VaultPath, Role],
    lookup: Lookup,
    *,
    memo: Memo,
) -> Mapping[VaultPath, Named]:
    """What each note resolves to that is written in it: every `parent` of goals, milestone and task notes."""
    quiet = lookup.linker(Findings())

    def named(path: VaultPath, _known: object) -> Named:
        note, role = faces[path], roles[path].name
        if role not in PARTS or not (note.parent or note.linked):
            return _NOTHING
        linker = lookup.linker(Findings())
        written = _written(note, roles, linker)
        linked = _linked(note, roles, linker) if role in ("goal", "mission") else []
        return Named(tuple(written), tuple(linked), tuple(linker.found.all))

    def beside(path: VaultPath) -> Iterator[str]:
        for target in (*faces[path].parent, *faces[path].linked):
            yield from lookup.asked(target.name, path)
            leads_to = quiet.note(target, Spot(path, _PARENT), quiet=True)
            if leads_to is not None:
                yield leads_to

    inputs: tuple[Given, ...] = (faces, roles, *lookup.tables)
    return memo.sweep("parents", order, inputs, named, shared=(lookup.attachments,), beside=beside, in_order=False)


def edges_of(order: Order[VaultPath], named: Mapping[VaultPath, Named], memo: Memo) -> Edges:
    """The edges from each note to what it is part of, whoever draws them."""
    linked = memo.group(
        "linked edges", order, named, lambda path: ((edge.child, edge) for edge in named[path].linked), in_order=False
    )
    return memo.sweep(
        "edges up",
        order,
        (named, linked),
        lambda path, _: (*named[path].written, *linked.get(path, ())),
        in_order=False,
    )


def _written(note: Face, roles: Mapping[VaultPath, Role], linker: Linker) -> list[ParentEdge]:
    edges: list[ParentEdge] = []
    for at, target in enumerate(note.parent):
        spot = Spot(note.path, Place(name="parent", at=at))
        path = linker.note(target, spot)
        if path is None:
            linker.unknown(target, spot, target.name)
        elif path not in roles or roles[path].name not in PARTS:
            _no_parent(target, path, spot, linker)
        elif path not in [edge.parent for edge in edges]:
            anchor = "^" + target.block if target.block else fold(target.heading)
            edges.append(ParentEdge(note.path, path, anchor, spot))
    return edges


def _no_parent(target: LinkTarget, path: VaultPath, spot: Spot, linker: Linker) -> None:
    linker.found.say(
        "unknown-link",
        (spot.path, spot.span),
        say("{name} leads to {path}, which is no goal, milestone or task", name=quote(target.name), path=quote(path)),
        say("point `parent` at a goal"),
    )


def _linked(note: Face, roles: Mapping[VaultPath, Role], linker: Linker) -> list[ParentEdge]:
    """Edges of linked milestones: the goal on the line is part of the goal whose note holds the line."""
    edges = []
    for at, target in enumerate(note.linked):
        spot = Spot(note.path, Place(name=LINK, at=at))
        path = linker.note(target, spot)
        if path is None:
            linker.unknown(target, spot, target.name)
        elif path in roles and roles[path].name in ("goal", "mission") and not (target.heading or target.block):
            edges.append(ParentEdge(path, note.path, "", spot))
    return edges
