"""Prose blocks: a note's body as HTML with gaps for links, and how it is kept small until a page shows it.

The HTML of a vault is larger than all else its notes say, and a build looks at it once: it is held as compressed bytes,
a third as many, for a thirtieth of the time that reading takes. They tell only the blocks' values, so equal prose has
equal bytes.
"""

import marshal
from collections.abc import Callable, Sequence
from zlib import compress, decompress

from milepost.model.frozen import frozen, maker_of

Part = str | tuple[int | str, str]
"""HTML, or a gap with its inner HTML: the number of a link of the note, or an address.

An address behind `PICTURE` is that of a picture on the web, with its words as plain text; any other one is of
a program on the author's computer, as Obsidian is.
"""

PICTURE = "!"

Block = tuple[str, int, int, tuple[Part, ...], tuple[int, ...]]
"""The values of a ProseBlock, in order."""

_FORMAT = 2
"""The last format that does not depend on which equal values are one object."""

_QUICKLY = 1
"""The level of compression that takes the least time; others save little more of a few thousand bytes."""


@frozen
class ProseLink:
    """A place in prose where a link's HTML goes; `link` indexes `Document.links`, `html` is its escaped inner text."""

    link: int
    html: str


@frozen
class PrivateLink:
    """A place in prose for a link that only a private site follows (`obsidian:`); a public one shows its text alone.

    One without words of its own is there for other programs too (`file:`): nothing follows it, and nobody else sees it.

    `href` is not escaped, `html` is.
    """

    href: str
    html: str


@frozen
class WebPicture:
    """A place in prose for a picture on the web: loaded where the settings allow it, else a link to it. Not escaped."""

    href: str
    alt: str


Gap = ProseLink | PrivateLink | WebPicture


@frozen
class ProseBlock:
    """One top-level block of the body as HTML pieces with gaps for links.

    `kind` is "heading", "list" (of which `item_lines` names the checklist items inside), or "other". Ids in the HTML
    begin with `h-`, `b-`, `fn-` or `fnref-`, so that a page of several notes can give each its own.
    """

    kind: str
    line: int
    section: int
    parts: tuple[str | Gap, ...]
    item_lines: tuple[int, ...] = ()


_block, _link = maker_of(ProseBlock), maker_of(ProseLink)


def packed(blocks: Sequence[Block]) -> bytes:
    """Blocks as bytes."""
    return compress(marshal.dumps(tuple(blocks), _FORMAT), _QUICKLY) if blocks else b""


def unpacked(prose: bytes) -> tuple[ProseBlock, ...]:
    """The blocks that were packed."""
    if not prose:
        return ()
    blocks: tuple[Block, ...] = marshal.loads(decompress(prose))  # noqa: S302 - our own bytes
    return tuple(
        [
            _block(kind, line, section, tuple([one if type(one) is str else _part(one) for one in parts]), items)
            for kind, line, section, parts, items in blocks
        ]
    )


def stands_in(prose: bytes, looks: Callable[[bytes], bool]) -> bool:
    """What a look at the text of packed blocks finds."""
    return bool(prose) and looks(decompress(prose))


def raw(part: str | Gap) -> Part:
    """A part as it is packed."""
    match part:
        case ProseLink():
            return part.link, part.html
        case PrivateLink():
            return part.href, part.html
        case WebPicture():
            return PICTURE + part.href, part.alt
        case _:
            return part


def _part(part: Part) -> str | Gap:
    if isinstance(part, str):
        return part
    target, html = part
    if isinstance(target, int):
        return _link(target, html)
    return WebPicture(target[1:], html) if target.startswith(PICTURE) else PrivateLink(target, html)
