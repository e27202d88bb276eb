"""One setting's value: from what TOML holds to what `Settings` takes, or why not. Nothing is converted by guess."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from milepost.config.complaint import Complaint, Read, shown, wrong
from milepost.config.site_values import read_language, read_nav, read_site, read_tokens
from milepost.config.table import Setting, Takes
from milepost.diagnostics.wording import did_you_mean, quote
from milepost.model.said import say
from milepost.model.status import squash

_MOST_DIGITS = 30
_BARE = say("without quotes")


def read_setting(row: Setting, value: object) -> Read:
    """The value of a row, None where it cannot be read at all."""
    return _READERS[row.takes](row, value)


def _text(row: Setting, value: object) -> Read:
    if not isinstance(value, str):
        return None, [
            wrong(row, value, say("takes text"), say('Put quotes round it: {path} = "…".', path=row.path[-1]))
        ]
    text = value.strip()
    if row.holds and text and text not in row.words and row.holds not in text:
        complaint = _no_word(row, text)
        return None, [
            complaint._replace(
                remedy=say(
                    "{remedy} Or write an address with `{holds}` in it.", remedy=complaint.remedy, holds=row.holds
                )
            )
        ]
    return text, []


def _word(row: Setting, value: object) -> Read:
    if isinstance(value, str) and value.strip().lower() in row.words:
        return value.strip().lower(), []
    return None, [_no_word(row, value)]


def _flag(row: Setting, value: object) -> Read:
    if isinstance(value, bool):
        return value, []
    return None, [wrong(row, value, say("takes true or false"), say("Write true or false, without quotes."))]


def _integer(row: Setting, value: object) -> Read:
    if isinstance(value, int) and not isinstance(value, bool) and _in_range(row, Decimal(value)):
        return value, []
    return None, [
        wrong(
            row,
            value,
            say("takes a whole number{range}", range=_range(row)),
            say("Write a number{range}, {bare}.", range=_range(row), bare=_BARE),
        )
    ]


def _number(row: Setting, value: object) -> Read:
    number = _decimal(value)
    if number is not None and _in_range(row, number):
        return number, []
    return None, [
        wrong(
            row,
            value,
            say("takes a number{range}", range=_range(row)),
            say("Write a number{range}, {bare}.", range=_range(row), bare=_BARE),
        )
    ]


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or len(str(value)) > _MOST_DIGITS:
        return None
    number = Decimal(value)
    return number if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS else None


def _list(row: Setting, value: object, one: Callable[[Setting, object], Read]) -> Read:
    if not isinstance(value, list):
        return None, [
            wrong(
                row,
                value,
                say("takes a {kind}", kind=row.takes.value),
                say("Put brackets round it: {path} = […].", path=row.path[-1]),
            )
        ]
    kept: list[Any] = []
    complaints: list[Complaint] = []
    for each in value:
        read, bad = one(row, each)
        complaints += bad
        if read is not None:
            kept.append(read)
    return tuple(kept), complaints


def _date(row: Setting, value: object) -> Read:
    if isinstance(value, datetime):
        return value.date(), []
    if isinstance(value, date):
        return value, []
    try:
        return date.fromisoformat(value if isinstance(value, str) else ""), []
    except ValueError:
        return None, [wrong(row, value, say("takes dates"), say("Write them as 2026-12-25."))]


def _map(row: Setting, value: object) -> Read:
    if not isinstance(value, Mapping):
        return None, [
            wrong(
                row,
                value,
                say("is a table"),
                say("Write a table: [{key}], with one `name = value` a line.", key=row.key),
            )
        ]
    found: dict[str, str] = dict(row.default) if row.adds and isinstance(row.default, Mapping) else {}
    complaints: list[Complaint] = []
    for name, each in value.items():
        complaint = _pair_complaint(row, name, each)
        if complaint is not None:
            complaints.append(complaint)
        else:
            found[squash(name) if row.squashed else name] = _canonical(row, str(each).strip())
    return found, complaints


def _pair_complaint(row: Setting, name: str, value: object) -> Complaint | None:
    if row.names and name not in row.names:
        remedy = did_you_mean(name, row.names) or say("The names are: {names}, …", names=", ".join(row.names[:12]))
        return Complaint(
            "unknown-setting", say("{name} is no name that `{key}` has.", name=quote(name), key=row.key), remedy, name
        )
    if not isinstance(value, str):
        return Complaint(
            "invalid-setting",
            say("{shown} under `{key}` is no text.", shown=quote(shown(value)), key=row.key),
            say("Put quotes round it."),
            name,
        )
    if row.words and squash(value) not in {squash(word) for word in row.words}:
        return _no_word(row, value)._replace(name=name)
    return None


def _canonical(row: Setting, value: str) -> str:
    """A word of the row in the spelling milepost uses; any other text as it is."""
    return {squash(word): word for word in row.words}.get(squash(value), value)


def _no_word(row: Setting, value: object) -> Complaint:
    text = shown(value)
    remedy = did_you_mean(text, row.words) or say("Use one of: {words}.", words=", ".join(row.words[:12]))
    return Complaint("invalid-setting", say("`{key}` does not take {text}.", key=row.key, text=quote(text)), remedy)


def _in_range(row: Setting, number: Decimal) -> bool:
    return (row.least is None or number >= row.least) and (row.most is None or number <= row.most)


def _range(row: Setting) -> str:
    return "" if row.least is None else say(" from {least} to {most}", least=row.least, most=row.most)


_READERS: Mapping[Takes, Callable[[Setting, object], Read]] = {
    Takes.TEXT: _text,
    Takes.TEXTS: lambda row, value: _list(row, value, _text),
    Takes.WORD: _word,
    Takes.WORDS: lambda row, value: _list(row, value, _word),
    Takes.FLAG: _flag,
    Takes.INTEGER: _integer,
    Takes.NUMBER: _number,
    Takes.DATES: lambda row, value: _list(row, value, _date),
    Takes.MAP: _map,
    Takes.TOKENS: read_tokens,
    Takes.NAV: read_nav,
    Takes.LANGUAGE: read_language,
    Takes.SITE: read_site,
}
