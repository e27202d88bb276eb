"""Lookup: what names lead to in a vault. It stays the same while no note, alias or id comes or goes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from milepost.diagnostics.findings import Findings
from milepost.graph.asked import ANY, keys_asked
from milepost.graph.ids import ITEM, NOTE, Claims, Ids
from milepost.graph.linker import Linker
from milepost.graph.names import Names
from milepost.graph.near import Nearest
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo

Given = Mapping[Any, object]
"""By key, what a vault has under it: see `asked`."""


@dataclass(frozen=True, slots=True, eq=False)
class Lookup:
    """An index over files, aliases and titles, and one each over the ids of notes and of items; `near` to all of them.

    Two are equal if they are one. `claimed` are the ids by key; `attachments` are files beside the notes.
    """

    names: Names
    note_ids: Ids
    item_ids: Ids
    near: Nearest
    claimed: Given
    attachments: Sequence[VaultPath] = ()

    def linker(self, found: Findings) -> Linker:
        """A linker that reports to `found` and knows no goals yet."""
        return Linker(self.names, found, self.note_ids, self.item_ids, near=self.near)

    @property
    def tables(self) -> tuple[Given, ...]:
        """What a step that resolves names is made of, by the keys that it asks for: titles as they are now."""
        return (*self.names.tables, self.claimed, {ANY: self})

    def asked(self, name: str, source: VaultPath) -> Iterator[str]:
        """The keys of what a name led to, and, where nothing is called so, of what it may have been meant for."""
        yield from keys_asked(name, source)
        word = name.strip()
        has_id = self.note_ids.exact(word) is not None or self.item_ids.exact(word) is not None
        if not has_id and self.names.find(word, source).path is None:
            yield ANY


def lookup_of(names: Names, claims: Claims, attachments: Sequence[VaultPath], *, memo: Memo) -> Lookup:
    """By names, and by ids that notes and items hold."""

    def made(known: Lookup | None) -> Lookup:
        note_ids, item_ids = Ids(claims, NOTE), Ids(claims, ITEM)
        near = Nearest(_EveryName(names, note_ids, item_ids), known.near if known is not None else None)
        return Lookup(names, note_ids, item_ids, near, claims.by_key, attachments)

    return memo.update("lookup", None, (names, claims.claimed, claims.by_key), made)


@frozen
class _EveryName:
    """What a writer may have meant."""

    names: Names
    note_ids: Ids
    item_ids: Ids

    def __iter__(self) -> Iterator[str]:
        yield from self.names.known()
        yield from self.note_ids.known()
        yield from self.item_ids.known()
