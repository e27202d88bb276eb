"""Who takes part: roles by each note's own word, then goals that others name as parent, then a guess."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.config.settings import Settings
from milepost.graph.classify import declared, guess
from milepost.graph.face import Face
from milepost.graph.linker import Linker, Spot
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.span import Span

PARTS = frozenset({"goal", "mission", "milestone", "task"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The role of every note that has one, why, and the sentence of the guess ("" where notes say it themselves)."""

    role: Mapping[VaultPath, str]
    why: Mapping[VaultPath, str]
    guessed: str = ""


def own_roles(notes: Sequence[Face], settings: Settings) -> Cast:
    """Roles that notes claim by themselves."""
    role: dict[VaultPath, str] = {}
    why: dict[VaultPath, str] = {}
    for note in notes:
        claim, reason = declared(note, settings)
        if claim:
            role[note.path], why[note.path] = claim, reason
    return Cast(role, why)


def with_parents(cast: Cast, notes: Mapping[VaultPath, Face], linker: Linker) -> Cast:
    """Add notes that a goal, milestone or task names as parent; a milestone note without a parent is a goal."""
    role, why = dict(cast.role), dict(cast.why)
    queue = deque(path for path in notes if role.get(path) in PARTS)
    while queue:
        path = queue.popleft()
        parents = parents_of(notes[path], linker)
        if role[path] == "milestone" and not any(role.get(parent) in PARTS or parent in notes for parent in parents):
            role[path], why[path] = "goal", say("it is a milestone without a parent")
        for parent in parents:
            promoted = role.get(parent) is None or (
                role.get(parent) == "milestone" and role[path] in ("goal", "mission")
            )
            if promoted and parent in notes and parent != path:
                role[parent], why[parent] = "goal", say("`{path}` names it as parent", path=path)
                queue.append(parent)
    return Cast(role, why, cast.guessed)


def parents_of(note: Face, linker: Linker) -> list[VaultPath]:
    """The notes a note names as parents, silently: what does not resolve is reported when edges are drawn."""
    spot = Spot(note.path, Span(1))
    found = (linker.note(target, spot, quiet=True) for target in note.parent)
    return [path for path in found if path is not None]


def with_guess(cast: Cast, notes: Sequence[Face], snapshot: Snapshot) -> Cast:
    """Where no note is a goal, the notes that look like one."""
    if any(role in ("goal", "mission") for role in cast.role.values()):
        return cast
    unclaimed = [note for note in notes if note.path not in cast.role]
    guessed, reason = guess(unclaimed, snapshot)
    if not guessed:
        return cast
    return replace(
        cast,
        role={**cast.role, **dict.fromkeys(guessed, "goal")},
        why={**cast.why, **guessed},
        guessed=reason,
    )
