"""Ids that notes and checklist items claim. Claimed twice: nobody gets it, and every claimant is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.wording import quote
from milepost.graph.face import Face
from milepost.graph.roles import PARTS
from milepost.model.ids import GoalId, VaultPath, without_suffix
from milepost.model.span import Span


@dataclass(frozen=True, slots=True)
class Claims:
    """Ids in force: of notes (id → path), of items (id → id), and those several claimed (`shared`)."""

    notes: Mapping[str, str]
    items: Mapping[str, str]
    shared: frozenset[str]


def claim_ids(notes: Iterable[Face], role: Mapping[VaultPath, str], found: Findings | None) -> Claims:
    """Gather claims of notes that take part. Without `found` nothing is reported."""
    claimants: dict[str, list[tuple[Face, Span, bool]]] = {}
    other: dict[str, list[str]] = {}
    for note in notes:
        own = note.id
        if own and role.get(note.path):
            claimants.setdefault(own, []).append((note, note.at("id"), True))
        elif own:
            other.setdefault(own, []).append(note.path)
        if role.get(note.path) in PARTS:
            for line, name in note.claimed:
                claimants.setdefault(name, []).append((note, line, False))
    shared = frozenset(name for name, holders in claimants.items() if len(holders) > 1)
    if found is not None:
        for name in sorted(shared):
            _report(name, claimants[name], found)
    single = {name: holders[0] for name, holders in claimants.items() if len(holders) == 1}
    note_ids = {name: str(note.path) for name, (note, _, of_note) in single.items() if of_note}
    for name, paths in other.items():
        if len(paths) == 1 and name not in claimants:
            note_ids[name] = paths[0]
    return Claims(note_ids, {name: name for name, (_, _, of_note) in single.items() if not of_note}, shared)


def _report(name: str, holders: list[tuple[Face, Span, bool]], found: Findings) -> None:
    places = [f"`{note.path}:{span.line}`" for note, span, _ in holders]
    for at, (note, span, _) in enumerate(holders):
        others = ", ".join((places[:at] + places[at + 1 :])[:5])
        found.say(
            "duplicate-id",
            (note.path, span),
            f"the id {quote(name)} is also claimed by {others}; nobody gets it",
            "give each its own id, or leave it out: the path serves as well",
        )


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
