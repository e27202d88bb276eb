"""milepost.toml: what each key takes, what is said of the others, and the schema made from the same table."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from milepost.config.load import settings_from_toml
from milepost.config.schema import settings_schema
from milepost.config.settings import NOTE_TYPES, NavEntry, Settings, Token
from milepost.config.table import SETTINGS, Setting
from milepost.diagnostics.problem import Diagnostic, Outcome
from milepost.diagnostics.rules import RULES
from milepost.model.ids import VaultPath

PATH = VaultPath("milepost.toml")

EVERYTHING = """
title = "Our plan"
goals = ["Goals/**"]
ignore = ["Private/**"]
milestone_headings = ["Milestones"]
check_in_headings = ["Check-ins"]
timezone = "Europe/Berlin"
week_start = "Monday"
fiscal_year_start = 4
holidays = [2026-12-25]
calendar_days = true
started_credit = 0.25
[types]
epic = "goal"
Key-Result = "milestone"
issue = "task"
[fields]
end_date = "due"
Fertig-am = "done"
[status]
to_do = "planned"
in_Review = "On hold"
[health]
measure = "ratio"
at_risk = 0.95
off_track = 0.75
[publish]
audience = "public"
include = ["Goals/**"]
show = ["smart", "people"]
owners = false
base_url = "https://example.org/"
[rules]
vague-title = "off"
[site]
out = "public"
logo = "logo.png"
nav = ["roadmap", { text = "Wiki", href = "https://example.org/wiki" }]
tokens = {hairline = "#000000"}
editor = "vscode"
edit_uri = "https://example.org/edit/"
"""


def load(text: str, table: str = "") -> Outcome[Settings]:
    """The settings of a text."""
    return settings_from_toml(text, PATH, table=table)


def said(outcome: Outcome[Settings]) -> list[tuple[int, int, str]]:
    """Line, column and rule of each diagnostic."""
    return [(found.span.line, found.span.column, found.rule) for found in outcome.diagnostics]


def only(outcome: Outcome[Settings]) -> Diagnostic:
    """The one diagnostic."""
    (found,) = outcome.diagnostics
    return found


def test_every_key_is_read() -> None:
    """The file of the settings page, with every key set."""
    settings, diagnostics = load(EVERYTHING)

    assert diagnostics == ()
    assert (settings.title, settings.goals, settings.ignore) == ("Our plan", ("Goals/**",), ("Private/**",))
    assert (settings.timezone, settings.week_start) == ("Europe/Berlin", "monday")
    assert (settings.holidays, settings.calendar_days) == ((date(2026, 12, 25),), True)
    assert settings.started_credit == Decimal("0.25")
    assert settings.reading.milestone_headings == ("Milestones",)
    assert settings.reading.check_in_headings == ("Check-ins",)
    assert settings.reading.fiscal_year_start == 4
    assert settings.reading.types == {**NOTE_TYPES, "keyresult": "milestone", "issue": "task"}
    assert settings.reading.fields == {"enddate": "due", "fertigam": "done"}
    assert settings.reading.status == {"todo": "planned", "inreview": "onhold"}
    assert (settings.health.measure, settings.health.at_risk) == ("ratio", Decimal("0.95"))
    assert (settings.publish.audience, settings.publish.show) == ("public", ("smart", "people"))
    assert (settings.publish.owners, settings.publish.include) == (False, ("Goals/**",))
    assert settings.rules == {"vague-title": "off"}
    assert (settings.site.out, settings.site.tokens) == ("public", (Token("hairline", "#000000"),))
    assert settings.site.nav == (NavEntry("roadmap"), NavEntry("", "Wiki", "https://example.org/wiki"))


def test_a_scheme_may_be_in_capitals() -> None:
    """As addresses are compared; it is kept in small letters, as everything looks for it."""
    settings, diagnostics = load('[publish]\nbase_url = "HTTPS://Example.org/plan/"\n')

    assert diagnostics == ()
    assert settings.publish.base_url == "https://Example.org/plan/"


def test_tokens_are_for_both_schemes_or_for_one() -> None:
    """Under the name of the table however it is written; `light` and `dark` are tables."""
    own = """
