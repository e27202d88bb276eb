"""Frame: what is what, under which id, part of what. Made of the notes' faces alone: most edits leave it as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.casting import cast_of
from milepost.graph.classify import set_apart
from milepost.graph.face import Face
from milepost.graph.family import children_of, generations, parents_by_note, several_parents
from milepost.graph.goal_ids import GoalIds, goal_ids
from milepost.graph.hanging import Attachments, attachments_of
from milepost.graph.ids import Claim
from milepost.graph.lookup import Lookup, lookup_of
from milepost.graph.names import Names
from milepost.graph.parent_circles import Told, without_circles
from milepost.graph.parents import Named, edges_of, named_by
from milepost.graph.people import people_with_notes, spellings
from milepost.graph.roles import Cast
from milepost.graph.setting import Around, Setting, settings_of
from milepost.graph.successors import Said, carried
from milepost.graph.titles import Titles
from milepost.model.goal import Person
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.rim import Snapshot
from milepost.model.sweep import Order


class Wrong(NamedTuple):
    """What was found wrong with a frame, by the steps that found it. It stands at a Place."""

    named: Mapping[VaultPath, Named]
    circles: Told
    several: Told
    successions: Mapping[VaultPath, Said]

    def of(self, path: VaultPath) -> Iterator[Diagnostic]:
        """What there is to say of one note."""
        if path in self.named:
            yield from self.named[path].found
            yield from self.successions[path].found
        yield from self.circles.get(path, ())
        yield from self.several.get(path, ())


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Everything about a vault that is settled before its goals are made. Two frames are equal if they are one.

    `faces` are those of notes that can be read and take part in linking; `apart` says why others do not; `speaking`
    says of each that does whether it has a role. `ids` are the goals' ids by path, `goals` those ids in path order,
    `inside_out` with every goal after its children, `outside_in` the other way round. `hosts` names the goals at which
    a milestone or task note hangs, `hosting` are these goals. `claimants` are those of `shared_ids`; they and what is
    `wrong` stand at a Place. `kinds` are the missions, people and reports.
    """

    faces: Mapping[VaultPath, Face]
    apart: Mapping[VaultPath, str]
    cast: Cast
    kinds: Mapping[str, tuple[VaultPath, ...]]
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
    claimants: Mapping[str, tuple[Claim, ...]]
    people: tuple[Person, ...]
    spellings: Mapping[str, str]
    wrong: Wrong


def make_frame(
    notes: Order[VaultPath],
    faces: Mapping[VaultPath, Face],
    names: Names,
    *,
    snapshot: Snapshot,
    settings: Settings,
    memo: Memo,
) -> Frame:
    """The frame of a vault. `faces` are by path. Of an edit it goes through the notes on which it bears."""
    order, faces, apart = _taking_part(notes, faces, snapshot, memo)
    cast, claims = cast_of(order, faces, names, snapshot, settings=settings, memo=memo)
    roles, lookup = cast.roles, lookup_of(names, claims, snapshot.attachments, memo=memo)
    named = named_by(order, faces, roles, lookup, memo=memo)
    edges, circles = without_circles(order, edges_of(order, named, memo), names.titles, memo)
    ids = goal_ids(order, faces, roles, names=names, claims=claims, memo=memo)
    attached = attachments_of(order, edges, roles, memo)
    above = parents_by_note(order, ids, edges, attached, memo=memo)
    children = children_of(order, ids, above, memo)
    ages = generations(ids.order, children, memo)
    follow = carried(order, faces, ids, lookup, memo=memo)
    kinds = memo.group("kinds", order, roles, lambda path: _kind(path, roles[path].name), in_order=False)
    people = memo.same(
        "people with notes", None, people_with_notes(kinds.get("person", ()), faces, claims, names.titles)
    )
    several = memo.value("claimed by several", None, (claims.claimed,), claims.several)
    return Frame(
        faces=faces,
        apart=apart,
        cast=cast,
        kinds=kinds,
        titles=names.titles,
        lookup=lookup,
        speaking=memo.sweep("speaking", order, (roles,), lambda path, _: bool(roles[path].name), in_order=False),
        ids=ids.of,
        goals=ids.order,
        inside_out=ages.inside_out,
        outside_in=ages.outside_in,
        hosts=memo.value("hosts of notes", None, (attached, ids), lambda: _hosts(ids, attached)),
        hosting=memo.value("hosting", None, (attached, ids), lambda: tuple(ids.of[path] for path in attached)),
        settings=settings_of(order, ids, roles, Around(edges, attached, above, children, follow), memo=memo),
        shared_ids=frozenset(several),
        claimants=several,
        people=people,
        spellings=memo.same("spellings", None, spellings(people)),
        wrong=Wrong(named, circles, several_parents(order, edges, ids, above, memo=memo), follow.said),
    )


def _taking_part(
    notes: Order[VaultPath], faces: Mapping[VaultPath, Face], snapshot: Snapshot, memo: Memo
) -> tuple[Order[VaultPath], Mapping[VaultPath, Face], Mapping[VaultPath, str]]:
    """The notes that can be read and take part, with their faces, and why others take none."""
    rim = (snapshot.nested_vaults, snapshot.obsidian)
    reasons = memo.sweep(
        "set apart", notes, (faces,), lambda path, _: set_apart(faces[path], snapshot), shared=rim, in_order=False
    )
    apart = memo.value("apart", None, (reasons,), lambda: {path: why for path, why in reasons.items() if why})
    can_read = memo.sweep("can be read", notes, (faces,), lambda path, _: faces[path].readable, in_order=False)
    if all(can_read.values()) and not apart:
        return notes, faces, apart
    inputs = (notes, can_read, reasons)
    order = memo.value(
        "taking part", None, inputs, lambda: Order(path for path in notes if can_read[path] and not reasons[path])
    )
    return order, memo.sweep("face of those", order, (faces,), lambda path, _: faces[path], in_order=False), apart


def _kind(path: VaultPath, role: str) -> tuple[tuple[str, VaultPath], ...]:
    return ((role, path),) if role in ("mission", "person", "report") else ()


def _hosts(ids: GoalIds, attached: Attachments) -> dict[VaultPath, list[GoalId]]:
    hosts: dict[VaultPath, list[GoalId]] = {}
    for path in sorted(attached):
        for hanging in attached[path]:
            hosts.setdefault(hanging.path, []).append(ids.of[path])
    return hosts
