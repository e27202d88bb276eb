"""The prose of checklists as strangers read it: without the author's own keys and, where people are not named, names.

Lines of a checklist mostly stand on a page as milestones and tasks, which show their fields in their own way. Where a
list is shown as it was typed, `[key:: value]` and `@name` stand in its text.
"""

import re
from collections.abc import Sequence

from milepost.syntax.document import Document
from milepost.syntax.line_brackets import row_of
from milepost.syntax.prose_blocks import Block, Part, ProseBlock, packed, raw

_BRACKET = re.compile(r"(?<!\\)[\[(]([\w \-*~`]{1,60}?)::[^\[\]()\n]*[\])] ?")
_PERSON = re.compile(r"(?:(?<=^)|(?<=[\s(,;>]))@[^\W\d_](?:[\w.'’-]*\w)?(?![\w(@]) ?")
_GAP = re.compile("\x00([0-9]+)\x00")
_AROUND_KEY = "*_~` "
_PEOPLE = ("owner", "approver")


def public_prose(document: Document, *, names_people: bool) -> bytes:
    """The packed prose of a note; the note's own where there is nothing to take out."""
    fields = [item.fields for item in document.items] + [heading.fields for heading in document.headings]
    hides_names = not names_people and any(each.owner or each.approver for each in fields)
    if not hides_names and not any(each.unknown for each in fields):
        return document.packed_prose
    return packed([_block(each, hides_names=hides_names) for each in document.prose])


def _block(block: ProseBlock, *, hides_names: bool) -> Block:
    parts = tuple(raw(part) for part in block.parts)
    if block.item_lines or block.kind == "heading":
        parts = _cleaned(parts, hides_names=hides_names)
    return block.kind, block.line, block.section, parts, block.item_lines


def _cleaned(parts: Sequence[Part], *, hides_names: bool) -> tuple[Part, ...]:
    """The parts without what is hidden; a link in a hidden field goes with it."""
    text = "".join(part if isinstance(part, str) else f"\x00{at}\x00" for at, part in enumerate(parts))
    text = without_brackets(text, hides_names=hides_names)
    if hides_names:
        text = _PERSON.sub("", text)
    pieces = _GAP.split(text)
    return tuple(parts[int(piece)] if at % 2 else piece for at, piece in enumerate(pieces) if at % 2 or piece)


def without_brackets(text: str, *, hides_names: bool) -> str:
    """A text without fields in brackets that are the author's own or, if names are hidden, name people."""

    def kept(found: re.Match[str]) -> str:
        row = row_of(found[1].strip(_AROUND_KEY))
        return "" if row is None or (hides_names and row.name in _PEOPLE) else found[0]

    return _BRACKET.sub(kept, text)
