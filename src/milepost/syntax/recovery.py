"""Front matter that YAML cannot read, taken key by key.

The text is cut into chunks, each a key at the line's start with what hangs below it, and YAML reads each chunk by
itself; where it cannot, a plain reading is tried: `key: value` on one line, or `key:` with `- value` lines below.
What is left over is named, line by line. Linear in the text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from milepost.model.said import say
from milepost.syntax.entries import Entry, entries_of
from milepost.syntax.remedies import in_quotes, remedy_for
from milepost.syntax.source import line_starts
from milepost.syntax.yaml_nodes import MAX_CHARACTERS, Listing, Node, RefusedError, Scalar, Table, read_nodes

_KEY = re.compile(r"""("[^"\r\n]{1,200}"|'[^'\r\n]{1,200}'|[^\s:#\-\[\]{}"'][^\r\n]{0,200}?)[ \t]*:(?:[ \t]+|$)""")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+|$)")
_COMMENT = re.compile(r"(?:^|[ \t])[ \t]*#(?:[ \t].*)?$")
_EMPHASIS = re.compile(r":[ \t]+\*.*\*$")
_PART = re.compile(r"""(?:"[^"]*"|'[^']*'|\[\[[^\[\]]*\]\]|[^,])+""")
_QUOTES = ('"', "'")


class Trouble(NamedTuple):
    """Something YAML cannot read; offsets into the front matter. `used`: it was understood all the same."""

    start: int
    end: int
    message: str
    remedy: str
    used: bool = False


class Recovered(NamedTuple):
    """What could be understood, and what could not."""

    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]


class _Line(NamedTuple):
    """A line without its end and trailing white space."""

    start: int
    text: str


class _Chunk(NamedTuple):
    """A key line and what hangs below it: the whole text, and its lines without blank and comment lines."""

    start: int
    text: str
    lines: Sequence[_Line]


def recover(text: str) -> Recovered:
    """Read what can be read. Text beyond the size limit is not looked at."""
    entries: list[Entry] = []
    troubles: list[Trouble] = []
    for chunk in _chunks(_within_limit(text)):
        _read_chunk(chunk, entries, troubles)
    return Recovered(tuple(entries), tuple(troubles))


