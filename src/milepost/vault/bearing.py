"""Which paths bear on a snapshot: what a watcher may pass over. A whole scan is the truth; this only spares it work."""

from milepost.model.attachment import kind_of
from milepost.vault.discover import TABLE_SUFFIX, THEME_FOLDER, is_note
from milepost.vault.find import SETTINGS_FILE
from milepost.vault.obsidian import CONFIG_FILES

_SETTINGS = frozenset((SETTINGS_FILE, "pyproject.toml"))
_OBSIDIAN = ".obsidian"
_PACKAGES = "node_modules"
_CONFIG_FOLDERS = frozenset(path[:end] for path in CONFIG_FILES for end, sign in enumerate(path) if sign == "/")


def bears_by_name(path: str) -> bool:
    """Whether it matters that something of this vault path came or went."""
    if path in CONFIG_FILES or path in _CONFIG_FOLDERS:
        return True
    parts = path.split("/")
    if parts[-1] == _OBSIDIAN:  # makes a vault of a folder
        parts.pop()
    return not any(part.startswith(".") or part == _PACKAGES for part in parts)


def bears_by_content(path: str) -> bool:
    """Whether it matters what a file of this vault path holds."""
    if path in _SETTINGS or path in CONFIG_FILES:
        return True
    if not bears_by_name(path):
        return False
    is_read = is_note(path) or path.lower().endswith(TABLE_SUFFIX) or path.startswith(f"{THEME_FOLDER}/")
    return is_read or bool(kind_of(path))
