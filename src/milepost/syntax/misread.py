"""What a value reader gives back: the value, and why some or all of the text is none."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import quote
from milepost.model.calendar import Period
from milepost.model.fields import LinkTarget, MetricSpec
from milepost.model.frozen import frozen
from milepost.model.quantity import Duration, Weight
from milepost.model.said import joined, say
from milepost.model.status import squash

FieldValue = (
    str
    | bool
    | Decimal
    | Weight
    | Duration
    | Period
    | MetricSpec
    | tuple[str, ...]
    | tuple[Period, ...]
    | tuple[LinkTarget, ...]
)
"""Whatever a field can hold; `syntax.fields.Reads` says which."""


@frozen
class Misread:
    """Why text is not (wholly) a value: a problem that does not know where it stands.

    `severity` None means the rule's default.
    """

    rule: str
    message: str
    help: str = ""
    severity: Severity | None = None


class ReadResult(NamedTuple):
    """`value` is None when nothing was given or nothing could be read; `misreads` says what was not, or is odd."""

    value: FieldValue | None
    misreads: tuple[Misread, ...] = ()


def refuse(rule: str, message: str, remedy: str = "", *, severity: Severity | None = None) -> ReadResult:
    """No value, for one reason."""
    return ReadResult(None, (Misread(rule, message, remedy, severity),))


def one_of(words: Mapping[str, str], text: str, what: str) -> ReadResult:
    """The word of a closed set that `text` is, ignoring case, spaces and dashes."""
    word = words.get(squash(text))
    if word is not None:
        return ReadResult(word)
    choices = joined(", ", dict.fromkeys(words.values()))
    return refuse(
        "field-not-read",
        say("{text} is no {what}.", text=quote(text), what=what),
        say("Use one of: {choices}.", choices=choices),
    )
