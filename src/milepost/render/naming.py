"""Naming: filters that are told by text what to look up in each value, or which filter or test to use on it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Takes(NamedTuple):
    """Where a filter takes the name of an attribute, and where a value for what has no such name; from 0, after what is
    filtered. None: by keyword only.
    """

    attribute: int | None
    default: int | None = None


LOOKING = {
    "groupby": Takes(0, 1),
    "join": Takes(1),
    "map": Takes(None),
    "max": Takes(1),
    "min": Takes(1),
    "rejectattr": Takes(0),
    "selectattr": Takes(0),
    "sort": Takes(2),
    "unique": Takes(1),
}
"""Filters that look up an attribute, and may have no need to look at what they find."""

FILTERS_NAMED = {"map": 0}
TESTS_NAMED = {"reject": 0, "rejectattr": 1, "select": 0, "selectattr": 1}
"""Where a filter takes the name of another filter, or of a test."""

_ASKS = frozenset({"defined", "undefined"})
"""Tests of whether there is such a name."""


def attributes(name: str, values: Sequence[object], named: Mapping[str, object]) -> tuple[object, ...]:
    """What a filter looks up in each value, if all of them must have it. `values` come after what is filtered."""
    takes = LOOKING.get(name)
    if takes is None or named.get("default", _at(takes.default, values)) is not None:
        return ()
    if name == "map" and values:
        return ()  # it hands the attribute on to the filter that it names
    if name in TESTS_NAMED and _at(TESTS_NAMED[name], values) in _ASKS:
        return ()
    found = named.get("attribute", _at(takes.attribute, values))
    if name == "sort" and isinstance(found, str):
        return tuple(found.split(","))
    return () if found is None else (found,)


def _at(place: int | None, values: Sequence[object]) -> object:
    return values[place] if place is not None and place < len(values) else None
