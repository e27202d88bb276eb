"""Ids that notes and checklist items claim. Claimed twice: nobody gets it, and every claimant is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.face import Face
from milepost.graph.places import CLAIM, Place
from milepost.graph.roles import PARTS
from milepost.model.ids import GoalId, VaultPath, without_suffix
from milepost.model.said import say
from milepost.model.span import Span

Claimant = tuple[VaultPath, Place]
"""A note, and where in it an id is claimed."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Ids in force: of notes (id → path), of items (id → id), and those that several claimed, with all who did."""

    notes: Mapping[str, str]
    items: Mapping[str, str]
    claimants: Mapping[str, tuple[Claimant, ...]] = field(default_factory=dict)


def claim_ids(notes: Iterable[Face], role: Mapping[VaultPath, str]) -> Claims:
    """Gather claims of notes that take part."""
    claimants: dict[str, list[Claimant]] = {}
    other: dict[str, list[str]] = {}
    for note in notes:
        own = note.id
        if own and role.get(note.path):
            claimants.setdefault(own, []).append((note.path, _OWN))
        elif own:
            other.setdefault(own, []).append(note.path)
        if role.get(note.path) in PARTS:
            for at, name in enumerate(note.claimed):
                claimants.setdefault(name, []).append((note.path, Place(name=CLAIM, at=at)))
    single = {name: holders[0] for name, holders in claimants.items() if len(holders) == 1}
    note_ids = {name: str(path) for name, (path, place) in single.items() if place is _OWN}
    for name, paths in other.items():
        if len(paths) == 1 and name not in claimants:
            note_ids[name] = paths[0]
    return Claims(
        note_ids,
        {name: name for name, (_, place) in single.items() if place is not _OWN},
        {name: tuple(holders) for name, holders in sorted(claimants.items()) if len(holders) > 1},
    )


_OWN = Place(name="id")


def claimed_twice(name: str, holders: Sequence[tuple[VaultPath, Span]]) -> tuple[Diagnostic, ...]:
    """What everybody is told who claims an id that others claim."""
    found = Findings()
    places = [f"`{path}:{span.line}`" for path, span in holders]
    for at, holder in enumerate(holders):
        others = ", ".join((places[:at] + places[at + 1 :])[:5])
        found.say(
            "duplicate-id",
            holder,
            say("the id {name} is also claimed by {others}; nobody gets it", name=quote(name), others=others),
            say("give each its own id, or leave it out: the path serves as well"),
        )
    return tuple(found.all)


def goal_ids(notes: Iterable[Face], role: Mapping[VaultPath, str], claims: Claims) -> dict[VaultPath, GoalId]:
    """Each goal's id: its own where it alone claims it, else the path without suffix, whole where that is taken."""
    taken = {*claims.notes, *claims.items}
    ids: dict[VaultPath, GoalId] = {}
    for note in notes:
        if role.get(note.path) not in ("goal", "mission"):
            continue
        own = note.id
        if own and claims.notes.get(own) == note.path:
            ids[note.path] = GoalId(own)
            continue
        bare = without_suffix(note.path)
        ids[note.path] = GoalId(bare if bare not in taken else note.path)
        taken.add(ids[note.path])
    return ids
