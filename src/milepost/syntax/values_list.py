"""Readers for lists: of text, of tags, of people, of periods. A list on one line is separated by commas."""

import re
from sys import intern

from milepost.diagnostics.wording import quote
from milepost.model.calendar import Period
from milepost.model.said import say
from milepost.syntax.misread import Misread, ReadResult, refuse
from milepost.syntax.values_date import read_date
from milepost.syntax.values_link import first_name

_SPACE = re.compile(r"\s+")
_TAG_SEPARATORS = re.compile(r"[\s,]+")


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a comma-separated list, without the empty ones."""
    return tuple(part for part in (part.strip() for part in text.split(",")) if part)


def read_texts(text: str) -> ReadResult:
    """Words or names, separated by commas."""
    return ReadResult(split_list(text) or None)


def read_tags(text: str) -> ReadResult:
    """Tags separated by commas or spaces, with or without `#`."""
    tags = (part.lstrip("#").strip("/") for part in _TAG_SEPARATORS.split(text))
    return ReadResult(tuple(dict.fromkeys(intern(tag) for tag in tags if tag)) or None)


def read_tag_item(text: str) -> ReadResult:
    """One item of a list of tags: split only where every word is marked by `#`, or at commas."""
    words = text.split()
    if len(words) > 1 and not all(word.startswith("#") for word in words):
        return ReadResult(tuple(tag for part in split_list(text) if (tag := part.lstrip("#").strip("/"))) or None)
    return read_tags(text)


def read_person(text: str) -> ReadResult:
    """One person: a name, `@name`, or a link to a note (whose file name it is)."""
    name = person_of(text)
    return ReadResult(name) if name else refuse("field-not-read", say("{text} names nobody.", text=quote(text)))


def read_people(text: str) -> ReadResult:
    """People, separated by commas."""
    names = tuple(dict.fromkeys(name for name in map(person_of, split_list(text)) if name))
    return ReadResult(names) if names else refuse("field-not-read", say("{text} names nobody.", text=quote(text)))


def person_of(text: str) -> str:
    """The name in `Ana`, `@ana`, `[[People/Ana|A.]]`, without the marks."""
    name = first_name(text) if "[" in text else text
    return _SPACE.sub(" ", name.rpartition("/")[2] if "[" in text else name).strip().removeprefix("@").strip()


def read_periods(text: str, fiscal_year_start: int) -> ReadResult:
    """Dates and periods, separated by commas. One that cannot be read costs only itself."""
    periods: list[Period] = []
    misreads: list[Misread] = []
    for part in split_list(text):
        value, problems = read_date(part, fiscal_year_start)
        misreads.extend(problems)
        if isinstance(value, Period):
            periods.append(value)
    return ReadResult(tuple(periods) or None, tuple(misreads))
