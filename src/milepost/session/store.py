"""Store: Documents that outlive a process, by the digest of the note they were read from.

It lies in the user's cache folder, as it holds notes that nobody else may see. A few files, each written whole and
renamed into place; none is ever changed, so processes may use one store at the same time. A file that is damaged, or
made by another version or under other settings, is worth nothing, and goes when the next one is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

from milepost import __version__
from milepost.config.settings import ReadingSettings
from milepost.files import disk, scan, write
from milepost.session.sayings import packed
from milepost.session.segments import KEY_BYTES, Record, Segment, segment
from milepost.session.sharing import shared
from milepost.syntax.document import Document

FOLDER_SUFFIX = ".notes"
UNUSED_NS = 90 * 86_400 * 1_000_000_000
"""A store that nobody has added to for 90 days goes when another one is begun."""

IMAGE = "session.image"
"""What lies beside the files of a store, written by `image`."""

_SUFFIX = ".seg"
_LARGEST = 8_000_000
_LIMIT = 32 * _LARGEST
_SMALL = _LARGEST // 4
_FEW = 8
_WORN = 2

Documents = Mapping[bytes, Document]


@dataclass(slots=True)
class _File:
    """One file of a store: its size and the records that it has for us; `is_sound` says that it is worth keeping."""

    name: str
    size: int = 0
    sizes: Mapping[bytes, int] = field(default_factory=dict)
    is_sound: bool = False


class Store:
    """The Documents of one vault and output folder, below a folder for caches."""

    def __init__(self, caches: str, place: str, program: bytes, *, now_ns: int) -> None:
        """`place` names vault and output folder (`last.place_name`), `program` what reads the notes."""
        self._caches, self._folder = caches, f"{caches}/{place}{FOLDER_SUFFIX}"
        self._program, self._now_ns = program, now_ns
        self._files: list[_File] = []
        self._sent: list[Record] = []
        self._size = 0

    def take(self, wanted: Set[bytes], settings: ReadingSettings) -> dict[bytes, Document]:
        """Those Documents that are there, whole, and read under these settings."""
        key = self._key(settings)
        self._files, found = [], dict[bytes, Document]()
        for name in self._names():
            file = _File(name)
            self._files.append(file)
            with suppress(OSError, disk.TooLarge):
                content = disk.read_bytes(f"{self._folder}/{name}", limit=_LIMIT, follow=False)
                opened = Segment(key, content)
                for digest in wanted & opened.sizes.keys() - found.keys():
                    document = _document(opened, digest)
                    if document is not None:
                        found[digest] = document
                file.size, file.sizes, file.is_sound = len(content), opened.sizes, opened.is_whole
        return found

    def add(self, digest: bytes, content: bytes, settings: ReadingSettings) -> None:
        """Take a Document as bytes. They are written a file at a time: all of them are more than a build needs."""
        self._sent.append((digest, content))
        self._size += len(content)
        if self._size >= _LARGEST:
            with suppress(OSError):
                self._open()
                self._files.append(self._write(self._key(settings), self._sent))
            self._sent, self._size = [], 0

    def keep(self, documents: Documents, settings: ReadingSettings) -> None:
        """Write what is not there yet; what is of no more use goes. A disk that refuses is no reason to fail."""
        sent, self._sent, self._size = dict(self._sent), [], 0
        staying = [file for file in self._files if file.is_sound and not _is_worn(file, documents)]
        small = [file for file in staying if file.size < _SMALL]
        if len(small) > _FEW:
            staying = [file for file in staying if file not in small]
        there = {digest for file in staying for digest in file.sizes}
        fresh = [digest for digest in documents if digest not in there]
        going = [file for file in self._files if file not in staying]
        if not fresh and not going:
            return
        with suppress(OSError):
            self._open()
            for records in _shares(_records(documents, fresh, sent)):
                staying.append(self._write(self._key(settings), records))
            written = {file.name for file in staying}  # a damaged file may have been written anew under its own name
            for file in going:
                if file.name not in written:
                    with suppress(FileNotFoundError):
                        disk.remove(f"{self._folder}/{file.name}")
            self._files = staying

    def _open(self) -> None:
        """Have a folder to write to, and nothing in it that was left half written."""
        if not self._files:
            _forget_old(self._caches, self._now_ns)
        write.make_folders(self._caches)
        with suppress(FileExistsError):
            disk.make_folder(self._folder, is_private=True)
        self._sweep()

    def _write(self, key: bytes, records: list[Record]) -> _File:
        content = segment(key, records)
        name = blake2b(content, digest_size=12).hexdigest() + _SUFFIX
        write.write_atomic(f"{self._folder}/{name}", content)
        return _File(name, len(content), {digest: len(record) for digest, record in records}, is_sound=True)

    def _names(self) -> list[str]:
        with suppress(OSError):
            return sorted(entry.name for entry in scan.list_folder(self._folder) if entry.name.endswith(_SUFFIX))
        return []

    def _sweep(self) -> None:
        """What a killed process left half written. Whoever is writing it now only loses what it remembered."""
        for entry in scan.list_folder(self._folder):
            if not _is_ours(entry.name) and entry.kind is disk.Kind.FILE:
                with suppress(FileNotFoundError):
                    disk.remove(f"{self._folder}/{entry.name}")

    def _key(self, settings: ReadingSettings) -> bytes:
        made_by = repr((__version__, self._program, settings))
        return blake2b(made_by.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()


def encoded(document: Document) -> bytes:
    """A Document as bytes; none where it holds what bytes cannot say, such as half of a character."""
    try:
        return msgspec.msgpack.encode(document, enc_hook=packed)
    except (UnicodeEncodeError, OverflowError, TypeError):
        return b""


def decoded(content: bytes | memoryview) -> Document | None:
    """The Document that bytes stand for; None when they stand for none. They are values, never code."""
    try:
        return shared(_decoder().decode(content))
    except (msgspec.MsgspecError, ValueError, TypeError, LookupError, RecursionError):
        return None


@cache
def _decoder() -> "msgspec.msgpack.Decoder[Document]":
    return msgspec.msgpack.Decoder(Document)


def _document(opened: Segment, digest: bytes) -> Document | None:
    content = opened.record(digest)
    document = decoded(content) if content is not None else None
    if document is None:
        opened.is_whole = False
    return document


def _is_worn(file: _File, documents: Documents) -> bool:
    """Whether more than half of it is about notes that are no more."""
    live = sum(size for digest, size in file.sizes.items() if digest in documents)
    return live * _WORN < file.size


def _records(documents: Documents, digests: Iterable[bytes], sent: Mapping[bytes, bytes]) -> Iterator[Record]:
    for digest in digests:
        content = sent.get(digest) or encoded(documents[digest])
        if content:
            yield digest, content


def _shares(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records by files that can be read and let go one after the other."""
    share: list[Record] = []
    size = 0
    for record in records:
        share.append(record)
        size += len(record[1])
        if size >= _LARGEST:
            yield share
            share, size = [], 0
    if share:
        yield share


def _is_ours(name: str) -> bool:
    return name.endswith(_SUFFIX) or name == IMAGE


def _forget_old(caches: str, now_ns: int) -> None:
    """Remove stores of vaults that nobody builds any more."""
    with suppress(OSError):
        for entry in scan.list_folder(caches):
            if entry.name.endswith(FOLDER_SUFFIX) and entry.kind is disk.Kind.FOLDER:
                _forget_if_old(f"{caches}/{entry.name}", now_ns)


def _forget_if_old(folder: str, now_ns: int) -> None:
    places = [f"{folder}/{entry.name}" for entry in scan.list_folder(folder) if _is_ours(entry.name)]
    signatures = [found for place in places if (found := disk.signature(place)) is not None]
    if all(found.mtime_ns < now_ns - UNUSED_NS for found in signatures):
        for place in places:
            disk.remove(place)
        disk.remove_folder(folder)


def store_of(caches: str, root: Path, out: Path, *, now_ns: int) -> Store:
    """The store of a vault and its output folder."""
    from milepost.session.last import place_name, program_state

    return Store(caches, place_name(root, out), program_state(), now_ns=now_ns)
