"""One line's fields: a checklist line, or a heading read as one (notes.md 4).

Laws: what the Tasks plugin or Dataview reads is read with the same value (`line_choice` says which of several); text
that is not read as a field stays in the title, and if it looks like a field a problem says so. A backslash before a
bracket makes it text, as everywhere in Markdown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields as fields_of
from functools import lru_cache
from typing import Any, NamedTuple, cast

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Severity
from milepost.diagnostics.wording import quote
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.said import say
from milepost.model.span import Span
from milepost.syntax.addresses import NO_SCHEME
from milepost.syntax.line_brackets import bracket_pieces, own_name, row_of, without_quotes
from milepost.syntax.line_choice import AT_THE_END, Remark, choose, is_plain_case
from milepost.syntax.line_pieces import Cover, Form, Piece, Stretches
from milepost.syntax.line_signs import SIGNS, sign_pieces
from milepost.syntax.misread import FieldValue
from milepost.syntax.values_link import link_places

_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9-]+)\s*$")
_STRAY_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^[A-Za-z0-9-]+(?=\s)")
_PERSON = re.compile(r"(?:^|(?<=[\s(,;]))@([^\W\d_](?:[\w.'’-]*\w)?)(?![\w(@])" + NO_SCHEME)
_BARE = re.compile(r"(?:^|(?<=[\s\[(*_]))([A-Za-z][\w-]*)::(?=\s|$|[0-9])")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_FIRST_FIELD = re.compile(rf"{SIGNS.pattern}|[\[(][\w \-]+?::")
_GONE = "\0"
_HOLLOW = re.compile(rf"\((?:[\s,;]*{_GONE})+[\s,;]*\)")
"""Brackets that held nothing but what is taken out: `(@ana, @bob)`."""
_LONGEST_TAIL = 200
_NAMES = tuple([one.name for one in fields_of(ItemFields)])


class Line(NamedTuple):
    """What a line says. `title` is the text without fields, people and block id; `waits` is where in it each link or
    id of `depends_on` stands.
    """

    title: str
    fields: ItemFields = NO_ITEM_FIELDS
    block_id: str = ""
    problems: tuple[Problem, ...] = ()
    waits: Stretches = ()


def read_line(text: str, place: Span, opaque: Stretches, settings: ReadingSettings) -> Line:
    """Read one line, which begins at `place`; no field begins in an `opaque` stretch. Linear in its length."""
    short = read_short(text, opaque, settings)
    if short is not None:
        return short
    block = _BLOCK_ID.search(text) if "^" in text else None
    body = text[: block.start()] if block else text
    pieces = _pieces(body, opaque, settings)
    strays = _strays(body, pieces, opaque, settings)
    return _line(body, pieces, place, block_id=block[1] if block else "", strays=strays)


def read_short(text: str, opaque: Stretches, settings: ReadingSettings) -> Line | None:
    """The short way: words alone, or with different fields behind them, each as the plugins write it."""
    has_marks = "::" in text or "@" in text or "^" in text
    found = _FIRST_FIELD.search(text) if has_marks or not text.isascii() else None
    if found is None:
        return None if has_marks else Line(_tidy(text))
    at = found.start()
    if len(text) - at > _LONGEST_TAIL or (at and not text[at - 1].isspace()) or text.find("::", 0, at) >= 0:
        return None
    if "@" in text or "^" in text or (opaque and any(end > at for _, end in opaque)):
        return None
    tail = _tails(settings.fiscal_year_start, tuple(settings.fields.items()))(text[at:])
    if tail is None:
        return None
    fields, waits = tail
    return Line(_tidy(text[:at]), fields, waits=[(at + start, at + end) for start, end in waits] if waits else ())


_Tail = tuple[ItemFields, Stretches]
"""The fields a line ends with, and where in it stands what it waits for."""


@lru_cache(maxsize=8)
def _tails(fiscal_year_start: int, own_spellings: tuple[tuple[str, str], ...]) -> Callable[[str], _Tail | None]:
    """Reads the fields a line ends with, if there is nothing to choose among them.

    Remembers them, because a vault names the same days many times: one record serves all lines.
    """
    settings = ReadingSettings(fiscal_year_start=fiscal_year_start, fields=dict(own_spellings))

    @lru_cache(maxsize=16_384)
    def read(text: str) -> _Tail | None:
        pieces = _pieces(text, (), settings)
        if not pieces or pieces[0].start or not is_plain_case(text, pieces):
            return None
        fields = _item_fields(_values(pieces), ())
        return fields, _waits(text, pieces) if fields.depends_on else ()

    return read


def read_further_line(text: str, place: Span, opaque: Stretches, settings: ReadingSettings) -> Line:
    """Read a line that goes on with a list item: Dataview reads its fields, the Tasks plugin does not.

    `@name` assigns nobody there.
    """
    if not _is_field_like(text):
        return Line(_tidy(text))
    pieces = [
        piece._replace(is_tasks=False) for piece in _pieces(text, opaque, settings) if piece.form is not Form.PERSON
    ]
    return _line(text, pieces, place, is_first_line=False)


def _line(
    body: str,
    pieces: Sequence[Piece],
    place: Span,
    *,
    block_id: str = "",
    strays: Iterable[Remark] = (),
    is_first_line: bool = True,
) -> Line:
    chosen, remarks = choose(body, pieces, is_first_line=is_first_line)
    counted = pieces if len(chosen) == len(pieces) else [piece for piece in pieces if piece.start in chosen]
    found = [*_misreads(pieces), *remarks, *strays]
    unknown = tuple([(piece.key, str(piece.value)) for piece in counted if not piece.name])
    fields = _item_fields(_values(counted), unknown)
    return Line(
        _tidy(_without(body, counted)),
        fields,
        block_id,
        tuple(_placed(remark, place) for remark in sorted(found, key=lambda remark: remark.start)) if found else (),
        _waits(body, counted) if fields.depends_on else (),
    )


def merged(lines: Sequence[Line]) -> ItemFields:
    """The fields of an item's lines; of a field that several give, the first line's value."""
    values = {name: value for line in reversed(lines) for name, value in _given(line.fields)}
    return _item_fields(values, tuple(pair for line in lines for pair in line.fields.unknown))


def _given(fields: ItemFields) -> Iterator[tuple[str, FieldValue]]:
    for name in _NAMES:
        value = getattr(fields, name)
        if name != "unknown" and value is not None and value != ():
            yield name, value


def _item_fields(values: Mapping[str, FieldValue], unknown: tuple[tuple[str, str], ...]) -> ItemFields:
    """The values of a line as a record."""
    if not values and not unknown:
        return NO_ITEM_FIELDS
    return ItemFields(**cast(dict[str, Any], values), unknown=unknown)


def _is_field_like(text: str) -> bool:
    return "::" in text or "@" in text or "^" in text or (not text.isascii() and SIGNS.search(text) is not None)


def _pieces(text: str, opaque: Stretches, settings: ReadingSettings) -> Sequence[Piece]:
    brackets = list(bracket_pieces(text, settings)) if "::" in text else []
    if brackets and opaque:
        hidden = Cover(opaque)
        brackets = [piece for piece in brackets if piece.start not in hidden]
    others = list(_loose_pieces(text, settings))
    if others and (brackets or opaque):
        hidden = Cover([*opaque, *((piece.start, piece.end) for piece in brackets)])
        others = [piece for piece in others if piece.start not in hidden]
    if not others:
        return brackets
    return sorted([*brackets, *others], key=_by_start) if brackets or "@" in text else others


def _by_start(piece: Piece) -> int:
    return piece.start


def _loose_pieces(text: str, settings: ReadingSettings) -> Iterator[Piece]:
    if not text.isascii():
        yield from sign_pieces(text, settings)
    if "@" in text:
        for found in _PERSON.finditer(text):
            yield Piece(found.start(), found.end(), Form.PERSON, "owner", (found[1],))


def _misreads(pieces: Sequence[Piece]) -> Sequence[Remark]:
    return [
        Remark(misread.rule, piece.value_start, piece.value_end, misread.message, misread.help, misread.severity)
        for piece in pieces
        if piece.misreads
        for misread in piece.misreads
    ]


def _strays(text: str, pieces: Sequence[Piece], opaque: Stretches, settings: ReadingSettings) -> Iterator[Remark]:
    """What looks like a field and is text: `key::` without brackets, a block id that does not end the line."""
    brackets = sum(piece.form is Form.BRACKET for piece in pieces)
    bare = list(_BARE.finditer(text)) if text.count("::") > brackets else []
    blocks = list(_STRAY_BLOCK_ID.finditer(text)) if "^" in text else []
    if bare or blocks:
        taken = Cover([*opaque, *((piece.start, piece.end) for piece in pieces)])
        yield from (_bare(found, settings) for found in bare if found.start() not in taken)
        for found in blocks:
            if found.start() not in taken:
                message = say(
                    "{found} is read as text: a block id counts only at the very end of the line.",
                    found=quote(found[0]),
                )
                yield Remark("field-not-read", *found.span(), message, AT_THE_END, Severity.INFO)


def _bare(found: re.Match[str], settings: ReadingSettings) -> Remark:
    message = say("{found} is read as text.", found=quote(found[0]))
    remedy = say("Put brackets round it: `[{name}:: …]`.", name=found[1])
    severity = None if row_of(own_name(found[1], settings)) else Severity.INFO
    return Remark("field-not-read", found.start(), found.end(), message, remedy, severity)


def _without(text: str, pieces: Sequence[Piece]) -> str:
    """The text that no piece covers, without brackets emptied by it; pieces in order, one may lie in another."""
    kept, at = [], 0
    for piece in pieces:
        kept.append(text[at : piece.start])
        at = max(at, piece.end)
    kept.append(text[at:])
    return _HOLLOW.sub("", _GONE.join(kept)).replace(_GONE, "") if pieces and "(" in text else "".join(kept)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip() if "  " in text or "\t" in text else text.strip()


def _values(pieces: Sequence[Piece]) -> Mapping[str, FieldValue]:
    """Field → value. People named with `@` come behind the owners of a field."""
    values: dict[str, FieldValue] = {}
    people: list[str] = []
    for piece in pieces:
        if piece.form is Form.PERSON and isinstance(piece.value, tuple):
            people.extend(str(name) for name in piece.value)
        elif piece.name and piece.value is not None and piece.value != ():
            values[piece.name] = piece.value
    if people:
        owners = values.get("owner", ())
        named = [*owners, *people] if isinstance(owners, tuple) else people
        values["owner"] = tuple(dict.fromkeys(str(name) for name in named))
    return values


def _waits(text: str, pieces: Iterable[Piece]) -> Stretches:
    """Where each link or id stands that a line waits for, in the order of its `depends_on`."""
    value = [piece for piece in pieces if piece.name == "depends_on" and piece.value][-1]
    written = without_quotes(text[value.value_start : value.value_end])
    return tuple([(value.value_start + start, value.value_start + end) for start, end in link_places(written)])


def _placed(remark: Remark, place: Span) -> Problem:
    span = Span(place.line, place.column + remark.start, place.column + remark.end)
    return Problem(remark.rule, span, remark.message, remark.help, remark.severity)
