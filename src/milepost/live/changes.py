"""What is different between two looks at a vault, for the line that says so and for judging the events."""

from collections.abc import Collection, Sequence

from milepost.model.rim import Snapshot
from milepost.session.look import Look

_SHOWN = 1


def changed_notes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Vault paths of notes that came, went or read differently, sorted."""
    if len(before.notes) == len(after.notes):
        pairs = [(one, other) for one, other in zip(before.notes, after.notes, strict=True) if one is not other]
        if all(one.path == other.path for one, other in pairs):  # as after nearly every edit
            return tuple(one.path for one, other in pairs if one != other)
    old = {note.path: note for note in before.notes}
    new = {note.path: note for note in after.notes}
    return tuple(sorted(path for path in old.keys() | new.keys() if _differs(old.get(path), new.get(path))))


def changed_paths(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """The same with tables and attachments."""
    listed: set[str] = set(before.attachments) ^ set(after.attachments)
    written = {path for path in before.tables.keys() & after.tables.keys() if before.tables[path] != after.tables[path]}
    stamped = {path for path, stamp in after.stamps.items() if before.stamps.get(path, stamp) != stamp}
    return tuple(sorted({*changed_notes(before, after), *listed, *written, *stamped}))


def _differs(one: object, other: object) -> bool:
    return one is not other and one != other


def unannounced(changed: Sequence[str], heard: Collection[str]) -> tuple[str, ...]:
    """The changed paths of which nothing was heard: neither of them nor of a folder that they lie in."""
    return tuple(path for path in changed if not any(part in heard for part in _with_folders(path)))


def _with_folders(path: str) -> Sequence[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts) + 1)]


def said(before: Look | None, after: Look) -> str:
    """One phrase for a line in the terminal."""
    if before is None:
        return "first build"
    files = before.settings_text.keys() | after.settings_text.keys()
    settings = [path for path in sorted(files) if before.settings_text.get(path) != after.settings_text.get(path)]
    paths = [*settings, *changed_paths(before.snapshot, after.snapshot)]
    if not paths and before.theme != after.theme:
        return "how the site looks"
    if paths:
        more = len(paths) - _SHOWN
        return f"{paths[0]} and {more:,} more" if more else paths[0]
    if before.as_of != after.as_of:
        return f"a new day, {after.as_of.isoformat()}"
    return "what the folder holds"
