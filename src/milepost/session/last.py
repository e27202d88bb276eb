"""Last: what the last build of a vault left behind, by which the next one sees that there is nothing to do.

It lies in the user's cache folder and names no note. Whatever is odd about it, it is passed over and written anew.
"""

import json
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType

from milepost import __version__
from milepost.emit.manifest import MANIFEST, Damaged, Manifest, read_manifest
from milepost.files import disk, scan, write
from milepost.model.frozen import frozen

_FORMAT = 2
_LIMIT = 1_000_000

Signatures = Mapping[str, disk.Signature | None]
"""The stats of files by their paths."""

Report = Mapping[str, object]
"""What the command said of a build, for when it has nothing new to say."""

Held = Callable[[int], str]
"""What files of the vault hold that were young at a look, by the clock before it; nothing where that is not known."""


@frozen
class Inputs:
    """Everything a site is made of, as digests: the vault, what was asked for, and the program."""

    vault: bytes
    asked: str
    program: bytes

    @property
    def key(self) -> str:
        """Equal keys make equal sites."""
        return blake2b(repr((self.vault, self.asked, self.program)).encode(), digest_size=16).hexdigest()


class Last:
    """The record of one vault and output folder, in a folder for caches."""

    def __init__(self, caches: str, root: Path, out: Path) -> None:
        self._caches = caches
        self._place = f"{caches}/{place_name(root, out)}.json"
        self._out = disk.real(out)
        self._signatures: Signatures = {}

    def was_made_of(self, inputs: Inputs, held: Held) -> bool:
        """Whether the last build was made of the same, whatever has become of its site."""
        return bool(self._record(inputs, held))

    def report(self, inputs: Inputs, looked_ns: int, held: Held) -> Report | None:
        """What the last build said, if it was made of the same and its site is as it left it; else None.

        What was young then and has settled by now, at `looked_ns`, need not be read again.
        """
        found = self._record(inputs, held)
        report, site = found.get("report"), found.get("site")
        if not isinstance(report, dict) or not isinstance(site, str) or site != site_state(self._out):
            return None
        held_now = held(looked_ns)
        if held_now and held_now != found["held"]:
            self._write({**found, "looked_ns": looked_ns, "held": held_now})
        return report

    def _record(self, inputs: Inputs, held: Held) -> Mapping[str, object]:
        """What was kept of a build that was made of the same, by what young files held also; empty without one."""
        try:
            found = json.loads(disk.read_bytes(self._place, limit=_LIMIT, follow=False))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict) or found.get("format") != _FORMAT or found.get("inputs") != inputs.key:
            return {}
        then_ns, held_then = found.get("looked_ns"), found.get("held")
        return found if isinstance(then_ns, int) and held_then and held_then == held(then_ns) else {}

    def lies_there(self) -> Mapping[str, str]:
        """The digests of the site's files as they lie in their places for certain: the last build left them, and nobody
        has touched one since. None of them where one was.
        """
        try:
            found = json.loads(disk.read_bytes(self._place, limit=_LIMIT, follow=False))
            manifest = read_manifest(self._out)
            if manifest is None or not isinstance(found, dict):
                return {}
            signatures = _signatures(self._out, manifest)
            if found.get("site") != _state(self._out, manifest, signatures):
                return {}
        except (OSError, ValueError, RecursionError, Damaged):
            return {}
        self._signatures = signatures
        return {path: digests[0] for path, digests in manifest.files.items() if len(digests) == 1}

    def keep(
        self, inputs: Inputs, report: Report, written: Collection[str] = (), *, looked_ns: int, held: Held
    ) -> None:
        """Remember a build, if it is known what it was made of. A cache that cannot be written is no reason to fail.

        What was not `written` is taken to lie there as it did: where somebody touched it since, the next build sees it.
        """
        site = site_state(self._out, {path: one for path, one in self._signatures.items() if path not in written})
        held_now = held(looked_ns)
        if site is None or not held_now:
            return
        known = {"inputs": inputs.key, "site": site, "looked_ns": looked_ns, "held": held_now}
        self._write({"format": _FORMAT, **known, "report": dict(report)})

    def _write(self, record: Mapping[str, object]) -> None:
        with suppress(OSError):
            write.make_folders(self._caches)
            write.write_atomic(self._place, (json.dumps(record) + "\n").encode())

    def forget(self) -> None:
        """What is built now is not to be taken for unchanged."""
        with suppress(OSError):
            disk.remove(self._place)


def place_name(root: Path, out: Path) -> str:
    """What a vault and its output folder are called in a folder for caches."""
    places = f"{disk.real(root)}\0{disk.real(out)}".encode("utf-8", "surrogateescape")
    return blake2b(places, digest_size=10).hexdigest()


def site_state(out: str, known: Signatures = MappingProxyType({})) -> str | None:
    """The manifest and the stats of every file it names, as one digest; None where one is missing. Files with `known`
    stats are not looked at.
    """
    try:
        manifest = read_manifest(out)
        return None if manifest is None else _state(out, manifest, _signatures(out, manifest, known))
    except (OSError, Damaged):
        return None


def _signatures(out: str, manifest: Manifest, known: Signatures = MappingProxyType({})) -> Signatures:
    """Of every file, by its path; None for one that is missing. Raises OSError."""
    return {path: known.get(path) or disk.signature(f"{out}/{path}") for path in sorted(manifest.files)}


def _state(out: str, manifest: Manifest, signatures: Signatures) -> str | None:
    if None in signatures.values():
        return None
    digest = blake2b(disk.read_bytes(f"{out}/{MANIFEST}", follow=False), digest_size=16)
    for path in sorted(manifest.files):
        digest.update(repr(signatures[path]).encode())
    return digest.hexdigest()


def program_state() -> bytes:
    """This program: its version, its files' stats, and the Python that runs it."""
    return blake2b(f"{__version__}\0{sys.version}\0".encode() + _sources(), digest_size=16).digest()


@cache
def _sources() -> bytes:
    known = blake2b(digest_size=16)
    package = Path(__file__).resolve().parents[1]
    waiting = [str(package), *(str(place) for place in (package / "_templates", package.parents[1] / "templates"))]
    while waiting:
        folder = waiting.pop()
        with suppress(OSError):
            for entry in sorted(scan.list_folder(folder)):
                place = f"{folder}/{entry.name}"
                if entry.kind is disk.Kind.FOLDER and entry.name not in ("__pycache__", "_templates"):
                    waiting.append(place)
                elif entry.kind is disk.Kind.FILE:
                    known.update(f"{place}\0{disk.signature(place)}\0".encode("utf-8", "surrogateescape"))
    return known.digest()
