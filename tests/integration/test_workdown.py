"""A typed plan that somebody else keeps, without a checkbox: read with a settings file only."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Run
from tests.vaults import Vaults

SOURCE = EXAMPLES / "workdown" / "items"
SETTINGS = """\
[types]
epic = "goal"
milestone = "milestone"
issue = "task"

[fields]
effort = "estimate"
"""
DAY = ("--today", "2026-08-01")

pytestmark = pytest.mark.skipif(not SOURCE.is_dir(), reason=f"the example vaults are not at {EXAMPLES}")


@pytest.fixture
def root(vault: Vaults) -> Path:
    """The notes, untouched, beside a settings file."""
    made = vault({"milepost.toml": SETTINGS})
    shutil.copytree(SOURCE, made / "items")
    return vault.settle(made)


@pytest.fixture
def document(run: Run, root: Path) -> Any:
    """data.json."""
    ran = run("export", "json", root, *DAY)
    assert ran.exit_code == 0
    return json.loads(ran.stdout)


def _milestones(document: Any) -> dict[str, Any]:
    return {each["id"]: each for goal in document["goals"] for each in goal["milestones"]}


def _tasks(document: Any) -> dict[str, Any]:
    return {task["id"]: task for each in _milestones(document).values() for task in each["tasks"]}


def test_every_note_has_its_place(document: Any) -> None:
    """Two epics and a milestone without a parent are goals; everything else hangs below them, 69 parents in all."""
    goals = {goal["id"]: goal for goal in document["goals"]}

    assert sorted(goals) == ["multi-project-support", "phase-04-visualization", "time-tracking"]
    assert document["vault"]["notes"] == 72
    assert document["vault"]["goal_rule"] == "declared"
    assert len(goals["phase-04-visualization"]["milestones"]) == 8
    assert len(_milestones(document)) == 8 + 1 + 2
    assert len(_milestones(document)) + len(_tasks(document)) == 69
    assert {task["parent_id"] for task in _tasks(document).values()} <= set(_milestones(document))


@pytest.mark.parametrize(
    ("milestone", "done", "total"),
    [("renderers", 21, 21), ("server", 7, 7), ("polish", 0, 4), ("foundation", 8, 8), ("view-presentation", 0, 2)],
)
def test_milestones_count_their_issues(document: Any, milestone: str, done: int, total: int) -> None:
    """By the status of each note."""
    found = _milestones(document)[milestone]

    assert (found["done_count"], found["total_count"]) == (done, total)
    assert (found["state"] == "done") == (done == total)


def test_the_epic_has_six_of_eight_milestones_done(document: Any) -> None:
    """And is in progress."""
    epic = next(goal for goal in document["goals"] if goal["id"] == "phase-04-visualization")

    assert (epic["done_count"], epic["total_count"], epic["progress"]) == (6, 8, 0.75)
    assert (epic["status"], epic["outcome"]) == ("active", "open")
    items = document["totals"]["items"]
    assert (items["total"], items["done"], items["in_progress"]) == (69, 58, 0)


def test_dependencies_all_resolve_without_a_cycle(document: Any) -> None:
    """62 of them."""
    parts = [*document["goals"], *_milestones(document).values(), *_tasks(document).values()]
    known = {part["id"] for part in parts}
    edges = [(part["id"], target) for part in parts for target in part["depends_on"]]

    assert len(edges) == 62
    assert {target for _, target in edges} <= known
    rules = {found["rule"] for found in document["diagnostics"] if found["severity"] != "info"}
    assert not rules & {"unknown-link", "dependency-cycle", "parent-cycle", "duplicate-id", "ambiguous-link"}


def test_effort_is_read_as_estimate(document: Any) -> None:
    """As written."""
    assert _milestones(document)["renderers"]["path"] == "items/renderers.md"
    inspected = SOURCE / "aggregate-rollup.md"
    assert 'effort: "8h"' in inspected.read_text(encoding="utf-8")


def test_the_pages_say_the_same(run: Run, root: Path, tmp_path: Path) -> None:
    """6 of 8 for the epic, 21 of 21 for its renderers."""
    assert run("build", root, "--out", tmp_path / "out", *DAY).exit_code == 0

    page = (tmp_path / "out" / "goals" / "phase-04-visualization.html").read_text(encoding="utf-8")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert re.search(r"\b6 ?(of|/) ?8\b", text)
    assert re.search(r"\b21 ?(of|/) ?21\b", text)
    assert re.search(r"\b0 ?(of|/) ?4\b", text)
