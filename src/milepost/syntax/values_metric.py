"""Reader for a metric's short form, `10 -> 60 km`. The map form is `syntax.metric_map`'s."""

import re

from milepost.diagnostics.wording import quote
from milepost.model.fields import MetricSpec
from milepost.syntax.misread import ReadResult, refuse
from milepost.syntax.values_number import NUMBER, decimal_of

METRIC_HELP = "Write baseline and target, such as `10 -> 60 km`."

_UNIT = r"[^\d\s+\-−.,>→][^\r\n>→]{0,60}"
_SHORT = re.compile(rf"({NUMBER})\s*((?:{_UNIT})?)\s*(?:-+>|→|⟶|⇒|=>)\s*({NUMBER})\s*({_UNIT})?", re.ASCII)
_STARTS_WITH_NUMBER = re.compile(rf"[^\w]*{NUMBER}", re.ASCII)
_LONGEST = 300


def read_metric(text: str) -> ReadResult:
    """`baseline -> target unit`, or, without any number in front, the metric's name."""
    found = _SHORT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is not None:
        return _short(found, text)
    if "->" in text or "→" in text or _STARTS_WITH_NUMBER.match(text):
        return refuse("invalid-number", f"{quote(text)} is not a metric.", METRIC_HELP)
    return ReadResult(MetricSpec(name=text))


def _short(found: re.Match[str], text: str) -> ReadResult:
    baseline, target = decimal_of(found[1]), decimal_of(found[3])
    unit, other = (found[4] or "").strip(), found[2].strip()
    if baseline is None or target is None or (other and unit and other != unit):
        return refuse("invalid-number", f"{quote(text)} is not a metric.", METRIC_HELP)
    return ReadResult(MetricSpec(unit=unit or other, baseline=baseline, target=target))
