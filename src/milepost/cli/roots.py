"""Which folder is meant, and which day: known before any note is read."""

from datetime import date
from pathlib import Path

from milepost.cli.clock import UnknownZone, as_of, zone_named
from milepost.cli.exits import Code, Stop
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Outcome, Severity
from milepost.diagnostics.wording import quote, sentence
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.model.said import say
from milepost.vault.find import find_root
from milepost.vault.settings import SettingsText, place_in_settings


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


def day_of(today: date | None, settings: Settings, text: SettingsText) -> Outcome[date]:
    """The as-of date; a time zone that nobody knows is a problem of the settings and the system's own is used."""
    try:
        return Outcome(as_of(today, zone_named(settings.timezone)))
    except UnknownZone:
        path, span = place_in_settings("timezone", text)
        message = say(
            "`timezone` is {zone}, which this computer does not know; its own is used", zone=quote(settings.timezone)
        )
        problem = Diagnostic(
            "invalid-setting",
            Severity.ERROR,
            path,
            span,
            sentence(message),
            sentence(say('use a name such as "Europe/Berlin"; on Windows: pip install tzdata')),
        )
        return Outcome(as_of(today), (problem,))
