"""The tables of fields, values, words and signs in the reference."""

from collections.abc import Mapping

from milepost.config.settings import NOTE_TYPES
from milepost.model.status import ITEM_STATE_OF_STATUS, KNOWN_SYMBOLS, STATUS_WORDS, ItemState, Status
from milepost.syntax.fields import (
    DATE_SIGNS,
    ITEM_FIELDS,
    NOTE_FIELDS,
    PRIORITY_SIGNS,
    TEXT_SIGNS,
    Field,
    Reads,
)
from tools.tables import codes, table


def note_fields() -> str:
    """Every field of the front matter."""
    rows = [
        (f"`{field.name.rstrip('_')}`", codes(field.aliases), field.reads.value, field.meaning) for field in NOTE_FIELDS
    ]
    return table(("field", "also written", "value", "meaning"), rows)


def item_fields() -> str:
    """Every bracket field of a line."""
    meanings = {field.name: field.meaning for field in NOTE_FIELDS}
    rows = [(f"`{f.name}`", codes(f.aliases), f.reads.value, _item_meaning(f, meanings)) for f in ITEM_FIELDS]
    return table(("key", "also written", "value", "meaning"), rows)


def _item_meaning(field: Field, meanings: Mapping[str, str]) -> str:
    return field.meaning or ITEM_MEANINGS.get(field.name) or meanings[field.name]


ITEM_MEANINGS: Mapping[str, str] = {
    "due": "When it shall be reached.",
    "scheduled": "When somebody means to work on it.",
    "start": "Not before this day.",
    "created": "The day it was written down.",
    "cancelled": "The day it was given up.",
    "recurrence": "The rule by which it comes again.",
    "on_completion": "What the Tasks plugin does with the line when it is done.",
    "id": "A name that other lines can wait for.",
    "depends_on": "Ids of what must be finished first, separated by commas.",
    "owner": "Who does it.",
    "weight": "Its share in the goal; 1 unless given.",
    "needs": "Skills it asks for.",
    "value": "The current value of its own metric.",
    "metric": "A number of its own: `0 -> 3 sponsors`.",
}


def signs() -> str:
    """Every emoji field of a line."""
    by_field: dict[str, list[str]] = {}
    for sign, name in (*DATE_SIGNS.items(), *TEXT_SIGNS.items()):
        by_field.setdefault(name, []).append(sign)
    meanings = {field.name: field for field in ITEM_FIELDS}
    rows = [(" ".join(signs), f"`{name}`", _sign_value(meanings[name])) for name, signs in by_field.items()]
    priorities = [(sign, "`priority`", word) for sign, word in PRIORITY_SIGNS.items()]
    return table(("sign", "field", "value"), [*rows, *priorities])


def _sign_value(field: Field) -> str:
    return "ids, separated by commas" if field.reads is Reads.LINKS else field.reads.value


VALUE_EXAMPLES: Mapping[Reads, str] = {
    Reads.TEXT: "`Half the bikes on our street stand still`",
    Reads.WORD: "`launch`",
    Reads.SLUG: "`city-grant`",
    Reads.TEXTS: "`[welding, teaching]`",
    Reads.TAGS: "`[health, money/grant]`",
    Reads.STATUS: "`active`; all words are below",
    Reads.DATE: "`2026-10-31`, `2026-Q4`; see [Dates](dates.md)",
    Reads.PERIODS: '`["2026-12-24..2027-01-02"]`',
    Reads.LINKS: '`"[[Find a home]]"`, or a list; see [Links](links.md)',
    Reads.PEOPLE: '`Ana`, `[Ana, Jonas]`, `"[[Ana]]"`, `"@ana"`',
    Reads.PERSON: "`Ana`",
    Reads.NUMBER: "`24`, `77.2`",
    Reads.AMOUNT: "`5`",
    Reads.WEIGHT: "`2`, `30%`",
    Reads.FRACTION: "`0.6`, `60%`",
    Reads.PROGRESS: "`60%`, `60`, `0.6`",
    Reads.DURATION: "`3d`, `2w`, `1mo`, `4h`",
    Reads.CADENCE: "`weekly`, `2w`",
    Reads.SWITCH: "`true`",
    Reads.STRICT_SWITCH: "`true`",
    Reads.METRIC: "`10 -> 60 km`; see [Metric](#metric)",
    Reads.PRIORITY: "`high`, `A`, `2`",
    Reads.HEALTH: "`on track`, `at risk`, `off track`",
    Reads.DIRECTION: "`at_least`",
    Reads.KIND: "`metric`",
    Reads.HORIZON: "`long`",
    Reads.COMMITMENT: "`committed`",
    Reads.ROLLUP: "`leaves`",
}


def value_kinds() -> str:
    """What the text of each kind of field looks like."""
    used = dict.fromkeys(field.reads for field in NOTE_FIELDS)
    return table(("value", "for example"), [(reads.value, VALUE_EXAMPLES[reads]) for reads in used])


def status_words() -> str:
    """Every status and the words that mean it."""
    words: dict[Status, list[str]] = {}
    for word, status in STATUS_WORDS.items():
        words.setdefault(status, []).append(word)
    rows = [(status.value, ", ".join(found), ITEM_STATE_OF_STATUS[status].value) for status, found in words.items()]
    return table(("status", "written", "as a milestone or task"), rows)


def note_types() -> str:
    """Every type and what it makes of a note."""
    by_meaning: dict[str, list[str]] = {}
    for word, meaning in NOTE_TYPES.items():
        by_meaning.setdefault(meaning, []).append("key-result" if word == "keyresult" else word)
    return table(("`type`", "the note is a"), [(codes(words), meaning) for meaning, words in by_meaning.items()])


def symbols() -> str:
    """Every box and what it means."""
    named = {" ": "open", "/": "started", "x": "done", "-": "cancelled: leaves the count", "h": "on hold"}
    rows = [(f"`[{symbol}]`", meaning) for symbol, meaning in named.items()]
    others = [s for s, state in KNOWN_SYMBOLS.items() if state is ItemState.TODO and s != " "]
    return table(("box", "means"), [*rows, (" ".join(f"`[{symbol}]`" for symbol in others), "open")])
