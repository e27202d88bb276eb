"""Lookup: what names lead to in a vault. It stays the same while no note, alias or id comes or goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milepost.diagnostics.findings import Findings
from milepost.graph.linker import Linker
from milepost.graph.names import Ids, Names
from milepost.graph.near import Nearest


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """An index over files, aliases and titles, and one each over the ids of notes and of items; `near` to all of them.

    Two are equal if they are one.
    """

    names: Names
    note_ids: Ids
    item_ids: Ids
    near: Nearest

    def linker(self, found: Findings) -> Linker:
        """A linker that reports to `found` and knows no goals yet."""
        return Linker(self.names, found, self.note_ids, self.item_ids, near=self.near)


def lookup_of(names: Names, notes: Mapping[str, str], items: Mapping[str, str]) -> Lookup:
    """By names, and by ids that notes and items hold."""
    note_ids, item_ids = Ids(notes), Ids(items)
    return Lookup(names, note_ids, item_ids, Nearest(_EveryName(names, note_ids, item_ids)))


@dataclass(frozen=True, slots=True)
class _EveryName:
    """What a writer may have meant."""

    names: Names
    note_ids: Ids
    item_ids: Ids

    def __iter__(self) -> Iterator[str]:
        yield from self.names.known()
        yield from self.note_ids.known()
        yield from self.item_ids.known()
