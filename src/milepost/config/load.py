"""From the text of milepost.toml to Settings. What cannot be read costs its own key, never another."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from milepost.config.places import KeyPath, place_of, places_of
from milepost.config.reading import read_setting
from milepost.config.settings import RATIO_LIMITS, HealthSettings, Settings
from milepost.config.table import SETTING_OF_PATH, SETTINGS, TABLES, Setting
from milepost.diagnostics.findings import located
from milepost.diagnostics.problem import Diagnostic, Outcome, Problem
from milepost.diagnostics.wording import nearest, quote
from milepost.model.ids import VaultPath
from milepost.model.said import say
from milepost.model.span import Span

_OVER_LIMIT = {RecursionError: say("it is nested too deep"), ValueError: say("a number in it is too long")}
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")


def settings_from_toml(text: str, path: VaultPath, *, table: str = "") -> Outcome[Settings]:
    """The settings a TOML text gives; `table` is the dotted name of the table they stand in ("": the whole text).

    Text that is no TOML gives the defaults and one `invalid-setting`. Never raises.
    """
    try:
        data = tomllib.loads(text, parse_float=_exact)
    except (ValueError, RecursionError) as error:
        return Outcome(Settings(), (located(path, _no_toml(error, text)),))
    prefix = tuple(table.split(".")) if table else ()
    return _Loading(path, places_of(text), prefix).load(_inner(data, prefix))


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("nan")


def _inner(data: Mapping[str, Any], prefix: KeyPath) -> Mapping[str, Any]:
    for name in prefix:
        inner = data.get(name)
        if not isinstance(inner, Mapping):
            return {}
        data = inner
    return data


def _no_toml(error: Exception, text: str) -> Problem:
    what = (
        str(error) if isinstance(error, tomllib.TOMLDecodeError) else _OVER_LIMIT.get(type(error), say("it is too big"))
    )
    found = _PLACE.search(what)
    last_line = Span(text.count("\n") + 1)
    span = Span(int(found[1]), int(found[2])) if found and found[1] else last_line if found else Span(1)
    sentence = _PLACE.sub("", what).strip().rstrip(".")
    message = say(
        "The file is not TOML: {lower}{sentence}. No setting is used.",
        lower=sentence[:1].lower(),
        sentence=sentence[1:],
    )
    return Problem(
        "invalid-setting", span, message, say("Texts need quotes, lists need brackets, each key its own line.")
    )


class _Loading:
    """The reading of one settings table."""

    def __init__(self, path: VaultPath, places: Mapping[KeyPath, Span], prefix: KeyPath) -> None:
        self._path = path
        self._places = places
        self._prefix = prefix
        self._found: list[Diagnostic] = []

    def load(self, data: Mapping[str, Any]) -> Outcome[Settings]:
        values: dict[str, Any] = {}
        for path, value in self._leaves(data, ()):
            row = SETTING_OF_PATH[path]
            read, complaints = read_setting(row, value)
            for rule, message, remedy, name, inner in complaints:
                self._complain(rule, (*path, *filter(None, (name, inner))), message, remedy)
            if read is not None:
                values[row.attribute or row.key] = read
        is_ratio = values.get("health.measure") == "ratio"
        settings = _with(Settings(), {**RATIO_LIMITS, **values} if is_ratio else values)
        unreached = [name for name in RATIO_LIMITS if is_ratio and values.get(name, 1) <= 0]
        for name in unreached:
            self._never(name, values[name])
        if not unreached and settings.health.off_track > settings.health.at_risk:
            self._contradict(settings.health, "at_risk" if "health.at_risk" in values else "off_track")
        return Outcome(settings, tuple(self._found))

    def _contradict(self, health: HealthSettings, name: str) -> None:
        """Below `off_track` a goal is off track, so a lower `at_risk` is never reached."""
        message = say(
            "`health.at_risk` ({at_risk}) is below `health.off_track` ({off_track}): no goal's pace is ever at risk.",
            at_risk=health.at_risk,
            off_track=health.off_track,
        )
        remedy = say("Write an `at_risk` that is above `off_track`: a goal is at risk before it is off track.")
        self._complain("invalid-setting", ("health", name), message, remedy)

    def _never(self, name: str, limit: Decimal) -> None:
        """A ratio is never below 0."""
        message = say("`{name}` ({limit}) is never reached: a ratio is at least 0.", name=name, limit=limit)
        remedy = say('Write what share of the expected progress is enough, as `0.9`; or `measure = "gap"`.')
        self._complain("invalid-setting", tuple(name.split(".")), message, remedy)

    def _leaves(self, data: Mapping[str, Any], above: KeyPath) -> Iterator[tuple[KeyPath, object]]:
        """Every known key with its value; unknown ones are named. Tables are at most two deep."""
        for name, value in data.items():
            path = (*above, name)
            if path in SETTING_OF_PATH:
                yield path, value
            elif path in TABLES and isinstance(value, Mapping):
                yield from self._leaves(value, path)
            elif path in TABLES:
                remedy = say("Write [{join}] on a line of its own, with its keys below it.", join=".".join(path))
                self._complain("invalid-setting", path, say("`{join}` is a table.", join=".".join(path)), remedy)
            else:
                self._complain(
                    "unknown-setting", path, say("There is no setting {join}.", join=quote(".".join(path))), _hint(path)
                )

    def _complain(self, rule: str, path: KeyPath, message: str, remedy: str) -> None:
        span = place_of((*self._prefix, *path), self._places)
        self._found.append(located(self._path, Problem(rule, span, message, remedy)))


def _hint(path: KeyPath) -> str:
    """Where a misplaced key belongs, or the name most like an unknown one."""
    for row in SETTINGS:
        if row.path[-1] == path[-1]:
            return _belongs(row)
    siblings = [row.path[len(path) - 1] for row in SETTINGS if row.path[: len(path) - 1] == path[:-1]]
    name = nearest(path[-1], dict.fromkeys(siblings)) or nearest(path[-1], [row.path[-1] for row in SETTINGS])
    return say("Did you mean `{name}`?", name=name) if name else say("`milepost schema config` lists all settings.")


def _belongs(row: Setting) -> str:
    if len(row.path) == 1:
        return say("`{key}` belongs to the top of the file, above the first [table].", key=row.key)
    return say("`{path}` belongs below [{path2}].", path=row.path[-1], path2=row.path[0])


def _with(settings: Settings, values: Mapping[str, Any]) -> Settings:
    """The settings with values put in at their dotted attributes."""
    groups: dict[str, dict[str, Any]] = {}
    for attribute, value in values.items():
        group, _, name = attribute.rpartition(".")
        groups.setdefault(group, {})[name] = value
    inner = {group: replace(getattr(settings, group), **parts) for group, parts in groups.items() if group}
    return replace(settings, **inner, **groups.get("", {}))
