"""Files that a command writes at its user's word: a new one, or a fresh copy of an export. Never a note."""

from pathlib import Path

from milepost.cli.exits import Code, Stop
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.files.write import make_folders, write_atomic

_NOTES = (".md", ".markdown")


def write_file(place: Path, content: bytes, *, mark: str = "") -> None:
    """Write an export; an older one is replaced as a whole. A note, a folder or a link is never written over.

    With a `mark`, by which it begins, the export is a note itself; it may replace one that begins so, and no other.
    """
    found = disk.look(place)
    is_note = place.suffix.lower() in _NOTES
    if is_note and not mark:
        raise Stop(Code.REFUSED, f"{place} is named like a note; notes are never written over", "Choose another name.")
    if found is not None and found.kind is not Kind.FILE:
        raise Stop(Code.REFUSED, f"{place} is a {found.kind.value}", "Choose another name.")
    if is_note and found is not None and not _is_marked(place, mark):
        raise Stop(Code.REFUSED, f"{place} is a note that milepost did not write", "Choose another name.")
    try:
        write_atomic(place, content)
    except OSError as error:
        remedy = "Make its folder first." if isinstance(error, FileNotFoundError) else ""
        raise Stop(Code.ENVIRONMENT, f"{place} could not be written: {error.strerror}", remedy) from None


def _is_marked(place: Path, mark: str) -> bool:
    """Whether a file begins with a mark, whatever line ends it has got on its way."""
    return disk.read_bytes(place).replace(b"\r\n", b"\n").startswith(mark.encode())


def write_new(place: Path, text: str) -> bool:
    """Write a file that is not there yet, with the folders it needs; False when something is there already."""
    make_folders(place.parent)
    try:
        opened = disk.create(place)
    except FileExistsError:
        return False
    try:
        rest = memoryview(text.encode("utf-8"))
        while rest:
            rest = rest[disk.write(opened, rest) :]
    finally:
        disk.close(opened)
    return True
