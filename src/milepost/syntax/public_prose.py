"""Prose as strangers read it: without the author's own keys and, where people are not named, without their names.

`[key:: value]` is a field wherever it stands but in code; a single word in round brackets, such as `(std::string)`,
only in headings and lines of a checklist, where it is read as one. `@name` names an owner in lines of a checklist;
elsewhere it is a word of the text. An address of another program than a browser (`file:`, `obsidian:`) is for the
author's computer, whether it was typed as a link or as text.

Only words are looked at: a tag, an element of code and a gap for a link are an atom each, which no field begins or ends
in. What is taken out leaves every element whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from milepost.syntax.addresses import (
    holds_private_address,
    may_have_private,
    may_have_private_bytes,
    private_addresses,
)
from milepost.syntax.document import Document
from milepost.syntax.escape import escape
from milepost.syntax.line_brackets import field_places, row_of
from milepost.syntax.links import Reach, reach
from milepost.syntax.plain import CODE
from milepost.syntax.prose_blocks import PICTURE, Block, Gap, Part, PrivateLink, ProseBlock, packed, raw, stands_in

_ATOM = re.compile(r"<pre class=\"mp-html\"[^>]*><code>|<(code|pre)\b.*?</\1>|<(/?)(\w+)[^>]*>", re.DOTALL)
"""An element of code or a tag; HTML of the note, which is shown as code, was typed as text."""
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_MARK = re.compile("[\x00\x01]([0-9]+)[\x00\x01]")
"""Stands for the atom of that number; text of a note holds no such characters once it is HTML."""
_BREAK = re.compile("(\n|\x01[0-9]+\x01)")
"""What parts lines: a tag that is not within a text, such as that of a cell, does too."""
_OPAQUE = re.compile(rf"{CODE.pattern}|\[\[[^\[\]\n]*\]\]")
"""Code and links to notes in Markdown, in which no field begins or ends."""
_PERSON = re.compile(r"(?:(?<=^)|(?<=[\s(,;\x00\x01]))@[^\W\d_](?:[\w.'’-]*\w)?(?![\w(@]) ?")
_SPACE = re.compile(r"[\s\x00]")
"""What no single word holds: white space, a mark."""
_AROUND_KEY = "*_~` "
_OPENS = (*" ([{“„«\"'*_\x00\x01", "~~", "==")
"""Behind which what is taken out leaves no space."""
_DEEPEST = 8
_PEOPLE = ("owner", "approver")
_PICTURE, _SIGNS = PICTURE.encode(), re.compile(rb"\[\[|\]\(|%%|<!--|&lt;!--")
_LINKS = r"\[\[[^\[\]|\n<>]*\|(?P<shown>[^\[\]\n<>]*)\]\]|\[(?P<words>[^\[\]\n<>]*)\]\((?P<target>[^()\n<>]*)\)"
_TYPED = re.compile(rf"<pre class=\"mp-html\"[^>]*><code>|<(?:code|pre)\b.*?</(?:code|pre)>|{_LINKS}", re.DOTALL)
"""Code, which stays, and links that were read as text, as those in HTML are."""
_TYPED_IN_MARKDOWN = re.compile(rf"{CODE.pattern}|{_LINKS}")
_COMMENT = re.compile(r"<code>.*?</code>|(?<![0-9])%%[^\n<]*?%%|&lt;!--(?:[^\n<-]|-(?!-&gt;))*+(?:--&gt;)?")
"""Code, which stays, and comments in the words of a link, which are its target."""
_INLINE = frozenset({"a", "code", "del", "em", "mark", "strong", "sup"})

Words = Callable[[str], str]


def public_prose(document: Document, *, names_people: bool, typed_words: Words) -> bytes:
    """The packed prose of a note; the note's own where there is nothing to take out.

    `typed_words` makes of what no rule has read yet, the words of pictures, what may be shown.
    """
    fields = [item.fields for item in document.items] + [heading.fields for heading in document.headings]
    hides_names = not names_people and any(each.owner or each.approver for each in fields)
    if not hides_names and not stands_in(document.packed_prose, _may_have_private):
        return document.packed_prose
    return packed([_block(each, typed_words, hides_names=not names_people) for each in document.prose])


def _may_have_private(prose: bytes) -> bool:
    return _PICTURE in prose or _SIGNS.search(prose) is not None or may_have_private_bytes(prose)


def _block(block: ProseBlock, typed_words: Words, *, hides_names: bool) -> Block:
    parts = tuple(_worded(raw(part), typed_words) for part in block.parts if not _is_bare(part))
    is_line = block.kind == "heading" or bool(block.item_lines)
    parts = _cleaned(parts, hides_names=hides_names, is_line=is_line)
    return block.kind, block.line, block.section, parts, block.item_lines


def _is_bare(part: str | Gap) -> bool:
    """Whether a part is an address of the author's computer or of Obsidian that stands there without words."""
    return isinstance(part, PrivateLink) and escape(part.href) == part.html and holds_private_address(part.href)


