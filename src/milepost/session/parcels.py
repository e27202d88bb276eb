"""Parcels: what of a session's memory lies together in an image, so that it can be fetched when somebody looks at it.

What steps made for goals and notes is put into parcels: all of a kind that is about a few neighbouring notes into one.
"""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, cast

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.naming import Naming
from milepost.session.fetched import Fetched, can_be_empty
from milepost.session.values import Documents, Kinds, Pieces, Taken, Writer
from milepost.syntax.document import Document

TOGETHER = 4
"""Notes whose goals make a parcel, and another one whatever else holds their items."""

LIGHT_TOGETHER = 16
"""Notes of which the values of another kind make a parcel: some pages look at all of a kind, and at nothing else."""

_WITH_ITEMS = ("milepost.model.", "milepost.graph.", "milepost.analysis.people.")
"""Where the classes are whose values hold items: the same ones, which lie in one parcel for that."""

Table = Mapping[Any, object]


@frozen
class Packed:
    """One parcel as bytes; a reader must know the first so many of the classes."""

    content: bytes
    classes: int


class Parcels:
    """Objects by number, those of a class one after the other, and the parcel of each; then those in no parcel."""

    def __init__(self, tables: Sequence[Table], paths: Iterable[str], plain: Sequence[Any]) -> None:
        found: dict[type, dict[int, tuple[Any, int]]] = {}
        for one, parcel in _placed(tables, {path: at for at, path in enumerate(paths)}):
            found.setdefault(type(one), {}).setdefault(id(one), (one, parcel))
        self.kinds = [(kind, len(objects)) for kind, objects in found.items()]
        rows = [row for objects in found.values() for row in objects.values()]
        self.objects: Sequence[Any] = [*(one for one, _ in rows), *plain]
        self.places = array("I", [parcel for _, parcel in rows])

    def packed(self, kinds: "ParcelKinds") -> Iterator[Packed]:
        """Each parcel."""
        together: list[list[Any]] = [[] for _ in range(max(self.places, default=-1) + 1)]
        for one, parcel in zip(self.objects, self.places, strict=False):
            together[parcel].append(one)
        for parcel, objects in enumerate(together):
            kinds.parcel, pieces = parcel, Pieces()
            classes = tuple(kinds.met)
            Writer(pieces, kinds, (Fetched.see, Fetched.fill, *classes)).dump(objects)
            yield Packed(b"".join(pieces), len(classes))


class ParcelKinds(Kinds):
    """How values are taken apart within a parcel. `met` are the classes of all objects so far."""

    def __init__(self, parcels: Parcels, documents: Documents) -> None:
        super().__init__(documents)
        self._numbers = {id(one): number for number, one in enumerate(parcels.objects)}
        self._numbered = {kind for kind, _ in parcels.kinds} | {Document}
        self._places = parcels.places
        self.parcel = 0
        self.met: dict[type, None] = {}

    def __missing__(self, kind: type) -> Taken:
        if not issubclass(kind, type):
            self.met[kind] = None
        return super().__missing__(kind)

    def of(self, kind: type) -> Taken:
        """A numbered object is only named where it lies in another parcel."""
        plain = super().of(kind)
        if kind not in self._numbered:
            return plain

        def taken(one: Any) -> tuple[Any, ...]:
            number = self._numbers.get(id(one))
            if number is None:
                return plain(one)
            if number < len(self._places) and self._places[number] == self.parcel:
                return Fetched.fill, (number, *plain(one)[1])
            return Fetched.see, (number,)

        return taken


def _placed(tables: Iterable[Table], notes: dict[Any, int]) -> Iterator[tuple[Any, int]]:
    """Each object that can be fetched by itself, and its parcel. `notes` has the number of each note."""
    _learn_names(tables, notes)
    parcels: dict[tuple[object, int], int] = {}
    rest = count(len(notes))
    for table in tables:
        for key, value in table.items():
            found = notes.get(key)
            if found is None:
                found = notes.get(key.partition("#")[0]) if isinstance(key, str) else None
            at = found if found is not None else next(rest)
            for one in value if type(value) is tuple else (value,):
                kind = cast(Hashable, type(one))
                if can_be_empty(kind):
                    beside, together = _lies_with(kind)
                    yield one, parcels.setdefault((beside, at // together), len(parcels))


@cache
def _lies_with(kind: Any) -> tuple[object, int]:
    """What the values of a kind lie with, and of how many notes."""
    if kind is Goal:
        return kind, TOGETHER
    if kind is Naming:
        return kind, 1
    return ("items", TOGETHER) if kind.__module__.startswith(_WITH_ITEMS) else (kind, LIGHT_TOGETHER)


def _learn_names(tables: Iterable[Table], notes: dict[Any, int]) -> None:
    """What goals are called, whose values know in which note they stand."""
    for table in tables:
        for key, value in table.items():
            path = getattr(value, "path", None)
            if path not in notes:
                break
            notes.setdefault(key, notes[path])
