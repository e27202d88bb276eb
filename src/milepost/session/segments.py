"""Segments: the files of a store, each a table of records that are found by a digest and prove themselves.

A segment says what made it, then which records it has, each with its length and a digest of its bytes, then holds the
records. What is cut short, changed or made by another program does not fit its digests and is not handed out.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from struct import Struct

MAGIC = b"milepost\x01"
KEY_BYTES = 16
_CHECK_BYTES = 16
_HEAD = Struct(f"<{len(MAGIC)}s{KEY_BYTES}sI")
_ROW = Struct(f"<{KEY_BYTES}sI8s")

Record = tuple[bytes, bytes]
"""A digest by which it is found, and its bytes."""


def check(content: bytes | memoryview, size: int = _CHECK_BYTES) -> bytes:
    """What bytes are known by."""
    return blake2b(content, digest_size=size).digest()


def segment(key: bytes, records: Sequence[Record]) -> bytes:
    """The bytes of a segment; `key` says what made the records."""
    rows = b"".join(_ROW.pack(name, len(content), check(content, 8)) for name, content in records)
    head = _HEAD.pack(MAGIC, key, len(records)) + rows
    return b"".join((head, check(head), *(content for _, content in records)))


class Segment:
    """What a file holds for one key. `is_whole` says that nothing was found wrong so far."""

    def __init__(self, key: bytes, content: bytes) -> None:
        self._content = memoryview(content)
        self._rows = dict(_rows(key, content))
        self.is_whole = bool(self._rows)

    @property
    def sizes(self) -> Mapping[bytes, int]:
        """How long each record is, by its digest."""
        return {name: end - start for name, (start, end, _) in self._rows.items()}

    def record(self, name: bytes) -> memoryview | None:
        """The bytes of one record; None where they are not there as they were written."""
        found = self._rows.get(name)
        if found is None:
            return None
        start, end, known = found
        content = self._content[start:end]
        if len(content) != end - start or check(content, 8) != known:
            self.is_whole = False
            return None
        return content


def _rows(key: bytes, content: bytes) -> Iterator[tuple[bytes, tuple[int, int, bytes]]]:
    """Where each record starts and ends and what it is known by; nothing where the head is not sound."""
    if len(content) < _HEAD.size:
        return
    magic, made_by, count = _HEAD.unpack_from(content)
    start = _HEAD.size + count * _ROW.size
    if magic != MAGIC or made_by != key or content[start : start + _CHECK_BYTES] != check(content[:start]):
        return
    start += _CHECK_BYTES
    for name, size, known in _ROW.iter_unpack(content[_HEAD.size : start - _CHECK_BYTES]):
        yield name, (start, start + size, known)
        start += size
