"""Sayings: what was said, as text that a store can hold, and back again."""

import json
from collections.abc import Mapping
from enum import Enum

from milepost.model import said as sayings
from milepost.model.said import NUMBER, Said, joined, numeral

_MARK = "\x01said:"
"""No message begins like this: they begin with a word or a quote."""


def packed(value: object) -> str:
    """A message with its values. Raises TypeError for what is none, as whoever encodes values expects it."""
    if type(value) is not Said or value.shapes or value.message == NUMBER:
        raise TypeError(f"not to be stored: {value!r}")
    said = value.values
    told: object = (
        {name: _told(each) for name, each in said.items()}
        if isinstance(said, Mapping)
        else [_told(each) for each in said]
    )
    return _MARK + json.dumps([value.message, value.many, told])


def unpacked(text: str) -> str:
    """What was packed; any other text as it is. Raises ValueError and TypeError for what nobody has packed."""
    if not text.startswith(_MARK):
        return text
    message, many, values = json.loads(text.removeprefix(_MARK))
    if isinstance(values, list):
        return joined("", [_text(each) for each in values])
    return sayings.say(message, many=many, **{name: _heard(each) for name, each in values.items()})


def _told(value: object) -> object:
    """A value as JSON: figures as they are, text in a list that says what it is."""
    if isinstance(value, Enum):
        return ["word", str(value)]
    if type(value) is Said:
        return ["figure", str(value)] if value.message == NUMBER else ["said", packed(value)]
    return value if isinstance(value, int | float) else ["text", str(value)]


def _heard(told: object) -> object:
    match told:
        case ["word", str(text)]:
            return sayings.say(text)
        case ["figure", str(text)]:
            return numeral(text)
        case ["said", str(text)]:
            return unpacked(text)
        case ["text", str(text)]:
            return text
        case _:
            return told


def _text(told: object) -> str:
    heard = _heard(told)
    return heard if isinstance(heard, str) else str(heard)
