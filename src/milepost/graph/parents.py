"""Parent edges between notes: written ones and those of linked milestones; circles reported and cut."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.face import Face
from milepost.graph.linker import Linker, Spot
from milepost.graph.lookup import Given, Lookup
from milepost.graph.order import circles
from milepost.graph.places import LINK, Place
from milepost.graph.titles import Titles
from milepost.model.fields import LinkTarget
from milepost.model.ids import VaultPath, fold
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.sweep import Order

_PARENT = Place(name="parent")
PLACES = frozenset({"goal", "mission", "milestone", "task"})


@dataclass(frozen=True, slots=True)
class ParentEdge:
    """`child` is part of `parent` (both note paths); `anchor` names the milestone of the parent, if one is meant."""

    child: VaultPath
    parent: VaultPath
    anchor: str
    spot: Spot


Written = tuple[tuple[ParentEdge, ...], tuple[Diagnostic, ...]]


def parent_edges(
    notes: Mapping[VaultPath, Face], role: Mapping[VaultPath, str], lookup: Lookup, found: Findings, *, memo: Memo
) -> list[ParentEdge]:
    """Resolve every `parent` of goals, milestone and task notes."""
    linker = lookup.linker(Findings())

    def written(path: VaultPath, _known: object) -> Written:
        own = Findings()
        is_part = notes[path].parent and role.get(path) in PLACES
        edges = _written(notes[path], role, lookup.linker(own)) if is_part else ()
        return tuple(edges), tuple(own.all)

    def beside(path: VaultPath) -> Iterator[str]:
        for target in notes[path].parent:
            yield from lookup.asked(target.name, path)
            named = linker.note(target, Spot(path, _PARENT), quiet=True)
            if named is not None:
                yield named

    inputs: tuple[Given, ...] = (notes, role, *lookup.tables)
    shared = (lookup.attachments,)
    rows = memo.sweep("parents", Order(notes), inputs, written, shared=shared, beside=beside).values()
    found.all += chain.from_iterable(said for _, said in rows)
    return list(chain.from_iterable(edges for edges, _ in rows))


def _written(note: Face, role: Mapping[VaultPath, str], linker: Linker) -> list[ParentEdge]:
    spot = Spot(note.path, _PARENT)
    edges: list[ParentEdge] = []
    for target in note.parent:
        path = linker.note(target, spot)
        if path is None:
            linker.unknown(target, spot, target.name)
        elif role.get(path) not in PLACES:
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


def linked_edges(notes: Iterable[Face], role: Mapping[VaultPath, str], linker: Linker) -> list[ParentEdge]:
    """Edges that linked milestones add: the goal on the line is part of the goal whose note holds the line."""
    edges = []
    for note in notes:
        if role.get(note.path) not in ("goal", "mission"):
            continue
        for at, target in enumerate(note.linked):
            spot = Spot(note.path, Place(name=LINK, at=at))
            path = linker.note(target, spot)
            if path is None:
                linker.unknown(target, spot, target.name)
            elif role.get(path) in ("goal", "mission") and not (target.heading or target.block):
                edges.append(ParentEdge(path, note.path, "", spot))
    return edges


def without_circles(edges: Sequence[ParentEdge], titles: Titles, found: Findings) -> list[ParentEdge]:
    """Report each circle whole and leave out the edge that closes it, the same one whatever the order of files."""
    graph: dict[VaultPath, list[VaultPath]] = {}
    for edge in edges:
        graph.setdefault(edge.child, []).append(edge.parent)
    cut: set[tuple[VaultPath, VaultPath]] = set()
    spots = {(edge.child, edge.parent): edge.spot for edge in reversed(edges)}
    for circle in circles(graph):
        closing = (circle[-1], circle[0])
        cut.add(closing)
        names = [titles.of(path) for path in circle]
        spot = spots[closing]
        found.say(
            "parent-cycle",
            (spot.path, spot.span),
            say("these are parents of one another: {circle}", circle=" → ".join(map(quote, [*names[:12], names[0]]))),
            say(
                "take the parent out of one of them; until then {names} is read as if it had no parent here",
                names=quote(names[-1]),
            ),
        )
    return [edge for edge in edges if (edge.child, edge.parent) not in cut] if cut else list(edges)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A milestone or task note and the place of its goal at which it hangs: see `body.Attached`."""

    path: VaultPath
    role: str
    below: VaultPath | None
    anchor: str


def attachments_of(edges: Sequence[ParentEdge], role: Mapping[VaultPath, str]) -> dict[VaultPath, list[Hanging]]:
    """For each goal, the milestone and task notes below it, each after the note it hangs under, in path order."""
    below: dict[VaultPath, list[ParentEdge]] = {}
    for edge in sorted(edges, key=lambda edge: edge.child):
        if role[edge.child] in ("milestone", "task"):
            below.setdefault(edge.parent, []).append(edge)
    found: dict[VaultPath, list[Hanging]] = {}
    for goal in [path for path in below if role[path] in ("goal", "mission")]:
        seen: set[VaultPath] = set()
        pending = [(edge, None) for edge in reversed(below[goal])]
        stack: list[tuple[ParentEdge, VaultPath | None]] = list(pending)
        while stack:
            edge, above = stack.pop()
            if edge.child in seen:
                continue
            seen.add(edge.child)
            anchor = edge.anchor if above is None else ""
            found.setdefault(goal, []).append(Hanging(edge.child, role[edge.child], above, anchor))
            stack += [(deeper, edge.child) for deeper in reversed(below.get(edge.child, []))]
    return found
