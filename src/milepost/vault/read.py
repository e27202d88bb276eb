"""A vault at one moment, as bytes. Nothing here looks inside a note."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from milepost.config.settings import Settings
from milepost.files import disk
from milepost.model.attachment import Stamp, is_picture, kind_of
from milepost.model.ids import VaultPath
from milepost.model.rim import Size, Skipped, Snapshot, SourceFile
from milepost.vault.discover import TABLE_SUFFIX, Found, discover
from milepost.vault.kept import Kept
from milepost.vault.obsidian import read_obsidian
from milepost.vault.picture_size import LONG_HEAD, SHORT_HEAD, says_later, size_of
from milepost.vault.repository import read_repository

NOTE_LIMIT = 2_000_000
TABLES_LIMIT = 64_000_000
"""All tables together; a vault may hold gigabytes of CSV that no metric names."""

_DIGEST_BYTES = 16
_SIZE_OF = "//size"
"""A logo is read whole as well, and kept under its path; no file is called like this."""
_TOO_LARGE = "a table that is too large"


def read_vault(
    root: Path, settings: Settings, *, out: Path | None = None, kept: Kept | None = None, found: Found | None = None
) -> Snapshot:
    """Read every note of the vault at `root`, leaving out the output folder `out`.

    What cannot be read is a SourceFile with a problem, or is among the skipped; raises OSError only when the root
    itself cannot be listed. Changes nothing and never waits on a pipe. With `kept`, files that it knows to be unchanged
    are not opened. `found` is what it holds, if that was looked up just now.
    """
    base = disk.real(root)
    found = found or discover(base, ignore=settings.ignore, out=within(base, out))
    skipped = found.skipped
    notes = [note for path in found.notes if (note := _note(base, path, kept))]
    odd = set(found.notes)
    notes += [_unread(path, why) for path, why in found.odd.items() if path not in odd]
    tables, too_large = _read_tables(base, found.attachments, kept)
    obsidian, broken = read_obsidian(base)
    pictures = dict(_pictures(base, found.attachments, kept))
    if kept is not None:
        kept.forget_others()
    return Snapshot(
        notes=tuple(sorted(notes, key=_path)),
        attachments=tuple(VaultPath(path) for path in found.attachments),
        tables=tables,
        nested_vaults=tuple(VaultPath(path) for path in found.nested_vaults),
        skipped=tuple(sorted((*skipped, *too_large, *broken), key=lambda one: one.path)),
        obsidian=obsidian,
        stamps=dict(_stamps(base, found.attachments)),
        pictures=pictures,
        repository=read_repository(base),
    )


def read_again(root: Path, before: Snapshot, paths: Iterable[str], kept: Kept) -> Snapshot | None:
    """The snapshot with these notes as they are now, without looking at any other file.

    None when one of them is not among its notes, or no longer there: then only a whole scan can tell.
    """
    base = disk.real(root)
    notes = list(before.notes)
    for path in paths:
        at = bisect_left(notes, path, key=_path)
        is_known = at < len(notes) and notes[at].path == path
        note = _note(base, path, kept) if is_known and disk.signature(f"{base}/{path}") else None
        if note is None:
            return None
        notes[at] = note
    kept.remember()
    return replace(before, notes=tuple(notes))


def digest(content: bytes) -> bytes:
    """What a note's content is known by: 16 bytes of BLAKE2b."""
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()


def digests_of(snapshot: Snapshot) -> dict[str, bytes]:
    """What the notes and tables of a snapshot are known by, by path; without those that could not be read."""
    notes = {str(note.path): note.digest for note in snapshot.notes if not note.problem}
    return notes | {str(path): digest(content) for path, content in snapshot.tables.items()}


def digest_now(base: str, path: str) -> bytes | None:
    """What a note or table would be known by if it were read now; None where it cannot be."""
    file = _read_note(base, path)
    return file.digest if file is not None and not file.problem else None


def within(base: str, out: Path | None) -> str | None:
    """The vault path of the output folder, None where it lies elsewhere."""
    if out is None:
        return None
    place = disk.real(out)
    return place.removeprefix(base.rstrip("/") + "/") if place.startswith(base.rstrip("/") + "/") else None


def _path(note: SourceFile) -> str:
    return note.path


def _note(base: str, path: str, kept: Kept | None) -> SourceFile | None:
    read = partial(_read_note, base, path)
    return kept.file(f"{base}/{path}", path, read) if kept is not None else read()


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


def _stamps(base: str, paths: Iterable[str]) -> Iterator[tuple[VaultPath, Stamp]]:
    """What the disk says of the files that a site may hold; one that is gone by now is left out."""
    for path in paths:
        if kind_of(path):
            with suppress(OSError):
                if (stamp := disk.signature(f"{base}/{path}")) is not None:
                    yield VaultPath(path), stamp


def _pictures(base: str, paths: Iterable[str], kept: Kept | None) -> Iterator[tuple[VaultPath, Size]]:
    """How large pictures are, of those that say so in their first bytes."""
    for path in paths:
        if is_picture(path):
            read = partial(_read_size, base, path)
            found = kept.file(f"{base}/{path}", f"{path}{_SIZE_OF}", read) if kept is not None else read()
            if found is not None and found.content:
                width, _, height = found.content.partition(b"x")
                yield VaultPath(path), (int(width), int(height))


def _read_size(base: str, path: str) -> SourceFile:
    """The size of a picture as what its file holds: `600x400`, nothing where it does not say."""
    try:
        head = disk.read_head(f"{base}/{path}", SHORT_HEAD)
        size = size_of(head)
        if size is None and says_later(head):
            size = size_of(disk.read_head(f"{base}/{path}", LONG_HEAD))
    except OSError as error:
        return _unread(path, _reason(error))
    content = b"%dx%d" % size if size is not None else b""
    return SourceFile(VaultPath(path), content, digest(content))


def _read_tables(
    base: str, paths: Sequence[str], kept: Kept | None
) -> tuple[Mapping[VaultPath, bytes], tuple[Skipped, ...]]:
    tables: dict[VaultPath, bytes] = {}
    skipped = []
    room = TABLES_LIMIT
    for path in paths:
        if not path.lower().endswith(TABLE_SUFFIX):
            continue
        read = partial(_read_table, base, path, min(NOTE_LIMIT, room))
        table = kept.file(f"{base}/{path}", path, read) if kept is not None else read()
        if table is None or table.problem or len(table.content) > room:
            skipped.append(Skipped(path, (table and table.problem) or _TOO_LARGE))
            continue
        tables[VaultPath(path)] = table.content
        room -= len(table.content)
    return tables, tuple(skipped)


def _read_table(base: str, path: str, limit: int) -> SourceFile:
    try:
        content = disk.read_bytes(f"{base}/{path}", limit=limit, follow=False)
    except OSError as error:
        return _unread(path, _TOO_LARGE if isinstance(error, disk.TooLarge) else f"a table: {_reason(error)}")
    return SourceFile(VaultPath(path), content, digest(content))
