"""Scratch: what the parser's rules leave behind while one note is read. It travels in markdown-it-py's `env`."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, cast

_KEY = "milepost"


@dataclass(slots=True)
class Scratch:
    """Notes of the parser's rules.

    `cut_lines` are lines below the limit of nesting. Of the text being read inline: `source`; `opaque` stretches, in
    which no field can stand; `is_deep` says that brackets went deeper than they are read; `closers` remembers where
    paired marks can end. `footnotes` numbers labels in the order in which they are first used. `reference_room` is how
    many characters link references may still add.
    """

    cut_lines: list[int] = field(default_factory=list)
    source: str = ""
    opaque: list[tuple[int, int]] = field(default_factory=list)
    is_deep: bool = False
    closers: dict[str, tuple[str, list[int]]] = field(default_factory=dict)
    footnotes: dict[str, int] = field(default_factory=dict)
    footnote_depth: int = 0
    reference_room: int = 0


def new_env(reference_room: int) -> MutableMapping[str, Any]:
    """A fresh `env` for one note."""
    return {_KEY: Scratch(reference_room=reference_room)}


def scratch(env: MutableMapping[str, Any]) -> Scratch:
    """The scratch in an `env`."""
    return cast(Scratch, env[_KEY])