[site.tokens]
hairline = "#a00"
"--mp-radius_bar" = " 3px "
sans = '"Source Sans 3", Fira-Sans, sans-serif'
1 = "0.2rem"
tint = "9.5%"
[site.tokens.dark]
link = "oklch(70% 0.1 250 / 50%)"
"""

    outcome = load(own)

    assert outcome.diagnostics == ()
    assert outcome.value.site.tokens == (
        Token("hairline", "#a00"),
        Token("radius-bar", "3px"),
        Token("sans", '"Source Sans 3", Fira-Sans, sans-serif'),
        Token("1", "0.2rem"),
        Token("tint", "9.5%"),
        Token("link", "oklch(70% 0.1 250 / 50%)", "dark"),
    )


@pytest.mark.parametrize(
    "value",
    [
        "red; } body { display: none",
        "red}",
        "url(https://evil.example/x)",
        "var(--mp-ink)",
        "expression(alert(1))",
        "rgb(0,0,0) /* x",
        "rgb(0,0,0",
        "#12345",
        "#fff\\9",
        "red !important",
        "reddish",
        "",
        "</style><script>",
        "@import 'x'",
    ],
)
def test_a_token_cannot_leave_its_declaration(value: str) -> None:
    """What is no colour is no value of a colour, at its line."""
    outcome = load(f"[site]\nout = 'x'\n[site.tokens]\nink = {json.dumps(value)}\nhairline = 'white'")
    found = only(outcome)

    assert (found.rule, found.span.line) == ("invalid-setting", 4)
    assert "#1a3fb0" in found.help
    assert outcome.value.site.tokens == (Token("hairline", "white"),)


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        ('tokens = { lnik = "#000" }', "unknown-setting", "`link`"),
        ('tokens = { dark = { lnik = "#000" } }', "unknown-setting", "`link`"),
        ('tokens = { dark = "#000" }', "unknown-setting", ""),
        ("tokens = { radius = '8' }", "invalid-setting", "a length"),
        ('tokens = { sans = "a; b" }', "invalid-setting", "fonts"),
        ("tokens = 3", "invalid-setting", "[site.tokens]"),
        ('nav = ["raodmap"]', "invalid-setting", "`roadmap`"),
        ('nav = "roadmap"', "invalid-setting", "brackets"),
        ("nav = [3]", "invalid-setting", "Name a page"),
        ('nav = [{ text = "x" }]', "invalid-setting", "https://example.org/"),
        ('nav = [{ text = "x", url = "https://x.org" }]', "unknown-setting", "`text` and `href`"),
        ('nav = [{ text = "x", href = "javascript:alert(1)" }]', "invalid-setting", "https:"),
        ('nav = [{ text = "x", href = "//evil.example/" }]', "invalid-setting", "https:"),
        ('nav = [{ text = "x", href = "/etc/passwd" }]', "invalid-setting", "https:"),
        ('nav = [{ text = "x", href = "data:text/html,x" }]', "invalid-setting", "https:"),
        ('nav = [{ text = "x", href = "https://x.org/ onclick=y" }]', "invalid-setting", "https:"),
    ],
)
def test_what_the_look_cannot_be_is_said(text: str, rule: str, remedy: str) -> None:
    """With a suggestion where a name is meant."""
    outcome = load(f"[site]\n{text}")
    found = only(outcome)

    assert (found.rule, found.span.line) == (rule, 2)
    assert remedy in found.help
    assert outcome.value == Settings()


def test_no_text_is_all_defaults() -> None:
    """Every key is optional."""
    assert load("") == Outcome(Settings())


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ('\ngaols = ["x"]', (2, 1), "`goals`"),
        ('[publish]\naudeince = "public"', (2, 1), "`audience`"),
        ('[site]\n title = "x"', (2, 2), "above the first [table]"),
        ('audience = "public"', (1, 1), "below [publish]"),
        ("[wibble]\na = 1", (1, 2), "milepost schema config"),
        ("\n\n[wibble.wobble]\na = 1", (3, 2), "milepost schema config"),
        ("\nwibble.wobble = 1", (2, 1), "milepost schema config"),
        ('[rules]\nvage-title = "off"', (2, 1), "`vague-title`"),
    ],
)
def test_an_unknown_key_gets_a_suggestion(text: str, place: tuple[int, int], remedy: str) -> None:
    """With its line, and where it belongs if it stands in the wrong table."""
    outcome = load(text)

    assert said(outcome) == [(*place, "unknown-setting")]
    assert remedy in only(outcome).help
    assert outcome.value == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "title = 3",
        'goals = "Goals/**"',
        "goals = [3]",
        'week_start = "someday"',
        "fiscal_year_start = 13",
        'fiscal_year_start = "4"',
        "fiscal_year_start = true",
        'calendar_days = "no"',
        "started_credit = 1.5",
        "started_credit = nan",
        "started_credit = 1e999999",
        'holidays = ["Christmas"]',
        "site = 3",
        'types = "goal"',
        '[types]\nfoo = "bar"',
        "[types]\nfoo = 3",
        '[fields]\nend = "deu"',
        '[status]\nopen = "zzz"',
        '[health]\nmeasure = "both"',
        '[publish]\nshow = ["smat"]',
        '[rules]\nno-owner = "loud"',
        "[site]\ntokens = {ink = 3}",
    ],
)
def test_a_value_of_the_wrong_kind_costs_its_own_key(text: str) -> None:
    """It is named at its line; the other keys are used."""
    outcome = load(f'ignore = ["x"]\n{text}')

    found = only(outcome)
    assert (found.rule, str(found.severity), found.path) == ("invalid-setting", "error", PATH)
    assert found.span.line == text.count("\n") + 2
    assert found.help
    assert outcome.value.ignore == ("x",)


def test_a_list_keeps_what_can_be_read() -> None:
    """One bad element does not take the others with it."""
    outcome = load('holidays = [2026-12-25, "2026-12-26", 2026-12-31T10:00:00, "x"]')

    assert outcome.value.holidays == (date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31))
    assert len(outcome.diagnostics) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\ntitle = Our plan", 2),
        ("goals = [\n'x'", 2),
        ('title = "a"\ntitle = "b"', 2),
        ("a = " + "[" * 20_000, 1),
        ("a = " + "9" * 9_000, 1),
        ("a = 'x", 1),
    ],
)
def test_text_that_is_no_toml_gives_the_defaults(text: str, line: int) -> None:
    """One error that says where."""
    outcome = load(text)

    assert outcome.value == Settings()
    assert (only(outcome).rule, only(outcome).span.line) == ("invalid-setting", line)


def test_settings_may_stand_in_a_table_of_another_file() -> None:
    """`[tool.milepost]` of pyproject.toml; what else the file holds is nobody's business."""
    text = '[project]\n\n\n[tool.milepost]\ntitle = "T"\n[tool.milepost.health]\nmeasure = "x"\n[tool.b]\na = 1\n'

    outcome = load(text, "tool.milepost")

    assert outcome.value.title == "T"
    assert said(outcome) == [(7, 1, "invalid-setting")]


