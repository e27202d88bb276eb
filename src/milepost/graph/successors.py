"""Successors: which goal took over from a missed or dropped one, whichever of the two notes says so."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.face import Face
from milepost.graph.goal_ids import GoalIds
from milepost.graph.linker import Linker, Spot
from milepost.graph.lookup import Lookup
from milepost.graph.places import Place
from milepost.model.fields import LinkTarget
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.sweep import Order

Successions = Mapping[GoalId, tuple[GoalId, ...]]


class Said(NamedTuple):
    """What a note says of successions: pairs of the old and the new goal, and what was wrong."""

    pairs: tuple[tuple[GoalId, GoalId], ...] = ()
    found: tuple[Diagnostic, ...] = ()


class Carried(NamedTuple):
    """Both directions of every succession, as they are said."""

    said: Mapping[VaultPath, Said]
    to: Successions
    from_: Successions


_NOTHING = Said()


def carried(
    order: Order[VaultPath], faces: Mapping[VaultPath, Face], ids: GoalIds, lookup: Lookup, *, memo: Memo
) -> Carried:
    """Resolve `carried_to` and `carried_from` of every goal; what leads to no goal is reported."""
    quiet = lookup.linker(Findings())

    def resolved(path: VaultPath, _known: object) -> Said:
        own, note = ids.of.get(path), faces[path]
        if own is None or not (note.carried_to or note.carried_from):
            return _NOTHING
        linker = lookup.linker(Findings())
        later = _goals(note.carried_to, (path, "carried_to"), ids, linker)
        earlier = _goals(note.carried_from, (path, "carried_from"), ids, linker)
        pairs = [(own, other) for other in later if other != own] + [(other, own) for other in earlier if other != own]
        return Said(tuple(pairs), tuple(linker.found.all))

    def beside(path: VaultPath) -> Iterator[str]:
        for target in (*faces[path].carried_to, *faces[path].carried_from):
            yield from lookup.asked(target.name, path)
            leads_to = quiet.note(target, Spot(path, Span(1)), quiet=True)
            if leads_to is not None:
                yield leads_to

    inputs = (faces, ids.of, *lookup.tables)
    said = memo.sweep(
        "successions", order, inputs, resolved, shared=(lookup.attachments,), beside=beside, in_order=False
    )
    to = memo.group("carried to", order, said, lambda path: said[path].pairs, in_order=False)
    from_ = memo.group(
        "carried from", order, said, lambda path: ((new, old) for old, new in said[path].pairs), in_order=False
    )
    return Carried(said, to, from_)


def in_order(goals: tuple[GoalId, ...]) -> tuple[GoalId, ...]:
    """Goals by id, each once: two notes may say the same."""
    return tuple(sorted(set(goals))) if goals else goals


def _goals(
    targets: tuple[LinkTarget, ...], field: tuple[VaultPath, str], ids: GoalIds, linker: Linker
) -> Iterator[GoalId]:
    note, name = field
    for at, target in enumerate(targets):
        spot = Spot(note, Place(name=name, at=at))
        path = linker.note(target, spot)
        if path is None:
            linker.unknown(target, spot, target.name)
        elif path in ids.of:
            yield ids.of[path]
        else:
            linker.found.say(
                "unknown-link",
                (spot.path, spot.span),
                say("`{name}` leads to `{path}`, which is no goal", name=target.name, path=path),
                say("point it at the goal that takes over"),
            )
