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
from html import unescape
from typing import Any, TypeVar

from markdown_it.token import Token

from milepost.diagnostics.problem import Problem
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, MetricSpec, NoteFields
from milepost.model.goal import CheckIn, Decision, Review, Win
from milepost.syntax.addresses import holds_private_address, may_have_private
from milepost.syntax.document import ChecklistItem, Document, Heading, Link
from milepost.syntax.inlines import linked_text, plain_text
from milepost.syntax.links import Reach, Wikilink, embed_words, reach, read_wikilink
from milepost.syntax.markdown import parse_inline
from milepost.syntax.plain import CODE, plain
from milepost.syntax.prose_inline import without_comments
from milepost.syntax.public_prose import (
    plain_without_private,
    public_prose,
    without_addresses,
    without_private,
    without_targets,
)
from milepost.syntax.scratch import new_env
from milepost.syntax.tags import without_tags
from milepost.syntax.values_list import person_of

_MARKS = re.compile(r"\[\[|\]\(|\]\[|%%|<!--|\^\[")
_COMMENT = re.compile("%%|<!--")
_BEHIND_WORDS = re.compile(r"\[\[[^\]]*\||\]\(")
"""A link with words of its own, which stand for its target."""
_SPACES = re.compile(r"[ \t]{2,}")
_ROOM = 100_000
_IN_BODY = ("prose", "item")
_TEXT = re.compile(r"\bstr\b|MetricSpec")
_NOTE_TEXTS = tuple(each.name for each in dataclasses.fields(NoteFields) if _TEXT.search(str(each.type)))
_ITEM_TEXTS = tuple(each.name for each in dataclasses.fields(ItemFields) if _TEXT.search(str(each.type)))
_UNNAMED = "milestone"
"""The title of a line or heading of which nothing else is left; ids of those without a title begin so, too."""

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
        if not may_have_private(text):
            return text
        return " ".join(plain_without_private(text, hides_names=not names_people).split())

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


def public_text(text: str) -> str:
    """A line of Markdown without comments and private addresses, and with a link's words in place of its target.

    A link without words of its own, and one that leads to the web, stay as they were typed.
    """
    if "&" in text and may_have_private(decoded := unescape(text)) and holds_private_address(decoded):
        text = decoded
    if _MARKS.search(text) is None:
        return _without_split(without_addresses(text))
    kept, done = [], 0
    for start, end, shown in _cuts(parse_inline(text, new_env(_ROOM))[0]):
        if start >= done:
            kept += [text[done:start], shown]
            done = end
    if done:
        text = _SPACES.sub(" ", "".join([*kept, text[done:]])).strip()
    return _without_split(without_addresses(without_targets(text)))


def _without_split(text: str) -> str:
    """The same where marks lie within an address, as in `**file**:///home`: then without marks."""
    if may_have_private(text) and holds_private_address(plain(CODE.sub("", text))):
        return without_addresses(plain(text))
    return text


def _cuts(children: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Stretches to replace, in order, and by what. What lies in a stretch follows it and is passed over."""
    for index, token in enumerate(children):
        shown = _instead(children, index)
        if shown is not None:
            start, end = token.meta["at"]
            yield start, end, shown


def _instead(children: Sequence[Token], index: int) -> str | None:
    """What stands in the place of a token; None where it stays. A footnote is no part of a line's text."""
    token = children[index]
    if "at" not in token.meta:
        return None
    match token.type:
        case "wikilink":
            link = read_wikilink(token.content)
            words = embed_words(link.shown)[0] if token.markup else link.shown
            named = without_comments(link.target)
            return words or (None if named == link.target else Wikilink(named.strip()).text)
        case "link_open":
            return None if _leads_out(token, "href") else _words(children, index)
        case "image":
            shown = public_text(token.content)
            return None if shown == token.content and _leads_out(token, "src") else shown
        case "comment" | "html_inline" | "footnote_ref":
            return ""
        case _:
            return None


def _words(children: Sequence[Token], index: int) -> str:
    """The words of a link; an address of the author's computer or of Obsidian is none."""
    words = linked_text(children, index)
    return "" if words == str(children[index].attrs["href"]) and holds_private_address(words) else words


def _leads_out(token: Token, attribute: str) -> bool:
    """Whether a link leads to the web, and the address holds none of the author's."""
    url = str(token.attrs[attribute])
    return reach(url) is Reach.WEB and not holds_private_address(url)


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
            return public_text(value)
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
    return without_private(public_text(text), hides_names=hides_names).strip()


def _texts(values: Iterable[Any], *, hides_names: bool) -> tuple[Any, ...]:
    """Values of a list, without texts of which nothing is left."""
    shown = (_text(each, hides_names=hides_names) if isinstance(each, str) else each for each in values)
    return tuple(each for each in shown if each != "")


def _heading(heading: Heading, people: Names, *, names_people: bool) -> Heading:
    typed = _line_title(heading.title, names_people=names_people)
    title, old = public_text(typed), heading.fields
    own = _item_fields(old, people, hides_names=not names_people)
    hides = old.unknown or typed != heading.title or (not names_people and (old.owner or old.approver))
    if title == heading.title and own is old and not hides:
        return heading
    title = title or (heading.title and _UNNAMED)
    plain = _plain(title) if hides or title != typed else heading.plain
    return replace(heading, title=title, plain=plain, fields=own)


def _item(item: ChecklistItem, people: Names, *, names_people: bool) -> ChecklistItem:
    typed = _line_title(item.title, names_people=names_people)
    title, own = public_text(typed), _item_fields(item.fields, people, hides_names=not names_people)
    if title == item.title and own is item.fields:
        return item
    title = title or (item.title and _UNNAMED)
    plain = item.plain if title == item.title else without_tags(_plain(title))
    return replace(item, title=title, plain=plain, fields=own)


def _line_title(title: str, *, names_people: bool) -> str:
    """A title as typed; where names are hidden, without fields in brackets that name people and were left in it."""
    return title if names_people else without_private(title, hides_names=True, is_line=True).strip()


def _plain(title: str) -> str:
    return plain_text(parse_inline(title, new_env(_ROOM))[0])


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
