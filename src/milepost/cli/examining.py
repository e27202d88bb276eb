"""Examining this computer for `milepost doctor`: one finding a subject, with what to do where something is missing."""

import platform
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from milepost import __version__
from milepost.cli.caches import cache_folder
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.files.programs import version_of
from milepost.files.scan import is_text, list_folder
from milepost.model.frozen import frozen
from milepost.vault.clone import clone_of
from milepost.vault.find import SETTINGS_FILE

LIBRARIES = ("click", "icalendar", "Jinja2", "markdown-it-py", "msgspec", "PyYAML", "rich", "watchdog")


@frozen
class Finding:
    """What is known of one subject; `remedy` says what to do where it is not well."""

    subject: str
    text: str
    is_well: bool = True
    remedy: str = ""


def examined(root: Path) -> Sequence[Finding]:
    """All findings about this computer and the vault at `root`."""
    return (
        Finding("milepost", __version__),
        Finding("Python", f"{platform.python_version()} on {platform.platform()}"),
        _libraries(),
        _yaml(),
        _vault(root),
        _git(),
        _history(root),
        _events(root),
        _browser(),
        Finding("cache", cache_folder(None)),
    )


def _libraries() -> Finding:
    known, missing = [], []
    for name in LIBRARIES:
        try:
            known.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    remedy = f"Install milepost anew: {', '.join(missing)} cannot be found." if missing else ""
    return Finding("libraries", ", ".join(known), not missing, remedy)


def _yaml() -> Finding:
    from milepost.syntax.yaml_nodes import IS_FAST

    if IS_FAST:
        return Finding("YAML", "read by the fast parser, in C")
    return Finding("YAML", "read by the slow parser", is_well=False, remedy="Install a PyYAML with libyaml.")


def _vault(root: Path) -> Finding:
    has_settings = disk.look(root / SETTINGS_FILE, follow=True) is not None
    return Finding("vault", f"{root}, {'with' if has_settings else 'without'} {SETTINGS_FILE}")


def _git() -> Finding:
    said = version_of("git")
    if said:
        return Finding("git", said.removeprefix("git version "))
    return Finding(
        "git", "not found", is_well=False, remedy="Notes are read without it; it is how plans keep a history."
    )


def _history(root: Path) -> Finding:
    found = clone_of(disk.real(root))
    if found is None:
        return Finding("history", "the vault lies in no git repository")
    if found.is_shallow:
        remedy = "git fetch --unshallow (in a pipeline: fetch-depth: 0)"
        text = f"{found.root} is a shallow clone: what came before is not there"
        return Finding("history", text, is_well=False, remedy=remedy)
    return Finding("history", f"{found.root} is a whole clone")


def _events(root: Path) -> Finding:
    from milepost.live.native import tells

    note = _some_file(root)
    if note is None:
        return Finding("events", "no file to try them with")
    if tells(f"{disk.real(root)}/{note}"):
        return Finding("events", "changes of files are told at once")
    return Finding("events", "changes of files are not told here: `watch` and `serve` look for them", is_well=False)


def _some_file(root: Path) -> str | None:
    """A file directly in the vault, so that nothing is searched."""
    with suppress(OSError, ValueError):
        return min(entry.name for entry in list_folder(root) if entry.kind is Kind.FILE and is_text(entry.name))
    return None


def _browser() -> Finding:
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return Finding("browser", "none found", is_well=False, remedy="Open the address that `milepost serve` prints.")
    return Finding("browser", str(getattr(found, "name", "") or type(found).__name__))
