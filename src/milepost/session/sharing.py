"""Sharing: equal parts of Documents that were decoded become one object each, as they are when a note is read.

Otherwise the notes of a large vault would take half as much memory again. What is exchanged is equal to what was there,
and nobody else has seen the Document yet.
"""

from collections.abc import Hashable, Iterable
from dataclasses import fields as fields_of
from operator import attrgetter
from typing import TypeVar, cast

from milepost.model.calendar import Period
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, NoteFields
from milepost.model.span import Spans
from milepost.session.sayings import unpacked
from milepost.syntax.document import ChecklistItem, Document, Heading, ItemList, Link

T = TypeVar("T", bound=Hashable)

_DATES = ("due", "done", "start", "scheduled", "created")
_NOTE_DATES = ("due", "done", "start", "created")
_NAMES = ("type", "status", "area", "owner", "tags")
_MOST = 50_000
_MOST_CARRIED = 10_000
_put = object.__setattr__
_words: dict[Hashable, object] = {}
_lists: dict[tuple[int, int, bool, bool], ItemList] = {}
_periods: dict[tuple[str, str], Period] = {}
_carried: dict[tuple[object, ...], ItemFields] = {}
_values = attrgetter(*(field.name for field in fields_of(ItemFields)))
_NOTHING = _values(NO_ITEM_FIELDS)


def shared(document: Document) -> Document:
    """The same Document; to be called on one that was made just now."""
    for table, most in ((_words, _MOST), (_lists, _MOST), (_periods, _MOST), (_carried, _MOST_CARRIED)):
        if len(table) > most:
            table.clear()
    front = document.front
    _put(front, "spans", Spans(_one(front.spans.names), front.spans.places))
    for name in _NAMES:
        _put(front.fields, name, _one(getattr(front.fields, name)))
    _share_periods(front.fields, _NOTE_DATES)
    _put(document, "tags", _one(document.tags))
    for heading in document.headings:
        _share_heading(heading)
    for item in document.items:
        _share_item(item)
    for link in document.links:
        _share_link(link)
    for problem in document.problems:
        _put(problem, "message", unpacked(problem.message))
        _put(problem, "help", unpacked(problem.help))
    return document


def _one(value: T) -> T:
    """The first of all equal values."""
    return cast(T, _words.setdefault(value, value))


def _share_item(item: ChecklistItem) -> None:
    within = item.within
    key = within.section, within.list_number, within.ordered, within.in_quote
    _put(item, "within", _lists.setdefault(key, within))
    _put(item, "symbol", _one(item.symbol))
    if item.plain == item.title:
        _put(item, "plain", item.title)
    _put(item, "fields", _fields(item.fields))


def _share_heading(heading: Heading) -> None:
    _put(heading, "text", _one(heading.text))
    _put(heading, "plain", _one(heading.plain))
    _put(heading, "title", _one(heading.title))
    _put(heading, "anchor", _one(heading.anchor))
    _put(heading, "fields", _fields(heading.fields))


def _share_link(link: Link) -> None:
    _put(link, "where", _one(link.where))
    _put(link, "target", _one(link.target))
    _put(link, "text", _one(link.text))


def _fields(fields: ItemFields) -> ItemFields:
    """Most lines carry a date or two, and in a vault of years there are not many pairs of days."""
    values = _values(fields)
    if values == _NOTHING:
        return NO_ITEM_FIELDS
    known = _carried.get(values)
    if known is None:
        known = _carried[values] = fields
        _share_periods(fields, _DATES)
    return known


def _share_periods(fields: NoteFields | ItemFields, names: Iterable[str]) -> None:
    for name in names:
        period = getattr(fields, name)
        if period is not None:
            _put(fields, name, _period(period))


def _period(period: Period) -> Period:
    known = _periods.setdefault((period.text, period.resolution), period)
    return known if known == period else period
