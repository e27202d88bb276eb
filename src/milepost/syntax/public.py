"""What strangers may read of a published note: no comments, no keys of the author's own, and of a link only its words.

Links stay links where pages resolve them; what goes is the target that stands behind other words, which would name a
note that is not published. Works on one Document, without knowing any other.
"""

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from milepost.diagnostics.problem import Problem
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, MetricSpec, NoteFields
from milepost.model.goal import CheckIn, Decision, Review, Win
from milepost.syntax.addresses import holds_private_address, private_addresses
from milepost.syntax.document import ChecklistItem, Document, Heading, Link
from milepost.syntax.links import Wikilink
from milepost.syntax.public_prose import hidden_in_text, public_prose
from milepost.syntax.public_text import Shown, plain_of, public_line, public_plain, public_text
from milepost.syntax.tags import without_tags
from milepost.syntax.values_list import person_of

_COMMENT = re.compile("%%|<!--")
_BEHIND_WORDS = re.compile(r"\[\[[^\]]*\||\]\(")
"""A link with words of its own, which stand for its target."""
_IN_BODY = ("prose", "item")
_TEXT = re.compile(r"\bstr\b|MetricSpec")
_NOTE_TEXTS = tuple(each.name for each in dataclasses.fields(NoteFields) if _TEXT.search(str(each.type)))
_ITEM_TEXTS = tuple(each.name for each in dataclasses.fields(ItemFields) if _TEXT.search(str(each.type)))
_UNNAMED = "milestone"
"""The title of a heading of which nothing else is left; ids of those without a title begin so, too."""

Record = TypeVar("Record", NoteFields, ItemFields)
Entry = TypeVar("Entry", CheckIn, Decision, Win, Review)
Names = Mapping[str, str]

_NOBODY: Names = {}


def published(document: Document, *, names_people: bool = True) -> Document:
    """The same note, as far as a public site may show it.

    Without `names_people` names leave its text; they stay in its fields, which bear on figures.
    """
    front, people = document.front, _Called(document)

    def shown(text: str) -> str:
        found = public_plain(text, hides_names=not names_people)
        return text if found is text else " ".join(found.split())

    def typed_words(text: str) -> str:
        return _text(text, hides_names=not names_people)

    fields = _fields(front.fields, _NOTE_TEXTS, people.in_front_matter, hides_names=not names_people)
    return replace(
        _whole(document),
        front=replace(front, fields=fields, unknown=()),
        headings=tuple(
            _heading(each, people.in_part(each.line), names_people=names_people) for each in document.headings
        ),
        items=tuple(_item(each, people.in_part(each.line), names_people=names_people) for each in document.items),
        links=tuple(_link(each, typed_words) for each in document.links),
        tags=_tags(document),
        comment_tags=(),
        check_ins=tuple(
            _with(each, health=each.health and public_text(each.health), note=shown(each.note))
            for each in document.check_ins
        ),
        decisions=tuple(_with(each, text=shown(each.text)) for each in document.decisions),
        wins=tuple(_with(each, text=shown(each.text)) for each in document.wins),
        problems=tuple(_problems(document, names_people=names_people)),
        review=document.review and _with(document.review, text=shown(document.review.text)),
        packed_prose=public_prose(document, names_people=names_people, typed_words=typed_words),
    )


def _whole(document: Document) -> Document:
    """The same, for certain read: one that is read when somebody looks cannot be made of other values."""
    return Document(*(getattr(document, each.name) for each in dataclasses.fields(Document)))


def _tags(document: Document) -> tuple[str, ...]:
    shown = (tag for tag in document.tags if tag not in document.comment_tags)
    return tuple(dict.fromkeys(_texts(shown, hides_names=False)))


def _problems(document: Document, *, names_people: bool) -> Iterator[Problem]:
    """What is wrong in what strangers see: not in keys of one's own, and no quoted comment, link, address or name."""
    own = {document.front.spans.get(key) for key, _ in document.front.unknown}
    for each in document.problems:
        said = f"{each.message} {each.help}"
        is_private = _COMMENT.search(said) or _BEHIND_WORDS.search(str(each.message)) or holds_private_address(said)
        is_private = is_private or ("@" in said and not names_people)
        if each.rule != "unknown-field" and each.span not in own and not is_private:
            yield each