def _worded(part: Part, typed_words: Words) -> Part:
    """A part without addresses and fields in the words of its link; of a picture at such an address the words."""
    if isinstance(part, str):
        return _without_targets(part)
    target, html = part
    if isinstance(target, str) and target.startswith(PICTURE):
        shown = typed_words(html)
        return escape(shown) if holds_private_address(target) else (target, shown)
    html = _without_targets(_COMMENT.sub(_code, html).strip() if "%%" in html or "&lt;!--" in html else html)
    words = _cleaned((html,), hides_names=False, is_line=False) if may_have_private(html) else (html,)
    return target, "".join(map(str, words))


def without_targets(text: str) -> str:
    """Markdown in which links that are read as text have only their words, where they have some."""
    return _TYPED_IN_MARKDOWN.sub(_typed_link, text) if "[[" in text or "](" in text else text


def _without_targets(html: str) -> str:
    """The same of HTML."""
    return _TYPED.sub(_typed_link, html) if "[[" in html or "](" in html else html


def _typed_link(found: re.Match[str]) -> str:
    if found["shown"] is not None:
        return found["shown"]
    return found["words"] if found["words"] and reach(unescape(found["target"])) is Reach.VAULT else found[0]


def _code(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<code>") else ""


def _cleaned(parts: Sequence[Part], *, hides_names: bool, is_line: bool) -> tuple[Part, ...]:
    """The parts without what is hidden; a link in a hidden field goes with it, of one to such an address words stay."""
    atoms: list[Part] = []
    text = "".join(_marked(part, atoms) for part in _followed(parts))
    shown = _without(text, atoms, hides_names=hides_names, is_line=is_line) if may_have_private(text) else text
    shown = _PERSON.sub("", shown) if hides_names and is_line else shown
    return tuple(_filled(shown, atoms))


def _followed(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, of links to private addresses without the tags: no link lies in another, and none is open at a gap."""
    for part in parts:
        if isinstance(part, str) and "<a " in part:
            yield _LINK.sub(lambda found: found[2] if holds_private_address(found[1]) else found[0], part)
        else:
            yield part


def _marked(part: Part, atoms: list[Part]) -> str:
    """A part with a mark for each atom, which goes to `atoms`."""

    def mark(atom: Part, sign: str = "\x00") -> str:
        atoms.append(atom)
        return f"{sign}{len(atoms) - 1}{sign}"

    def tag_mark(found: re.Match[str]) -> str:
        return mark(found[0], "\x00" if (found[1] or found[3]) in _INLINE else "\x01")

    return _ATOM.sub(tag_mark, part) if isinstance(part, str) else mark(part)


def _filled(text: str, atoms: Sequence[Part]) -> Iterator[Part]:
    """The parts of a text with marks; neighbouring pieces of HTML are one."""
    pieces = [atoms[int(piece)] if at % 2 else piece for at, piece in enumerate(_MARK.split(text))]
    for is_html, run in groupby(pieces, lambda piece: isinstance(piece, str)):
        if not is_html:
            yield from run
        elif html := "".join(str(piece) for piece in run):
            yield html


def without_private(text: str, *, hides_names: bool, is_line: bool = False) -> str:
    """Markdown without private addresses, and without fields of the author's own or of people who are hidden."""
    if not may_have_private(text):
        return text
    return "\n".join(_without_hidden(line, hides_names=hides_names, is_line=is_line) for line in text.split("\n"))


def plain_without_private(text: str, *, hides_names: bool) -> str:
    """The same of plain text, which does not tell any more what was code.

    A field that held another in code is one when that is gone; where too many lie in one another, the line goes.
    """
    if not may_have_private(text):
        return text
    lines = text.split("\n")
    for at in range(len(lines)):
        for _ in range(_DEEPEST):
            shown = _without_hidden(lines[at], hides_names=hides_names, is_line=False, has_code=False)
            if shown == lines[at]:
                break
            lines[at] = shown
        else:
            lines[at] = ""
    return "\n".join(lines)


def _without_hidden(line: str, *, hides_names: bool, is_line: bool, has_code: bool = True) -> str:
    fields = _hidden_fields(_OPAQUE.sub(_covered, line) if has_code else line, hides_names=hides_names, is_line=is_line)
    addresses = private_addresses(CODE.sub(_covered, line) if has_code else line)
    return _cut(line, [(start, end, "") for start, end in _joined([*fields, *addresses])])


def without_addresses(text: str) -> str:
    """Markdown without private addresses."""
    if not may_have_private(text):
        return text
    seen = CODE.sub(_covered, text)
    cuts = [(start, end, "") for start, end in _joined(private_addresses(seen))]
    return _cut(text, cuts).strip() if cuts else text


def _covered(found: re.Match[str]) -> str:
    return "\x00" * len(found[0])


def _without(text: str, atoms: Sequence[Part], *, hides_names: bool, is_line: bool) -> str:
    """HTML with marks for its atoms, without what is to hide."""
    lines = _BREAK.split(text)
    for at, line in enumerate(lines):
        hidden = _hidden(line, hides_names=hides_names, is_line=is_line)
        lines[at] = _cut(line, [(start, end, _left(line[start:end], atoms)) for start, end in hidden])
    return "".join(lines)


def _hidden(line: str, *, hides_names: bool, is_line: bool) -> Sequence[tuple[int, int]]:
    """The places to hide, in order."""
    fields = _hidden_fields(line, hides_names=hides_names, is_line=is_line)
    return _joined([*fields, *private_addresses(line)])


def _joined(places: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Places in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start < joined[-1][1]:
            start, before = joined.pop()
            end = max(before, end)
        joined.append((start, end))
    return joined


def _hidden_fields(line: str, *, hides_names: bool, is_line: bool) -> Iterator[tuple[int, int]]:
    if "::" not in line:
        return
    for start, key, (_, value_end) in field_places(line):
        row = row_of(_MARK.sub("", key).strip(_AROUND_KEY))
        is_own = row is None and (is_line or line[start] == "[" or _SPACE.search(line, start, value_end))
        names = row is not None and hides_names and (row.name in _PEOPLE or "@" in line[start:value_end])
        if is_own or names:
            yield start, value_end + 1


def _left(field: str, atoms: Sequence[Part]) -> str:
    """What stays of a hidden field: its tags whose other half is outside."""
    opened: list[str] = []
    alone = ""
    for mark in _MARK.finditer(field):
        atom = atoms[int(mark[1])]
        tag = _ATOM.fullmatch(atom) if isinstance(atom, str) else None
        if tag is None or tag[1]:
            continue
        if not tag[2]:
            opened.append(mark[0])
        elif opened:
            opened.pop()
        else:
            alone += mark[0]
    return alone + "".join(opened)


def _cut(line: str, cuts: Sequence[tuple[int, int, str]]) -> str:
    """A line with stretches replaced, of the spaces around each only one kept."""
    kept, done = [], 0
    for start, end, left in cuts:
        before = start - 1 if start > done and line[start - 1] == " " else start
        is_glued = start > done and not line.endswith(_OPENS, done, start)
        after = end + 1 if line.startswith(" ", end) and not is_glued else end
        kept += [line[done:before], left, " " if before < start and after > end else ""]
        done = after
    return "".join([*kept, line[done:]])
