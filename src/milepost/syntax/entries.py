"""Keys and values of the front matter as typed, before anybody asks which fields they are."""

from collections.abc import Iterable
from typing import NamedTuple

from milepost.model.said import say
from milepost.syntax.yaml_nodes import Listing, Node, RefusedError, Scalar, Table


class Entry(NamedTuple):
    """One `key: value`; offsets are into the front matter's text. `key_end` is one past the key."""

    key: str
    key_start: int
    key_end: int
    value: Node


Entries = dict[str, tuple[Entry, ...]]
"""Typed key → all its entries, in order."""


class NoKeysError(RefusedError):
    """The text is YAML, but no mapping."""


def entries_of(root: Node | None) -> tuple[Entry, ...]:
    """The top-level entries of a document. Raises `RefusedError` when it is no mapping."""
    if root is None:
        return ()
    if not isinstance(root, Table):
        what = say("a list") if isinstance(root, Listing) else say("plain text")
        raise NoKeysError(root.start, say("The front matter is {what}, not `key: value` lines.", what=what))
    return tuple(_entry(key, value) for key, value in root.pairs)


def by_key(entries: Iterable[Entry]) -> Entries:
    """Entries gathered by their typed key."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    return {key: tuple(same) for key, same in found.items()}


def _entry(key: Node, value: Node) -> Entry:
    if not isinstance(key, Scalar):
        raise RefusedError(key.start, say("A key is a list or a map."))
    return Entry(key.text, key.start, key.end, value)
