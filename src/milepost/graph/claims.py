"""Ids that notes and checklist items claim. Claimed twice: nobody gets it, and every claimant is told."""

from collections.abc import Mapping, Sequence

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.face import Face
from milepost.graph.ids import NO_CLAIMS, Claim, Claims, keys_of
from milepost.graph.places import CLAIM, Place
from milepost.graph.roles import PARTS, Role
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.sweep import Order


def claims_of(
    step: str, order: Order[VaultPath], faces: Mapping[VaultPath, Face], roles: Mapping[VaultPath, Role], *, memo: Memo
) -> Claims:
    """The claims of all notes, by the role that each note has."""
    made = memo.sweep(
        step, order, (faces, roles), lambda path, _: _claims(faces[path], roles[path].name), in_order=False
    )
    claimed = memo.group(f"{step}, by name", order, made, made.__getitem__)
    if not claimed:
        return NO_CLAIMS
    names = memo.value(step, "names", (claimed,), lambda: Order(claimed))
    return Claims(
        claimed,
        memo.group(f"{step}, by key", names, claimed, lambda name: keys_of(name, claimed[name]), in_order=False),
    )


def _claims(note: Face, role: str) -> tuple[tuple[str, Claim], ...]:
    if not (note.id or note.claimed):
        return ()
    rows = [(note.id, Claim(note.path, Place(name="id"), bool(role)))] if note.id else []
    if role in PARTS:
        rows += [(name, Claim(note.path, Place(name=CLAIM, at=at), True)) for at, name in enumerate(note.claimed)]
    return tuple(rows)


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
