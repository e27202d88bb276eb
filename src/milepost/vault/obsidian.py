"""What a vault's own `.obsidian/` says that bears on reading. Anything unexpected in it is passed over."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from milepost.files import disk, scan
from milepost.files.disk import Kind
from milepost.model.rim import ObsidianConfig, Skipped

_FOLDER = ".obsidian"
APP = "app.json"
TEMPLATES = "templates.json"
TEMPLATER = "plugins/templater-obsidian/data.json"
DAILY = "daily-notes.json"
PERIODIC = "plugins/periodic-notes/data.json"
TASKS = "plugins/obsidian-tasks-plugin/data.json"
CONFIG_FILES = frozenset(f"{_FOLDER}/{name}" for name in (APP, TEMPLATES, TEMPLATER, DAILY, PERIODIC, TASKS))
"""Vault paths of all that is read of it; Obsidian writes others with every click."""
_LIMIT = 8_000_000
_PERIODS = ("daily", "weekly", "monthly", "quarterly", "yearly")
_CALENDAR_PERIODS = ("day", "week", "month", "quarter", "year", "fiscalYear")

Json = object


def read_obsidian(base: str) -> tuple[ObsidianConfig, tuple[Skipped, ...]]:
    """The configuration below `base`, and the files of it that could not be read. Never raises.

    A `.obsidian` that is a link says that the vault is Obsidian's, and nothing more: what Obsidian does unasked holds.
    """
    if not _is_folder(f"{base}/{_FOLDER}"):
        linked = _is_folder(f"{base}/{_FOLDER}", follow=True)
        return ObsidianConfig(present=linked, keeps_lines=linked), ()
    broken: list[Skipped] = []
    app = _load(base, APP, broken)
    templates = _load(base, TEMPLATES, broken)
    templater = _load(base, TEMPLATER, broken)
    daily = _load(base, DAILY, broken)
    periodic = _load(base, PERIODIC, broken)
    tasks = _load(base, TASKS, broken)
    config = ObsidianConfig(
        present=True,
        template_folders=_folders(templates.get("folder"), templater.get("templates_folder")),
        daily_folders=_folders(daily.get("folder"), *_periodic_folders(periodic)),
        symbols=tuple(_symbols(_map(tasks.get("statusSettings"))).items()),
        global_filter=_text(tasks.get("globalFilter")),
        keeps_lines=app.get("strictLineBreaks") is not True,
    )
    return config, tuple(broken)


def _load(base: str, name: str, broken: list[Skipped]) -> Mapping[str, Json]:
    """A JSON object below `.obsidian/`; empty when there is none. Links are not followed, in any part of the path."""
    path = f"{_FOLDER}/{name}"
    folders = path.split("/")[:-1]
    try:
        if not all(_is_folder(f"{base}/{'/'.join(folders[: end + 1])}") for end in range(len(folders))):
            return {}
        found = json.loads(disk.read_bytes(f"{base}/{path}", limit=_LIMIT, follow=False))
    except FileNotFoundError:
        return {}
    except OSError as error:
        broken.append(Skipped(path, f"it cannot be read: {error.strerror or error}"))
        return {}
    except (ValueError, RecursionError):
        broken.append(Skipped(path, "it is not valid JSON"))
        return {}
    return _map(found)


def _is_folder(place: str, *, follow: bool = False) -> bool:
    try:
        found = disk.look(place, follow=follow)
    except OSError:
        return False
    return found is not None and found.kind is Kind.FOLDER


def _folders(*written: Json) -> tuple[str, ...]:
    """Vault paths of folders, in order, without those that name the whole vault or nothing."""
    named = (_text(value).strip().strip("/").removeprefix("./") for value in written)
    return tuple(dict.fromkeys(name for name in named if name not in ("", ".")))


def _periodic_folders(periodic: Mapping[str, Json]) -> Iterator[Json]:
    """Both shapes of the plugin's data: one map a period, or a list of calendar sets."""
    for period in _PERIODS:
        yield _map(periodic.get(period)).get("folder")
    calendars = periodic.get("calendarSets")
    for calendar in calendars if isinstance(calendars, list) else ():
        for period in _CALENDAR_PERIODS:
            yield _map(_map(calendar).get(period)).get("folder")


def _symbols(settings: Mapping[str, Json]) -> Mapping[str, str]:
    """By checkbox character the plugin's type (`TODO`, `IN_PROGRESS`, …); the first that has a character keeps it."""
    found: dict[str, str] = {}
    for group in ("coreStatuses", "customStatuses"):
        statuses = settings.get(group)
        for status in statuses if isinstance(statuses, list) else ():
            symbol, kind = _text(_map(status).get("symbol")), _text(_map(status).get("type"))
            if len(symbol) == 1 and kind:
                found.setdefault(symbol, kind)
    return found


def _map(value: Json) -> Mapping[str, Json]:
    return cast(Mapping[str, Json], value) if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) and scan.is_text(value) else ""
