"""What one check-in says: value, health, confidence and note, from its text or its cells."""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Severity
from milepost.model.calendar import Period
from milepost.model.fields import MetricSpec
from milepost.model.frozen import frozen
from milepost.model.span import Span
from milepost.model.status import squash
from milepost.syntax.fields import Reads
from milepost.syntax.inlines import plain_text
from milepost.syntax.line_brackets import bracket_pieces, own_name
from milepost.syntax.line_fields import read_line
from milepost.syntax.line_pieces import Cover, Stretches, first_line
from milepost.syntax.markdown import is_plain, parse_inline
from milepost.syntax.misread import Misread
from milepost.syntax.tags import without_tags
from milepost.syntax.values import read_value
from milepost.syntax.values_number import decimal_of

_BETWEEN = r"[\s:,;–—]|\.(?![0-9])|-(?!\.?[0-9])"
"""What parts a date or a word from what follows; the sign and the point of a number are none."""
_PERIOD = r"[0-9]{4}-W[0-9]{2}|[0-9]{4}-(?:0[1-9]|1[0-2])|[0-9]{4}-?(?:Q[1-4]|H[12])"
_NO_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}([/.])[0-9]{1,2}\2[0-9]{1,2}|[0-9]{1,2}([/.])[0-9]{1,2}\3[0-9]{4}"
"""Days as others write them: never guessed at, but named."""
_DATE = re.compile(
    rf"\s*(?:\*\*|__|\[\[|[*_`])*([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{_PERIOD}|{_NO_DATE})(?![0-9-])"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?:\|[^\]\n]*)?(?:\*\*|__|\]\]|[*_`])*(?:\||" + _BETWEEN + r")*"
)
_ANY_DATE = re.compile(r"(?<![0-9-])([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9-])")
_HEALTH = re.compile(
    rf"(on[ _-]?track|at[ _-]?risk|off[ _-]?track|green|amber|yellow|red)\b(?:{_BETWEEN})*", re.IGNORECASE
)
_CONFIDENCE = re.compile(r"((?:0|1)?\.[0-9]+|[01]|[0-9]{1,3}\s?%)(?=[\s,;]|$)[\s,;]*")
_FIELDS = frozenset({"health", "confidence", "value"})
_NUMBER = r"[+\-−]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)"
_NOT_BEFORE = r"(?<![\w.,:/–-])"
_BARE = re.compile(rf"({_NUMBER})(?![\w%]|[.,:/-]?[0-9])(\s*(?:$|[.,;:!?)–—-]|\n))?")
_COMMA = re.compile(rf"{_NOT_BEFORE}([+\-−]?[0-9]+,[0-9]+)(?![\w.,])")
"""A decimal comma, which is no number here; thousands are another thing."""
_LEADING = re.compile(rf"^(?:{_BETWEEN})+")
_SETTINGS = ReadingSettings()


@frozen
class EntryText:
    """`note` is the text behind value, health and confidence; `whole` the text without fields."""

    note: str = ""
    whole: str = ""
    value: Decimal | None = None
    health: str | None = None
    confidence: Decimal | None = None
    misreads: tuple[Misread, ...] = ()


def leading_date(text: str) -> tuple[date | None, str, str] | None:
    """The date a text begins with (None if there is no such day), as typed, and the text behind it."""
    found = _DATE.match(text)
    if found is None:
        return None
    period = read_value(Reads.DATE, found[1], _SETTINGS).value
    return (period.first if isinstance(period, Period) else None), found[1], text[found.end() :]


@dataclass(slots=True)
class _Given:
    """What fields and columns give, before the text is asked."""

    value: Decimal | None = None
    health: str | None = None
    confidence: Decimal | None = None
    misreads: list[Misread] = field(default_factory=list)


class EntryReader:
    """Reads the entries of a note whose goal has this metric (or none)."""

    def __init__(self, metric: MetricSpec | None, settings: ReadingSettings, env: MutableMapping[str, Any]) -> None:
        self._unit = metric.unit if metric else ""
        self._value_columns = (
            {"value", *(squash(name) for name in (metric.name, metric.unit) if name)} if metric else {"value"}
        )
        self._takes_any_number = metric is not None and not metric.unit
        self._is_measured = metric is not None
        self._settings = settings
        self._env = env

    def read(self, text: str, *, is_plain: bool) -> EntryText:
        """The text behind an entry's date; of `is_plain` text it is known that it has no markup."""
        given, rest = self._fields(text)
        whole = _one_line(rest) if is_plain else self.plain(rest)
        at = self._opening(whole, given)
        note = whole[at:]
        if given.value is None:
            given.value, note = self._value(note)
            given.misreads.extend(self._commas(note) if given.value is None else ())
        return _entry(given, note, whole)

    def read_cells(self, cells: Mapping[str, str]) -> EntryText:
        """The cells of a table's row by column."""
        given, notes = _Given(), []
        for column, cell in cells.items():
            text = self.plain(cell)
            if squash(column) in self._value_columns:
                given.value = self._value(text)[0]
                given.misreads.extend(self._commas(text) if given.value is None else ())
            elif column == "health" or column == "confidence":
                self._give(given, column, text)
            elif text:
                notes.append(text)
        note = "; ".join(notes)
        return _entry(given, note, note)

    def undated(self, text: str) -> str:
        """The metric's value with which a text without a date begins, as it is written; a number alone without unit."""
        if not self._is_measured:
            return ""
        whole = self.plain(text)
        found = _find_with_unit(self._unit, whole) if self._unit else _BARE.fullmatch(whole)
        return found[0] if found and not found.start() else ""

    def undated_cell(self, cells: Mapping[str, str]) -> str:
        """The same of a table's row."""
        return next(
            (text for name, text in cells.items() if squash(name) in self._value_columns and self._is_value(text)), ""
        )

    def _is_value(self, text: str) -> bool:
        return self._is_measured and self._value(self.plain(text))[0] is not None

    def win(self, text: str) -> tuple[str, date | None]:
        """The text of a win, and the day on which its box was ticked."""
        opaque = self._opaque(text)
        line = read_line(first_line(text, opaque), Span(1), opaque, self._settings)
        done = line.fields.done
        return self.plain(line.title), done.first if done else None

    def any_day(self, text: str) -> date | None:
        """The first day named anywhere in a text."""
        for found in _ANY_DATE.finditer(text):
            period = read_value(Reads.DATE, found[1], self._settings).value
            if isinstance(period, Period):
                return period.first
        return None

    def plain(self, text: str) -> str:
        """Text without markup and tags, on one line."""
        shown = text if is_plain(text, self._env) else plain_text(parse_inline(text, self._env)[0])
        return _one_line(shown)

    def _opaque(self, text: str) -> Stretches:
        return () if is_plain(text, self._env) else parse_inline(text, self._env)[1]

    def _fields(self, text: str) -> tuple[_Given, str]:
        """The fields anywhere in a text, and the text without them."""
        given = _Given()
        if "::" not in text:
            return given, text
        hidden, kept, at = Cover(self._opaque(text)), [], 0
        for piece in bracket_pieces(text, self._settings):
            key = squash(own_name(piece.key, self._settings))
            if key in _FIELDS and piece.start not in hidden and piece.start >= at:
                kept.append(text[at : piece.start])
                at = piece.end
                self._give(given, key, text[piece.value_start : piece.value_end] if piece.name else str(piece.value))
        return given, "".join([*kept, text[at:]])

    def _give(self, given: _Given, key: str, text: str) -> None:
        if key == "health" and text:
            given.health = given.health or text
            given.misreads.extend(_no_health(text))
        elif key == "confidence":
            value, misreads = read_value(Reads.FRACTION, text, self._settings)
            given.confidence = value if isinstance(value, Decimal) else given.confidence
            given.misreads.extend(misreads)
        elif key == "value" and text:
            given.value = self._value(text)[0]
            if given.value is None:
                given.misreads.extend(read_value(Reads.NUMBER, text, self._settings).misreads)

    def _opening(self, text: str, given: _Given) -> int:
        """Take health and confidence off the beginning: `on track 0.7 26 km - better`. Where the rest begins."""
        health = _HEALTH.match(text)
        if health is None:
            return 0
        given.health = given.health or health[1]
        confidence = _CONFIDENCE.match(text, health.end())
        if confidence is None or (self._unit and text.startswith(self._unit, confidence.end())):
            return health.end()
        given.confidence = given.confidence or _fraction(confidence[1])
        return confidence.end()

    def _value(self, text: str) -> tuple[Decimal | None, str]:
        """The first number with the metric's unit, else a bare one that comes first; and the note without it."""
        found = _find_with_unit(self._unit, text) if self._unit else None
        if found:
            return _number(found[1]), text[found.end() :] if not text[: found.start()].strip() else text
        bare = _BARE.match(text)
        if bare and (bare[2] is not None or self._takes_any_number):
            return _number(bare[1]), text[bare.end(1) :]
        return None, text

    def _commas(self, text: str) -> tuple[Misread, ...]:
        """What to say of `28,5 km`, where a decimal point was meant."""
        found = _COMMA.search(text) if self._unit else _COMMA.match(text) if self._takes_any_number else None
        if found is None or (self._unit and not _starts(text[found.end() :].lstrip(), self._unit)):
            return ()
        return _softly(read_value(Reads.NUMBER, found[1], self._settings).misreads, Severity.WARNING)


def _starts(text: str, unit: str) -> bool:
    return text[: len(unit)].casefold() == unit.casefold()


def _no_health(text: str) -> tuple[Misread, ...]:
    """A word of health that nobody knows is kept as it is, and said."""
    return _softly(read_value(Reads.HEALTH, text, _SETTINGS).misreads, Severity.INFO)


def _softly(misreads: Sequence[Misread], severity: Severity) -> tuple[Misread, ...]:
    """The same in a text, where something else may be meant: it is no error."""
    return tuple(Misread(one.rule, one.message, one.help, severity) for one in misreads)


def _one_line(text: str) -> str:
    return " ".join(without_tags(text).split())


def _entry(given: _Given, note: str, whole: str) -> EntryText:
    note, whole = _LEADING.sub("", note), _LEADING.sub("", whole)
    return EntryText(note, whole, given.value, given.health, given.confidence, tuple(given.misreads))


def _find_with_unit(unit: str, text: str) -> re.Match[str] | None:
    """The first number with its unit behind it, or a sign such as € before it; else one with the unit before it."""
    behind, before = _with_unit(unit)
    found, other = behind.search(text), before.search(text)
    if found is None or (other is not None and other.start() < found.start() and not unit[0].isalnum()):
        return other
    return found


@lru_cache(maxsize=256)
def _with_unit(unit: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = re.escape(unit)
    behind = rf"{_NOT_BEFORE}({_NUMBER})\s*{name}(?!\w)"
    before = rf"(?<!\w){name}:?\s*({_NUMBER})(?![\w%]|[.,:/-]?[0-9])"
    return re.compile(behind, re.IGNORECASE), re.compile(before, re.IGNORECASE)


def _number(text: str) -> Decimal | None:
    return decimal_of(text.replace(",", ""))


def _fraction(text: str) -> Decimal | None:
    value = read_value(Reads.FRACTION, text, _SETTINGS).value
    return value if isinstance(value, Decimal) else None
