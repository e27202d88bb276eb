"""What a build would change in an output folder, worked out before anything is changed."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from milepost.emit.manifest import Manifest
from milepost.emit.refusal import Refused
from milepost.emit.staging import Staged
from milepost.files import copy, disk
from milepost.files.disk import Kind
from milepost.model.frozen import frozen

_ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2", ".pdf")
_ATTACHED = "files/"
_SHOWN = 5


@frozen
class Changes:
    """Files to write in writing order, paths to remove, paths left as they are, folders to make, outermost first."""

    write: tuple[Staged, ...]
    remove: tuple[str, ...]
    unchanged: tuple[str, ...]
    make: tuple[str, ...]


@dataclass(slots=True)
class _Ground:
    """The output folder as it stands, looked at once a folder, and the paths found in the way."""

    out: str
    going: frozenset[str]
    folders: dict[str, bool] = field(default_factory=lambda: {"": True})
    foreign: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def changes(out: str, files: Sequence[Staged], manifest: Manifest, *, adopt: bool) -> Changes:
    """Compare a staged site with the folder `out`. Raises Refused when somebody else's file is in the way, and OSError.

    In the way is: a file or link that the manifest does not own and that differs (unless `adopt`), a folder where a
    file goes or a file or link where a folder goes, and an owned file that is no longer made but was changed by
    somebody else since (unless `adopt`).
    """
    ground = _Ground(out, frozenset(manifest.files.keys() - {file.path for file in files}))
    remove = tuple(path for path in sorted(ground.going) if _is_to_go(ground, path, manifest, adopt=adopt))
    for file in files:
        is_open = _has_folder(ground, _folder_of(file.path))
        if is_open and file.waits_at and not _may_replace(file, owned=adopt or file.path in manifest.files):
            ground.foreign.append(file.path)
    _refuse(ground)
    return Changes(
        write=tuple(sorted((file for file in files if file.waits_at), key=_rank)),
        remove=remove,
        unchanged=tuple(file.path for file in files if not file.waits_at),
        make=tuple(sorted(path for path, exists in ground.folders.items() if not exists)),
    )


def folders_of(path: str) -> Iterator[str]:
    """The folders above a site path, innermost first."""
    while path := _folder_of(path):
        yield path


def all_folders(paths: Iterable[str]) -> frozenset[str]:
    """Those above any of these."""
    nearest = {_folder_of(path) for path in paths} - {""}
    return frozenset(folder for one in nearest for folder in (one, *folders_of(one)))


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _rank(file: Staged) -> tuple[int, str]:
    """Assets first, then pages, then what lists them, so that no link leads nowhere in between."""
    if file.path.startswith(_ATTACHED) or (file.path.endswith(_ASSETS) and "search" not in file.path):
        return 0, file.path
    is_page = file.path.endswith(".html") and posixpath.basename(file.path) != "index.html"
    return (1 if is_page else 2), file.path


def _may_replace(file: Staged, *, owned: bool) -> bool:
    """Whether what a file meets at its place may be replaced."""
    if file.meets is None:
        return True
    return owned and (file.meets is Kind.LINK or (file.meets is Kind.FILE and not _is_note(file.path)))


def _is_note(path: str) -> bool:
    """No adoption makes a note ours."""
    return path.lower().endswith((".md", ".markdown"))


def _has_folder(ground: _Ground, folder: str) -> bool:
    """Whether a folder is there; each is looked at once. A folder below a missing one is missing."""
    if folder not in ground.folders:
        ground.folders[folder] = _has_folder(ground, posixpath.dirname(folder)) and _is_folder(ground, folder)
    return ground.folders[folder]


def _is_folder(ground: _Ground, folder: str) -> bool:
    found = disk.look(f"{ground.out}/{folder}")
    if found is None or (found.kind is Kind.FILE and folder in ground.going):
        return False
    if found.kind is Kind.LINK:
        ground.links.append(folder)
    elif found.kind is not Kind.FOLDER:
        ground.foreign.append(folder)
    return True


def _is_to_go(ground: _Ground, path: str, manifest: Manifest, *, adopt: bool) -> bool:
    """Whether an owned file that is no longer made is there to be removed. Nothing is reached through a link."""
    for folder in reversed(tuple(folders_of(path))):
        above = disk.look(f"{ground.out}/{folder}")
        if above is None or above.kind is not Kind.FOLDER:
            return False
    place = f"{ground.out}/{path}"
    found = disk.look(place)
    if found is None or found.kind is Kind.FOLDER:
        return False
    if adopt or (found.kind is Kind.FILE and _is_as_written(place, found.size, manifest.files[path])):
        return True
    ground.foreign.append(path)
    return False


def _is_as_written(place: str, size: int, hashes: Sequence[str]) -> bool:
    """An empty file is what a power cut leaves of one of ours."""
    return size == 0 or copy.digest_of(place) in hashes


def _refuse(ground: _Ground) -> None:
    if ground.links:
        raise Refused(
            f"In the output folder, {_named(ground.links)} is a symbolic link; nothing is written through it.",
            "Remove the link, or choose another folder with --out.",
        )
    if ground.foreign:
        raise Refused(
            f"In the output folder, milepost did not write this, or not as it is now: {_named(ground.foreign)}.",
            "Move it away, choose another folder with --out, or pass --adopt to let milepost replace or remove it.",
        )


def _named(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return ", ".join(sorted(paths)[:_SHOWN]) + more
