"""Laws of what nobody should write: contradictory dates, weights of nothing, circles, the ends of the calendar.

Whatever stands in the notes, there is a figure or none, never NaN, infinity, 0/0 or a traceback; data.json keeps its
shape; the terminal has something to say.
"""

import json
from datetime import date
from io import StringIO

from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from jsonschema import Draft202012Validator
from rich.console import Console

from milepost.cli.show_view import print_goal
from milepost.cli.status_view import print_overview
from milepost.config.settings import Settings
from milepost.report.export.data import data_json
from milepost.report.export.schema import data_schema
from milepost.report.material import Material
from milepost.report.next_actions import next_actions
from milepost.report.status import overview
from milepost.session.build import Session
from tests.property.strategies import snapshot

SCHEMA = Draft202012Validator(data_schema())
NAMES = ("a", "b", "c", "d")
DAYS = (
    *("0001-01-01", "1899-12-31", "2026-02-29", "2026-06-01", "2026-06-30", "2026-07-01", "2026-Q3", "9999-12-31"),
    *("0000-01-01", "10000-01-01", "2026-13-01", "2026-xx-xx", "never"),
)
NUMBERS = (
    "0",
    "-1",
    "5",
    "5.0",
    "1e-300",
    "1e300",
    "1e999",
    "NaN",
    "-0",
    "150%",
    "0.1",
    "999999999999999999999",
    "ten",
)
SHARES = ("0", "-3", "0%", "60%", "80%", "100%", "1e-30", "1e30", "5", "NaN", "a lot")
LENGTHS = ("0d", "1d", "-1d", "3d", "99999d", "1mo", "2w", "99999999d", "soon")
KINDS = ("milestone", "metric", "binary", "ongoing")
AS_OF = (date(2026, 6, 30), date(2026, 1, 1), date.min, date.max, date(1900, 1, 1), date(2026, 7, 1))


def _pair(key: str, values: tuple[str, ...]) -> SearchStrategy[str]:
    return st.sampled_from(values).map(lambda value: f"{key}: {value}")


def _links(key: str) -> SearchStrategy[str]:
    return st.lists(st.sampled_from((*NAMES, "nowhere")), min_size=1, max_size=2).map(
        lambda names: f"{key}: [{', '.join(names)}]"
    )


def _front() -> SearchStrategy[list[str]]:
    ends = st.tuples(*[st.sampled_from(NUMBERS)] * 3)
    metric = st.one_of(
        ends.map("metric: {{baseline: {0[0]}, target: {0[1]}, current: {0[2]}}}".format),
        st.tuples(ends, st.sampled_from(("at_least", "at_most", "increase", "decrease"))).map(
            lambda row: f"metric: {{baseline: {row[0][0]}, target: {row[0][1]}, direction: {row[1]}}}"
        ),
        ends.map("metric: {{direction: between, between: [{0[0]}, {0[1]}]}}".format),
        ends.map("metric: {{baseline: {0[0]}, levels: {{commit: {0[1]}, target: 5, stretch: {0[2]}}}}}".format),
        st.tuples(ends, st.sampled_from(DAYS), st.sampled_from(DAYS)).map(
            lambda row: f"metric: {{baseline: {row[0][0]}, target: {row[0][1]}, path: {{{row[1]}: 3, {row[2]}: 1}}}}"
        ),
    )
    return st.lists(
        st.one_of(
            *(_pair(key, DAYS) for key in ("start", "start", "due", "due", "done")),
            *(_links(key) for key in ("depends_on", "parent", "carried_to")),
            metric,
            metric,
            _pair("status", ("active", "done", "missed", "dropped", "paused", "proposed", "planned")),
            _pair("kind", KINDS),
            _pair("rollup", ("children", "leaves", "sum")),
            _pair("weight", SHARES),
            _pair("estimate", LENGTHS),
            _pair("cadence", ("daily", "weekly", "0d", "99999d", "monthly")),
            _pair("started_credit", ("0", "1", "0.5", "3")),
            _pair("score", ("0", "1", "7", "0.75")),
            _pair("commitment", ("committed", "aspirational")),
            _pair("owner", ("Ana", "Bo")),
            _pair("ordered", ("true", "false")),
        ),
        max_size=8,
    )


