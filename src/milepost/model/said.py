"""Said: a sentence in English that knows of what it was made, so that pages can say it in another language.

It is its English text: it compares, sorts, prints and is exported as such. Beside it, it holds its message and the
values in it, which may have been said themselves; `render.speech` makes another language's sentence of them. Text that
is no `Said` is somebody's own, and stays as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

Shape = Callable[[str], str]
"""What was made of a whole text, such as giving it a capital letter; it is done again in another language."""

Values = Mapping[str, object] | tuple[object, ...]

NUMBER = "1,234.5"
"""The message of a figure: by it a catalogue shows how its language writes thousands and decimals."""

_put = str.__new__


class Said(str):
    """A text with its message; one without a message is its values, one after the other."""

    __slots__ = ("many", "message", "shapes", "values")

    message: str
    many: str
    values: Values
    shapes: tuple[Shape, ...]

    def __add__(self, other: str) -> "Said":
        """This text and another."""
        return joined("", (self, other))

    def __radd__(self, other: str) -> "Said":
        """Another text and this."""
        return joined("", (other, self))


def say(message: str, /, *, many: str = "", **values: object) -> Said:
    """A message with its values: `say("due {day}", day=…)`. `many` is for another `n` than one."""
    if not values:
        return _still(message)
    said = _put(Said, (many if many and values["n"] != 1 else message).format_map(values))
    said.message, said.many, said.values, said.shapes = message, many, values, ()
    return said


@lru_cache(None)
def _still(message: str) -> Said:
    """A message without values, of which there are as many as are written in the sources."""
    return _made(message, message, {})


def joined(between: str, parts: Iterable[str]) -> Said:
    """Texts one after the other."""
    values = tuple(parts)
    if len(values) < 2:
        alone = values[0] if values else _NOTHING
        return alone if type(alone) is Said else _made(alone, "", values)
    if between:
        values = tuple([piece for part in values for piece in (between, part)][1:])
    return _made("".join(values), "", values)


def numeral(text: str) -> Said:
    """A number as English writes it."""
    return _made(text, NUMBER, ())


def shaped(text: str, shape: Shape) -> str:
    """What a function makes of a text, in this language and in any other."""
    return reshaped(text, shape(str(text)), shape) if type(text) is Said else shape(text)


def reshaped(text: Said, made: str, shape: Shape) -> Said:
    """The same where it is known what the function makes of its English."""
    said = _put(Said, made)
    said.message, said.many, said.values, said.shapes = text.message, text.many, text.values, (*text.shapes, shape)
    return said


def _made(text: str, message: str, values: Values) -> Said:
    said = _put(Said, text)
    said.message, said.many, said.values, said.shapes = message, "", values, ()
    return said


_NOTHING = _made("", "", ())
