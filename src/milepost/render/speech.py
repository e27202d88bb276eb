"""Speech: what was said in English, said in another language, with its plurals, figures and days."""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum

from milepost.model.said import BEGIN, END, NUMBER, Said, without_marks
from milepost.render.catalogue import Language
from milepost.report.wording import day_words, is_readable, readable_with

_HOLE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_PATTERN = re.compile(r"1(\D*)234(\D+)5")
_CODE = re.compile(r"`[^`]*`")
_ISOLATES = {ord(BEGIN): "\u2068", ord(END): "\u2069"}


def bare(message: str) -> str:
    """A message as catalogues know it, without the formats of its values: `{n:,} goals` is `{n} goals`."""
    return _HOLE.sub(r"{\1}", message)


def _code(found: re.Match[str]) -> str:
    """What stands between backquotes is copied: it has no marks."""
    code = found[0]
    return without_marks(code) if code.count(BEGIN) == code.count(END) else code


class Speech:
    """Says things in one language; what its catalogue does not have stays English.

    With `isolates` values keep to themselves the direction in which they are read, so that a sentence from right to
    left may begin with a title from left to right.
    """

    def __init__(self, language: Language, *, isolates: bool = False) -> None:
        self._language, self._rule, self._isolates = language, language.rule(), isolates
        found = _PATTERN.search(language.texts.get(NUMBER, NUMBER))
        self._signs = str.maketrans({",": found[1], ".": found[2]}) if found else {}

    def say(self, text: str, *, in_words: bool = False) -> str:
        """A text as it stands on a page; `in_words` prints days as people say them."""
        if type(text) is not Said:
            return text
        said = self._said(text, in_words=in_words)
        return _CODE.sub(_code, said).translate(_ISOLATES) if self._isolates else said

    def _said(self, text: Said, *, in_words: bool) -> str:
        in_words = in_words or any(map(is_readable, text.shapes))
        said = self._made(text, in_words=in_words)
        for shape in text.shapes:
            said = readable_with(said, self._day) if is_readable(shape) else shape(said)
        return said

    def _made(self, text: Said, *, in_words: bool) -> str:
        if text.message == NUMBER:
            return text.translate(self._signs)
        values = text.values
        if isinstance(values, tuple):
            return "".join(self._value(value, in_words=in_words) for value in values)
        form = self._form(text.message, text.many, values)
        formats = dict(_HOLE.findall(text.message))

        def value_of(hole: re.Match[str]) -> str:
            name = hole[1]
            return self._value(values[name], formats.get(name, ""), in_words=in_words) if name in values else ""

        return _HOLE.sub(value_of, form) if values else form

    def _form(self, message: str, many: str, values: Mapping[str, object]) -> str:
        """The translation of a message, of the right number."""
        key = bare(message)
        if not many:
            return self._language.texts.get(key, message)
        count = values["n"]
        forms = self._language.plurals.get(key, ())
        number = self._rule(abs(count)) if isinstance(count, int) and forms else -1
        if 0 <= number < len(forms):
            return forms[number]
        return message if count == 1 else many

    def _value(self, value: object, written: str = "", *, in_words: bool) -> str:
        if isinstance(value, Enum):
            return self._language.texts.get(str(value), str(value))
        if isinstance(value, Said):
            return self._said(value, in_words=in_words)
        if isinstance(value, str):
            return self._apart(value) if self._isolates else value
        if isinstance(value, date):
            return self._day(value) if in_words else value.isoformat()
        return format(value, written).translate(self._signs) if written else str(value)

    def _apart(self, value: str) -> str:
        """A value that has letters, between marks."""
        if not any(map(str.isalpha, value)):
            return value
        return f"{BEGIN}{without_marks(value)}{END}"

    def _day(self, day: date) -> str:
        return self.say(day_words(day))
