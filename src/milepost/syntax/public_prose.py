"""Prose as strangers read it: without the author's own keys and, where people are not named, without their names.

`[key:: value]` is a field wherever it stands but in code; a single word in round brackets, such as `(std::string)`,
only in headings and lines of a checklist, where it is read as one. `@name` names an owner in lines of a checklist;
elsewhere it is a word of the text. An address of another program than a browser (`file:`, `obsidian:`) is for the
author's computer, whether it was typed as a link or as text.

Titles and values of fields are cleaned as prose is (`public_text`), so that they say the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from milepost.syntax.addresses import (
    ATOM,
    holds_private_address,
    may_have_private,
    may_have_private_bytes,
    private_addresses,
)
from milepost.syntax.document import Document
from milepost.syntax.emptied import without_empty
from milepost.syntax.escape import escape
from milepost.syntax.line_brackets import field_places, row_of
from milepost.syntax.marked import Hidden, Places, merged, without
from milepost.syntax.prose_blocks import PICTURE, Block, Part, ProseBlock, packed, raw, stands_in
from milepost.syntax.typed_html import without_targets

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PERSON = re.compile(rf"(?:(?<=^)|(?<=[\s(,;{ATOM}]))@[^\W\d_](?:[\w.'’-]*\w)?(?![\w(@])")
_SPACE = re.compile(rf"[\s{ATOM}]")
"""What no single word holds."""
_AROUND_KEY = "*_~` "
_PEOPLE = ("owner", "approver")
_PICTURE, _SIGNS = PICTURE.encode(), re.compile(rb"\[\[|\]\(|%%|<!--|&lt;[!a-zA-Z]|mp-math")
_COMMENT = re.compile(r"<code>.*?</code>|(?<![0-9])%%[^\n<]*?%%|&lt;!--(?:[^\n<-]|-(?!-&gt;))*+(?:--&gt;)?")
"""Code, which stays, and comments in the words of a link, which are its target."""

Words = Callable[[str], str]


def public_prose(document: Document, *, names_people: bool, typed_words: Words) -> bytes:
    """The packed prose of a note; the note's own where there is nothing to take out.

    `typed_words` makes of what no rule has read yet, the words of pictures, what may be shown.
    """
    hides_names = not names_people and stands_in(document.packed_prose, _may_name)
    if not hides_names and not stands_in(document.packed_prose, _may_have_private):
        return document.packed_prose
    blocks = (_block(each, typed_words, hides_names=hides_names) for each in document.prose)
    return packed([block for block in blocks if block is not None])


def _may_name(prose: bytes) -> bool:
    return b"@" in prose or b"::" in prose


def _may_have_private(prose: bytes) -> bool:
    return _PICTURE in prose or _SIGNS.search(prose) is not None or may_have_private_bytes(prose)


def _block(block: ProseBlock, typed_words: Words, *, hides_names: bool) -> Block | None:
    """A block as strangers read it; nothing where it says nothing any more."""
    is_line = block.kind == "heading" or bool(block.item_lines)
    before = [raw(part) for part in block.parts]
    parts = cleaned(before, typed_words, hidden_in_text(hides_names=hides_names, is_line=is_line))
    return (block.kind, block.line, block.section, parts, block.item_lines) if parts else None


def cleaned(parts: Sequence[Part], typed_words: Words, hidden: Hidden) -> tuple[Part, ...]:
    """The parts of a text without what is hidden.

    A link in a hidden field goes with it, of one to a private address the words stay, and no element is left empty.
    """
    before = tuple(merged(parts))
    worded = tuple(_worded(part, typed_words) for part in before if not _is_bare(part))
    shown = _without_hidden(worded, hidden)
    return before if shown == before else tuple(_filled(shown))


def _filled(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts in which something shows."""
    for part in parts:
        if not isinstance(part, str):
            yield part
        elif html := without_empty(part):
            yield html


def _is_bare(part: Part) -> bool:
    """Whether a part is an address of the author's computer or of Obsidian that stands there without words."""
    if isinstance(part, str) or isinstance(part[0], int) or part[0].startswith(PICTURE):
        return False
    return escape(part[0]) == part[1] and holds_private_address(part[0])


def _worded(part: Part, typed_words: Words) -> Part:
    """A part without addresses and fields in the words of its link; of a picture at such an address the words."""
    if isinstance(part, str):
        return without_targets(part)
    target, html = part
    if isinstance(target, str) and target.startswith(PICTURE):
        shown = typed_words(html)
        return escape(shown) if holds_private_address(target) else (target, shown)
    html = without_targets(_COMMENT.sub(_code, html).strip() if "%%" in html or "&lt;!--" in html else html)
    words = _without_hidden((html,), hidden_in_text())
    return target, without_empty("".join(map(str, words)))


def _code(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<code>") else ""


def _without_hidden(parts: Iterable[Part], hidden: Hidden) -> tuple[Part, ...]:
    followed = tuple(_followed(parts))
    if any(isinstance(part, str) and (may_have_private(part) or "@" in part) for part in followed):
        return without(followed, hidden)
    return tuple(merged(followed))


def _followed(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, of links to private addresses without the tags: no link lies in another, and none is open at a gap."""
    for part in parts:
        if isinstance(part, str) and "<a " in part:
            yield _LINK.sub(lambda found: found[2] if holds_private_address(found[1]) else found[0], part)
        else:
            yield part


def hidden_in_text(*, hides_names: bool = False, is_line: bool = False) -> Hidden:
    """What is hidden in a text, which may be a heading or a line of a checklist: fields, addresses and names."""
    return partial(_hidden, hides_names=hides_names, is_line=is_line)


def _hidden(line: str, *, hides_names: bool, is_line: bool) -> Places:
    """The places to hide."""
    if "::" in line:
        yield from _hidden_fields(line, hides_names=hides_names, is_line=is_line)
    yield from private_addresses(line)
    if hides_names and is_line and "@" in line:
        yield from (found.span() for found in _PERSON.finditer(line))


def _hidden_fields(line: str, *, hides_names: bool, is_line: bool) -> Places:
    for start, key, (_, value_end) in field_places(line):
        row = row_of(key.strip(_AROUND_KEY))
        is_own = row is None and (is_line or line[start] == "[" or _SPACE.search(line, start, value_end))
        names = row is not None and hides_names and (row.name in _PEOPLE or "@" in line[start:value_end])
        if is_own or names:
            yield start, value_end + 1
