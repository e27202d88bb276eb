"""The manifest: what milepost wrote into an output folder, and by it what it may change or remove there."""

import errno
import json
import re
from collections.abc import Mapping
from dataclasses import field

from milepost.files import copy, disk, write
from milepost.model.frozen import frozen

OWN_FOLDER = ".milepost"
LOCK = f"{OWN_FOLDER}/lock"
MANIFEST = f"{OWN_FOLDER}/manifest.json"
TEMPORARY_PREFIX = "tmp-"

_SCHEMA = 1
_LIMIT = 256_000_000
_PART_BYTES = 255
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:"<>|?*\ud800-\udfff]')
_NO_NAMES = frozenset(("", ".", ".."))
_NOT_A_FILE = (errno.ELOOP, errno.EINVAL, errno.EISDIR)


@frozen
class Manifest:
    """Owned files with the hashes they may have (two while one replaces the other), and folders that we made."""

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()


class Damaged(Exception):  # noqa: N818 - a finding, acted on here
    """There is a manifest and it says nothing that can be trusted."""


def content_hash(content: bytes) -> str:
    """What the manifest keeps of a file's content."""
    return copy.hashed(content).hexdigest()


def is_safe(path: str) -> bool:
    """Whether a path from outside may name a file of the site: relative, plain, below it, not in our own folder."""
    parts = path.split("/")
    if not _NO_NAMES.isdisjoint(parts) or _UNSAFE.search(path) is not None:
        return False
    is_short = path.isascii() and len(path) <= _PART_BYTES  # most are
    return parts[0].casefold() != OWN_FOLDER and (is_short or all(map(_is_short, parts)))


def _is_short(part: str) -> bool:
    return len(part.encode("utf-8", "replace")) <= _PART_BYTES


def read_manifest(out: str) -> Manifest | None:
    """The manifest of an output folder, None without one. Unsafe names in it are passed over.

    Raises Damaged, or OSError when it cannot be read. Links are not followed.
    """
    try:
        return _read(disk.read_bytes(f"{out}/{MANIFEST}", limit=_LIMIT, follow=False))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno in _NOT_A_FILE:
            raise Damaged from None
        raise


_known: list[tuple[bytes, Manifest]] = []
"""What was read or written last: a build looks at it several times."""


def _read(content: bytes) -> Manifest:
    for known, manifest in _known:
        if known == content:
            return manifest
    manifest = _parsed(content)
    _known[:] = [(content, manifest)]
    return manifest


def _parsed(content: bytes) -> Manifest:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Damaged from None
    if not isinstance(found, dict) or found.get("schema") != _SCHEMA or not isinstance(found.get("files"), dict):
        raise Damaged
    folders = found.get("folders")
    named = folders if isinstance(folders, list) else []
    return Manifest(
        {path: _hashes(value) for path, value in found["files"].items() if is_safe(path)},
        frozenset(path for path in named if isinstance(path, str) and is_safe(path)),
    )


def write_manifest(out: str, manifest: Manifest, temporary: str) -> None:
    """Put the manifest in place and wait for the medium, unless it is there to the byte. Raises OSError."""
    found = {
        "schema": _SCHEMA,
        "files": {path: list(manifest.files[path]) for path in sorted(manifest.files)},
        "folders": sorted(manifest.folders),
    }
    content = (json.dumps(found, ensure_ascii=False, separators=(",\n", ": ")) + "\n").encode()
    if _is_there(f"{out}/{MANIFEST}", content):
        return
    write.write_atomic(f"{out}/{MANIFEST}", content, temporary=temporary, durable=True)
    disk.sync_folder(f"{out}/{OWN_FOLDER}")
    _known[:] = [(content, manifest)]


def _is_there(place: str, content: bytes) -> bool:
    found = disk.look(place)
    if found is None or found.kind is not disk.Kind.FILE or found.size != len(content):
        return False
    return disk.read_bytes(place, follow=False) == content


def _hashes(value: object) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
