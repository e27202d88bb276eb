"""Frame: what is what, under which id, part of what. Made of the notes' faces alone: most edits leave it as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.claims import Claimant, Claims, claim_ids, goal_ids
from milepost.graph.classify import set_apart
from milepost.graph.face import Face
from milepost.graph.linker import Linker
from milepost.graph.lookup import Given, Lookup, lookup_of
from milepost.graph.names import Ids, Names
from milepost.graph.near import Nearest
from milepost.graph.order import after_targets
from milepost.graph.parents import Hanging, ParentEdge, attachments_of, linked_edges, parent_edges, without_circles
from milepost.graph.people import people_with_notes, spellings
from milepost.graph.roles import Cast, own_roles, with_guess, with_parents
from milepost.graph.successors import Carried, carried
from milepost.graph.titles import Titles
from milepost.model.goal import Person
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.sweep import Order

Family = dict[GoalId, tuple[GoalId, ...]]


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


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Everything about a vault that is settled before its goals are made. Two frames are equal if they are one.

    `faces` are those of notes that can be read and take part in linking; `apart` says why others do not; `speaking`
    says of each that does whether it has a role. `ids` are the goals' ids by path, `goals` those ids in path order,
    `inside_out` with every goal after its children, `outside_in` the other way round. `hosts` names the goals at which
    a milestone or task note hangs, `hosting` are these goals. `claimants` are those of `shared_ids`; they and what was
    `found` wrong, by note, stand at a Place.
    """

    faces: Mapping[VaultPath, Face]
    apart: Mapping[VaultPath, str]
    cast: Cast
    titles: Titles
    lookup: Lookup
    speaking: Mapping[VaultPath, bool]
    ids: Mapping[VaultPath, GoalId]
    goals: Order[GoalId]
    inside_out: Order[GoalId]
    outside_in: Order[GoalId]
    hosts: Mapping[VaultPath, Sequence[GoalId]]
    hosting: tuple[GoalId, ...]
    settings: Mapping[GoalId, Setting]
    shared_ids: frozenset[str]
    claimants: Mapping[str, tuple[Claimant, ...]]
    people: tuple[Person, ...]
    spellings: Mapping[str, str]
    found: Mapping[VaultPath, tuple[Diagnostic, ...]]


def make_frame(
    faces: Sequence[Face], titles: Titles, given: Given, snapshot: Snapshot, *, settings: Settings, memo: Memo
) -> Frame:
    """The frame of a vault. `faces` are in path order. Linear in notes and links between them.

    What later steps look up in it stays the same where it is equal to that of the frame before.
    """
    found = Findings()
    apart = set_apart(faces, snapshot)
    readable = [face for face in faces if face.path not in apart and face.readable]
    by_path = {face.path: face for face in readable}
    names = _names(readable, snapshot, titles, memo)
    cast = _cast(readable, names, snapshot, settings)
    claims = claim_ids(readable, cast.role)
    lookup = lookup_of(names, (claims.notes, claims.items), given, snapshot.attachments, memo=memo)
    linker = lookup.linker(found)
    edges = parent_edges(by_path, cast.role, lookup, found, memo=memo) + linked_edges(readable, cast.role, linker)
    edges = without_circles(edges, titles, found)
    ids = goal_ids(readable, cast.role, claims)
    attached = attachments_of(edges, cast.role)
    parents, children = _family(ids, edges, attached)
    _several(ids, edges, parents, found)
    people = people_with_notes(readable, cast.role, claims, titles)
    around = (parents, children, carried(by_path, ids, linker))
    goals = Order(ids.values())
    inside_out = after_targets({own: children.get(own, ()) for own in goals})
    return Frame(
        faces=by_path,
        apart=apart,
        cast=cast,
        titles=titles,
        lookup=lookup,
        speaking={face.path: face.path in cast.role for face in readable},
        ids=ids,
        goals=goals,
        inside_out=Order(inside_out),
        outside_in=Order(reversed(inside_out)),
        hosts=_hosts(ids, attached),
        hosting=tuple(ids[path] for path in attached),
        settings=_settings(ids, cast, edges, attached=attached, around=around),
        shared_ids=frozenset(claims.claimants),
        claimants=claims.claimants,
        people=tuple(people),
        spellings=spellings(people),
        found=_by_path(found.all),
    )


