"""The file of an image: parcels one after the other, the index, the root, and last where these are and their digest.

Index and root are read at once. A parcel is read when somebody looks at something in it, and proves itself then.
"""

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, chain
from struct import Struct
from typing import Any, NamedTuple

from milepost.files.parts import Parts
from milepost.model.memo import Memo
from milepost.session.fetched import Fetched
from milepost.session.notebook import Notebook
from milepost.session.parcels import ParcelKinds, Parcels
from milepost.session.values import Documents, Kinds, Pieces, Reader, Writer

CHECK_BYTES = 32
"""How long digests are, and the name of what made an image."""

_FOOT = Struct(f"<QQQ{CHECK_BYTES}s")
"""Where the index begins, how long it and the root are, and what both are known by."""


class Damaged(Exception):  # noqa: N818 - it completes "the image is"
    """What was to be fetched from an image is not there as it was written."""


class _Index(NamedTuple):
    """What is numbered in an image, and its parcels: how long each is, its digest, how many of the classes it knows."""

    kinds: list[tuple[type, int]]
    places: bytes
    sizes: bytes
    checks: bytes
    known: bytes
    classes: tuple[type, ...]
    plain: tuple[Any, ...]


def image_pieces(root: tuple[Memo, *tuple[Any, ...]], notebook: Notebook, made_by: bytes) -> Iterator[bytes]:
    """An image, a piece after the other. From the root all is reached; its first value is of many parts."""
    _, _, notes = notebook.state
    documents = _documents(notebook)
    contents = (file.content for file in notes.files.values())
    plain = tuple({id(one): one for one in chain(contents, notes.documents.values())}.values())
    parcels = Parcels(tuple(root[0].tables), notes.paths, plain)
    kinds = ParcelKinds(parcels, documents)
    sizes, known, checks = array("I"), array("I"), bytearray()
    for packed in parcels.packed(kinds):
        sizes.append(len(packed.content))
        known.append(packed.classes)
        checks += _check(packed.content)
        yield packed.content
    index = _written(
        (
            *(parcels.kinds, parcels.places.tobytes()),
            *(sizes.tobytes(), bytes(checks), known.tobytes()),
            *(tuple(kinds.met), plain),
        ),
        Kinds(documents),
    )
    values = _written(root, Kinds(documents), parcels.objects)
    check = blake2b(digest_size=CHECK_BYTES, key=made_by)
    for piece in chain(index, values):
        check.update(piece)
        yield piece
    yield _FOOT.pack(sum(sizes), sum(map(len, index)), sum(map(len, values)), check.digest())


def _written(value: object, kinds: Kinds, known: Sequence[object] = ()) -> Pieces:
    pieces = Pieces()
    Writer(pieces, kinds, known).dump(value)
    return pieces


def _documents(notebook: Notebook) -> Documents:
    """What each note's Document is read from, by its identity."""
    settings, _, notes = notebook.state
    return {
        id(document): (notes.files[path].content, settings)
        for path, document in notes.documents.items()
        if not notes.files[path].problem
    }


class OpenImage:
    """An image that is read as far as somebody looks."""

    def __init__(self, place: str, made_by: bytes) -> None:
        """Raises OSError and Damaged."""
        self._file = Parts(place)
        try:
            index, self._root = self._head(made_by)
            self._open(_Index(*Reader().read(index)))
        except Exception as odd:  # bytes that are ours and whole, yet make no sense: nothing is lost but time
            self._file.close()
            raise Damaged from odd

    def _head(self, made_by: bytes) -> tuple[memoryview, memoryview]:
        """Index and root, if they are as they were written."""
        size = self._file.size - _FOOT.size
        if size < 0:
            raise Damaged
        start, index_size, root_size, check = _FOOT.unpack(self._file.read(size, _FOOT.size))
        if start + index_size + root_size != size:
            raise Damaged
        content = memoryview(self._file.read(start, size - start))
        if _check(content, made_by) != check:
            raise Damaged
        return content[:index_size], content[index_size:]

    def _open(self, index: _Index) -> None:
        self._checks, self._classes = index.checks, index.classes
        self._known, sizes = array("I", index.known), array("I", index.sizes)
        self._ends = list(accumulate(sizes, initial=0))
        self._waiting = set(range(len(sizes)))
        self._objects = Fetched(index.kinds, array("I", index.places), index.plain, self.fetch)

    def root(self) -> Any:
        """The values from which all others are reached. Raises Damaged."""
        try:
            return Reader(self._objects.objects).read(self._root)
        except Exception as odd:
            self._file.close()
            raise Damaged from odd
        finally:
            self._root = memoryview(b"")

    def fetch(self, parcel: int) -> None:
        """Fill all that lies in a parcel. Raises Damaged."""
        try:
            self._waiting.remove(parcel)
            start, end = self._ends[parcel : parcel + 2]
            content = self._file.read(start, end - start)
            at = parcel * CHECK_BYTES
            if _check(content) != self._checks[at : at + CHECK_BYTES]:
                raise Damaged
            Reader((self._objects.see, self._objects.fill, *self._classes[: self._known[parcel]])).read(content)
        except Exception as odd:
            self._file.close()
            raise Damaged from odd

    def fetch_all(self) -> None:
        """Fill everything that is still empty; the file is needed no more. Raises Damaged."""
        while self._waiting:
            self.fetch(next(iter(self._waiting)))
        self._file.close()


def _check(content: bytes | memoryview, made_by: bytes = b"") -> bytes:
    """What bytes are known by, and by whom they were made."""
    return blake2b(content, digest_size=CHECK_BYTES, key=made_by).digest()
