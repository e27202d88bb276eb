"""Frame: what is what, under which id, part of what. Made of the notes' faces alone: most edits leave it as it is."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.claims import Claimant, Claims, claim_ids, goal_ids
from milepost.graph.classify import set_apart
from milepost.graph.face import Face
from milepost.graph.linker import Linker
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
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.sweep import Order

Family = dict[GoalId, tuple[GoalId, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Everything about a vault that is settled before its goals are made. Two frames are equal if they are one.

    `faces` are those of notes that can be read and take part in linking; `apart` says why others do not. `ids` are the
    goals' ids by path, `paths` the other way round, `goals` those ids in path order, `inside_out` with every goal after
    its children, `outside_in` the other way round. `hosts` names the goals at which a milestone or task note hangs;
    `kept` are the parent edges (child, parent). `claimants` are those of `shared_ids`; they and what was `found` wrong,
    by note, stand at a Place.
    """

    faces: Mapping[VaultPath, Face]
    apart: Mapping[VaultPath, str]
    cast: Cast
    titles: Titles
    names: Names
    note_ids: Ids
    item_ids: Ids
    near: Nearest
    ids: Mapping[VaultPath, GoalId]
    paths: Mapping[GoalId, VaultPath]
    goals: Order[GoalId]
    inside_out: Order[GoalId]
    outside_in: Order[GoalId]
    kept: Set[tuple[VaultPath, VaultPath]]
    attached: Mapping[VaultPath, Sequence[Hanging]]
    hosts: Mapping[VaultPath, Sequence[GoalId]]
    parents: Family
    children: Family
    succession: Carried
    shared_ids: frozenset[str]
    claimants: Mapping[str, tuple[Claimant, ...]]
    people: tuple[Person, ...]
    spellings: Mapping[str, str]
    found: Mapping[VaultPath, tuple[Diagnostic, ...]]

    def notes_of(self, goal: GoalId) -> Iterator[VaultPath]:
        """The notes a goal is made of: its own, and those that hang at it."""
        path = self.paths[goal]
        yield path
        yield from (one.path for one in self.attached.get(path, ()))

    def linker(self, found: Findings) -> Linker:
        """A linker that reports to `found` and knows no goals yet."""
        return Linker(self.names, found, self.note_ids, self.item_ids, near=self.near)


def make_frame(faces: Sequence[Face], titles: Titles, snapshot: Snapshot, settings: Settings) -> Frame:
    """The frame of a vault. `faces` are in path order. Linear in notes and links between them."""
    found = Findings()
    apart = set_apart(faces, snapshot)
    readable = [face for face in faces if face.path not in apart and face.readable]
    by_path = {face.path: face for face in readable}
    names = Names(readable, snapshot.attachments, titles)
    cast = _cast(readable, names, snapshot, settings)
    claims = claim_ids(readable, cast.role)
    note_ids, item_ids = Ids(claims.notes), Ids(claims.items)
    near = Nearest(_EveryName(names, note_ids, item_ids))
    linker = Linker(names, found, note_ids, item_ids, near=near)
    edges = parent_edges(readable, cast.role, linker) + linked_edges(readable, cast.role, linker)
    edges = without_circles(edges, titles, found)
    ids = goal_ids(readable, cast.role, claims)
    attached = attachments_of(edges, cast.role)
    parents, children = _family(ids, edges, attached)
    _several(ids, edges, parents, found)
    people = people_with_notes(readable, cast.role, claims, titles)
    goals = Order(ids.values())
    inside_out = after_targets({own: children.get(own, ()) for own in goals})
    return Frame(
        faces=by_path,
        apart=apart,
        cast=cast,
        titles=titles,
        names=names,
        note_ids=note_ids,
        item_ids=item_ids,
        near=near,
        ids=ids,
        paths={own: path for path, own in ids.items()},
        goals=goals,
        inside_out=Order(inside_out),
        outside_in=Order(reversed(inside_out)),
        kept={(edge.child, edge.parent) for edge in edges},
        attached=attached,
        hosts=_hosts(ids, attached),
        parents=parents,
        children=children,
        succession=carried(by_path, ids, linker),
        shared_ids=frozenset(claims.claimants),
        claimants=claims.claimants,
        people=tuple(people),
        spellings=spellings(people),
        found=_by_path(found.all),
    )


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


@dataclass(frozen=True, slots=True)
class _EveryName:
    """What a writer may have meant."""

    names: Names
    note_ids: Ids
    item_ids: Ids

    def __iter__(self) -> Iterator[str]:
        yield from self.names.known()
        yield from self.note_ids.known()
        yield from self.item_ids.known()


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
