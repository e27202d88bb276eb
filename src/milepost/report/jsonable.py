"""Model values as JSON values: dates as ISO text, exact numbers as the nearest JSON number."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from milepost.diagnostics.problem import Diagnostic
from milepost.model.calendar import Period, Resolution
from milepost.model.fields import LinkTarget, MetricSpec
from milepost.model.quantity import Duration, Weight

Json: TypeAlias = dict[str, object]
Number: TypeAlias = int | float | None

_SCALE = 1_000_000
_LARGEST_EXPONENT = 300
_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}


def json_line(value: object) -> str:
    """A JSON value on one line; halves of characters, as in names that are not UTF-8, are spelt out."""
    return spelt_out(json.dumps(value, ensure_ascii=False, allow_nan=False))


def spelt_out(text: str) -> str:
    """JSON text that can be written as UTF-8."""
    return text if text.isascii() else text.translate(_SURROGATES)


def number(value: Decimal | None) -> Number:
    """An int when integral, else the nearest float; null for what JSON readers could not hold."""
    if value is None or not value.is_finite() or value.adjusted() > _LARGEST_EXPONENT:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def rounded(value: Fraction | None) -> Number:
    """A figure with six decimals, half to even as `round` does; an int when it is whole."""
    if value is None:
        return None
    millionths, rest = divmod(value.numerator * _SCALE, value.denominator)
    above = 2 * rest - value.denominator
    if above > 0 or (above == 0 and millionths % 2):
        millionths += 1
    whole, part = divmod(millionths, _SCALE)
    return millionths / _SCALE if part else whole


def day(value: date | None) -> str | None:
    """ISO text of a day."""
    return value.isoformat() if value else None


def last_day(period: Period | None) -> str | None:
    """The day a period means as a due or done date."""
    return period.last.isoformat() if period else None


def written(period: Period) -> str:
    """An ISO day for a day; a coarser period as its author wrote it."""
    return period.first.isoformat() if period.resolution is Resolution.DAY else period.text


def weight(value: Weight | None) -> str | Number:
    """A plain weight as a number, a share as `40%`."""
    if value is None:
        return None
    return f"{value.value.normalize():f}%" if value.is_share else number(value.value)


def duration(value: Duration | None) -> str | None:
    """A duration as its author wrote it."""
    return value.text if value else None


def text(value: str | None) -> str | None:
    """Null for what is not there or empty."""
    return value or None


def link(target: LinkTarget) -> str:
    """A link's target as typed: name, heading or block, and lag."""
    anchor = f"#^{target.block}" if target.block else f"#{target.heading}" if target.heading else ""
    lag = f" {'' if target.lag.text.startswith(('-', '−')) else '+'}{target.lag.text}" if target.lag else ""
    return f"{target.name}{anchor}{lag}"


def metric_spec(spec: MetricSpec) -> Json:
    """A metric as written; parts not written are left out."""
    parts: Json = {
        "name": text(spec.name),
        "unit": text(spec.unit),
        "baseline": number(spec.baseline),
        "target": number(spec.target),
        "current": number(spec.current),
        "direction": text(spec.direction),
        "between": [number(bound) for bound in spec.band] if spec.band else None,
        "aggregate": spec.aggregate if spec.aggregate != "last" else None,
        "path": {written(period): number(value) for period, value in spec.path} or None,
        "source": text(spec.source),
        "levels": {name: number(value) for name, value in spec.levels} or None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def diagnostic(found: Diagnostic) -> Json:
    """A diagnostic, as every JSON document lists it."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "path": found.path,
        "line": found.span.line,
        "column": found.span.column,
        "end_column": max(found.span.end_column, found.span.column),
        "message": found.message,
        "help": found.help,
    }
