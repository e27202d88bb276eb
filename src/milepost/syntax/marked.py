"""HTML as lines of text with marks in place of its tags, so that a stretch of what readers see can be taken out whole.

A tag, an element of code and a gap for a link are an atom each. A tag within a text shows nothing, so that words are
looked at as if no emphasis were among them; code and gaps show one character that is part of no word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from milepost.syntax.addresses import ATOM
from milepost.syntax.prose_blocks import Part

_TAG, _BREAK = "\x00", "\x01"
_ATOM = re.compile(
    r"<pre class=\"mp-html\"[^>]*><code>|<code class=\"mp-math\">|(?P<code><(code|pre)\b.*?</\2>)|<(/?)(\w+)[^>]*>",
    re.DOTALL,
)
"""An element of code or a tag; formulas and the note's HTML, which are shown as code, were typed as text."""
_INLINE = frozenset({"a", "code", "del", "em", "mark", "strong", "sup"})
_MARK = re.compile(rf"([{_TAG}{_BREAK}{ATOM}])([0-9]+)\1")
"""Stands for the atom of that number; text of a note holds no such characters once it is HTML."""
_LINES = re.compile(f"(\n|{_BREAK}[0-9]+{_BREAK})")
"""What parts lines: a tag that is not within a text, such as that of a cell, does too."""
_PIECE = re.compile(rf"{_MARK.pattern}|&(?:amp|lt|gt|quot|#39);")
_MAY_HIDE = re.compile(r"[:@%]|&amp;[#c]", re.IGNORECASE)
"""What no field, address or name is without: a colon, be it written as a code, or the sign of a name."""
_OPENS = (*" ([{（「『【《〈“„«\"'*_", _TAG, _BREAK, ATOM, "~~", "==")
"""Behind which what is taken out leaves no space."""

Places = Iterable[tuple[int, int]]
Hidden = Callable[[str], Places]
"""Where in a line, as readers see it, something is to be taken out."""


def without(parts: Sequence[Part], hidden: Hidden) -> tuple[Part, ...]:
    """Parts of HTML without what is hidden: whole atoms go with it, and of an element that is torn the tag stays."""
    atoms: list[Part] = []
    lines = _LINES.split("".join(_marked(part, atoms) for part in parts))
    shown = "".join(line if at % 2 else _line(line, atoms, hidden) for at, line in enumerate(lines))
    return tuple(_filled(shown, atoms))


def seen(html: str) -> str:
    """HTML as readers see it: its text, without tags."""
    return unescape(re.sub(r"<[^>]*>", "", html)) if "<" in html or "&" in html else html


def joined(places: Places) -> list[tuple[int, int]]:
    """Places in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            start, before = found.pop()
            end = max(before, end)
        found.append((start, end))
    return found


def merged(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts with neighbouring pieces of HTML made one, without empty ones."""
    for is_html, run in groupby(parts, lambda part: isinstance(part, str)):
        if not is_html:
            yield from run
        elif html := "".join(str(part) for part in run):
            yield html


def _line(line: str, atoms: Sequence[Part], hidden: Hidden) -> str:
    if _MAY_HIDE.search(line) is None:
        return line
    text, starts, ends = _seen_with_places(line)
    cuts = [(starts[first], ends[last - 1]) for first, last in joined(hidden(text)) if first < last]
    return _cut(line, [(start, end, _left(line[start:end], atoms)) for start, end in cuts]) if cuts else line


def _marked(part: Part, atoms: list[Part]) -> str:
    """A part with a mark for each atom, which goes to `atoms`."""

    def mark(atom: Part, sign: str) -> str:
        atoms.append(atom)
        return f"{sign}{len(atoms) - 1}{sign}"

    def atom_mark(found: re.Match[str]) -> str:
        if found["code"]:
            return mark(found[0], ATOM)
        return mark(found[0], _TAG if found[4] in _INLINE or found[0].startswith("<code") else _BREAK)

    return _ATOM.sub(atom_mark, part) if isinstance(part, str) else mark(part, ATOM)


def _filled(text: str, atoms: Sequence[Part]) -> Iterator[Part]:
    """The parts of a text with marks; neighbouring pieces of HTML are one."""
    pieces: list[Part] = []
    done = 0
    for found in _MARK.finditer(text):
        pieces += [text[done : found.start()], atoms[int(found[2])]]
        done = found.end()
    pieces.append(text[done:])
    return merged(pieces)


def _seen_with_places(line: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """A line as readers see it, and where each of its characters begins and ends."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def plain(first: int, last: int) -> None:
        text.append(line[first:last])
        starts.extend(range(first, last))
        ends.extend(range(first + 1, last + 1))

    done = 0
    for found in _PIECE.finditer(line):
        plain(done, found.start())
        done = found.end()
        if found[1] != _TAG:
            text.append(found[1] or unescape(found[0]))
            starts.append(found.start())
            ends.append(found.end())
    plain(done, len(line))
    return "".join(text), starts, ends


def _left(stretch: str, atoms: Sequence[Part]) -> str:
    """What stays of a stretch that is taken out: its tags whose other half is outside."""
    opened: list[str] = []
    alone = ""
    for mark in _MARK.finditer(stretch):
        atom = atoms[int(mark[2])]
        if mark[1] == ATOM or not isinstance(atom, str):
            continue
        if not atom.startswith("</"):
            opened.append(mark[0])
        elif opened:
            opened.pop()
        else:
            alone += mark[0]
    return alone + "".join(opened)


def _cut(line: str, cuts: Iterable[tuple[int, int, str]]) -> str:
    """A line with stretches replaced, of the spaces around each only one kept."""
    kept, done = [], 0
    for start, end, left in cuts:
        before = start - 1 if start > done and line[start - 1] == " " else start
        is_glued = start > done and not line.endswith(_OPENS, done, start)
        after = end + 1 if line.startswith(" ", end) and not is_glued and not left else end
        parts_words = before < start and (after > end or line[end : end + 1].isalnum())
        kept += [line[done:before], left, " " if parts_words else ""]
        done = after
    return "".join([*kept, line[done:]])
