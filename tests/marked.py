"""Catalogues of no language, made of `milepost.pot`: with every message as it is, or between marks.

In the latter what stands between `⟦⟧` is a message, and what stands between `⟪⟫` in it is a value: text that is
outside of both, or that is a value and no message itself, is a vault's own, a figure, or was forgotten.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.conftest import REPOSITORY
from tests.sites import BuiltPage

POT = REPOSITORY / "templates" / "locale" / "milepost.pot"
_ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\nmsgstr\[0\] ""\nmsgstr\[1\] ""|msgstr "")$', re.MULTILINE)
_HOLE = re.compile(r"(\{\w+\})")
_MARK = re.compile(r"([⟦⟪⟫⟧])")
_OPEN = {"⟧": "⟦", "⟫": "⟪"}
_FIGURE = "1,234.5"
APART = "\x1f"
_INLINE = frozenset("a abbr b code data del em i mark s small span strong sub sup time tspan".split())
_HEARD = ("aria-label", "title", "placeholder", "alt", "abbr", "data-day")


def same() -> str:
    """Each message as it is."""
    return _ENTRY.sub(lambda entry: _row(entry, entry[1], entry[2]), POT.read_text(encoding="utf-8"))


def marked() -> str:
    """Each message between marks."""
    return _ENTRY.sub(lambda entry: _row(entry, _marks(entry[1]), _marks(entry[2] or "")), POT.read_text("utf-8"))


def outside(text: str) -> Iterator[str]:
    """The pieces of a text that are no message; one that was cut may lack its last marks."""
    within: list[str] = []
    for piece in _MARK.split(text):
        if piece in ("⟦", "⟪"):
            within.append(piece)
        elif piece in _OPEN:
            if within[-1:] == [_OPEN[piece]]:
                within.pop()
        elif within[-1:] != ["⟦"]:
            yield from piece.split(APART)


def _row(entry: re.Match[str], one: str, many: str) -> str:
    if not entry[2]:
        return f'msgid "{entry[1]}"\nmsgstr "{one}"'
    return f'msgid "{entry[1]}"\nmsgid_plural "{entry[2]}"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"'


def _marks(message: str) -> str:
    return message if message == _FIGURE else "⟦" + _HOLE.sub(r"⟪\1⟫", message) + "⟧"


def read(page: BuiltPage) -> Iterator[str]:
    """What people read or hear of a page: a block at a time, with `APART` between its elements."""
    pieces: list[str] = []
    for text, is_end in _pieces(page.tree):
        pieces.append(text)
        if is_end:
            yield APART.join(pieces)
            pieces = []
    yield APART.join(pieces)


def unread(page: BuiltPage) -> Iterator[str]:
    """The attributes that nobody reads."""
    for _, element in page.elements():
        yield from (f"{name}={text}" for name, text in element.attrib.items() if not _is_heard(name, element))


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    name_of: object = element.tag
    tag = name_of.rpartition("}")[2] if isinstance(name_of, str) else "!"
    for name, text in element.attrib.items():
        if _is_heard(name, element):
            yield text, True
    is_block = tag not in _INLINE
    yield "", is_block
    if tag not in ("script", "style", "pre", "!"):
        yield element.text or "", False
        for child in element:
            yield from _pieces(child)
            yield child.tail or "", False
    yield "", is_block


def _is_heard(name: str, element: Element) -> bool:
    if name == "content":
        return element.attrib.get("name") == "description"
    return name in _HEARD or name.startswith("data-word")
