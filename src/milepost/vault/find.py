"""Where the vault begins when nobody says."""

from pathlib import Path

from milepost.files import disk
from milepost.files.disk import Kind

SETTINGS_FILE = "milepost.toml"


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `milepost.toml`, `.obsidian/` or `.git`.

    `start` may be a note. Where there is none of them: `start` itself, or its folder.
    """
    at = Path(disk.absolute(start))
    first = at if _is(at, Kind.FOLDER) else at.parent
    return next((folder for folder in (first, *first.parents) if _is_root(folder)), first)


def has_obsidian(root: Path) -> bool:
    """Whether the folder is an Obsidian vault."""
    return _is(root / ".obsidian", Kind.FOLDER)


def _is_root(folder: Path) -> bool:
    if _is(folder / SETTINGS_FILE, Kind.FILE) or has_obsidian(folder):
        return True
    return _is(folder / ".git", Kind.FOLDER) or _is(folder / ".git", Kind.FILE)


def _is(place: Path, kind: Kind) -> bool:
    try:
        found = disk.look(place, follow=True)
    except OSError:
        return False
    return found is not None and found.kind is kind