def _body() -> SearchStrategy[list[str]]:
    field = st.one_of(
        st.just(""),
        st.tuples(st.sampled_from("📅🛫✅"), st.sampled_from(DAYS)).map(" ".join),
        st.sampled_from(SHARES).map("[weight:: {}]".format),
        st.sampled_from(LENGTHS).map("[estimate:: {}]".format),
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)).map(
            "[metric:: {0[0]} -> 5] [value:: {0[1]}]".format
        ),
        st.sampled_from(("🆔 x", "⛔ x", "⛔ y", "🆔 y ⛔ x", "@Ana", "[approver:: Bo]")),
    )
    item = st.tuples(
        st.sampled_from(("", "    ", "        ")),
        st.sampled_from(("- ", "1. ")),
        st.sampled_from(" x/-h"),
        field,
        field,
    ).map(lambda row: f"{row[0]}{row[1]}[{row[2]}] t {row[3]} {row[4]}")
    words = st.sampled_from(("paused", "on track", "red"))
    entry = st.builds("- {}: {} [health:: {}]".format, st.sampled_from(DAYS), st.sampled_from(NUMBERS), words)
    return st.tuples(st.lists(item, max_size=8), st.lists(entry, max_size=4)).map(
        lambda parts: [*parts[0], "## Log", *parts[1]]
    )


def _note(front: list[str], body: list[str]) -> bytes:
    return "\n".join(["---", "type: goal", *front, "---", *body, ""]).encode()


def ugly() -> SearchStrategy[dict[str, bytes]]:
    """A few goals that contradict themselves and one another."""
    paths = st.sampled_from([f"{name}.md" for name in NAMES])
    return st.dictionaries(paths, st.builds(_note, _front(), _body()), min_size=1, max_size=len(NAMES))


def _material(files: dict[str, bytes], as_of: date, *, calendar_days: bool) -> Material:
    ana = b"---\ntype: person\ntitle: Ana\ncapacity: 0\naway: [2026-06-01..2026-07-31]\n---\n"
    found = Session().build(snapshot({**files, "ana.md": ana}), Settings(calendar_days=calendar_days), as_of)
    return found.material


@settings(deadline=None)
@given(files=ugly(), as_of=st.sampled_from(AS_OF), calendar_days=st.booleans())
@example(files={"a.md": _note(["start: 0001-01-01", "due: 9999-12-31"], [])}, as_of=date.max, calendar_days=False)
@example(files={"a.md": _note(["done: 0001-01-01"], [])}, as_of=date.max, calendar_days=False)
def test_data_json_keeps_its_shape(files: dict[str, bytes], as_of: date, *, calendar_days: bool) -> None:
    """Valid against its schema, without numbers that are none."""
    material = _material(files, as_of, calendar_days=calendar_days)
    text = json.dumps(data_json(material, "milepost"), allow_nan=False)
    SCHEMA.validate(json.loads(text))


@settings(deadline=None)
@given(files=ugly(), as_of=st.sampled_from(AS_OF), calendar_days=st.booleans())
def test_the_terminal_has_something_to_say(files: dict[str, bytes], as_of: date, *, calendar_days: bool) -> None:
    """The overview, the next actions and every goal."""
    material = _material(files, as_of, calendar_days=calendar_days)
    printed = StringIO()
    console = Console(file=printed, width=100, color_system=None, markup=False, highlight=False)
    print_overview(console, overview(material), material.diagnostics)
    for goal in material.plan.goals.values():
        print_goal(console, goal, material)
    next_actions(material.plan, material.analysis)
    said = "\n".join(line for line in printed.getvalue().split("\n") if ".md:" not in line and " | " not in line)
    assert " nan" not in said.replace("NaN", "")
    assert "Infinity" not in said


@settings(deadline=None, max_examples=25)
@given(files=ugly(), as_of=st.sampled_from(AS_OF))
@example(files={"a.md": _note(["due: 9999-12-31", "owner: Ana"], [])}, as_of=date.max)
@example(files={"a.md": _note(["due: 0001-01-01"], [])}, as_of=date.max)
def test_the_pages_are_made(files: dict[str, bytes], as_of: date) -> None:
    """All of them."""
    ana = b"---\ntype: person\ntitle: Ana\n---\n"
    session = Session()
    built = session.build(snapshot({**files, "ana.md": ana}), Settings(), as_of)
    assert all(page.content for page in session.site(built))
