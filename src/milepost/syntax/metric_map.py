"""A metric's parts: the map below `metric:`, the flat keys beside it, and how both become one MetricSpec."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from milepost.diagnostics.wording import did_you_mean, quote
from milepost.model.calendar import Period
from milepost.model.fields import MetricSpec
from milepost.model.said import say
from milepost.model.status import squash
from milepost.model.vocabulary import AGGREGATES
from milepost.syntax.misread import Misread, one_of
from milepost.syntax.values_date import read_date
from milepost.syntax.values_metric import read_band, read_direction
from milepost.syntax.values_number import read_number
from milepost.syntax.yaml_nodes import Listing, Node, Scalar, Table, typed

FLAT_KEYS = ("baseline", "target", "current", "unit", "direction")
"""Front matter keys that are parts of the metric when they stand by themselves."""
PART_HELP = dict.fromkeys(("path", "levels", "aggregate"), say("Write it below `metric:`, indented.")) | {
    "between": say("Write it below `metric:`, indented, or as `direction: between 70 and 75`.")
}
"""Parts of a metric that stand below `metric:` only, and what to do with one that stands beside it."""


class LocatedMisread(NamedTuple):
    """A misread, and the node it is about."""

    node: Node
    misread: Misread


Read = tuple[Any, list[LocatedMisread]]


class MetricMap:
    """Reads one `metric:` map; `text` is what its nodes were read from."""

    def __init__(self, text: str, fiscal_year_start: int) -> None:
        self._text = text
        self._fiscal_year_start = fiscal_year_start

    def read(self, table: Table) -> tuple[MetricSpec, list[LocatedMisread]]:
        """The metric a map describes; a part that cannot be read costs only itself."""
        parts: dict[str, Any] = {}
        misreads: list[LocatedMisread] = []
        for key, node in table.pairs:
            name = squash(typed(key, self._text))
            reader = _READERS.get(name)
            if reader is None:
                misreads.append(LocatedMisread(key, self._unknown(key)))
            elif not (isinstance(node, Scalar) and node.is_empty):
                value, found = reader(self, node)
                given = _named(name, value)
                if any(part in parts and (part != "direction" or parts[part] != given[part]) for part in given):
                    found = [*found, LocatedMisread(key, self._twice(key))]
                misreads.extend(found)
                parts = {**given, **parts}
        return MetricSpec(**parts), misreads

    def direction(self, node: Node) -> Read:
        """`increase`, `at_least`, or `{between: [70, 75]}`, as the part of a metric it is."""
        if isinstance(node, Table) and len(node.pairs) == 1 and squash(typed(node.pairs[0][0], "")) == "between":
            return self._band(node.pairs[0][1])
        return _located(node, read_direction(typed(node, self._text)))

    def can_be(self, name: str, node: Node) -> bool:
        """Whether a value can be read as the part of this name."""
        value, misreads = _READERS[name](self, node)
        return bool(value) and not misreads

    def _words(self, node: Node) -> Read:
        return typed(node, self._text), []

    def _number(self, node: Node) -> Read:
        return _located(node, read_number(typed(node, self._text)))

    def _target(self, node: Node) -> Read:
        """A number, or the band of what is to be held."""
        band = read_band(typed(node, self._text))
        return self._number(node) if band.value is None else (band.value, [])

    def _aggregate(self, node: Node) -> Read:
        return _located(node, one_of(AGGREGATES, typed(node, self._text), say("way to aggregate")))

    def _band(self, node: Node) -> Read:
        return _located(node, read_band(typed(node, self._text)))

    def _path(self, node: Node) -> Read:
        points: list[tuple[Period, Decimal]] = []
        misreads: list[LocatedMisread] = []
        for key, value in self._pairs(node):
            day, no_day = _located(key, read_date(typed(key, self._text), self._fiscal_year_start))
            number, no_number = self._number(value)
            misreads += [*no_day, *no_number]
            if day is not None and number is not None:
                points.append((day, number))
        if not points and not misreads:
            misreads.append(LocatedMisread(node, _PATH_SHAPE))
        return tuple(sorted(points, key=lambda point: point[0].last)), misreads

    def _levels(self, node: Node) -> Read:
        levels: list[tuple[str, Decimal]] = []
        misreads: list[LocatedMisread] = []
        for key, value in self._pairs(node):
            name, no_name = _located(key, one_of(_LEVELS, typed(key, self._text), "level"))
            number, no_number = self._number(value)
            misreads += [*no_name, *no_number]
            if name is not None and number is not None:
                levels.append((name, number))
        if not levels and not misreads:
            misreads.append(LocatedMisread(node, _LEVELS_SHAPE))
        return tuple(levels), misreads

    def _pairs(self, node: Node) -> tuple[tuple[Node, Node], ...]:
        """The pairs of a map, or of a list of small maps."""
        if isinstance(node, Table):
            return node.pairs
        items = node.items if isinstance(node, Listing) else ()
        return tuple(pair for item in items if isinstance(item, Table) for pair in item.pairs)

    def _twice(self, key: Node) -> Misread:
        word = quote(typed(key, self._text))
        return Misread(
            "duplicate-field",
            say("{word} is given twice; the first one is used.", word=word),
            say("Delete one of them."),
        )

    def _unknown(self, key: Node) -> Misread:
        word = typed(key, self._text)
        remedy = did_you_mean(word, _READERS) or say("A metric has {join}.", join=", ".join(_READERS))
        return Misread("unknown-field", say("{word} is no part of a metric.", word=quote(word)), remedy)


_READERS: Mapping[str, Callable[[MetricMap, Node], Read]] = {
    "name": MetricMap._words,
    "unit": MetricMap._words,
    "source": MetricMap._words,
    "baseline": MetricMap._number,
    "target": MetricMap._target,
    "current": MetricMap._number,
    "aggregate": MetricMap._aggregate,
    "direction": MetricMap.direction,
    "between": MetricMap._band,
    "path": MetricMap._path,
    "levels": MetricMap._levels,
}


def fold(spec: MetricSpec | None, flat: Mapping[str, Any]) -> tuple[MetricSpec | None, tuple[str, ...]]:
    """One metric from the map (or short form) and the flat keys, and the flat keys that say something else.

    What the metric itself says wins.
    """
    if not flat:
        return spec, ()
    merged = spec if spec is not None else MetricSpec()
    contradicting: list[str] = []
    for name, value in flat.items():
        for part, given in _named(name, value).items():
            present = getattr(merged, part)
            if present in (None, ""):
                merged = replace(merged, **{part: given})
            elif present != given:
                contradicting.append(name)
    return merged, tuple(dict.fromkeys(contradicting))


def _named(name: str, value: Any) -> dict[str, Any]:
    """The attributes of a MetricSpec that a part fills."""
    if value is None:
        return {}
    if isinstance(value, MetricSpec):
        return {"direction": value.direction} if value.band is None else {"direction": "between", "band": value.band}
    return {name: value}


def _located(node: Node, result: tuple[Any, tuple[Misread, ...]]) -> Read:
    return result[0], [LocatedMisread(node, misread) for misread in result[1]]


_LEVELS = {"commit": "commit", "target": "target", "stretch": "stretch"}
_PATH_SHAPE = Misread("field-not-read", say("A metric's path is a map."), say("Write `path: {2026-03-31: 25}`."))
_LEVELS_SHAPE = Misread(
    "field-not-read", say("A metric's levels are a map."), say("Write `levels: {commit: 40, target: 60}`.")
)
