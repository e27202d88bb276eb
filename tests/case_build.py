"""From a case to a build: the same functions as the command, without a disk.

Only a case that shows a hidden folder (`.obsidian/`) is written out and read like any vault, since what such a folder
says is read at the rim.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from milepost.config.load import settings_from_toml
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Outcome
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot, SourceFile
from milepost.report.material import Material
from milepost.session.build import Build, Session
from milepost.vault.read import digest, read_vault
from tests.case_files import Case

_SETTINGS = VaultPath("milepost.toml")
_NOTES = (".md", ".markdown")


@dataclass(frozen=True)
class Built:
    """One case, built once; its site is rendered when a page is asked for."""

    case: Case
    session: Session
    build: Build

    @property
    def material(self) -> Material:
        """What reports are made of."""
        return self.build.material

    @cached_property
    def site(self) -> Mapping[str, bytes]:
        """The files of the site."""
        return {file.path: file.content for file in self.session.site(self.build)}


def build(case: Case, session: Session | None = None, *, backwards: bool = False) -> Built:
    """Build a case, in a new session unless one is given; `backwards` hands its notes over in the opposite order."""
    settings, found = settings_of(case)
    snapshot = snapshot_of(case, settings)
    if backwards:
        snapshot = replace(snapshot, notes=snapshot.notes[::-1], attachments=snapshot.attachments[::-1])
    session = session or Session()
    done = session.build(
        snapshot,
        settings,
        case.as_of,
        vault_name="vault",
        has_obsidian=snapshot.obsidian.present,
        found=found,
    )
    return Built(case, session, done)


def settings_of(case: Case) -> Outcome[Settings]:
    """The settings of a case; the defaults where it gives none."""
    return settings_from_toml(case.settings, _SETTINGS) if case.settings else Outcome(Settings())


def snapshot_of(case: Case, settings: Settings) -> Snapshot:
    """The vault of a case, as bytes."""
    if any(part.startswith(".") for path in case.files for part in path.split("/")):
        with written(case) as root:
            return read_vault(root, settings, out=None)
    notes = [
        SourceFile(VaultPath(path), content, digest(content))
        for path, content in sorted(case.files.items())
        if path.lower().endswith(_NOTES)
    ]
    others = [VaultPath(path) for path in sorted(case.files) if not path.lower().endswith(_NOTES)]
    return Snapshot(
        notes=tuple(notes),
        attachments=tuple(others),
        tables={path: case.files[path] for path in others if path.lower().endswith(".csv")},
    )


@contextmanager
def written(case: Case) -> Iterator[Path]:
    """The vault of a case as a folder, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in case.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        yield root
