"""Catalogues of no language, made of `milepost.pot`: with every message as it is, or between marks.

In the latter what stands between `⟦⟧` is a message, and what stands between `⟪⟫` in it is a value: text that is
outside of both, or that is a value and no message itself, is a vault's own, a figure, or was forgotten.
"""

import re
from collections.abc import Iterable, Iterator

from tests.conftest import REPOSITORY

POT = REPOSITORY / "templates" / "locale" / "milepost.pot"
_ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\nmsgstr\[0\] ""\nmsgstr\[1\] ""|msgstr "")$', re.MULTILINE)
_HOLE = re.compile(r"(\{\w+\})")
_MARK = re.compile(r"([⟦⟪⟫⟧])")
_OPEN = {"⟧": "⟦", "⟫": "⟪"}
_FIGURE = "1,234.5"


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
        elif piece.strip() and within[-1:] != ["⟦"]:
            yield piece.strip()


def _row(entry: re.Match[str], one: str, many: str) -> str:
    if not entry[2]:
        return f'msgid "{entry[1]}"\nmsgstr "{one}"'
    return f'msgid "{entry[1]}"\nmsgid_plural "{entry[2]}"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"'


def _marks(message: str) -> str:
    return message if message == _FIGURE else "⟦" + _HOLE.sub(r"⟪\1⟫", message) + "⟧"


def words_of(pieces: Iterable[str]) -> set[str]:
    """The pieces that have a word in them."""
    return {piece for piece in pieces if re.search(r"[^\W\d_]{2,}", piece)}
