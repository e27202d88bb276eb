"""The settings as values. `config.table` says which TOML key fills which attribute."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from milepost.model.frozen import frozen

MILESTONE_HEADINGS = (
    "Milestones",
    "Key results",
    "Acceptance criteria",
    "Success criteria",
    "Definition of done",
    "Roadmap",
    "Steps",
)
CHECK_IN_HEADINGS = ("Check-ins", "Log", "Updates", "Progress log", "Journal")
NOTE_TYPES: Mapping[str, str] = {
    "goal": "goal",
    "objective": "goal",
    "keyresult": "goal",
    "okr": "goal",
    "project": "goal",
    "epic": "goal",
    "initiative": "goal",
    "habit": "goal",
    "mission": "mission",
    "milestone": "milestone",
    "task": "task",
    "person": "person",
    "report": "report",
}


@frozen
class ReadingSettings:
    """The settings that one note's reading depends on; their digest is part of the reading memo's key.

    Keys of `types`, `fields` and `status` are squashed (`model.status.squash`); headings are as written.
    With `keeps_lines` the lines of a paragraph are shown as lines, as Obsidian does.
    """

    types: Mapping[str, str] = field(default_factory=lambda: dict(NOTE_TYPES))
    fields: Mapping[str, str] = field(default_factory=dict)
    status: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    global_filter: str = ""
    milestone_headings: tuple[str, ...] = MILESTONE_HEADINGS
    check_in_headings: tuple[str, ...] = CHECK_IN_HEADINGS
    fiscal_year_start: int = 1
    keeps_lines: bool = False


@frozen
class HealthSettings:
    """Thresholds of the pace rule."""

    measure: str = "gap"
    at_risk: Decimal = Decimal("-0.10")
    off_track: Decimal = Decimal("-0.25")


RATIO_LIMITS: Mapping[str, Decimal] = {"health.at_risk": Decimal("0.90"), "health.off_track": Decimal("0.70")}
"""The thresholds where progress and plan are compared by their ratio, and none are written."""


@frozen
class PublishSettings:
    """Who may read the site."""

    audience: str = "private"
    include: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    owners: bool = True
    base_url: str = ""


class Token(NamedTuple):
    """A design token and its value; `scheme` is light, dark or, for both, ""."""

    name: str
    value: str
    scheme: str = ""


class NavEntry(NamedTuple):
    """A page of ours by its name, or a link."""

    page: str
    text: str = ""
    href: str = ""


@frozen
class SiteSettings:
    """Where the site goes and how it looks."""

    out: str = ""
    lang: str = "en"
    logo: str = ""
    nav: tuple[NavEntry, ...] = ()
    tokens: tuple[Token, ...] = ()
    editor: str = "vscode"
    edit_uri: str = ""
    remote_images: bool = False


@frozen
class Settings:
    """Everything milepost.toml can say."""

    title: str = ""
    goals: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    timezone: str = ""
    week_start: str = "monday"
    holidays: tuple[date, ...] = ()
    calendar_days: bool = False
    started_credit: Decimal = Decimal(0)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    health: HealthSettings = HealthSettings()
    publish: PublishSettings = PublishSettings()
    rules: Mapping[str, str] = field(default_factory=dict)
    site: SiteSettings = field(default_factory=SiteSettings)
