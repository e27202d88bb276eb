"""Successors: which goal took over from a missed or dropped one, whichever of the two notes says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from milepost.graph.face import Face
from milepost.graph.linker import Linker, Spot
from milepost.graph.places import Place
from milepost.model.fields import LinkTarget
from milepost.model.ids import GoalId, VaultPath
from milepost.model.said import say


@dataclass(frozen=True, slots=True)
class Carried:
    """Both directions of every succession, in path order."""

    to: Mapping[GoalId, tuple[GoalId, ...]] = field(default_factory=dict)
    from_: Mapping[GoalId, tuple[GoalId, ...]] = field(default_factory=dict)


def carried(notes: Mapping[VaultPath, Face], ids: Mapping[VaultPath, GoalId], linker: Linker) -> Carried:
    """Resolve `carried_to` and `carried_from` of every goal; what leads to no goal is reported."""
    pairs: dict[tuple[GoalId, GoalId], None] = {}
    for path, own in ids.items():
        note = notes[path]
        if not (note.carried_to or note.carried_from):
            continue
        for name, targets in (("carried_to", note.carried_to), ("carried_from", note.carried_from)):
            spot = Spot(path, Place(name=name))
            for target in targets:
                other = _goal(target, spot, ids, linker)
                if other is not None and other != own:
                    pairs[(own, other) if name == "carried_to" else (other, own)] = None
    to: dict[GoalId, tuple[GoalId, ...]] = {}
    from_: dict[GoalId, tuple[GoalId, ...]] = {}
    for old, new in sorted(pairs):
        to[old] = (*to.get(old, ()), new)
        from_[new] = (*from_.get(new, ()), old)
    return Carried(to, from_)


def _goal(target: LinkTarget, spot: Spot, ids: Mapping[VaultPath, GoalId], linker: Linker) -> GoalId | None:
    path = linker.note(target, spot)
    if path is None:
        linker.unknown(target, spot, target.name)
        return None
    if path not in ids:
        linker.found.say(
            "unknown-link",
            (spot.path, spot.span),
            say("`{name}` leads to `{path}`, which is no goal", name=target.name, path=path),
            say("point it at the goal that takes over"),
        )
    return ids.get(path)
