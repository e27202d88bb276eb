"""The sample vault shows all there is to show, as a plan a stranger recognises, with next to nothing wrong in it."""

import json
from collections import Counter
from typing import Any

import pytest

from tests.conftest import SAMPLE_VAULT, Run

DAY = "2026-11-22"


@pytest.fixture
def plan(run: Run) -> dict[str, Any]:
    """The sample plan as data.json."""
    ran = run("export", "json", SAMPLE_VAULT, "--today", DAY)
    assert ran.exit_code == 0
    document: dict[str, Any] = json.loads(ran.stdout)
    return document


def _goal(plan: dict[str, Any], title: str) -> dict[str, Any]:
    found: dict[str, Any] = next(goal for goal in plan["goals"] if goal["title"] == title)
    return found


def test_exactly_two_mild_warnings(plan: dict[str, Any]) -> None:
    """One tick that came early, and one slip of the pen."""
    found = [(one["severity"], one["rule"]) for one in plan["diagnostics"] if one["severity"] != "info"]

    assert sorted(found) == [("warning", "done-with-open-tasks"), ("warning", "unknown-field")]


def test_hardly_any_hint(plan: dict[str, Any]) -> None:
    """At most an owner who sees it otherwise than the figures do."""
    assert {one["rule"] for one in plan["diagnostics"] if one["severity"] == "info"} <= {"declared-differs"}


def test_every_kind_status_and_level_is_there(plan: dict[str, Any]) -> None:
    """All four kinds, every status, and at least three levels below the mission."""
    assert {goal["kind"] for goal in plan["goals"]} == {"milestone", "metric", "binary", "ongoing"}
    assert {goal["status"] for goal in plan["goals"]} == {
        "proposed", "planned", "active", "paused", "done", "missed", "dropped",
    }  # fmt: skip
    assert {"goal", "objective", "key-result"} <= {goal["level"] for goal in plan["goals"]}


def test_all_goals_lead_to_the_mission(plan: dict[str, Any]) -> None:
    """Nothing stands apart."""
    roots = [goal["id"] for goal in plan["goals"] if not goal["parents"]]

    assert roots == [plan["vault"]["mission"]]


def test_daily_notes_templates_and_people_are_no_goals(plan: dict[str, Any]) -> None:
    """A real vault holds more than goals."""
    folders = Counter(goal["path"].partition("/")[0] for goal in plan["goals"])

    assert set(folders) == {"Goals", "Mission.md", "2026.md"}
    assert plan["vault"]["notes"] > len(plan["goals"]) + 5


def test_dependencies_form_a_chain_across_notes(plan: dict[str, Any]) -> None:
    """Opening day waits for the fit-out, which waits for the keys, which wait for the grant."""
    freewheel = _goal(plan, "Open the Freewheel bike workshop")
    opening = next(one for one in freewheel["milestones"] if one["title"] == "Opening day")
    fit_out = _goal(plan, "Fit out the workshop")
    home = _goal(plan, "Find a home")
    lease = next(one for one in home["milestones"] if one["title"] == "Lease signed")

    assert fit_out["id"] in opening["depends_on"]
    assert fit_out["depends_on"] == ["keys-handover"]
    assert lease["depends_on"] == ["city-grant"]


