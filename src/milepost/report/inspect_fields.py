"""Front matter and item fields as `inspect` lists them: only what is written, days ISO, coarser periods as typed."""

from collections.abc import Mapping
from decimal import Decimal

from milepost.model.calendar import Period
from milepost.model.fields import ItemFields, LinkTarget, MetricSpec, NoteFields
from milepost.model.quantity import Duration, Weight
from milepost.report.jsonable import Json, duration, link, metric_spec, number, weight, written
from milepost.syntax.fields import ITEM_FIELDS, NOTE_FIELDS

_NUMERIC_PARTS = ("baseline", "target", "current", "unit", "direction")


def note_fields(fields: NoteFields) -> Json:
    """Canonical name → value, in the order of the field table; a metric is one map, however it was written."""
    names = (row.name for row in NOTE_FIELDS if row.name not in _NUMERIC_PARTS)
    return _written({name: getattr(fields, _attribute(name)) for name in names})


def item_fields(fields: ItemFields) -> Json:
    """Canonical name → value in the order of the field table, then the unknown ones as typed."""
    known = _written({row.name: getattr(fields, _attribute(row.name)) for row in ITEM_FIELDS})
    return known | {key: text for key, text in fields.unknown if key not in known}


def _attribute(name: str) -> str:
    return "with_" if name == "with" else name


def _written(values: Mapping[str, object]) -> Json:
    return {name: _value(value) for name, value in values.items() if value is not None and value != ()}


def _value(value: object) -> object:
    match value:
        case Period():
            return written(value)
        case Decimal():
            return number(value)
        case Weight():
            return weight(value)
        case Duration():
            return duration(value)
        case LinkTarget():
            return link(value)
        case MetricSpec():
            return metric_spec(value)
        case tuple():
            return [_value(each) for each in value]
        case _:
            return value
