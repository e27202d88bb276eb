"""Said: a sentence in English that knows of what it was made, so that pages can say it in another language.

It is its English text: it compares, sorts, prints and is exported as such. Beside it, it holds its message and the
values in it, which may have been said themselves; `render.speech` makes another language's sentence of them. Text that
is no `Said` is somebody's own, and stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

Shape = Callable[[str], str]
"""What was made of a whole text, such as giving it a capital letter; it is done again in another language."""

Values = Mapping[str, object] | tuple[object, ...]

NUMBER = "1,234.5"
"""The message of a figure: by it a catalogue shows how its language writes thousands and decimals."""

BEGIN, END = "\U000f0001", "\U000f0002"
"""Where a value begins and ends, while a text is put together; pages from right to left have marks there."""

_NO_MARKS = dict.fromkeys(map(ord, (BEGIN, END)), "")

_MOST_SHAPED = 2_000

_put = str.__new__
_HOLE = re.compile(r"\{(\w+)\}")


class Form(NamedTuple):
    """What texts have in common that say the same of other values: one object for all that are said at a place."""

    message: str = ""
    many: str = ""
    names: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()


class Said(str):
    """A text with its message; one without a message is its values, one after the other."""

    __slots__ = ("form", "given")

    form: Form
    given: tuple[object, ...]

    @property
    def message(self) -> str:
        """What is said, with holes for values."""
        return self.form.message

    @property
    def many(self) -> str:
        """The same for another `n` than one, "" where none is counted."""
        return self.form.many

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What was made of the text, one after the other."""
        return self.form.shapes

    @property
    def values(self) -> Values:
        """By name what is in the holes of the message; without a message what the text is put together of."""
        return dict(zip(self.form.names, self.given, strict=True)) if self.form.message else self.given

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
    known = _known.get(message)
    if known is None or known[0].many != many:
        known = _known[message] = _read(message, many, tuple(values))
    form, pick, one, more = known
    given = pick(values)
    if many and values["n"] != 1:
        message, one = many, more
    said = _put(Said, one % given if one else message.format_map(values))
    said.form, said.given = form, given
    return said


Pick = Callable[[Mapping[str, object]], tuple[object, ...]]

_known: dict[str, tuple[Form, Pick, str, str]] = {}
"""By message its form, what takes its values out of a call, and both its texts as `%` fills them: half of what a goal's
page says is put together by it, which takes a third of the time.
"""


def _read(message: str, many: str, given: Sequence[str]) -> tuple[Form, Pick, str, str]:
    """A message that is said for the first time; its values are in the order in which they stand in it."""
    holes = _HOLE.findall(message)
    names = tuple(holes) if sorted(holes) == sorted(given) else tuple(given)
    pick = itemgetter(*names) if len(names) > 1 else lambda values, name=names[0]: (values[name],)
    return Form(message, many, names), pick, _fast(message, names), _fast(many, names)


def _fast(message: str, names: Sequence[str]) -> str:
    """A message as `%` fills it; "" where values are not written as they are, each once and in order."""
    text = _HOLE.sub("%s", message.replace("%", "%%"))
    return "" if "{" in text or "}" in text or _HOLE.findall(message) != [*names] else text


@lru_cache(None)
def _still(message: str) -> Said:
    """A message without values."""
    return _made(message, Form(message), ())


def joined(between: str, parts: Iterable[str]) -> Said:
    """Texts one after the other."""
    values = tuple(parts)
    if len(values) < 2:
        alone = values[0] if values else _NOTHING
        return alone if type(alone) is Said else _made(alone, _PARTS, values)
    if between:
        values = tuple([piece for part in values for piece in (between, part)][1:])
    return _made("".join(values), _PARTS, values)


def without_marks(text: str) -> str:
    """The same without the places where values begin and end: also a shape, of what readers copy and programs read."""
    return text.translate(_NO_MARKS)


def numeral(text: str) -> Said:
    """A number as English writes it."""
    return _made(text, _FIGURE, ())


def shaped(text: str, shape: Shape) -> str:
    """What a function makes of a text, in this language and in any other."""
    if type(text) is not Said:
        return shape(text)
    if not text.given and not text.form.shapes and text.form.message != NUMBER:
        return _still_shaped(text, shape)
    return reshaped(text, shape(str(text)), shape)


@lru_cache(_MOST_SHAPED)
def _still_shaped(text: Said, shape: Shape) -> Said:
    """The same of a message without values, which says no more than its text."""
    return reshaped(text, shape(str(text)), shape)


def reshaped(text: Said, made: str, shape: Shape) -> Said:
    """The same where it is known what the function makes of its English."""
    said = _put(Said, made)
    said.form, said.given = _shaped(text.form, shape), text.given
    return said


@lru_cache(_MOST_SHAPED)
def _shaped(form: Form, shape: Shape) -> Form:
    return form._replace(shapes=(*form.shapes, shape))


def _made(text: str, form: Form, given: tuple[object, ...]) -> Said:
    said = _put(Said, text)
    said.form, said.given = form, given
    return said


_PARTS, _FIGURE = Form(), Form(NUMBER)
_NOTHING = _made("", _PARTS, ())