def test_weeks_with_something_done_suffice_for_a_forecast(plan: dict[str, Any]) -> None:
    """At least five of the last 26 weeks have a completion in the marathon's note."""
    marathon = _goal(plan, "Run my first marathon")
    days = [task["done"] for one in marathon["milestones"] for task in one["tasks"] if task["done"]]

    assert len({day[:8] + str(int(day[8:]) // 7) for day in days}) >= 5


@pytest.mark.parametrize(
    ("title", "low", "high"),
    [("Run my first marathon", 0.46, 0.47), ("Read 24 books", 0.58, 0.59), ("Fund the first year", 0.61, 0.62)],
)
def test_progress_is_what_the_notes_say(plan: dict[str, Any], title: str, low: float, high: float) -> None:
    """Figures a reader can repeat from the note."""
    assert low <= _goal(plan, title)["progress"] <= high


def test_approval_is_waited_for(plan: dict[str, Any]) -> None:
    """The board's lease is ticked and not yet approved."""
    home = _goal(plan, "Find a home")
    lease = next(one for one in home["milestones"] if one["approver"] == "Amélie Dubois")

    assert (lease["approved"], lease["progress"], lease["state"]) == (None, 0.99, "next")


def test_every_health_is_there(plan: dict[str, Any]) -> None:
    """Whatever a goal can come to; a dropped one has no health."""
    assert {goal["health"] for goal in plan["goals"]} == {
        "on_track", "at_risk", "off_track", "unknown", "paused", "done", "missed", "not_started", None,
    }  # fmt: skip


def test_stages_are_three(plan: dict[str, Any]) -> None:
    """Look around, agree, move in."""
    assert len(_goal(plan, "Find a home")["stages"]) == 3


def test_obsidian_opens_it_without_plugins() -> None:
    """The configuration is JSON, names folders that exist, and asks for no community plugin."""
    config = SAMPLE_VAULT / ".obsidian"
    settings = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in config.glob("*.json")}

    assert (SAMPLE_VAULT / settings["templates"]["folder"]).is_dir()
    assert (SAMPLE_VAULT / settings["daily-notes"]["folder"]).is_dir()
    assert (SAMPLE_VAULT / f"{settings['daily-notes']['template']}.md").is_file()
    assert (SAMPLE_VAULT / settings["app"]["attachmentFolderPath"]).is_dir()
    assert not (config / "plugins").exists()


def _explained(run: Run, figure: str) -> dict[str, Any]:
    ran = run("explain", figure, "--json", "--vault", SAMPLE_VAULT, "--today", DAY)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _is_placed(told: dict[str, Any], run: Run) -> bool:
    """Whether a figure, or one of those it is made of, names a line of a note."""
    if any(one["path"] and one["line"] for one in told["inputs"]):
        return True
    return any(_is_placed(_explained(run, one["ask"]), run) for one in told["inputs"] if one["ask"])


def test_each_goal_tells_where_it_stands_and_why(plan: dict[str, Any], run: Run) -> None:
    """Health with its reasons, days to spare, a forecast or why there is none, and five lights: all to the line."""
    for goal in plan["goals"]:
        is_closed = goal["status"] in {"done", "missed", "dropped"}
        assert (goal["health"] is None) == (goal["status"] == "dropped")
        assert bool(goal["reasons"]) == (goal["health"] in {"at_risk", "off_track"})
        assert all(one["path"] and one["line"] and one["message"] for one in goal["reasons"])
        assert (goal["schedule"]["total_slack"] is None) == is_closed
        assert (goal["forecast"]["p85"] is None) == bool(goal["forecast"]["reason"])
        assert set(goal["smart"]) == {"s", "m", "a", "r", "t"}
        for figure in ("health", "total_slack", "forecast", "smart"):
            told = _explained(run, f"{goal['id']}.{figure}")
            assert told["rule"]
            assert _is_placed(told, run), f"{goal['id']}.{figure}"


def test_the_terminal_says_the_same(plan: dict[str, Any], run: Run) -> None:
    """Each open goal by itself: its health and reasons, days to spare, forecast or projection, lights."""
    for goal in plan["goals"]:
        if goal["status"] in {"done", "missed", "dropped"} or goal["id"] == plan["vault"]["mission"]:
            continue
        shown = run("show", goal["id"], "--vault", SAMPLE_VAULT, "--today", DAY).stdout
        assert f"health {goal['health'].replace('_', ' ')}" in " ".join(shown.split())
        assert all(f"{one['path']}:{one['line']}" in shown for one in goal["reasons"])
        assert "\nslack " in shown
        assert "\nforecast " in shown
        assert "SMART: " in shown
