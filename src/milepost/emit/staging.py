"""Staging: each file of a site compared with what lies in the output folder and, where it differs, written beside it.

So a site is never held in memory, and nothing of the old one is touched before the new one is whole.
"""

import os
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType

from milepost.emit.manifest import OWN_FOLDER, TEMPORARY_PREFIX, content_hash, is_safe
from milepost.emit.refusal import Refused
from milepost.files import copy, disk, write
from milepost.files.disk import Kind
from milepost.model.frozen import frozen
from milepost.model.rim import CopiedFile, Offered, RenderedFile


@frozen
class Staged:
    """A file of the site: the hash of its content, where that waits (empty if in place), and what it meets there."""

    path: str
    digest: str
    waits_at: str
    meets: Kind | None


def stage(
    files: Iterable[Offered], out: str, before: int = 0, trusted: Mapping[str, str] = MappingProxyType({})
) -> list[Staged]:
    """Compare every file, and write those that differ into our own folder in `out`.

    `trusted` are the digests of files that lie there for certain, by path.

    A file of the vault that cannot be read is left out. `before` is how many files this process has been given already,
    where it stages a site in parts. Raises Refused, OSError, and what `files` raises; then nothing is left waiting.
    """
    place = f"{out}/{OWN_FOLDER}/{TEMPORARY_PREFIX}{os.getpid()}"
    staged: dict[str, Staged] = {}
    try:
        for number, file in enumerate(files, before):
            _check_name(file.path, staged)
            found = _staged(file, out, f"{place}-{number}", trusted)
            if found is not None:
                staged[file.path] = found
    except BaseException:
        drop(staged.values())
        raise
    return list(staged.values())


def drop(staged: Iterable[Staged]) -> None:
    """Remove what still waits, as far as the disk allows it."""
    for file in staged:
        if file.waits_at:
            with suppress(OSError):
                disk.remove(file.waits_at)


def _check_name(path: str, staged: Container[str]) -> None:
    if not is_safe(path):
        raise Refused(f"A file of the site has an unsafe name: {path!r}.", "Please report this.")
    if path in staged:
        raise Refused("Two files of the site have the same name.", "Please report this.")


def _staged(file: Offered, out: str, place: str, trusted: Mapping[str, str]) -> Staged | None:
    if isinstance(file, RenderedFile):
        return _made(file, out, place)
    if isinstance(file, CopiedFile):
        return _copied(file, out, place)
    if trusted.get(file.path) == file.digest or _lies_at(f"{out}/{file.path}", file.digest):
        return Staged(file.path, file.digest, "", Kind.FILE)
    return _made(file.make(), out, place)


def _lies_at(target: str, digest: str) -> bool:
    found = disk.look(target)
    return found is not None and found.kind is Kind.FILE and copy.digest_of(target) == digest


def _copied(file: CopiedFile, out: str, place: str) -> Staged | None:
    """A file of the vault, piece by piece, as it may be larger than memory."""
    target = f"{out}/{file.path}"
    found = disk.look(target)
    try:
        with copy.reading(file.place) as source:
            if found is not None and found.kind is Kind.FILE and found.size == source.size:
                digest = copy.digest(source)
                if copy.digest_of(target) == digest:
                    return Staged(file.path, digest, "", Kind.FILE)
                source.rewind()
            return Staged(file.path, copy.write(source, place), place, found.kind if found else None)
    except copy.Unreadable:
        return None


def _made(file: RenderedFile, out: str, place: str) -> Staged:
    target = f"{out}/{file.path}"
    found = disk.look(target)
    digest = content_hash(file.content)
    is_whole = found is not None and found.kind is Kind.FILE and found.size == len(file.content)
    if is_whole and disk.read_bytes(target, follow=False) == file.content:
        return Staged(file.path, digest, "", Kind.FILE)
    write.write_whole(place, file.content)
    return Staged(file.path, digest, place, found.kind if found else None)
