"""What each note is: goal, milestone, task, person, report, or none of these, and why."""

import re
from collections.abc import Sequence

from milepost.config.settings import Settings
from milepost.graph.face import Face, file_name, folder
from milepost.model.globs import matches
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.status import squash

TEMPLATE_FOLDERS = frozenset({"Templates", "templates", "_templates"})
ROLES = frozenset({"goal", "mission", "milestone", "task", "person", "report"})
_PERIODIC = re.compile(
    r"\d{4}(-?\d{2}(-?\d{2})?|-?[WQH]\d{1,2})?\b(?!\w)|\d{1,2}[-.]\d{1,2}[-.]\d{4}\b|\d{8}\b", re.IGNORECASE
)
_TODO = frozenset({"todo", "todos", "todolist", "tasks", "inbox"})


def set_apart(note: Face, snapshot: Snapshot) -> str:
    """Why a note is read but takes no part: a template, template marks, a vault in the vault. "" if it may."""
    nested = tuple(f"{path}/" for path in snapshot.nested_vaults)
    if nested and note.path.startswith(nested):
        return say("it belongs to a vault inside this vault")
    if _is_template(note.path, snapshot.obsidian.template_folders):
        return say("it lies in a template folder")
    if note.template_marks:
        return say("its front matter holds template marks that nobody has filled in")
    return ""


def _is_template(path: str, folders: tuple[str, ...]) -> bool:
    if folders:
        return any(path.startswith(name.strip("/") + "/") for name in folders if name.strip("/"))
    return not TEMPLATE_FOLDERS.isdisjoint(path.split("/")[:-1])


def declared(note: Face, settings: Settings) -> tuple[str, str]:
    """The role a note claims by itself and the reason, ("", "") when it claims none."""
    typed = settings.reading.types.get(squash(note.type)) if note.type else None
    if typed in ROLES:
        return typed, f"`type: {note.type}`"
    if note.goal_tag:
        return "goal", say("it has the tag `goal`")
    if note.has_target:
        return "goal", say("it has a metric with a target")
    if settings.goals and matches(note.path, settings.goals):
        return "goal", say("it lies under `goals` of the settings")
    return "", ""


def guess(notes: Sequence[Face], snapshot: Snapshot) -> tuple[dict[VaultPath, str], str]:
    """Where no note says it is a goal: those that look like one, and the sentence that says why."""
    likely = [note for note in notes if note.has_items and not is_periodic(note.path, snapshot)]
    with_front = [note for note in likely if note.has_front]
    chosen = with_front or likely
    if with_front:
        reason, one = say("they have front matter and a checklist"), say("a guess: it has front matter and a checklist")
    else:
        reason, one = say("they have a checklist"), say("a guess: it has a checklist")
    return {note.path: one for note in chosen}, reason


def is_periodic(path: VaultPath, snapshot: Snapshot) -> bool:
    """Daily, weekly and other dated notes, and notes called todo: never guessed to be goals."""
    daily = tuple(name.strip("/") + "/" for name in snapshot.obsidian.daily_folders if name.strip("/"))
    if daily and path.startswith(daily):
        return True
    name = file_name(path)
    return squash(name) in _TODO or _PERIODIC.match(name) is not None


def area_of(path: VaultPath, written: str, settings: Settings) -> str:
    """`area`, else the first folder below the goals folder (a folder called goals, or the base of a `goals` glob)."""
    if written:
        return written
    parts = folder(path).split("/") if folder(path) else []
    for glob in settings.goals:
        base = [part for part in glob.split("/")[:-1] if "*" not in part]
        if base and parts[: len(base)] == base:
            return parts[len(base)] if len(parts) > len(base) else ""
    for at, part in enumerate(parts):
        if squash(part) == "goals":
            return parts[at + 1] if len(parts) > at + 1 else ""
    return parts[0] if parts else ""