def test_a_key_is_found_where_it_is_written() -> None:
    """Not inside a text of several lines; dotted keys, quoted keys and inline tables too."""
    text = 'title = """\nnonsense = 1\n"""\nnonsense = 2\nhealth.measure = "x"\n"week_start" = 3\nsite = {out = 4}\n'

    assert said(load(text)) == [
        (4, 1, "unknown-setting"),
        (5, 1, "invalid-setting"),
        (6, 1, "invalid-setting"),
        (7, 1, "invalid-setting"),
    ]


def test_the_schema_is_one_and_takes_the_full_file() -> None:
    """A valid JSON Schema that accepts every key and rejects an unknown one."""
    schema = json.loads(json.dumps(settings_schema()))
    data = tomllib.loads(EVERYTHING.replace('"Monday"', '"monday"').replace("On hold", "onhold"))
    data = json.loads(json.dumps(data, default=str))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**data, "gaols": []}, schema)


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.key)
def test_every_default_satisfies_the_schema(row: Setting) -> None:
    """What holds when a key is not given could also be written."""
    schema: Any = settings_schema()
    for part in row.path:
        schema = schema["properties"][part]

    assert schema["description"] == row.meaning
    assert schema["default"] is not None
    jsonschema.validate(json.loads(json.dumps(schema["default"])), schema)


def test_every_rule_can_be_silenced() -> None:
    """By its name, under `[rules]`."""
    text = "[rules]\n" + "".join(f'{rule} = "off"\n' for rule in RULES)

    assert load(text).diagnostics == ()
