"""From a folder on the command line to a finished build in memory: root, settings, notes, figures."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from milepost.cli.clock import UnknownZone, as_of, system_day
from milepost.cli.exits import Code, Stop
from milepost.cli.terminal import patience
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Outcome, Severity
from milepost.emit.target import default_out
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot
from milepost.model.span import Span
from milepost.report.material import Material
from milepost.session.build import Build, Session
from milepost.vault.find import find_root, has_obsidian
from milepost.vault.read import read_vault
from milepost.vault.settings import read_settings

_SETTINGS_FILES = (VaultPath("milepost.toml"), VaultPath("pyproject.toml"))


@dataclass(frozen=True, slots=True)
class Opened:
    """One vault, read and computed."""

    root: Path
    out: Path
    settings: Settings
    snapshot: Snapshot
    session: Session
    build: Build

    @property
    def material(self) -> Material:
        """What reports are made of."""
        return self.build.material


def open_vault(vault: Path | None, today: date | None, out: Path | None = None) -> Opened:
    """Read and compute a vault. `vault` is the root as it is; None means found from the current folder up."""
    root = root_of(vault)
    settings, problems = read_settings(root)
    day, zone_problems = _as_of(root, today, settings)
    place = Path(disk.absolute(out if out is not None else default_out(root, settings)))
    with patience(f"Reading {root.name}"):
        snapshot = read_vault(root, settings, out=place)
        session = Session()
        build = session.build(
            snapshot,
            settings,
            day,
            vault_name=root.name,
            has_obsidian=has_obsidian(root),
            found=problems + zone_problems,
        )
    return Opened(root, place, settings, snapshot, session, _with_settings_text(build, root))


def private_only(opened: Opened) -> Opened:
    """Stop before anything is handed out for a public audience: this version cannot hold private notes back yet."""
    if opened.settings.publish.audience == "public":
        raise Stop(
            Code.REFUSED,
            '`audience` is "public", and this version cannot keep private notes out of a site yet',
            'Set `audience = "private"`, or take the line out. Nothing was written.',
        )
    return opened


def root_of(vault: Path | None) -> Path:
    """The vault's root, absolute."""
    if vault is None:
        return find_root(Path.cwd())
    found = disk.look(vault, follow=True)
    if found is None:
        raise Stop(Code.USAGE, f"There is no folder {str(vault)!r}", "Name the folder that holds the notes.")
    if found.kind is not Kind.FOLDER:
        raise Stop(Code.USAGE, f"{str(vault)!r} is no folder", f"To look at one note: milepost inspect {str(vault)!r}")
    return Path(disk.absolute(vault))


def _as_of(root: Path, today: date | None, settings: Settings) -> Outcome[date]:
    """The as-of date; a time zone that nobody knows is a problem of the settings and the system's own is used."""
    try:
        return Outcome(as_of(today, settings.timezone))
    except UnknownZone:
        path, line = _timezone_line(root)
        message = f"`timezone` is {settings.timezone!r}, which this computer does not know; its own zone is used"
        problem = Diagnostic(
            "invalid-setting",
            Severity.ERROR,
            path,
            Span(line),
            message,
            'Use a name such as "Europe/Berlin". On Windows: pip install tzdata.',
        )
        return Outcome(system_day(), (problem,))


def _timezone_line(root: Path) -> tuple[VaultPath, int]:
    sources = _settings_sources(root)
    for path, content in sources.items():
        found = re.search(rb"(?m)^[ \t]*timezone[ \t]*=", content)
        if found:
            return path, content.count(b"\n", 0, found.start()) + 1
    return next(iter(sources), _SETTINGS_FILES[0]), 1


def _with_settings_text(build: Build, root: Path) -> Build:
    """The settings files among the sources, so that their problems are shown with their line too."""
    return Build(replace(build.material, sources={**build.sources, **_settings_sources(root)}))


def _settings_sources(root: Path) -> dict[VaultPath, bytes]:
    found = {}
    for path in _SETTINGS_FILES:
        try:
            found[path] = disk.read_bytes(root / path, limit=2_000_000, follow=False)
        except OSError:  # no settings, or said already by whoever reads them
            continue
    return found
