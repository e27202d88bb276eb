"""What is wrong with a setting's value, in one sentence with a remedy."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from milepost.config.table import Setting
from milepost.diagnostics.wording import quote
from milepost.model.said import say

_MOST_BITS = 100


class Complaint(NamedTuple):
    """One of them. `name` is the key inside a map, `inner` the key inside a table of that name."""

    rule: str
    message: str
    remedy: str
    name: str = ""
    inner: str = ""


Read = tuple[Any, list[Complaint]]


def wrong(row: Setting, value: object, takes: str, remedy: str) -> Complaint:
    """A value of another kind."""
    return Complaint(
        "invalid-setting",
        say("`{key}` {takes}, not {shown}.", key=row.key, takes=takes, shown=quote(shown(value))),
        remedy,
    )


def shown(value: object) -> str:
    """A value as it was perhaps written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | Mapping):
        return say("a list") if isinstance(value, list) else say("a table")
    return str(value) if not isinstance(value, int) or value.bit_length() <= _MOST_BITS else say("a very long number")
