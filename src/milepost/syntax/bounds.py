"""Where the front matter of a note begins and ends, if there is any.

A note that opens with a horizontal rule has none: between the marks there must be something like `key:`.
"""

import re
from typing import NamedTuple

from milepost.syntax.known import is_known_key

INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
"""Characters nobody sees: they change nothing where they stand in front of a mark or a key."""

_END = r"(?:\r\n?|\n)"
OPENING = re.compile(rf"[{INVISIBLE}]*(---|\+\+\+)[ \t]*{_END}")
_LATE_OPENING = re.compile(rf"[{INVISIBLE}\s]*---[ \t]*{_END}")
_CLOSING = re.compile(rf"[\r\n](?:---|\.\.\.)[ \t]*(?:{_END}|\Z)")
_OTHER_CLOSING = re.compile(r"[\r\n]\.\.\.|\r---")
_TOML_CLOSING = re.compile(rf"[\r\n]\+\+\+[ \t]*(?:{_END}|\Z)")
_KEY = rf"[{INVISIBLE}]*([^\s:#>|*`<\[{{\-][^:\r\n]{{0,100}}):(?=[ \t\r\n]|\Z)"
_KEY_LINE = re.compile(rf"(?:\A|(?<=[\r\n])){_KEY}")
_TOP_LEVEL_TEXT = re.compile(r"(?:\A|(?<=[\r\n]))[^\s#\-]")
_FLAG_LINE = re.compile(rf"(?:\A|(?<=[\r\n]))[{INVISIBLE}]*[\"']?(?:publish|ignore)[\"']?\s*:", re.IGNORECASE)
_PROSE = re.compile(r"(?:\A|(?<=[\r\n]))(?:#{1,6} |[ \t]*(?:[\r\n]|[-*+] \[.\]))")
_ASSIGNMENT = re.compile(r"(?:\A|(?<=[\r\n]))[ \t]*[\w.\-\"']+[ \t]*=")
_KEY_OR_MORE = re.compile(rf"(?:{_KEY}|[ \t]+\S|-[ \t]|#)[^\r\n]*(?:{_END}|\Z)")


class Bounds(NamedTuple):
    """Offsets into a note's text: `text[start:end]` is the front matter, `text[body:]` the rest.

    Between them stands the closing mark; nothing stands there when it is missing.
    """

    start: int
    end: int
    body: int


def find_bounds(text: str) -> Bounds | None:
    """The front matter's bounds, or None when the note has none."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    start = opening.end()
    if opening[1] == "+++":
        return _toml(text, start, _TOML_CLOSING.search(text, start - 1))
    closing = _find_closing(text, start - 1)
    if closing is None:
        return _unclosed(text, start)
    end = max(closing.start() + 1, start)
    return Bounds(start, end, closing.end()) if _is_front_matter(text[start:end]) else None


def late_flag(text: str) -> tuple[int, int] | None:
    """Where a flag stands in what its author took for front matter, though blank space stands before the first mark."""
    opening = _LATE_OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening else None
    if opening is None or closing is None or OPENING.match(text):
        return None
    flag = _FLAG_LINE.search(text, opening.end(), closing.start() + 1)
    return flag.span() if flag else None


def _find_closing(text: str, start: int) -> re.Match[str] | None:
    """The first closing mark. Nearly always the first `---` at a line's start is it."""
    likely = text.find("\n---", start)
    if likely >= 0 and (found := _CLOSING.match(text, likely)) and not _OTHER_CLOSING.search(text, start, likely):
        return found
    return _CLOSING.search(text, start)


def _toml(text: str, start: int, closing: re.Match[str] | None) -> Bounds | None:
    if closing is None or not _ASSIGNMENT.search(text, start, closing.start() + 1):
        return None
    return Bounds(start, closing.start() + 1, closing.end())


def _is_front_matter(inside: str) -> bool:
    if _KEY_LINE.match(inside):
        return True
    if not inside.strip() or inside.lstrip().startswith("{") or _FLAG_LINE.search(inside):
        return True
    keys = sum(1 for _ in _KEY_LINE.finditer(inside))
    if not keys:
        return _PROSE.search(inside) is None
    if inside[0] not in "\r\n":
        return True
    return 2 * keys >= sum(1 for _ in _TOP_LEVEL_TEXT.finditer(inside))


def _unclosed(text: str, start: int) -> Bounds | None:
    """The lines that look like keys right below an opening mark: two of them, or one that milepost knows."""
    end, keys, known = start, 0, False
    while found := _KEY_OR_MORE.match(text, end):
        if found[1] is not None:
            keys += 1
            known = known or is_known_key(found[1])
        elif not keys:
            break
        end = found.end()
        if end == len(text):
            break
    return Bounds(start, end, end) if known or keys > 1 else None
