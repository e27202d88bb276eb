"""Values: what an image holds, as bytes and back: a pickle, read by a reader that runs nothing.

A pickle may in general run any code. This reader knows no functions but from text to text, and no classes but those of
the core, which touch nothing outside, and a handful of plain ones.
"""

import pickle
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from itertools import chain
from operator import attrgetter, methodcaller
from types import FunctionType
from typing import Any

from milepost.session.notebook import Notes
from milepost.session.records import Records
from milepost.session.unread import Unread
from milepost.syntax.document import Document

PROTOCOL = 5
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

_NEXT = object()
"""Stands for what gives known objects, which has the number 0."""

_BEGIN = pickle.NONE + pickle.BINPERSID + pickle.MEMOIZE + pickle.POP
_TAKE_NEXT = pickle.BINGET + bytes([0]) + pickle.EMPTY_TUPLE + pickle.REDUCE + pickle.MEMOIZE + pickle.POP
_END = pickle.NONE + pickle.STOP
"""A pickle that calls number 0 again and again: no other way leads objects into what a reader knows by number."""

Taken = Callable[[Any], tuple[Any, ...]]
Documents = Mapping[int, tuple[Any, ...]]
"""What each note's Document is read from, by its identity."""


class Pieces(list[bytes]):
    """Bytes that are put together at the end."""

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self.append(bytes(piece))
        return len(piece)


class _Source:
    """Bytes that are read from the front."""

    def __init__(self) -> None:
        self._content, self._at = memoryview(b""), 0

    def turn_to(self, content: bytes | memoryview) -> None:
        """Read these from now on."""
        self._content, self._at = memoryview(content), 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        self._at += size
        return bytes(self._content[self._at - size : self._at])

    def readline(self) -> bytes:
        """No part of what we write has lines."""
        raise pickle.UnpicklingError


_AS_PYTHON_DOES = methodcaller("__reduce_ex__", PROTOCOL)


class Kinds(dict[type, Taken]):
    """How values are taken apart, by their class: a dataclass into the arguments of its constructor."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        super().__init__()

    def __missing__(self, kind: type) -> Taken:
        if issubclass(kind, type):
            raise KeyError(kind)
        taken = self[kind] = self.of(kind) if is_dataclass(kind) else _AS_PYTHON_DOES
        return taken

    def of(self, kind: type) -> Taken:
        """How objects of a dataclass are taken apart; a Document only into what it is read from."""
        if kind is Unread:
            return lambda one: (Unread, one.note)
        plain = taker(kind)
        if kind is not Document:
            return plain
        documents = self._documents

        def document(one: Document) -> tuple[Any, ...]:
            note = documents.get(id(one))
            return (Unread, note) if note is not None else plain(one)

        return document


def taker(kind: Any) -> Taken:
    """What takes the objects of a dataclass apart."""
    names = [field.name for field in fields(kind) if field.init]
    values = attrgetter(*names) if names else tuple
    if len(names) < 2:
        return lambda one: (kind, tuple(getattr(one, name) for name in names))
    return lambda one: (kind, values(one))


class Writer(pickle.Pickler):
    """Writes values of the core."""

    def __init__(self, pieces: Pieces, kinds: Kinds, known: Iterable[object] = ()) -> None:
        """`known` are written by their numbers: the reader knows the same ones, in the same order."""
        super().__init__(pieces, PROTOCOL)
        self.dispatch_table = kinds
        self.memo = {id(one): (at, one) for at, one in enumerate(chain((_NEXT,), known))}


class Reader(pickle.Unpickler):
    """Knows the classes of the core, of which no constructor reads, writes or runs anything, and plain values."""

    def __init__(self, known: Collection[object] = ()) -> None:
        """`known` are the objects that the writer took for known."""
        self._source = _Source()
        super().__init__(self._source)
        self._next = iter(known).__next__
        calls = _BEGIN + _TAKE_NEXT * len(known) + _END
        self.read(b"".join((pickle.PROTO, bytes([PROTOCOL]), pickle.FRAME, len(calls).to_bytes(8, "little"), calls)))

    def read(self, content: bytes | memoryview) -> Any:
        """The value that bytes stand for. Raises almost anything."""
        self._source.turn_to(content)
        return self.load()

    def persistent_load(self, _: object) -> Callable[[], object]:
        """What gives one known object after the other."""
        return self._next

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
