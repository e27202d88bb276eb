"""The table of settings: every key of milepost.toml, what it takes, what it means, and which attribute it fills.

Reading, the JSON Schema and the settings page are made from it. To add a setting, add a row here and an attribute in
`config.settings`, whose value is the default.
"""

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import reduce

from milepost.config.settings import NOTE_TYPES, Settings
from milepost.config.tokens import TOKENS
from milepost.diagnostics.problem import Severity
from milepost.diagnostics.rules import RULES
from milepost.model.fields import NoteFields
from milepost.model.frozen import frozen
from milepost.model.status import STATUS_WORDS, Status


class Takes(Enum):
    """What a setting's value is."""

    TEXT = "text"
    TEXTS = "list of text"
    WORD = "one of its words"
    WORDS = "list of its words"
    FLAG = "true or false"
    INTEGER = "whole number"
    NUMBER = "number"
    DATES = "list of dates"
    MAP = "table of text"
    TOKENS = "table of tokens"
    NAV = "list of pages and links"
    LANGUAGE = "language"
    SITE = "address of a site"


@frozen
class Setting:
    """One row. `key` and `attribute` are dotted; `attribute` is the key unless given.

    `words` are the values allowed (of a map: of its values), `names` the keys allowed in a map; empty allows any.
    `squashed` maps compare their keys without case, spaces and dashes. `adds` to the default instead of replacing it.
    A text with `words` is one of them, or has `holds` in it.
    """

    key: str
    takes: Takes
    meaning: str
    attribute: str = ""
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    squashed: bool = False
    adds: bool = False
    holds: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The key as the parts of its table and name."""
        return tuple(self.key.split("."))

    @property
    def default(self) -> object:
        """What holds when the key is not given."""
        return reduce(getattr, (self.attribute or self.key).split("."), Settings())


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAV_PAGES = (
    *("overview", "periods", "sharpen", "roadmap", "graph", "milestones", "forecast", "calendar", "people", "areas"),
    *("problems", "search"),
)
ROLES = tuple(dict.fromkeys(NOTE_TYPES.values()))
EDITORS = (
    "vscode",
    "vscodium",
    "cursor",
    "windsurf",
    "zed",
    "idea",
    "pycharm",
    "webstorm",
    "sublime",
    "textmate",
    "macvim",
    "obsidian",
    "off",
)
FLAT_METRIC_KEYS = ("baseline", "target", "current", "unit", "direction")
FIELD_NAMES = (*(each.name.rstrip("_") for each in fields(NoteFields)), *FLAT_METRIC_KEYS)

SETTINGS: tuple[Setting, ...] = (
    Setting("title", Takes.TEXT, "The plan's name; else the vault's folder."),
    Setting("goals", Takes.TEXTS, "Notes under these patterns are goals, beside those that say so."),
    Setting("ignore", Takes.TEXTS, "Paths under these patterns are not read."),
    Setting(
        "milestone_headings",
        Takes.TEXTS,
        "Headings below which top-level items are milestones.",
        "reading.milestone_headings",
    ),
    Setting(
        "check_in_headings",
        Takes.TEXTS,
        "Headings below which dated entries are check-ins.",
        "reading.check_in_headings",
    ),
    Setting("timezone", Takes.TEXT, "Where today is looked up, such as Europe/Berlin; else the system's own zone."),
    Setting("week_start", Takes.WORD, "The first day of a week in calendars.", words=DAYS),
    Setting(
        "fiscal_year_start",
        Takes.INTEGER,
        "The month in which quarters and halves begin.",
        "reading.fiscal_year_start",
        least=1,
        most=12,
    ),
    Setting("holidays", Takes.DATES, "Days that are no working days."),
    Setting("calendar_days", Takes.FLAG, "Whether every day is a working day."),
    Setting("started_credit", Takes.NUMBER, "What a started item counts.", least=0, most=1),
    Setting(
        "types",
        Takes.MAP,
        "Front matter `type` → what the note is.",
        "reading.types",
        words=ROLES,
        squashed=True,
        adds=True,
    ),
    Setting(
        "fields",
        Takes.MAP,
        "Your key → milepost's field, in front matter and in brackets on lines.",
        "reading.fields",
        words=FIELD_NAMES,
        squashed=True,
    ),
    Setting(
        "status",
        Takes.MAP,
        "Your status word → one milepost knows.",
        "reading.status",
        words=tuple(dict.fromkeys((*(status.value for status in Status), *STATUS_WORDS))),
        squashed=True,
    ),
    Setting(
        "health.measure",
        Takes.WORD,
        "Whether progress and plan are compared by their difference or their ratio.",
        words=("gap", "ratio"),
    ),
    Setting("health.at_risk", Takes.NUMBER, 'Below this a goal is at risk; 0.90 with `measure = "ratio"`.'),
    Setting("health.off_track", Takes.NUMBER, 'Below this a goal is off track; 0.70 with `measure = "ratio"`.'),
    Setting(
        "publish.audience",
        Takes.WORD,
        "For whom the site is built: private shows everything, public only what is published.",
        words=("private", "public"),
    ),
    Setting("publish.include", Takes.TEXTS, "Notes under these patterns are published unless they say no."),
    Setting(
        "publish.show",
        Takes.WORDS,
        "What a public site shows beyond the plan itself; `declared` is the owner's word beside the computed one.",
        words=("smart", "problems", "pushes", "declared", "people"),
    ),
    Setting("publish.owners", Takes.FLAG, "Whether a public site names owners."),
    Setting(
        "publish.base_url",
        Takes.SITE,
        "Where the site will stand, for the sitemap and the page of addresses that lead nowhere.",
    ),
    Setting(
        "rules",
        Takes.MAP,
        "Rule → severity, or off.",
        words=tuple(severity.value for severity in Severity),
        names=tuple(RULES),
    ),
    Setting("site.out", Takes.TEXT, "The output folder, relative to this file."),
    Setting("site.lang", Takes.LANGUAGE, "The language of the notes and of the pages' own words: en, de, pt-BR."),
    Setting("site.logo", Takes.TEXT, "A picture in the vault, shown in the header; its path from the vault's folder."),
    Setting(
        "site.nav",
        Takes.NAV,
        "Pages in the navigation, in this order; else all. A table with `text` and `href` is a link of your own.",
        words=NAV_PAGES,
    ),
    Setting(
        "site.tokens",
        Takes.TOKENS,
        "Design token → value; tables `light` and `dark` in it are for one of the two.",
        names=tuple(TOKENS),
    ),
    Setting(
        "site.editor",
        Takes.TEXT,
        "The editor that links in `serve` open, or its address of a file with `{path}` and `{line}`.",
        words=EDITORS,
        holds="{path}",
    ),
    Setting(
        "site.edit_uri",
        Takes.TEXT,
        "Where notes are edited on the web: the note's path goes behind it, or to `{path}`. `git`: as the remote says, "
        "which a private site does without it.",
        words=("git", "off"),
        holds="://",
    ),
    Setting(
        "site.remote_images",
        Takes.FLAG,
        "Whether pages load pictures from other web sites; else a link stands in their place.",
    ),
)

SETTING_OF_PATH: Mapping[tuple[str, ...], Setting] = {row.path: row for row in SETTINGS}
TABLES = frozenset(row.path[:-1] for row in SETTINGS if len(row.path) > 1)
"""The tables that group keys, as paths."""
