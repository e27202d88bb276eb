"""Named tuples that are made fast, and enums that are named fast."""

from enum import Enum
from typing import Any, TypeVar

E = TypeVar("E", bound=type[Enum])

quick: Any = tuple.__new__
"""Makes a named tuple of all its values, `quick(Link, (text, href))`, in half the time that its class takes.

It is for what pages and figures hold by the dozen: no types are checked, only what their tests see.
"""


def quickly_named(cls: E) -> E:
    """Let an enum's members be plain attributes, as they are from Python 3.12 on: in 3.11 each is worked out anew."""
    for name, member in cls.__members__.items():
        type.__setattr__(cls, name, member)
    return cls
