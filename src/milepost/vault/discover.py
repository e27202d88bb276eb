"""Which files of a folder are notes, which are attachments, and which are left alone and why. Opens nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from milepost.files import scan
from milepost.files.disk import Kind
from milepost.files.scan import Entry
from milepost.model.globs import matching
from milepost.model.rim import Skipped

NOTE_SUFFIXES = (".md", ".markdown")
TABLE_SUFFIX = ".csv"
OWN_FOLDER = ".milepost"
THEME_FOLDER = "_milepost"
MANIFEST = "manifest.json"


@dataclass(slots=True)
class Found:
    """Vault paths by what they are, each sorted. `odd` are notes that cannot be opened, with the reason."""

    notes: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)
    nested_vaults: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def discover(root: str, *, ignore: Sequence[str] = (), out: str | None = None) -> Found:
    """Walk the vault at `root`; `out` is the vault path of the output folder, which is passed over in silence.

    The result does not depend on the order in which the system lists names. Raises OSError when the root itself
    cannot be listed; any other folder that cannot be is skipped.
    """
    found = Found()
    waiting = [("", scan.list_folder(root))]
    while waiting:
        prefix, entries = waiting.pop()
        for entry in entries:
            path = prefix + entry.name
            if path != out and _is_kept(found, path, entry, ignore):
                listed = _list(root, path, found)
                if listed is not None:
                    waiting.append((path + "/", listed))
    for names in (found.notes, found.attachments, found.nested_vaults):
        names.sort()
    found.skipped.sort(key=lambda skipped: skipped.path)
    return found


def is_note(name: str) -> bool:
    """Whether a file name is a note's."""
    return name.lower().endswith(NOTE_SUFFIXES)


def _is_kept(found: Found, path: str, entry: Entry, ignore: Sequence[str]) -> bool:
    """Put a file where it belongs; True for a folder that is to be walked. The folder of the theme is none."""
    if not scan.is_text(entry.name):
        _misnamed(found, path, entry)
        return False
    if entry.name.startswith("."):
        _hidden(found, path, entry)
        return False
    is_folder = entry.kind is Kind.FOLDER
    if is_folder and path == THEME_FOLDER:
        return False
    glob = matching(path, ignore, is_folder=is_folder) if ignore else None
    why = f"the settings ignore it ({glob})" if glob is not None else _why_not(entry)
    if why:
        found.skipped.append(Skipped(path, why))
    elif is_folder:
        return True
    elif is_note(entry.name):
        _note(found, path, entry)
    elif entry.kind is Kind.FILE:
        found.attachments.append(path)
    return False


def _why_not(entry: Entry) -> str:
    if entry.kind is Kind.LINK:
        return "a symbolic link, which is not followed"
    if entry.kind is Kind.FOLDER and entry.name == "node_modules":
        return "a folder of installed packages"
    if entry.kind is Kind.OTHER and not is_note(entry.name):
        return "a pipe, socket or device, not a file"
    return ""


def _note(found: Found, path: str, entry: Entry) -> None:
    if entry.kind is Kind.FILE:
        found.notes.append(path)
    else:
        found.odd[path] = "it is a pipe, socket or device, not a file"


def _hidden(found: Found, path: str, entry: Entry) -> None:
    """Our own folder comes and goes with building, so it is never counted."""
    if entry.kind is Kind.FOLDER and entry.name == OWN_FOLDER:
        return
    if entry.kind is Kind.FOLDER and entry.name == ".obsidian" and "/" in path:
        found.nested_vaults.append(path.rpartition("/")[0])
    if entry.kind is Kind.LINK:
        found.skipped.append(Skipped(path, "a symbolic link, which is not followed"))
    elif entry.kind is Kind.FOLDER:
        found.skipped.append(Skipped(path, "a hidden folder"))
    elif is_note(entry.name):
        found.skipped.append(Skipped(path, "a hidden file"))


def _misnamed(found: Found, path: str, entry: Entry) -> None:
    shown = scan.printable(path)
    if entry.kind is Kind.FILE and is_note(entry.name):
        found.odd[shown] = "its name is not UTF-8"
    else:
        found.skipped.append(Skipped(shown, "its name is not UTF-8"))


def _list(root: str, path: str, found: Found) -> tuple[Entry, ...] | None:
    """The folder's names, or None when it cannot be listed or is a site that was built into the vault.

    A site is passed over in silence, wherever this build writes to: what a vault says does not depend on it.
    """
    try:
        entries = scan.list_folder(f"{root}/{path}")
        is_site = Entry(OWN_FOLDER, Kind.FOLDER) in entries and _has_manifest(f"{root}/{path}/{OWN_FOLDER}")
    except FileNotFoundError:
        return None
    except OSError as error:
        found.skipped.append(Skipped(path, f"it cannot be listed: {error.strerror or error}"))
        return None
    return None if is_site else entries


def _has_manifest(folder: str) -> bool:
    return Entry(MANIFEST, Kind.FILE) in scan.list_folder(folder)
