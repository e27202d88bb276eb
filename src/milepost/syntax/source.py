"""From a note's bytes to its text, with the means to say where in it something stands.

Text is UTF-8 or nothing: bytes that are none are named, never replaced. Lines end at LF, CRLF and CR only; columns
count code points. A byte order mark is no part of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from milepost.diagnostics.problem import Problem
from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.model.span import Span

MAX_BYTES = 2_000_000

_LINE_END = re.compile(r"\r\n?|\n")
_BOM = b"\xef\xbb\xbf"
_SAVE = say("Save the note as UTF-8.")


@frozen
class Source:
    """A note's text (empty when unreadable) and the offset at which each of its lines starts."""

    text: str
    starts: Sequence[int] = (0,)
    problem: Problem | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column (in code points) of an offset into `text`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`, as far as it lies on its first line, without trailing white space."""
        line, column = self.place(start)
        stop = min(end, self.starts[line]) if line < len(self.starts) else end
        ends_well = start < stop and not self.text[stop - 1].isspace()
        length = stop - start if ends_well else len(self.text[start:stop].rstrip())
        return Span(line, column, column + length)


def decode(content: bytes) -> Source:
    """The text of a note; when it cannot be read, an empty text and the problem `unreadable-note`."""
    if len(content) > MAX_BYTES:
        return _unreadable(
            say(
                "The note has {content} bytes; at most {max_bytes} are read.", content=len(content), max_bytes=MAX_BYTES
            ),
            say("Split the note."),
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _unreadable(say("The note is saved as UTF-16, not as UTF-8 (byte 0)."), _SAVE)
    try:
        text = content.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    if "\0" in text:
        at = content.index(0)
        return _unreadable(
            say("The note holds a NUL byte at offset {at}: it is no text file.", at=at), _SAVE, content[:at]
        )
    return Source(text, line_starts(text))


def line_starts(text: str) -> Sequence[int]:
    """The offset of the first character of each line; the first is 0."""
    if "\r" in text:
        return [0, *(found.end() for found in _LINE_END.finditer(text))]
    starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    starts.pop()
    return starts


def _not_utf8(content: bytes, at: int) -> Source:
    offset = at + (len(_BOM) if content.startswith(_BOM) else 0)
    message = say(
        "The note is not UTF-8: byte 0x{content:02x} at offset {offset}.", content=content[offset], offset=offset
    )
    return _unreadable(message, _SAVE, content[:offset])


def _unreadable(message: str, remedy: str, before: bytes = b"") -> Source:
    """`before` is what stands in front of the trouble: it gives the place."""
    readable = before.removeprefix(_BOM).decode("utf-8", "ignore")
    line, column = Source(readable, line_starts(readable)).place(len(readable))
    return Source("", problem=Problem("unreadable-note", Span(line, column, column), message, remedy))
