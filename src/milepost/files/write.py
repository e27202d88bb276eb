"""Writing whole files: a reader sees the old bytes or the new ones, never a part."""

import os
from collections.abc import Iterable
from contextlib import suppress

from milepost.files import disk
from milepost.files.disk import Place


def write_atomic(place: Place, content: bytes, *, temporary: Place | None = None, durable: bool = False) -> None:
    """Write a file by way of a temporary one and a rename.

    `temporary` must be on the same file system (default: beside the target). `durable` waits for the medium. On any
    failure the target is as it was and the temporary file is gone, if the disk still allows that.
    """
    staged = temporary if temporary is not None else _beside(place)
    write_whole(staged, content, durable=durable)
    _put(staged, place)


def write_pieces(place: Place, pieces: Iterable[bytes]) -> None:
    """The same of pieces that are made one after the other. Raises what making them raises."""
    staged = _beside(place)
    _whole(staged, pieces)
    _put(staged, place)


def _put(staged: Place, place: Place) -> None:
    try:
        disk.replace(staged, place)
    except BaseException:
        with suppress(OSError):
            disk.remove(staged)
        raise


def write_whole(place: Place, content: bytes, *, durable: bool = False) -> None:
    """Write a new file. On any failure there is none afterwards, if the disk still allows that. Raises OSError."""
    _whole(place, (content,), durable=durable)


def _whole(place: Place, pieces: Iterable[bytes], *, durable: bool = False) -> None:
    """Also who interrupts leaves nothing half written."""
    try:
        _fill(place, pieces, durable=durable)
    except BaseException:
        with suppress(OSError):
            disk.remove(place)
        raise


def make_folders(place: Place) -> tuple[str, ...]:
    """Make a folder and the parents it lacks; the paths of those that were made, outermost first."""
    missing: list[str] = []
    at = disk.absolute(place)
    while disk.look(at, follow=True) is None:
        missing.append(at)
        at = os.path.dirname(at)
    return tuple(folder for folder in reversed(missing) if _made_folder(folder))


def _made_folder(folder: str) -> bool:
    """Make one folder; no where somebody else has made it in the meantime."""
    try:
        disk.make_folder(folder)
    except FileExistsError:
        found = disk.look(folder, follow=True)
        if found is None or found.kind is not disk.Kind.FOLDER:
            raise
        return False
    return True


def _beside(place: Place) -> str:
    return f"{os.path.dirname(disk.absolute(place))}/.milepost-{os.getpid()}.tmp"


def _fill(staged: Place, pieces: Iterable[bytes], *, durable: bool = False) -> None:
    opened = created(staged)
    try:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[disk.write(opened, rest) :]
        if durable:
            disk.sync(opened)
    finally:
        disk.close(opened)


def created(staged: Place) -> int:
    """A new file, open for writing, in place of one that a killed process left. Raises OSError."""
    try:
        return disk.create(staged)
    except FileExistsError:
        disk.remove(staged)
        return disk.create(staged)
