"""Look: everything that a build is made of, as a vault had it at one moment. Equal looks make equal sites."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Outcome
from milepost.emit.target import default_out
from milepost.files import disk
from milepost.model.frozen import frozen
from milepost.model.rim import NO_THEME, Snapshot, ThemeFiles
from milepost.session.build import Build, Session, with_vault_words
from milepost.vault.discover import Found
from milepost.vault.find import has_obsidian
from milepost.vault.kept import Kept
from milepost.vault.read import read_again, read_vault
from milepost.vault.settings import SettingsText, read_settings, settings_text
from milepost.vault.theme import logo_problem, read_theme

Day = Callable[[Settings, SettingsText], Outcome[date]]
"""Says which day counts; what is wrong with the settings' time zone is found on the way."""


@frozen
class Look:
    """A vault, its settings, and the day."""

    root: Path
    out: Path
    settings: Settings
    settings_text: SettingsText
    problems: tuple[Diagnostic, ...]
    as_of: date
    has_obsidian: bool
    snapshot: Snapshot
    theme: ThemeFiles = NO_THEME


def look_at(
    root: Path,
    day: Day,
    *,
    out: Path | None = None,
    kept: Kept | None = None,
    found: Found | None = None,
    audience: str = "",
) -> Look:
    """Read a vault. Without `out` and `audience` those of the settings hold; `found` is what the vault holds, if that
    was looked up just now. Raises OSError without a root to list.
    """
    settings, problems = read_settings(root)
    if audience:
        settings = replace(settings, publish=replace(settings.publish, audience=audience))
    text = settings_text(root)
    as_of, zone_problems = day(settings, text)
    theme = read_theme(disk.real(root), settings.site.logo, kept)
    place = Path(disk.absolute(out if out is not None else default_out(root, settings)))
    return Look(
        root=root,
        out=place,
        settings=settings,
        settings_text=text,
        problems=problems + zone_problems + logo_problem(settings.site.logo, theme, text),
        as_of=as_of,
        has_obsidian=has_obsidian(root),
        snapshot=read_vault(root, settings, out=place, kept=kept, found=found),
        theme=theme,
    )


def look_again(before: Look, paths: Iterable[str], kept: Kept) -> Look | None:
    """The look with these notes as they are now; None when more than their text may have changed."""
    try:
        snapshot = read_again(before.root, before.snapshot, paths, kept)
    except OSError:
        return None
    return replace(before, snapshot=snapshot) if snapshot is not None else None


def read_look(session: Session, look: Look) -> None:
    """Read the notes of a look, so that its build need not, and leave what they say for the next process."""
    settings = with_vault_words(look.settings, look.snapshot.obsidian)
    session.reader.read(look.snapshot.notes, settings.reading)
    session.reader.keep()


def build_look(session: Session, look: Look) -> Build:
    """Compute what a look comes to. For the author settings files are among its sources: problems show their line."""
    build = session.build(
        look.snapshot,
        look.settings,
        look.as_of,
        vault_name=look.root.name,
        has_obsidian=look.has_obsidian,
        found=look.problems,
    )
    build = replace(build, folder=disk.real(look.root))
    if not build.material.is_private:
        return replace(build, theme=look.theme)
    return replace(
        build, theme=look.theme, material=replace(build.material, sources={**build.sources, **look.settings_text})
    )
