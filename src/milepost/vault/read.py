"""A vault at one moment, as bytes. Nothing here looks inside a note."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from milepost.config.settings import Settings
from milepost.files import disk
from milepost.model.ids import VaultPath
from milepost.model.rim import Skipped, Snapshot, SourceFile
from milepost.vault.discover import TABLE_SUFFIX, discover
from milepost.vault.obsidian import read_obsidian

NOTE_LIMIT = 2_000_000
TABLES_LIMIT = 64_000_000
"""All tables together; a vault may hold gigabytes of CSV that no metric names."""

_DIGEST_BYTES = 16


def read_vault(root: Path, settings: Settings, *, out: Path | None = None) -> Snapshot:
    """Read every note of the vault at `root`, leaving out the output folder `out`.

    What cannot be read is a SourceFile with a problem, or is among the skipped; raises OSError only when the root
    itself cannot be listed. Changes nothing and never waits on a pipe.
    """
    base = disk.real(root)
    found = discover(base, ignore=settings.ignore, out=_within(base, out))
    skipped = found.skipped
    notes = [note for path in found.notes if (note := _read_note(base, path))]
    odd = set(found.notes)
    notes += [_unread(path, why) for path, why in found.odd.items() if path not in odd]
    tables, too_large = _read_tables(base, found.attachments)
    obsidian, broken = read_obsidian(base)
    return Snapshot(
        notes=tuple(sorted(notes, key=lambda note: note.path)),
        attachments=tuple(VaultPath(path) for path in found.attachments),
        tables=tables,
        nested_vaults=tuple(VaultPath(path) for path in found.nested_vaults),
        skipped=tuple(sorted((*skipped, *too_large, *broken), key=lambda one: one.path)),
        obsidian=obsidian,
    )


def digest(content: bytes) -> bytes:
    """What a note's content is known by: 16 bytes of BLAKE2b."""
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()


def _within(base: str, out: Path | None) -> str | None:
    if out is None:
        return None
    place = disk.real(out)
    return place.removeprefix(base.rstrip("/") + "/") if place.startswith(base.rstrip("/") + "/") else None


def _read_note(base: str, path: str) -> SourceFile | None:
    """None when the note vanished since the folder was listed."""
    try:
        content = disk.read_bytes(f"{base}/{path}", limit=NOTE_LIMIT, follow=False)
    except FileNotFoundError:
        return None
    except disk.TooLarge as error:
        return _unread(path, f"it has {error.size / 1_000_000:.1f} MB; notes over 2 MB are not read")
    except OSError as error:
        return _unread(path, _reason(error))
    return SourceFile(VaultPath(path), content, digest(content))


def _unread(path: str, why: str) -> SourceFile:
    return SourceFile(VaultPath(path), b"", digest(b""), why)


def _reason(error: OSError) -> str:
    return "permission denied" if isinstance(error, PermissionError) else error.strerror or str(error)


def _read_tables(base: str, paths: Sequence[str]) -> tuple[Mapping[VaultPath, bytes], tuple[Skipped, ...]]:
    tables: dict[VaultPath, bytes] = {}
    skipped = []
    room = TABLES_LIMIT
    for path in paths:
        if not path.lower().endswith(TABLE_SUFFIX):
            continue
        try:
            content = disk.read_bytes(f"{base}/{path}", limit=min(NOTE_LIMIT, room), follow=False)
        except OSError as error:
            too_large = isinstance(error, disk.TooLarge)
            skipped.append(Skipped(path, "a table that is too large" if too_large else f"a table: {_reason(error)}"))
            continue
        tables[VaultPath(path)] = content
        room -= len(content)
    return tables, tuple(skipped)
