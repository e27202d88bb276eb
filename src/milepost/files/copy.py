"""Copying whole files piece by piece, and telling whether two are equal, whatever their size."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b

from milepost.files import disk
from milepost.files.disk import Place
from milepost.files.write import created
from milepost.model.frozen import frozen

_PIECE = 1 << 20
_HASH_BYTES = 16


class Unreadable(OSError):  # noqa: N818 - it completes "the source is"
    """The source cannot be read; what is wrong is not with the place that is written to."""


@frozen
class Source:
    """An open file that is read from its beginning."""

    opened: int
    size: int

    def pieces(self) -> Iterator[bytes]:
        """The rest of it. Raises Unreadable."""
        while True:
            try:
                piece = os.read(self.opened, _PIECE)
            except OSError as error:
                raise Unreadable(error.errno, error.strerror) from None
            if not piece:
                return
            yield piece

    def rewind(self) -> None:
        """Begin again."""
        os.lseek(self.opened, 0, os.SEEK_SET)


@contextmanager
def reading(place: Place) -> Iterator[Source]:
    """Open a regular file; a link is not followed. Raises Unreadable."""
    try:
        opened = disk.open_regular(place)
    except OSError as error:
        raise Unreadable(error.errno, error.strerror) from None
    try:
        yield Source(opened, os.fstat(opened).st_size)
    finally:
        os.close(opened)


def write(source: Source, place: Place) -> str:
    """Write a new file that holds the source; its hash. On any failure there is none afterwards, if the disk allows."""
    try:
        return _fill(source, place)
    except BaseException:
        with suppress(OSError):
            disk.remove(place)
        raise


def digest(source: Source) -> str:
    """The hash of the rest of a source. Raises Unreadable."""
    known = hashed(b"")
    for piece in source.pieces():
        known.update(piece)
    return known.hexdigest()


def digest_of(place: Place) -> str:
    """The hash of a file; "" where it cannot be read."""
    try:
        with reading(place) as source:
            return digest(source)
    except Unreadable:
        return ""


def hashed(content: bytes) -> blake2b:
    """What a content is known by."""
    return blake2b(content, digest_size=_HASH_BYTES)


def _fill(source: Source, place: Place) -> str:
    known = hashed(b"")
    target = created(place)
    try:
        for piece in source.pieces():
            known.update(piece)
            rest = memoryview(piece)
            while rest:
                rest = rest[disk.write(target, rest) :]
    finally:
        disk.close(target)
    return known.hexdigest()
