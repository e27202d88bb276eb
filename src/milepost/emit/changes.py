"""What a build would change in an output folder, worked out before anything is changed."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from milepost.emit.manifest import Manifest, content_hash, is_safe
from milepost.emit.refusal import Refused
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.model.rim import RenderedFile

_ASSETS = (".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2", ".pdf")
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to write in writing order, paths to remove, paths left as they are, folders to make, outermost first."""

    write: tuple[RenderedFile, ...]
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


def changes(out: str, files: Sequence[RenderedFile], manifest: Manifest, *, adopt: bool) -> Changes:
    """Compare a site with the folder `out`. Raises Refused when somebody else's file is in the way, and OSError.

    In the way is: a file or link that the manifest does not own and that differs (unless `adopt`), a folder where a
    file goes or a file or link where a folder goes, and an owned file that is no longer made but was changed by
    somebody else since (unless `adopt`).
    """
    made = _checked_names(files)
    ground = _Ground(out, frozenset(manifest.files.keys() - made))
    remove = tuple(path for path in sorted(ground.going) if _is_to_go(ground, path, manifest, adopt=adopt))
    write: list[RenderedFile] = []
    unchanged: list[RenderedFile] = []
    for file in files:
        owned = adopt or file.path in manifest.files
        (write if _differs(ground, file, owned=owned) else unchanged).append(file)
    _refuse(ground)
    return Changes(
        write=tuple(sorted(write, key=_rank)),
        remove=remove,
        unchanged=tuple(file.path for file in unchanged),
        make=tuple(sorted(path for path, exists in ground.folders.items() if not exists)),
    )


def folders_of(path: str) -> Iterator[str]:
    """The folders above a site path, innermost first."""
    while path := posixpath.dirname(path):
        yield path


def _checked_names(files: Sequence[RenderedFile]) -> frozenset[str]:
    unsafe = [file.path for file in files if not is_safe(file.path)]
    if unsafe:
        raise Refused(f"A file of the site has an unsafe name: {unsafe[0]!r}.", "Please report this.")
    made = frozenset(file.path for file in files)
    if len(made) != len(files):
        raise Refused("Two files of the site have the same name.", "Please report this.")
    return made


def _rank(file: RenderedFile) -> tuple[int, str]:
    """Assets first, then pages, then what lists them, so that no link leads nowhere in between."""
    if file.path.endswith(_ASSETS) and "search" not in file.path:
        return 0, file.path
    is_page = file.path.endswith(".html") and posixpath.basename(file.path) != "index.html"
    return (1 if is_page else 2), file.path


def _differs(ground: _Ground, file: RenderedFile, *, owned: bool) -> bool:
    """Whether a file is to be written; what is in its way is noted in `ground`."""
    if not _has_folder(ground, posixpath.dirname(file.path)):
        return True
    place = f"{ground.out}/{file.path}"
    found = disk.look(place)
    if found is None:
        return True
    if found.kind is Kind.FILE:
        if found.size == len(file.content) and disk.read_bytes(place, follow=False) == file.content:
            return False
        if owned and not _is_note(file.path):
            return True
    elif found.kind is Kind.LINK and owned:
        return True
    ground.foreign.append(file.path)
    return False


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
    return size == 0 or content_hash(disk.read_bytes(place, follow=False)) in hashes


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