def _names(faces: Sequence[Face], snapshot: Snapshot, titles: Titles, memo: Memo) -> Names:
    """Made of paths and aliases, so that another one is made only where these are others."""
    called = tuple((face.path, face.aliases) for face in faces)
    inputs = (called, snapshot.attachments, titles)
    return memo.value("names of notes", None, inputs, lambda: Names(faces, snapshot.attachments, titles))


def _cast(faces: Sequence[Face], names: Names, snapshot: Snapshot, settings: Settings) -> Cast:
    by_path = {face.path: face for face in faces}
    own = own_roles(faces, settings)
    claims: Claims = claim_ids(faces, own.role)
    quiet = Linker(names, Findings(), Ids(claims.notes), Ids(claims.items), near=Nearest(()))
    cast = with_parents(own, by_path, quiet)
    guessed = with_guess(cast, faces, snapshot)
    return guessed if guessed is cast else with_parents(guessed, by_path, quiet)


def _by_path(found: Sequence[Diagnostic]) -> dict[VaultPath, tuple[Diagnostic, ...]]:
    by_path: dict[VaultPath, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.path, []).append(one)
    return {path: tuple(own) for path, own in by_path.items()}


def _family(
    ids: Mapping[VaultPath, GoalId], edges: Sequence[ParentEdge], attached: Mapping[VaultPath, Sequence[Hanging]]
) -> tuple[Family, Family]:
    parents: dict[GoalId, dict[GoalId, None]] = {}
    children: dict[GoalId, dict[GoalId, None]] = {}
    above = {one.path: ids[goal] for goal, hanging in attached.items() for one in hanging}
    for edge in edges:
        child, parent = ids.get(edge.child), ids.get(edge.parent)
        if child is None:
            continue
        if parent is None:
            parent = above.get(edge.parent)
        if parent is not None and parent != child:
            parents.setdefault(child, {})[parent] = None
    for child in ids.values():
        for parent in parents.get(child, ()):
            children.setdefault(parent, {})[child] = None
    return {one: tuple(all_) for one, all_ in parents.items()}, {one: tuple(all_) for one, all_ in children.items()}


def _hosts(
    ids: Mapping[VaultPath, GoalId], attached: Mapping[VaultPath, Sequence[Hanging]]
) -> dict[VaultPath, list[GoalId]]:
    hosts: dict[VaultPath, list[GoalId]] = {}
    for path, own in ids.items():
        for hanging in attached.get(path, ()):
            hosts.setdefault(hanging.path, []).append(own)
    return hosts


def _settings(
    ids: Mapping[VaultPath, GoalId],
    cast: Cast,
    edges: Sequence[ParentEdge],
    *,
    attached: Mapping[VaultPath, Sequence[Hanging]],
    around: tuple[Family, Family, Carried],
) -> dict[GoalId, Setting]:
    parents, children, succession = around
    below: dict[VaultPath, dict[VaultPath, GoalId]] = {}
    for edge in edges:
        if edge.child in ids:
            below.setdefault(edge.parent, {})[edge.child] = ids[edge.child]
    return {
        own: Setting(
            path,
            cast.role[path],
            cast.why[path],
            tuple(attached.get(path, ())),
            parents.get(own, ()),
            children.get(own, ()),
            succession.to.get(own, ()),
            succession.from_.get(own, ()),
            tuple(below.get(path, {}).items()),
        )
        for path, own in ids.items()
    }


def _several(ids: Mapping[VaultPath, GoalId], edges: Sequence[ParentEdge], parents: Family, found: Findings) -> None:
    """Mention goals that are part of more than one: each parent counts them."""
    spots = {edge.child: edge.spot for edge in reversed(edges)}
    for path, own in ids.items():
        above = parents.get(own, ())
        if len(above) > 1:
            found.say(
                "several-parents",
                (spots[path].path, spots[path].span),
                say("{own} is part of {above} goals, and each of them counts it", own=quote(own), above=len(above)),
                say("keep one parent if it should count once"),
            )
