"""Explanation: why one figure has its value, as plain text and numbers that any surface can show."""

from typing import TypeAlias

from milepost.model.frozen import frozen

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None
"""A figure as data.json has it."""


@frozen
class Input:
    """One fact that a figure is made of.

    `value` is in words; `path` and `line` say where it stands ("" and 0: nowhere, as a default or the as-of day);
    `ask` is what to ask to go on from here, "" where there is no more to say.
    """

    name: str
    value: str
    path: str = ""
    line: int = 0
    ask: str = ""


@frozen
class Explanation:
    """Why a figure has its value.

    `value` is what data.json says, `shown` the same in words. `rule` is one sentence; `formula` holds the rule with the
    numbers put in, `follows` what comes of it. `decided_by` is the input that matters most. `figure` and `subject` are
    the names under which it was asked for.
    """

    value: Value
    shown: str
    rule: str
    inputs: tuple[Input, ...] = ()
    formula: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    decided_by: Input | None = None
    figure: str = ""
    subject: str = ""
