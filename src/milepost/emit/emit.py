"""Writing a site: removals, assets, pages, indexes, and the manifest last.

Before the first change the manifest is written with the old and the new hashes of everything about to change, so
that whatever a killed build leaves behind is known to be ours, and the next build heals it.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from milepost.emit.changes import all_folders, changes
from milepost.emit.manifest import (
    LOCK,
    OWN_FOLDER,
    TEMPORARY_PREFIX,
    Damaged,
    Manifest,
    read_manifest,
    write_manifest,
)
from milepost.emit.refusal import Environment, Refused
from milepost.emit.staging import Staged, drop, stage
from milepost.emit.target import check_target
from milepost.files import disk, lock, scan, write
from milepost.model.frozen import frozen
from milepost.model.rim import SiteFile

Stager = Callable[[str], Sequence[Staged]]
"""Stages a site for a folder, as `stage` does."""

_HEALS = "Every file of the site is whole, old or new; the next build finishes the work."


@frozen
class Emitted:
    """Site paths by what happened to them."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def emit(
    files: Iterable[SiteFile], out: Path, *, root: Path, adopt: bool = False, stager: Stager | None = None
) -> Emitted:
    """Make the folder `out` hold exactly these files, beside files that are not ours.

    `root` is the vault, which is never written to outside `out`. `files` may be made while they are taken; what making
    them raises is passed on, and the old site stays whole. `stager(out)` stages them in a way of its own. Raises
    Refused before anything is touched, and Environment when the disk fails or another milepost is writing there; then
    each file is old or new as a whole.
    """
    check_target(out, root, adopt=adopt)
    place = disk.real(out)
    made: tuple[str, ...] = ()
    try:
        made = write.make_folders(f"{place}/{OWN_FOLDER}")
        with lock.held(f"{place}/{LOCK}"):
            return _emit(stager or partial(stage, files), place, adopt=adopt)
    except lock.Busy:
        raise Environment(f"Another milepost is writing to {out}.", "Wait for it to finish, or end it.") from None
    except OSError as error:
        raise Environment(f"The site in {out} could not be written: {_reason(error, place)}", _HEALS) from None
    finally:
        _drop_empty(made)


def _emit(stager: Stager, place: str, *, adopt: bool) -> Emitted:
    old = _owned(place, adopt=adopt)
    _sweep(place)
    staged = stager(place)
    try:
        return _put(staged, old, place, adopt=adopt)
    except BaseException:
        drop(staged)
        raise


def _put(staged: Sequence[Staged], old: Manifest, place: str, *, adopt: bool) -> Emitted:
    """From here on the site changes."""
    todo = changes(place, staged, old, adopt=adopt)
    temporary = f"{place}/{OWN_FOLDER}/{TEMPORARY_PREFIX}{os.getpid()}"
    needed = all_folders(file.path for file in staged)
    new = Manifest({file.path: (file.digest,) for file in staged}, (old.folders | frozenset(todo.make)) & needed)
    if todo.write or todo.remove or todo.make:
        write_manifest(place, _claim(old, new), temporary)
    _remove(place, todo.remove, (old.folders | new.folders) - needed)
    for folder in todo.make:
        disk.make_folder(f"{place}/{folder}")
    for file in todo.write:
        disk.replace(file.waits_at, f"{place}/{file.path}")
    write_manifest(place, new, temporary)
    return Emitted(tuple(file.path for file in todo.write), todo.unchanged, todo.remove)


def _owned(place: str, *, adopt: bool) -> Manifest:
    """A damaged manifest owns nothing, and only an adopting build comes this far with one."""
    try:
        return read_manifest(place) or Manifest()
    except Damaged:
        if adopt:
            return Manifest()
        raise Refused(f"The manifest in {place} is damaged.", "Pass --adopt to take the folder over.") from None


def _claim(old: Manifest, new: Manifest) -> Manifest:
    """Both states at once."""
    both = {path: tuple(dict.fromkeys((*old.files.get(path, ()), *hashes))) for path, hashes in new.files.items()}
    return Manifest({**old.files, **both}, old.folders | new.folders)


def _remove(place: str, paths: Sequence[str], folders: frozenset[str]) -> None:
    """Remove files, then those of `folders` that are empty now, innermost first."""
    for path in paths:
        with suppress(FileNotFoundError):
            disk.remove(f"{place}/{path}")
    for folder in sorted(folders, reverse=True):
        if _is_empty(f"{place}/{folder}"):
            disk.remove_folder(f"{place}/{folder}")


def _is_empty(folder: str) -> bool:
    found = disk.look(folder)
    return found is not None and found.kind is disk.Kind.FOLDER and not scan.list_folder(folder)


def _sweep(place: str) -> None:
    """Temporary files of builds that were killed."""
    for entry in scan.list_folder(f"{place}/{OWN_FOLDER}"):
        if entry.name.startswith(TEMPORARY_PREFIX) and entry.kind is not disk.Kind.FOLDER:
            disk.remove(f"{place}/{OWN_FOLDER}/{entry.name}")


def _drop_empty(made: Sequence[str]) -> None:
    """A refused or failed first build leaves no folder of ours behind."""
    with suppress(OSError):
        for folder in reversed(made):
            if not _is_empty(folder):
                return
            disk.remove_folder(folder)


def _reason(error: OSError, place: str) -> str:
    """The system's words and the site path they are about."""
    shown = disk.blamed(error).removeprefix(place).lstrip("/")
    words = error.strerror or str(error)
    return f"{words} ({shown})" if shown else words