def _within_limit(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[: max(text.rfind("\n", 0, MAX_CHARACTERS), text.rfind("\r", 0, MAX_CHARACTERS)) + 1]


def _chunks(text: str) -> Iterator[_Chunk]:
    lines: list[_Line] = []
    for line in _lines(text):
        if lines and not _hangs_below(line.text):
            yield _Chunk(lines[0].start, text[lines[0].start : line.start], lines)
            lines = []
        lines.append(line)
    if lines:
        yield _Chunk(lines[0].start, text[lines[0].start :], lines)


def _lines(text: str) -> Iterator[_Line]:
    starts = line_starts(text)
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        line = text[start:end].rstrip()
        if line and not line.lstrip().startswith("#"):
            yield _Line(start, line)


def _hangs_below(text: str) -> bool:
    return text[0] in " \t" or _ITEM.match(text) is not None


def _read_chunk(chunk: _Chunk, entries: list[Entry], troubles: list[Trouble]) -> None:
    try:
        entries.extend(_moved_entry(entry, chunk.start) for entry in entries_of(read_nodes(chunk.text)))
    except RefusedError as refused:
        if refused.forbidden and not _EMPHASIS.search(chunk.lines[0].text):
            troubles.append(_forbidden(chunk, refused))
            return
        entry, rest = _plain(chunk)
        if entry is not None:
            entries.append(entry)
            used = _used(chunk, entry, refused)
            troubles += [] if any(line.start <= used.start < line.start + len(line.text) for line in rest) else [used]
        troubles.extend(_unread(line, refused.message) for line in rest)


def _plain(chunk: _Chunk) -> tuple[Entry | None, Sequence[_Line]]:
    """The entry a chunk is when each line is taken as typed, and the lines it does not use."""
    lines = chunk.lines
    found = _KEY.match(lines[0].text)
    if found is None:
        return None, lines
    value: Node | None = _value(lines[0], found.end())
    rest = lines[1:]
    if isinstance(value, Scalar) and not value.text:
        value, rest = _table(chunk, rest) if rest and not _ITEM.match(rest[0].text) else _items(rest)
    if value is None:
        return None, lines
    key = found[1].strip()
    if key.startswith(_QUOTES):
        key = key[1:-1]
    return Entry(key, lines[0].start, lines[0].start + found.end(1), value), rest


def _value(line: _Line, at: int) -> Node | None:
    """A value on one line, as typed; None when it opens a quote."""
    text = _COMMENT.sub("", line.text[at:]).rstrip()
    start, end = line.start + at, line.start + at + len(text)
    if text.startswith(_QUOTES) and text.count(text[0]) % 2:
        return None
    if text.startswith("[") and text.endswith("]") and (text.startswith("[[[") or not text.startswith("[[")):
        return Listing(
            tuple(_scalar(part[0], start + 1 + part.start()) for part in _PART.finditer(text[1:-1])), start, end
        )
    return _scalar(text, start)


def _scalar(text: str, start: int) -> Scalar:
    """Text as typed, without white space and one pair of quotes around it."""
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if len(text) > 1 and text.startswith(_QUOTES) and text[-1] == text[0] and text.count(text[0]) == len(_QUOTES):
        return Scalar(text[1:-1], start, start + len(text), plain=False)
    return Scalar(text, start, start + len(text))


def _items(lines: Sequence[_Line]) -> tuple[Listing | None, Sequence[_Line]]:
    """`- value` lines as a list, and the lines that are none."""
    items: list[Node] = []
    rest: list[_Line] = []
    for line in lines:
        found = _ITEM.match(line.text)
        value = _value(line, found.end()) if found else None
        if value is None:
            rest.append(line)
        else:
            items.append(value)
    return (Listing(tuple(items), items[0].start, items[-1].end) if items else None), rest


def _table(chunk: _Chunk, lines: Sequence[_Line]) -> tuple[Table | None, Sequence[_Line]]:
    """Indented `key: value` lines as a map, each with what is indented more; and the lines that are none."""
    pairs: list[tuple[Node, Node]] = []
    rest: list[_Line] = []
    for group in _groups(lines):
        start, last = group[0].start, group[-1]
        text = chunk.text[start - chunk.start : last.start + len(last.text) - chunk.start]
        try:
            found = _pairs_of(read_nodes(text))
            pairs += [(_moved(key, start), _moved(value, start)) for key, value in found]
            rest += [] if found else group
        except RefusedError as refused:
            pair = _pair(group[0]) if not refused.forbidden else None
            pairs += [pair] if pair else []
            rest += group[1:] if pair else group
    return (Table(tuple(pairs), pairs[0][0].start, pairs[-1][1].end) if pairs else None), rest


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Each line that is indented no more than the first one, with those below it that are."""
    group: list[_Line] = []
    for line in lines:
        if group and _indent(line) <= _indent(lines[0]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _pairs_of(node: Node | None) -> Sequence[tuple[Node, Node]]:
    return node.pairs if isinstance(node, Table) else ()


def _pair(line: _Line) -> tuple[Node, Node] | None:
    """A key and what stands behind its colon, as typed."""
    at = _indent(line)
    found = _KEY.match(line.text, at)
    value = _value(line, found.end()) if found else None
    return (_scalar(found[1], line.start + at), value) if found and value is not None else None


def _used(chunk: _Chunk, entry: Entry, refused: RefusedError) -> Trouble:
    """The first stumbling block of a chunk that was understood all the same."""
    start, end = _place(chunk, refused)
    if isinstance(entry.value, Scalar):
        return Trouble(start, end, _AS_TYPED, in_quotes(entry.key, entry.value.text), used=True)
    if isinstance(entry.value, Table):
        line = next(line for line in reversed(chunk.lines) if line.start <= start)
        pair = _pair(line)
        remedy = in_quotes(_text(pair[0]), _text(pair[1])) if pair else say("Put quotes round the values.")
        return Trouble(start, end, _AS_TYPED, remedy, used=True)
    return Trouble(start, end, _AS_TYPED, say("Put quotes round each value of the list."), used=True)


def _text(node: Node) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _forbidden(chunk: _Chunk, refused: RefusedError) -> Trouble:
    return Trouble(
        *_place(chunk, refused), refused.message, say("Write the value as plain text, in quotes if need be.")
    )


def _place(chunk: _Chunk, refused: RefusedError) -> tuple[int, int]:
    """From where YAML stumbled to the end of that line."""
    at = chunk.start + refused.offset
    line = max((line for line in chunk.lines if line.start <= at), default=chunk.lines[0])
    end = line.start + len(line.text)
    return min(at, end), end


def _unread(line: _Line, reason: str) -> Trouble:
    column, message, remedy = remedy_for(line.text, reason)
    return Trouble(line.start + column, line.start + len(line.text), message, remedy)


def _moved_entry(entry: Entry, by: int) -> Entry:
    return Entry(entry.key, entry.key_start + by, entry.key_end + by, _moved(entry.value, by))


def _moved(node: Node, by: int) -> Node:
    """The same node `by` characters later. Trees are at most 16 deep."""
    if isinstance(node, Scalar):
        return Scalar(node.text, node.start + by, node.end + by, node.plain)
    if isinstance(node, Listing):
        return Listing(tuple(_moved(item, by) for item in node.items), node.start + by, node.end + by)
    pairs = tuple((_moved(key, by), _moved(value, by)) for key, value in node.pairs)
    return Table(pairs, node.start + by, node.end + by)


_AS_TYPED = say("YAML cannot read this line; it was read as typed.")
