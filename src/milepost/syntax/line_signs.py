"""Emoji fields of a line, as the Tasks plugin writes them, read wherever they stand."""

import re
from collections.abc import Callable, Iterator, Mapping

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import quote
from milepost.model.calendar import is_date_shaped, read_period
from milepost.model.said import say
from milepost.syntax.addresses import NO_SCHEME
from milepost.syntax.fields import DATE_SIGNS, PRIORITY_SIGNS, TEXT_SIGNS, Reads
from milepost.syntax.line_pieces import Form, Piece
from milepost.syntax.misread import Misread
from milepost.syntax.recurrence import RECURRENCE_HELP, is_recurrence
from milepost.syntax.values import read_value
from milepost.syntax.values_date import DATE_HELP, read_date

SIGNS = re.compile(f"[{''.join((*DATE_SIGNS, *PRIORITY_SIGNS, *TEXT_SIGNS))}]")

_VALUE = re.compile(r"\ufe0f?\s*")
_LINKED_DATE = re.compile(r"\[\[[^\[\]\n]+\]\]")
_TOKEN = re.compile(r"[0-9A-Za-z?][0-9A-Za-z?./:+\-]*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_ODD_DATE = re.compile(
    r"[0-9]{4}(?:[\u2010-\u2015\u2212_][0-9A-Za-z]+)+|[0-9]{8}(?![\w-])|[0-9]{4} +(?:[QH][0-9]|W[0-9]{1,2})(?!\w)"
)
"""Dates with other dashes, without any, and with a space: nothing shorter is taken out of them."""
_RULE = re.compile(r"[A-Za-z0-9, !]+")
_WORD = re.compile(r"[A-Za-z]+")
_ID = re.compile(r"[A-Za-z0-9_-]+(?![^\s,;.)\]]|\.\w)")
_IDS = re.compile(rf"[A-Za-z0-9_-]++{NO_SCHEME}(?:\s*,\s*[A-Za-z0-9_-]++{NO_SCHEME})*")
_RULE_ENDS = re.compile(rf"\s*(?:$|{SIGNS.pattern}|#|@|\^|\[[^\[\]()]*::|\([^\[\]()]*::)")
_SPOKEN_DATE = re.compile(
    r"(?:today|tomorrow|yesterday|tonight|next|in [0-9a]|end of|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-9])",
    re.IGNORECASE,
)
_DECORATIVE = frozenset({"done", "cancelled", "created"})
_ON_COMPLETION = frozenset({"keep", "delete"})
_FULL_DATE = 10


def sign_pieces(text: str, settings: ReadingSettings) -> Iterator[Piece]:
    """Every sign in `text`, as a field or with the reason why it is none."""
    for found in SIGNS.finditer(text):
        sign = found[0]
        after = _VALUE.match(text, found.end())
        at = after.end() if after else found.end()
        if sign in DATE_SIGNS:
            yield _date(text, (found.start(), at), DATE_SIGNS[sign], settings)
        elif sign in PRIORITY_SIGNS:
            end = found.end() + (1 if text.startswith("\ufe0f", found.end()) else 0)
            priority = PRIORITY_SIGNS[sign]
            yield Piece(found.start(), end, Form.SIGN, "priority", priority, is_tasks=True, counts_at_ends=True)
        else:
            yield _TEXT_READERS[TEXT_SIGNS[sign]](text, found.start(), at)


def _lone(sign: str, why: str) -> Misread:
    message = say("{sign} is read as text: {why}.", sign=sign, why=why)
    return Misread("field-not-read", message, say("Write one behind it, or leave the sign out."), Severity.INFO)


def _unread(start: int, end: int, name: str, misread: Misread) -> Piece:
    return Piece(start, end, Form.SIGN, name, None, value_start=start, value_end=end, misreads=(misread,))


def _date(text: str, places: tuple[int, int], name: str, settings: ReadingSettings) -> Piece:
    start, at = places
    end = _date_end(text, at, name)
    if end <= at:
        return _no_date(text, places, name)
    value, misreads = read_date(text[at:end], settings.fiscal_year_start)
    # what the Tasks plugin takes for a date, whether or not there is such a day
    is_tasks = end - at == _FULL_DATE and _DAY.match(text, at) is not None
    return Piece(start, end, Form.SIGN, name, value, "", at, end, misreads, is_tasks)


