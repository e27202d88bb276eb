"""Prose as strangers read it: without the author's own keys and, where people are not named, without their names.

`[key:: value]` is a field wherever it stands but in code. `@name` names an owner in lines of a checklist; elsewhere it
is a word of the text.
"""

import re
from collections.abc import Sequence

from milepost.syntax.document import Document
from milepost.syntax.line_brackets import row_of
from milepost.syntax.prose_blocks import Block, Gap, Part, PrivateLink, ProseBlock, packed, raw, stands_in
from milepost.syntax.prose_inline import escape

_CODE = re.compile(r"(<code.*?</code>|<pre.*?</pre>)", re.DOTALL)
_BRACKET = re.compile(r"( ?)(?<!\\)[\[(]([\w \-*~`]{1,60}?)::[^\[\]()\n]*[\])]( ?)")
_PERSON = re.compile(r"(?:(?<=^)|(?<=[\s(,;>]))@[^\W\d_](?:[\w.'’-]*\w)?(?![\w(@]) ?")
_GAP = re.compile("\x00([0-9]+)\x00")
_AROUND_KEY = "*_~` "
_PEOPLE = ("owner", "approver")
_TO_LOOK_AT = (b"::", b"://")
"""What stands in prose that may have something to hide: a field, or an address."""


def public_prose(document: Document, *, names_people: bool) -> bytes:
    """The packed prose of a note; the note's own where there is nothing to take out."""
    fields = [item.fields for item in document.items] + [heading.fields for heading in document.headings]
    hides_names = not names_people and any(each.owner or each.approver for each in fields)
    if not hides_names and not stands_in(document.packed_prose, *_TO_LOOK_AT):
        return document.packed_prose
    return packed([_block(each, hides_names=not names_people) for each in document.prose])


def _block(block: ProseBlock, *, hides_names: bool) -> Block:
    parts = tuple(raw(part) for part in block.parts if not _is_bare(part))
    has_owners = hides_names and (block.kind == "heading" or bool(block.item_lines))
    parts = _cleaned(parts, hides_names=hides_names, has_owners=has_owners)
    return block.kind, block.line, block.section, parts, block.item_lines


def _is_bare(part: str | Gap) -> bool:
    """Whether a part is an address of the author's computer or of Obsidian that stands there without words."""
    return isinstance(part, PrivateLink) and escape(part.href) == part.html


def _cleaned(parts: Sequence[Part], *, hides_names: bool, has_owners: bool) -> tuple[Part, ...]:
    """The parts without what is hidden; a link in a hidden field goes with it."""
    text = "".join(part if isinstance(part, str) else f"\x00{at}\x00" for at, part in enumerate(parts))
    pieces = _CODE.split(text) if "<code" in text or "<pre" in text else [text]
    for at in range(0, len(pieces), 2):
        pieces[at] = without_brackets(pieces[at], hides_names=hides_names)
        pieces[at] = _PERSON.sub("", pieces[at]) if has_owners else pieces[at]
    shown = "".join(pieces)
    if shown == text:
        return tuple(parts)
    halves = _GAP.split(shown)
    return tuple(parts[int(piece)] if at % 2 else piece for at, piece in enumerate(halves) if at % 2 or piece)


def without_brackets(text: str, *, hides_names: bool) -> str:
    """A text without fields in brackets that are the author's own or, if names are hidden, name people."""
    if "::" not in text:
        return text

    def kept(found: re.Match[str]) -> str:
        row = row_of(found[2].strip(_AROUND_KEY))
        is_hidden = row is None or (hides_names and row.name in _PEOPLE)
        return found[0] if not is_hidden else found[1] if found[3] else ""

    return _BRACKET.sub(kept, text)
