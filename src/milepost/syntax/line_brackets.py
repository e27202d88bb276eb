"""Bracket fields of a line, as Dataview reads them: `[key:: value]` and `(key:: value)`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.wording import nearest, quote
from milepost.model.said import say
from milepost.model.status import squash
from milepost.syntax.fields import ITEM_FIELDS, Field, Reads, spellings
from milepost.syntax.line_pieces import Form, Piece
from milepost.syntax.misread import FieldValue, Misread
from milepost.syntax.recurrence import RECURRENCE_HELP, is_recurrence
from milepost.syntax.values import read_value

TASKS_KEYS = frozenset(
    "due scheduled start created completion cancelled priority repeat onCompletion id dependsOn".split()
)
"""The keys the Tasks plugin reads in its Dataview format, spelt as it wants them."""

_ROWS: dict[str, Field] = {key: rows[0] for key, rows in spellings(ITEM_FIELDS).items()}
_OPENING = re.compile(r"([\[(])([^\[\]()\n]*?)::")
_SIMPLE = re.compile(r"(?<![\\\[(])([\[(])([\w \-]+?)::([^\[\]()\\\n]*)([\])])")
_MARKS = re.compile(r"\\.|[\[\]()]", re.DOTALL)
_CLOSES = {"[": "]", "(": ")"}
_COMMA = re.compile(r" *,(?=\s*(?:$|[\[(]|(?:#[^\s#]+\s*)+$))")
_TARGET = re.compile(r"\((?:[^\s()<>]*|<[^<>\n]*>)(?:\s+\"[^\"]*\")?\)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_QUOTED = re.compile(r'(^|,)\s*"([^",]*)"\s*(?=,|$)')
"""Dataview's text in quotes, which are no part of it."""
_AROUND_KEY = "*_~` \t"
_SHORTEST_GUESS = 3


def row_of(key: str) -> Field | None:
    """The field a key means."""
    return _ROWS.get(squash(key))


def own_name(key: str, settings: ReadingSettings) -> str:
    """A key of the vault's own (settings `[fields]`) as milepost calls it, any other as it is.

    What the Tasks plugin reads keeps its meaning.
    """
    return settings.fields.get(squash(key), key) if settings.fields and key not in TASKS_KEYS else key


def _slip(key: str) -> tuple[Misread, ...]:
    """Says which field a key of the author's own is a slip of, if it looks like one."""
    word = nearest(squash(key), _ROWS, cutoff=0.8) if len(key) >= _SHORTEST_GUESS else None
    if word is None:
        return ()
    return (
        Misread(
            "unknown-field",
            say("{key} is no field.", key=quote(key)),
            say("Did you mean `{word}`? It is kept as it is.", word=word),
        ),
    )


def bracket_pieces(text: str, settings: ReadingSettings) -> Iterator[Piece]:
    """Every bracket field in `text`."""
    for start, key, (value_start, value_end) in field_places(text):
        if text[start] == "[" and _TARGET.match(text, value_end + 1):
            continue  # the words of a link, as the text shows them
        yield _piece(text, (start, value_start, value_end), key, settings)


def field_places(text: str) -> Sequence[tuple[int, str, tuple[int, int]]]:
    """Opening bracket, key, and the place of the value between `::` and the closing bracket."""
    simple = [
        (found.start(), found[2], found.span(3)) for found in _SIMPLE.finditer(text) if _CLOSES[found[1]] == found[4]
    ]
    if len(simple) == text.count("::"):
        return simple
    closing = _matching(text)
    found_all = []
    # as Dataview does, each kind of bracket for itself: a field may stand in another's value
    for opener in "[(":
        done = 0
        for found in _OPENING.finditer(text):
            end = closing.get(found.start(), -1)
            if found[1] == opener and found.start() >= done and end >= found.end() and _is_key(found[2]):
                found_all.append((found.start(), found[2], (found.end(), end)))
                done = end
    return sorted(found_all)


def _is_key(key: str) -> bool:
    """Addresses are none: `(https://host/a::b)`."""
    return bool(key.strip(_AROUND_KEY)) and "://" not in key


def _matching(text: str) -> dict[int, int]:
    """Each bracket's closing bracket; the two kinds do not see each other, and a backslash hides one."""
    open_at: dict[str, list[int]] = {"]": [], ")": []}
    found: dict[int, int] = {}
    for mark in _MARKS.finditer(text):
        closes = _CLOSES.get(mark[0])
        if closes:
            open_at[closes].append(mark.start())
        elif mark[0] in open_at and open_at[mark[0]]:
            found[open_at[mark[0]].pop()] = mark.start()
    return found


def _piece(text: str, places: tuple[int, int, int], key: str, settings: ReadingSettings) -> Piece:
    start, value_start, value_end = places
    written = text[value_start:value_end].strip()
    comma = _COMMA.match(text, value_end + 1)
    end = comma.end() if comma else value_end + 1
    own = own_name(key.strip(_AROUND_KEY), settings)
    name, value, misreads, is_tasks = _meaning(key, own, written, settings.fiscal_year_start)
    if not name:
        return Piece(start, end, Form.BRACKET, "", value, key.strip(_AROUND_KEY), start + 1, value_start, misreads)
    at = text.find(written, value_start)
    return Piece(start, end, Form.BRACKET, name, value, key, at, at + len(written), misreads, is_tasks)


def without_quotes(written: str) -> str:
    """A value with blanks where `_meaning` takes quotes away: what is left stands where it stood."""
    return _QUOTED.sub(lambda found: found[0].replace('"', " "), written)


@lru_cache(maxsize=4096)
def _meaning(
    key: str, own: str, written: str, fiscal_year_start: int
) -> tuple[str, FieldValue | None, tuple[Misread, ...], bool]:
    """The field a key means ("": none), its value, what was not read, and whether the Tasks plugin reads it too.

    `own` is the key as milepost calls it. Remembered, because the same keys and dates come back in every note.
    """
    typed, bare = key.strip(_AROUND_KEY), written
    row = row_of(own) or row_of(typed)
    written = _QUOTED.sub(r"\1\2", written) if '"' in written else written
    if row is None:
        return "", written, _slip(typed) if own == typed else (), False
    if not written:
        return row.name, (), (), False
    if row.name == "recurrence" and not is_recurrence(written):
        misread = Misread(
            "recurrence-unread", say("{written} is no rule for repeating.", written=quote(written)), RECURRENCE_HELP
        )
        return row.name, None, (misread,), False
    value, misreads = read_value(row.reads, written, ReadingSettings(fiscal_year_start=fiscal_year_start))
    is_tasks = typed in TASKS_KEYS and (row.reads is not Reads.DATE or _DAY.fullmatch(bare) is not None)
    return row.name, value, misreads, is_tasks
