"""Image: what a session remembers, as one build left it in the cache folder, for the next process to go on from.

It is one file in the folder of the store, written whole, and names what made it. It is a pickle, which in general may
run any code: this one is read by a reader that knows no functions but from text to text, and no classes but those of
the core, which touch nothing outside. Whatever is odd about it, it is passed over, and everything is made anew.
"""

import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from hashlib import blake2b
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from types import FunctionType
from typing import Any

from milepost import __version__
from milepost.files import disk, write
from milepost.model.memo import Memo
from milepost.session.last import place_name, program_state
from milepost.session.notebook import Notebook, Notes
from milepost.session.records import Records
from milepost.session.store import FOLDER_SUFFIX, IMAGE
from milepost.session.unread import Unread
from milepost.syntax.document import Document

_MAGIC = b"milepost image 1\n"
_CHECK_BYTES = 32
_LIMIT = 2_000_000_000
_PROTOCOL = 5
_CORE = ("model", "diagnostics", "config", "syntax", "audience", "graph", "analysis", "report")
_OURS = (Notes, Records, Unread)
_SHAPES = ("milepost.diagnostics.wording", "milepost.report.wording", "milepost.report.visible")
"""What makes texts of texts; a sentence remembers by which of these functions it was made."""

_THEIRS = {
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("fractions", "Fraction"),
    ("collections", "Counter"),
    ("functools", "partial"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What a session goes on from."""

    memo: Memo
    notebook: tuple[Any, ...]
    records: Records


class Image:
    """The image of one vault and output folder, in a folder for caches."""

    def __init__(self, caches: str, place: str, program: bytes) -> None:
        """`place` names vault and output folder (`last.place_name`), `program` what makes the site."""
        self._caches, self._folder = caches, f"{caches}/{place}{FOLDER_SUFFIX}"
        self._place = f"{self._folder}/{IMAGE}"
        made_by = repr((__version__, program, _PROTOCOL)).encode()
        self._head = _MAGIC + blake2b(made_by, digest_size=_CHECK_BYTES).digest()

    def load(self) -> Kept | None:
        """What the last build left; None where there is nothing of use."""
        try:
            content = memoryview(disk.read_bytes(self._place, limit=_LIMIT, follow=False))
        except (OSError, disk.TooLarge):
            return None
        start = len(self._head)
        body = content[start + _CHECK_BYTES :]
        if content[:start] != self._head or content[start : start + _CHECK_BYTES] != _check(body):
            return None
        try:
            found = _Reader(_Source(body)).load()
        except Exception:  # noqa: BLE001 - bytes that are ours and whole, yet make no sense: nothing is lost but time
            return None
        return Kept(*found) if isinstance(found, tuple) and list(map(type, found)) == [Memo, tuple, Records] else None

    def keep(self, memo: Memo, notebook: Notebook, records: Records) -> None:
        """Leave it for the next build. A disk that refuses is no reason to fail."""
        memo.rest()
        pieces = _Pieces()
        _Writer(pieces, _documents(notebook)).dump((memo, notebook.state, records))
        body = b"".join(pieces)
        with suppress(OSError):
            write.make_folders(self._caches)
            with suppress(FileExistsError):
                disk.make_folder(self._folder, is_private=True)
            write.write_atomic(self._place, b"".join((self._head, _check(body), body)))


def image_of(caches: str, root: Path, out: Path) -> Image:
    """The image of a vault and its output folder."""
    return Image(caches, place_name(root, out), program_state())


def _check(body: bytes | memoryview) -> bytes:
    return blake2b(body, digest_size=_CHECK_BYTES).digest()


def _documents(notebook: Notebook) -> Mapping[int, tuple[Any, ...]]:
    """What each note's Document is read from, by its identity."""
    settings, _, notes = notebook.state
    return {
        id(document): (notes.files[path].content, settings)
        for path, document in notes.documents.items()
        if not notes.files[path].problem
    }


class _Pieces(list[bytes]):
    """Bytes that are put together at the end."""

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self.append(bytes(piece))
        return len(piece)


class _Source:
    """Bytes that are read from the front."""

    def __init__(self, content: memoryview) -> None:
        self._content, self._at = content, 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        self._at += size
        return bytes(self._content[self._at - size : self._at])

    def readline(self) -> bytes:
        """No part of what we write has lines."""
        raise pickle.UnpicklingError


Taken = Callable[[Any], tuple[Any, ...]]


class _Kinds(dict[type, Taken]):
    """How values are taken apart, by their class: a dataclass into the arguments of its constructor."""

    def __init__(self, documents: Mapping[int, tuple[Any, ...]]) -> None:
        plain = _taker(Document)

        def document(one: Document) -> tuple[Any, ...]:
            note = documents.get(id(one))
            return (Unread, note) if note is not None else plain(one)

        super().__init__({Document: document, Unread: lambda one: (Unread, one.note)})

    def __missing__(self, kind: type) -> Taken:
        if not is_dataclass(kind):
            raise KeyError(kind)
        taken = self[kind] = _taker(kind)
        return taken


def _taker(kind: Any) -> Taken:
    names = [field.name for field in fields(kind)]
    values = attrgetter(*names) if names else tuple
    if len(names) < 2:
        return lambda one: (kind, tuple(getattr(one, name) for name in names))
    return lambda one: (kind, values(one))


class _Writer(pickle.Pickler):
    """Writes values of the core."""

    def __init__(self, pieces: _Pieces, documents: Mapping[int, tuple[Any, ...]]) -> None:
        super().__init__(pieces, _PROTOCOL)
        self.dispatch_table = _Kinds(documents)


class _Reader(pickle.Unpickler):
    """Knows the classes of the core, of which no constructor reads, writes or runs anything, and plain values."""

    def find_class(self, module: str, name: str) -> Any:
        """Raises UnpicklingError for everything else."""
        package, _, below = module.partition(".")
        if (module, name) in _THEIRS:
            return getattr(import_module(module), name)
        if package == "milepost" and below.partition(".")[0] in _CORE:
            found = getattr(import_module(module), name, None)
            is_shape = module in _SHAPES and isinstance(found, FunctionType)
            if (is_shape or isinstance(found, type)) and found.__module__ == module:
                return found
        for kind in _OURS:
            if (module, name) == (kind.__module__, kind.__qualname__):
                return kind
        raise pickle.UnpicklingError
