"""When no field takes a key's value: which of the fields it may mean has something to say, and how loudly."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from milepost.diagnostics.problem import Severity
from milepost.model.calendar import is_date_shaped
from milepost.syntax.fields import Field, Reads
from milepost.syntax.known import normal
from milepost.syntax.metric_map import LocatedMisread
from milepost.syntax.values_number import decimal_of

_BOOLEANS = frozenset({"true", "false", "yes", "no", "on", "off"})
_NEVER_BOOLEAN = frozenset({Reads.LINKS, Reads.PEOPLE, Reads.PERSON, Reads.TEXT})
_NEVER_NUMBER = frozenset({Reads.LINKS, Reads.PEOPLE, Reads.PERSON})


class Failure(NamedTuple):
    """A field that a key may mean and whose type its value has not. `rank` 0: the key is the field's own name."""

    row: Field
    rank: int
    misreads: Sequence[LocatedMisread]


def is_foreign(row: Field, key: str, text: str, misreads: Iterable[LocatedMisread]) -> bool:
    """Whether a value could be read as the field of an alias, but hardly means it (`goal: 100`, `state: Ohio`)."""
    if row.reads is Reads.STATUS:
        return any(True for _ in misreads)
    if row.reads in _NEVER_BOOLEAN and text.lower() in _BOOLEANS:
        return True
    return row.reads in _NEVER_NUMBER and "id" not in normal(key) and decimal_of(text) is not None


def to_report(failures: Sequence[Failure], text: str) -> Failure | None:
    """The failure worth a diagnostic; None when the key is only an alias and its value somebody's own business.

    An open date is an info and a date that does not exist an error under any name.
    """
    for failure in failures:
        if failure.misreads and all(found.misread.severity is Severity.INFO for found in failure.misreads):
            return failure
    for failure in failures:
        if failure.row.reads is Reads.DATE and is_date_shaped(text):
            return failure
    return failures[0] if failures[0].rank == 0 else None
