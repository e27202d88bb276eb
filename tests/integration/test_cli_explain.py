"""`explain`: every figure of every goal of the sample vault, down to lines that are there and say what they should."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from milepost.cli.opening import Opened, open_vault
from milepost.report.explain.evidence import Part, parts_of
from milepost.report.explain.figures import figures_of
from tests.conftest import SAMPLE_VAULT, Run, RunCommand
from tests.vaults import Vaults

TODAY = "2026-11-22"
DAY = ("--vault", SAMPLE_VAULT, "--today", TODAY)
_PLACE = re.compile(r" {6}(.+?\.(?:md|csv|toml)):(\d+)(?:  milepost explain .+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_KEY = re.compile(r"[\w-]+:")
_LIGHTS = ("specific", "measurable", "relevant", "time-bound")
_REASONS = ("overdue", "pace", "forecast", "dependency", "dead-blocked", "not-started", "maintain")
"""Rules whose evidence is a date or a field that the message need not repeat."""


@cache
def _sample() -> Opened:
    return open_vault(SAMPLE_VAULT, date.fromisoformat(TODAY))


@cache
def _lines(path: str) -> Sequence[str]:
    text = (SAMPLE_VAULT / path).read_text(encoding="utf-8")
    return text.split("\n")


@pytest.fixture
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything but the reading of the vault happens for each question anew."""
    monkeypatch.setattr("milepost.cli.explaining.open_vault", lambda vault, today: _sample())


def _parts() -> Iterator[Part]:
    for goal in _sample().build.plan.goals.values():
        yield goal
        yield from (part for part in parts_of(goal) if part not in goal.loose)


GOALS = [goal.id for goal in _sample().build.plan.goals.values()]


@pytest.mark.usefixtures("_read_once")
@pytest.mark.parametrize("goal", GOALS)
def test_every_figure_of_every_goal_is_explained_to_the_line(run: Run, goal: str) -> None:
    """The command says why, and each place it names exists and holds what is said of it."""
    wrong, places = [], 0
    for figure in figures_of(_sample().build.plan.goals[goal]):  # type: ignore[index]
        ran = run("explain", f"{goal}.{figure.name}", *DAY)
        assert (ran.exit_code, ran.stderr) == (0, ""), figure.name
        wrong += [f"{figure.name}: {fault}" for fault in _faults(ran.stdout)]
        places += sum(_PLACE.fullmatch(line) is not None for line in ran.stdout.split("\n"))

    assert wrong == []
    assert places > 10


@pytest.mark.usefixtures("_read_once")
def test_every_figure_of_every_milestone_and_task_is_explained_to_the_line(run: Run) -> None:
    """The same for what goals are made of."""
    wrong = []
    for part in _parts():
        if part.id not in GOALS:
            for figure in figures_of(part):
                ran = run("explain", f"{part.id}.{figure.name}", *DAY)
                assert (ran.exit_code, ran.stderr) == (0, ""), f"{part.id}.{figure.name}"
                wrong += [f"{part.id}.{figure.name}: {fault}" for fault in _faults(ran.stdout)]

    assert wrong == []


def _faults(shown: str) -> Iterator[str]:
    """Places that are not there, or that hold something else than the line above them says."""
    lines = shown.split("\n")
    for before, line in zip(["", *lines], lines, strict=False):
        found = _PLACE.fullmatch(line)
        if found is None:
            continue
        path, number = found[1], int(found[2])
        if not (SAMPLE_VAULT / path).is_file() or not 1 <= number <= len(_lines(path)):
            yield f"no such line: {line}"
        elif not _says(_lines(path)[number - 1], before.strip()):
            yield f"{path}:{number} says {_lines(path)[number - 1]!r}, not {before.strip()!r}"


def _says(written: str, told: str) -> bool:
    """Whether a line of a note holds the name, the date or the value that is told of it."""
    name, _, value = told.partition("  ")
    if name in (*_LIGHTS, *_REASONS):
        return _KEY.match(written) is not None or written.lstrip().startswith(("#", "-", "1."))
    dates = _DATE.findall(told)
    if any(day in written for day in dates):
        return True
    plain = _plain(written)
    texts = [name, value, value.split(", last ")[-1], *re.findall(r"`([^`]+)`", value)]
    if any(word in plain for word in map(_plain, texts) if word):
        return True
    number = _NUMBER.match(value)
    return number is not None and number[0].replace(",", "") in re.findall(r"[\d.]+", written)


def _plain(text: str) -> str:
    """Letters and digits, as they compare whatever the markup."""
    return "".join(re.findall(r"\w+", text.casefold()))


@pytest.mark.usefixtures("_read_once")
@pytest.mark.parametrize("goal", GOALS)
def test_everything_at_a_glance(run: Run, goal: str) -> None:
    """Each figure that says something with its value; the names of the others; how to go on."""
    shown = run("explain", goal, *DAY).stdout
    names = {figure.name for figure in figures_of(_sample().build.plan.goals[goal])}  # type: ignore[index]
    listed = set(re.findall(r"^(\w+)  ", shown, re.MULTILINE))
    listed |= set(re.findall(r"[a-z_0-9]+", "".join(re.findall(r"^Nothing to say here: (.*)$", shown, re.MULTILINE))))

    assert names <= listed
    assert "Ask for one: milepost explain " in shown


