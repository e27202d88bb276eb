"""One total reader for each way a field reads (`syntax.fields.Reads`): text → value, or why it is none.

Front matter, emoji fields and bracket fields all read their values here, so that a value means the same wherever it
is written. Text is what the author typed, without quotes; empty text is "not given".
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import nearest, quote
from milepost.model import vocabulary
from milepost.model.said import say
from milepost.model.status import STATUS_WORDS, Status, read_status, squash
from milepost.syntax.fields import Reads
from milepost.syntax.misread import FieldValue, Misread, ReadResult, one_of, refuse
from milepost.syntax.values_date import read_date
from milepost.syntax.values_duration import read_cadence, read_duration
from milepost.syntax.values_link import read_links
from milepost.syntax.values_list import read_people, read_periods, read_person, read_tags, read_texts
from milepost.syntax.values_metric import read_direction, read_metric
from milepost.syntax.values_number import read_amount, read_fraction, read_number, read_progress, read_weight

__all__ = ["FieldValue", "Misread", "ReadResult", "read_value"]

_SOLE_LINK = re.compile(r"\[\[(?:[^\[\]|]*/)?([^\[\]|/]+)(?:\|([^\[\]]+))?\]\]")
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


def read_value(reads: Reads, text: str, settings: ReadingSettings) -> ReadResult:
    """Read one field's text. Never raises; empty text gives no value and no misread."""
    stripped = text.strip()
    if not stripped and reads is not Reads.STRICT_SWITCH:
        return ReadResult(None)
    reader = _READERS.get(reads)
    return reader(stripped) if reader is not None else _SETTING_READERS[reads](stripped, settings)


def _text(text: str) -> ReadResult:
    """Text as typed; where all of it is one link, the text that link shows."""
    sole = _SOLE_LINK.fullmatch(text)
    return ReadResult(sole[2] or sole[1]) if sole else ReadResult(text)


def _slug(text: str) -> ReadResult:
    if text.isprintable() and "[[" not in text:
        return ReadResult(text)
    return refuse(
        "field-not-read",
        say("{text} cannot be an id.", text=quote(text)),
        say("Use letters, digits and dashes, on one line."),
    )


def _status(text: str, settings: ReadingSettings) -> ReadResult:
    """The word as typed; an unknown one is kept too, and said."""
    if read_status(text, settings.status) is not None:
        return ReadResult(text)
    typed = squash(text)
    word = _near_status(typed, tuple(settings.status))
    means_opposite = word is not None and typed.endswith(word)
    hint = (
        say("Did you mean `{word}`?", word=word)
        if word and not means_opposite
        else say("Use {join}.", join=", ".join(Status))
    )
    remedy = say("{hint} It is read as active; `[status]` in milepost.toml can give the word a meaning.", hint=hint)
    return ReadResult(
        text, (Misread("unknown-status", say("{text} is no status milepost knows.", text=quote(text)), remedy),)
    )


@lru_cache(maxsize=256)
def _near_status(typed: str, own: tuple[str, ...]) -> str | None:
    """The status word that is most like what was typed. Remembered: a vault's own words come back in many notes."""
    return nearest(typed, (*STATUS_WORDS, *own))


def _priority(text: str) -> ReadResult:
    if squash(text) in ("normal", "none"):
        return ReadResult(None)
    return one_of(vocabulary.PRIORITIES, text, "priority")


def _health(text: str) -> ReadResult:
    """A health word; a number is somebody's own scale, kept apart without alarm."""
    result = one_of(vocabulary.HEALTH_WORDS, text, say("health milepost knows"))
    if result.value is None and text[0].isdigit():
        return ReadResult(None, tuple(Misread(m.rule, m.message, m.help, Severity.INFO) for m in result.misreads))
    return result


def _switch(text: str) -> ReadResult:
    word = text.lower()
    if word in _TRUE or word in _FALSE:
        return ReadResult(word in _TRUE)
    return refuse(
        "field-not-read", say("{text} is neither true nor false.", text=quote(text)), say("Write true or false.")
    )


def _strict_switch(text: str) -> ReadResult:
    if text in ("true", "false"):
        return ReadResult(text == "true")
    written = quote(text) if text else say("An empty value")
    return refuse(
        "publish-flag",
        say("{written} is neither `true` nor `false`.", written=written),
        say("Write plain true or false."),
    )


def _closed(words: Mapping[str, str], what: str) -> Callable[[str], ReadResult]:
    return lambda text: one_of(words, text, what)


_SETTING_READERS: Mapping[Reads, Callable[[str, ReadingSettings], ReadResult]] = {
    Reads.STATUS: _status,
    Reads.DATE: lambda text, settings: read_date(text, settings.fiscal_year_start),
    Reads.PERIODS: lambda text, settings: read_periods(text, settings.fiscal_year_start),
}
_READERS: Mapping[Reads, Callable[[str], ReadResult]] = {
    Reads.TEXT: _text,
    Reads.WORD: _text,
    Reads.SLUG: _slug,
    Reads.PRIORITY: _priority,
    Reads.HEALTH: _health,
    Reads.DIRECTION: read_direction,
    Reads.KIND: _closed(vocabulary.KINDS, say("kind of goal")),
    Reads.HORIZON: _closed(vocabulary.HORIZONS, "horizon"),
    Reads.COMMITMENT: _closed(vocabulary.COMMITMENTS, "commitment"),
    Reads.ROLLUP: _closed(vocabulary.ROLLUPS, say("roll-up rule")),
    Reads.SWITCH: _switch,
    Reads.STRICT_SWITCH: _strict_switch,
    Reads.TEXTS: read_texts,
    Reads.TAGS: read_tags,
    Reads.LINKS: read_links,
    Reads.PEOPLE: read_people,
    Reads.PERSON: read_person,
    Reads.NUMBER: read_number,
    Reads.AMOUNT: read_amount,
    Reads.WEIGHT: read_weight,
    Reads.FRACTION: read_fraction,
    Reads.PROGRESS: read_progress,
    Reads.DURATION: read_duration,
    Reads.CADENCE: read_cadence,
    Reads.METRIC: read_metric,
}
