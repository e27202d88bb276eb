"""Alike: whether a value of the last build can stand for one of this build."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import cast, get_origin


def alike(one: object, other: object) -> bool:
    """Whether two values are equal, and their tables in the same order, which `==` does not look at.

    Looks at the tables that a dataclass holds, and at a table with what it holds; no deeper.
    """
    if one is other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(alike, one.values(), other.values()))
    if one != other:
        return False
    return all(list(getattr(one, each)) == list(getattr(other, each)) for each in _tables(cast(Hashable, type(one))))


@cache
def _tables(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass that hold tables."""
    if not (isinstance(kind, type) and is_dataclass(kind)):
        return ()
    return tuple(each.name for each in fields(kind) if get_origin(each.type) in (Mapping, dict))
