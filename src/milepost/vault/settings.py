"""The settings of a vault: one table, in milepost.toml or in pyproject.toml, never in both."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from milepost.config.load import settings_from_toml
from milepost.config.places import places_of
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Outcome, Severity
from milepost.diagnostics.wording import sentence
from milepost.files import disk
from milepost.model.ids import VaultPath
from milepost.model.said import say
from milepost.model.span import Span
from milepost.vault.find import SETTINGS_FILE

SettingsText = Mapping[VaultPath, bytes]
"""Settings files as they are written."""

_OWN = VaultPath(SETTINGS_FILE)
_PYPROJECT = VaultPath("pyproject.toml")
_TABLE = "tool.milepost"
_LIMIT = 2_000_000
_TABLE_LINE = re.compile(r"[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*milepost[ \t]*[\].]", re.MULTILINE)


def read_settings(root: Path) -> Outcome[Settings]:
    """The settings of the vault at `root`; all defaults where it has none.

    A file that cannot be read, or tables in both files (milepost.toml is used then), are `invalid-setting` errors.
    Never raises.
    """
    own, shared = _read(root, _OWN), _read(root, _PYPROJECT)
    problems = own.diagnostics
    table_line = _line_of_table(shared.value) if shared.value is not None else 0
    if own.value is not None:
        settings = settings_from_toml(own.value, _OWN)
        if table_line:
            problems += (_both(table_line),)
    elif table_line and shared.value is not None:
        settings = settings_from_toml(shared.value, _PYPROJECT, table=_TABLE)
    else:
        settings = Outcome(Settings())
    return Outcome(settings.value, problems + settings.diagnostics)


def settings_text(root: Path) -> dict[VaultPath, bytes]:
    """The settings files as they are written, for excerpts; one that cannot be read is left out. Never raises."""
    found = {}
    for path in (_OWN, _PYPROJECT):
        try:
            found[path] = disk.read_bytes(root / path, limit=_LIMIT, follow=False)
        except OSError:  # there is none, or `read_settings` says why
            continue
    return found


def place_in_settings(key: str, text: SettingsText) -> tuple[VaultPath, Span]:
    """Where a key stands in the settings files, for what is found out about its value later."""
    own = tuple(key.split("."))
    for path, content in text.items():
        places = places_of(content.decode("utf-8", "replace"))
        for keys in (own, ("tool", "milepost", *own)):
            if keys in places:
                return path, places[keys]
    return next(iter(text), _OWN), Span(1)


def _read(root: Path, name: VaultPath) -> Outcome[str | None]:
    try:
        content = disk.read_bytes(root / name, limit=_LIMIT, follow=False)
        return Outcome(content.decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Outcome(None)
    except UnicodeDecodeError as error:
        why = say("{name} is not UTF-8 text: byte {start} cannot be read", name=name, start=error.start)
        return Outcome(None, (_invalid(name, why, say("Save the file as UTF-8.")),))
    except OSError as error:
        why = say("{name} cannot be read: {strerror}", name=name, strerror=error.strerror or error)
        return Outcome(None, (_invalid(name, why, say("Make it a readable, ordinary file.")),))


def _line_of_table(text: str) -> int:
    """The line of `[tool.milepost]` in pyproject.toml, 0 without such a table."""
    found = _TABLE_LINE.search(text)
    try:
        tool = tomllib.loads(text).get("tool")
        has_table = isinstance(tool, dict) and "milepost" in tool
    except (ValueError, RecursionError):  # TOMLDecodeError, or a number of 5,000 digits
        has_table = found is not None
    if not has_table:
        return 0
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _both(line: int) -> Diagnostic:
    why = say("The settings stand in {own} and in {pyproject}; {own} is used", own=_OWN, pyproject=_PYPROJECT)
    return _invalid(
        _PYPROJECT, why, say("Keep one of the two: move [{table}] to {own}.", table=_TABLE, own=_OWN), line=line
    )


def _invalid(path: VaultPath, message: str, remedy: str, *, line: int = 1) -> Diagnostic:
    return Diagnostic("invalid-setting", Severity.ERROR, path, Span(line), sentence(message), remedy)