def _date_end(text: str, at: int, name: str) -> int:
    """Where the text ends that is a date, or was meant as one; `at` if there is none."""
    day = _DAY.match(text, at)
    if day and (day.end() == len(text) or text[day.end()] in " \t"):
        return day.end()
    odd = None if day else _ODD_DATE.match(text, at)
    if odd:
        return odd.end()
    linked = None if day else _LINKED_DATE.match(text, at)
    if linked:
        return linked.end() if read_period(linked[0]) or is_date_shaped(linked[0].strip("[]")) else at
    token = _TOKEN.match(text, at)
    if token is None:
        return at
    word = token[0].rstrip(".:/-+?") if token[0][-1] in ".:/-+" else token[0]
    if day and day.end() - at == len(word):
        return day.end()
    is_number = word.isdigit() and name in _DECORATIVE
    if not is_number and read_period(word) is not None:
        return at + len(word)
    if day:
        return day.end()
    return at + len(word) if is_date_shaped(word) else at


def _no_date(text: str, places: tuple[int, int], name: str) -> Piece:
    start, at = places
    sign = text[start]
    spoken = _SPOKEN_DATE.match(text, at) if name not in _DECORATIVE else None
    if spoken is None:
        return _unread(start, start + 1, name, _lone(sign, say("no date follows")))
    word = text[at:].split("  ", 1)[0]
    said = " ".join(word.split()[:2])
    misread = Misread("invalid-date", say("{said} is not a date.", said=quote(said)), DATE_HELP)
    return Piece(start, at + len(spoken[0]), Form.SIGN, name, None, "", at, at + len(said), (misread,))


def _recurrence(text: str, start: int, at: int) -> Piece:
    found = _RULE.match(text, at)
    rule = found[0].rstrip() if found else ""
    if not rule:
        return _unread(start, start + 1, "recurrence", _lone(text[start], say("no rule follows")))
    end = at + len(rule)
    ends_well = _RULE_ENDS.match(text, end) is not None
    if ends_well and is_recurrence(rule):
        return Piece(start, end, Form.SIGN, "recurrence", rule, "", at, end, (), is_tasks=True)
    misread = Misread("recurrence-unread", say("{rule} is no rule for repeating.", rule=quote(rule)), RECURRENCE_HELP)
    return Piece(start, end, Form.SIGN, "recurrence", None, "", at, end, (misread,), is_tasks=ends_well)


def _on_completion(text: str, start: int, at: int) -> Piece:
    found = _WORD.match(text, at)
    if found and found[0].lower() in _ON_COMPLETION:
        word = found[0].lower()
        return Piece(start, found.end(), Form.SIGN, "on_completion", word, "", at, found.end(), (), is_tasks=True)
    misread = _lone(text[start], say("`keep` or `delete` should follow"))
    end = found.end() if found else start + 1
    return Piece(
        start, end, Form.SIGN, "on_completion", None, "", start, start + 1, (misread,), is_tasks=found is not None
    )


def _id(text: str, start: int, at: int) -> Piece:
    found = _ID.match(text, at)
    if found is None:
        return _unread(start, start + 1, "id", _lone(text[start], say("no id of letters, digits, `-` and `_` follows")))
    return Piece(start, found.end(), Form.SIGN, "id", found[0], "", at, found.end(), (), is_tasks=True)


def _depends_on(text: str, start: int, at: int) -> Piece:
    found = _IDS.match(text, at)
    if found is None:
        return _unread(start, start + 1, "depends_on", _lone(text[start], say("no ids follow")))
    value, misreads = read_value(Reads.LINKS, found[0], _NO_SETTINGS)
    return Piece(start, found.end(), Form.SIGN, "depends_on", value, "", at, found.end(), misreads, is_tasks=True)


_NO_SETTINGS = ReadingSettings()
_TEXT_READERS: Mapping[str, Callable[[str, int, int], Piece]] = {
    "recurrence": _recurrence,
    "on_completion": _on_completion,
    "id": _id,
    "depends_on": _depends_on,
}