def _with(entry: Entry, **changed: Any) -> Entry:
    """An entry with other texts; the same one where they are as they were."""
    return entry if all(getattr(entry, name) == text for name, text in changed.items()) else replace(entry, **changed)


def _fields(record: Record, names: Sequence[str], people: Names, *, hides_names: bool) -> Record:
    found = {name: getattr(record, name) for name in names}
    shown = {name: _value(name, value, hides_names=hides_names) for name, value in found.items()}
    changed: dict[str, Any] = {name: value for name, value in shown.items() if value != found[name]}
    for name in ("owner", "with_"):
        if people and found.get(name):
            changed[name] = _texts((people.get(each, each) for each in found[name]), hides_names=False)
    if people and found["approver"] in people:
        changed["approver"] = people[found["approver"]]
    return replace(record, **changed) if changed else record


def _value(name: str, value: object, *, hides_names: bool) -> object:
    match value:
        case str() if name == "title":
            return public_text(value, private_addresses)  # a field in it is part of what the goal is called
        case str():
            return _text(value, hides_names=hides_names)
        case tuple():
            return _texts(value, hides_names=hides_names)
        case MetricSpec():
            shown = partial(_text, hides_names=hides_names)
            levels = tuple((shown(name), level) for name, level in value.levels)
            return replace(value, name=shown(value.name), unit=shown(value.unit), levels=levels)
        case _:
            return value


def _text(text: str, *, hides_names: bool) -> str:
    return public_text(text, hidden_in_text(hides_names=hides_names)).strip()


def _texts(values: Iterable[Any], *, hides_names: bool) -> tuple[Any, ...]:
    """Values of a list, without texts of which nothing is left."""
    shown = (_text(each, hides_names=hides_names) if isinstance(each, str) else each for each in values)
    return tuple(each for each in shown if each != "")


def _heading(heading: Heading, people: Names, *, names_people: bool) -> Heading:
    old = heading.fields
    shown, own = (
        _line(heading.title, names_people=names_people),
        _item_fields(old, people, hides_names=not names_people),
    )
    hides = old.unknown or (not names_people and (old.owner or old.approver))
    if shown is None and own is old and not hides:
        return heading
    if shown is None:
        shown = Shown(heading.title, plain_of(heading.title) if hides else heading.plain)
    title = shown.text or (heading.title and _UNNAMED)
    return replace(heading, title=title, plain=shown.plain or title, fields=own)


def _item(item: ChecklistItem, people: Names, *, names_people: bool) -> ChecklistItem:
    shown = _line(item.title, names_people=names_people)
    own = _item_fields(item.fields, people, hides_names=not names_people)
    if shown is None:
        return item if own is item.fields else replace(item, fields=own)
    return replace(item, title=shown.text, plain=without_tags(shown.plain), fields=own)


def _line(title: str, *, names_people: bool) -> Shown | None:
    return public_line(title, hidden_in_text(hides_names=not names_people, is_line=True))


def _item_fields(own: ItemFields, people: Names, *, hides_names: bool) -> ItemFields:
    if own is NO_ITEM_FIELDS:
        return own
    cleaned = _fields(own, _ITEM_TEXTS, people, hides_names=hides_names)
    return replace(cleaned, unknown=()) if cleaned.unknown else cleaned


def _link(link: Link, typed_words: Callable[[str], str]) -> Link:
    """What a comment links to leads nowhere; links are known by their place in the note, so it stays.

    The words of a picture are shown as they stand here.
    """
    if link.where == "comment":
        return replace(link, target="", text="")
    shown = typed_words(link.text) if link.embed else link.text
    return link if shown == link.text else replace(link, text=shown)


class _Called:
    """What people are called by links with words of their own: `[[People/Ana Lima|Ana]]` is Ana to strangers."""

    def __init__(self, document: Document) -> None:
        lines = sorted([each.line for each in document.items] + [each.line for each in document.headings])
        self.in_front_matter: dict[str, str] = {}
        self._below: dict[int, dict[str, str]] = {}
        for link in document.links:
            if link.text in ("", Wikilink(link.target).text) or link.where == "comment":
                continue
            at = bisect_right(lines, link.span.line) if link.where in _IN_BODY else 0
            names = self._below.setdefault(lines[at - 1], {}) if at else self.in_front_matter
            names.setdefault(person_of(f"[[{link.target}]]"), link.text)

    def in_part(self, line: int) -> Names:
        """In the item or heading that begins on a line."""
        return self._below.get(line, _NOBODY)
