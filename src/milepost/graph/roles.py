"""Who takes part: roles by each note's own word, then goals that others name as parent, then a guess."""

from collections import deque
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from milepost.config.settings import Settings
from milepost.graph.classify import declared, guess
from milepost.graph.face import Face
from milepost.graph.linker import Linker, Spot
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.span import Span

PARTS = frozenset({"goal", "mission", "milestone", "task"})

Parents = tuple[VaultPath, ...]


class Role(NamedTuple):
    """What a note is, "" if nothing, and why."""

    name: str = ""
    why: str = ""


_NONE = Role()


@frozen
class Cast:
    """The role of every note that can be read, and the sentence of the guess ("" where notes say it themselves)."""

    roles: Mapping[VaultPath, Role]
    guessed: str = ""


@frozen
class Told:
    """Roles that notes have by others, and the sentence of the guess."""

    roles: Mapping[VaultPath, Role]
    guessed: str = ""


def own_role(note: Face, settings: Settings) -> Role:
    """The role that a note claims by itself."""
    name, why = declared(note, settings)
    return Role(name, why) if name else _NONE


def parents_of(note: Face, linker: Linker) -> Parents:
    """The notes a note names as parents, silently: what does not resolve is reported when edges are drawn."""
    if not note.parent:
        return ()
    spot = Spot(note.path, Span(1))
    found = (linker.note(target, spot, quiet=True) for target in note.parent)
    return tuple(path for path in found if path is not None)


def may_lead(path: VaultPath, parents: Parents, own: Mapping[VaultPath, Role]) -> bool:
    """Whether a note with these parents may have another role for these, or they for it."""
    if own[path].name == "milestone":
        return True
    return any(parent in own and own[parent].name in ("", "milestone") for parent in parents if parent != path)


def told_roles(
    own: Mapping[VaultPath, Role],
    leading: Mapping[VaultPath, Parents],
    faces: Mapping[VaultPath, Face],
    snapshot: Snapshot,
) -> Told:
    """The roles that notes do not have by themselves. `leading` are the parents of those that may lead."""
    told: dict[VaultPath, Role] = {}
    _follow(told, own, leading)
    if any(role.name in ("goal", "mission") for role in chain(told.values(), own.values())):
        return Told(told)
    unclaimed = [note for path, note in faces.items() if not own[path].name and path not in told]
    guessed, reason = guess(unclaimed, snapshot)
    if not guessed:
        return Told(told)
    told.update({path: Role("goal", why) for path, why in guessed.items()})
    _follow(told, own, leading)
    return Told(told, reason)


def _follow(told: dict[VaultPath, Role], own: Mapping[VaultPath, Role], leading: Mapping[VaultPath, Parents]) -> None:
    """Add notes that a goal, milestone or task names as parent; a milestone note without a parent is a goal."""

    def name(path: VaultPath) -> str:
        return (told.get(path) or own[path]).name

    queue = deque(path for path in leading if name(path) in PARTS)
    while queue:
        path = queue.popleft()
        parents = [parent for parent in leading.get(path, ()) if parent in own]
        if path in leading and name(path) == "milestone" and not parents:
            told[path] = Role("goal", say("it is a milestone without a parent"))
        for parent in parents:
            is_above = name(parent) == "milestone" and name(path) in ("goal", "mission")
            if parent != path and (not name(parent) or is_above):
                told[parent] = Role("goal", say("`{path}` names it as parent", path=path))
                queue.append(parent)