@pytest.mark.usefixtures("_read_once")
def test_whatever_is_offered_to_go_on_with_can_be_asked(run: Run) -> None:
    """Every `ask` of every figure of every goal names a figure that exists."""
    asks = set()
    for goal in GOALS:
        document = json.loads(run("explain", goal, "--json", *DAY).stdout)
        asks |= {one["ask"] for figure in document["figures"] for one in figure["inputs"] if one["ask"]}

    failed = {ask: ran.stderr for ask in asks if (ran := run("explain", ask, "--json", *DAY)).exit_code}

    assert len(asks) > 200
    assert failed == {}


def test_json_is_the_same_as_one_document(run: Run) -> None:
    """Value, words, rule, inputs with place and question, sum and consequences."""
    found = json.loads(run("explain", "marathon.gap", "--json", *DAY).stdout)

    assert found["schema_version"] == 1
    assert found["as_of"] == TODAY
    assert found["subject"] == {
        "is": "goal",
        "id": "Goals/Health/Run my first marathon",
        "title": "Run my first marathon",
        "path": "Goals/Health/Run my first marathon.md",
        "line": 1,
    }
    assert (found["figure"], found["value"], found["shown"]) == ("gap", 0.133333, "13 points ahead")
    assert found["inputs"][0] == {
        "name": "progress",
        "value": "46 %",
        "path": None,
        "line": None,
        "ask": "Goals/Health/Run my first marathon.progress",
    }
    assert found["formula"] == ["p − E = 7/15 − 1/3 = 0.13 ≥ −0.10 → nothing against it"]


def test_a_rule_is_explained_without_a_vault(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule's exact name reads no notes; any other spelling is taken for a goal's name first."""
    monkeypatch.setattr("milepost.cli.explaining.open_vault", lambda vault, today: pytest.fail("the vault was read"))

    assert run("explain", "invalid-date").stdout.startswith("invalid-date  error  ")
    document = json.loads(run("explain", "invalid-date", "--json").stdout)
    assert (document["rule"], document["severity"], document["group"]) == ("invalid-date", "error", "dates")


def test_a_rule_by_another_spelling_where_no_goal_is_called_so(run: Run, vault: Vaults) -> None:
    """`Invalid Date` is the rule; a goal of that name comes first."""
    without = vault({"a.md": "- [ ] x\n"}, name="without")
    having = vault({"Invalid Date.md": "---\ntype: goal\n---\n- [ ] x\n"}, name="having")

    assert run("explain", "Invalid Date", "--vault", without).stdout.startswith("invalid-date  error  ")
    assert run("explain", "Invalid Date", "--vault", having).stdout.startswith("Invalid Date · every figure")


@pytest.mark.parametrize(
    ("what", "said", "meant"),
    [
        ("marathn.health", "There is no goal or rule 'marathn.health'", "Did you mean 'Marathon.health'?"),
        ("first marathon.health", "'first marathon.health'", "Did you mean 'Run my first marathon.health'?"),
        ("marathon.heatlh", "has no figure 'heatlh'", "Did you mean 'health'?"),
        ("marathon.xyzzy", "has no figure 'xyzzy'", "There are: health, declared_health, newest, progress,"),
        ("vague-titel", "There is no goal or rule 'vague-titel'", "Did you mean 'vague-title'?"),
    ],
)
def test_a_slip_gets_a_suggestion(run: Run, what: str, said: str, meant: str) -> None:
    """Exit code 2, what is wrong, and what was meant."""
    ran = run("explain", what, *DAY)

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert meant in ran.stderr


def test_a_name_that_fits_several_goals(run: Run, vault: Vaults) -> None:
    """The ids that tell them apart."""
    root = vault({"a/Plan.md": "---\ntype: goal\n---\n", "b/Plan.md": "---\ntype: goal\n---\n"})

    ran = run("explain", "plan.health", "--vault", root)

    assert ran.exit_code == 2
    assert "Use the id of one: a/Plan, b/Plan." in ran.stderr


def test_a_note_that_is_no_goal(run: Run) -> None:
    """Why it is none."""
    shown = run("explain", "Visit to the old mill.is_goal", *DAY).stdout
    document = json.loads(run("explain", "Visit to the old mill", "--json", *DAY).stdout)

    assert "Nothing says that it is a goal." in shown
    assert (document["figure"], document["value"]) == ("is_goal", False)


def test_signs_are_plain_where_the_console_has_no_others(run_command: RunCommand) -> None:
    """A console that speaks ASCII gets `-`, `>=` and no escape."""
    shown = run_command("explain", "Read 24 books.gap", *DAY, env={"PYTHONIOENCODING": "ascii"}).stdout

    assert "p - E = 7/12 - 25/28 = -0.31 < -0.25 > off track" in shown
    assert "\\u" not in shown


def test_colour_only_where_it_is_wanted(run_command: RunCommand) -> None:
    """A pipe gets none, FORCE_COLOR does, NO_COLOR wins."""
    wanted: Mapping[str, Any] = {"FORCE_COLOR": "1"}

    assert "\x1b[" not in run_command("explain", "marathon.health", *DAY).stdout
    assert "\x1b[" in run_command("explain", "marathon.health", *DAY, env=wanted).stdout
    assert "\x1b[3" not in run_command("explain", "marathon.health", *DAY, env={**wanted, "NO_COLOR": "1"}).stdout
