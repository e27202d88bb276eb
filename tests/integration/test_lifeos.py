"""A person's Obsidian vault that nobody here wrote: exactly its goals, every fault named, nothing lost."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, Run

SOURCE = EXAMPLES / "lifeos"
DAY = ("--today", "2024-11-20")
GOALS = {
    "Review/Goals/Awesome Goal.md": (100, None),
    "Review/Goals/drums-independence-30day.md": (30, "2024-11-30"),
    "Review/Goals/drums-toxicity.md": (100, None),
    "Review/Goals/knowledge-base-notes.md": (100, None),
    "Review/Goals/life-os-v1-demo.md": (100, "2024-12-31"),
}
"""Each goal's `Target` and `Deadline`."""

pytestmark = pytest.mark.skipif(not SOURCE.is_dir(), reason=f"the example vaults are not at {EXAMPLES}")


@pytest.fixture
def document(run: Run) -> Any:
    """data.json."""
    ran = run("export", "json", SOURCE, *DAY)
    assert ran.exit_code == 0
    return json.loads(ran.stdout)


@pytest.fixture
def notes(run: Run) -> dict[str, Any]:
    """What `inspect` says, by path."""
    ran = run("inspect", SOURCE, "--json", *DAY)
    assert ran.exit_code == 0
    return {note["path"]: note for note in json.loads(ran.stdout)["notes"]}


def test_exactly_its_five_goals(document: Any, notes: dict[str, Any]) -> None:
    """No daily note, to-do list or template among them."""
    assert sorted(goal["path"] for goal in document["goals"]) == sorted(GOALS)
    assert {path for path, note in notes.items() if note["is_goal"]} == set(GOALS)
    assert all(not notes[path]["is_goal"] for path in notes if path.startswith(("templates/", "Review/Daily/", "todo")))


def test_target_is_a_number_and_deadline_a_date(document: Any) -> None:
    """On all five; an empty deadline is none."""
    found = {goal["path"]: (goal["metric"]["target"], goal["due"]) for goal in document["goals"]}

    assert found == GOALS


def test_the_day_that_does_not_exist_is_named(document: Any) -> None:
    """With its line and column."""
    wrong = [each for each in document["diagnostics"] if "2024-11-31" in each["message"]]

    assert [(each["rule"], each["severity"], each["path"]) for each in wrong] == [
        ("invalid-date", "error", "Review/Goals/knowledge-base-notes.md")
    ]
    lines = (SOURCE / wrong[0]["path"]).read_text(encoding="utf-8").split("\n")
    assert lines[wrong[0]["line"] - 1][wrong[0]["column"] - 1 :] == "2024-11-31"


def test_progress_beside_a_target_is_its_value(document: Any) -> None:
    """2 of 30, and 100 of 100."""
    found = {goal["path"]: (goal["metric"]["current"], goal["progress"]) for goal in document["goals"]}

    assert found["Review/Goals/drums-independence-30day.md"] == (2, 0.066667)
    assert found["Review/Goals/life-os-v1-demo.md"] == (100, 1)


def test_an_id_claimed_twice_is_nobodys(document: Any) -> None:
    """Both use their paths."""
    ids = {goal["id"] for goal in document["goals"]}

    assert "lifeos-goal" not in ids
    assert "Review/Goals/life-os-v1-demo" in ids
    assert "duplicate-id" in {each["rule"] for each in document["diagnostics"]}


def test_all_items_are_read(notes: dict[str, Any]) -> None:
    """90 below Review, 85 of them in callouts."""
    items = [item for path, note in notes.items() if path.startswith("Review/") for item in note["items"]]
    marks = Counter(
        "todo" if item["symbol"] == " " else "done" if item["symbol"] in "xX" else "other" for item in items
    )

    assert sum(path.startswith("Review/") for path in notes) == 28
    assert marks == {"todo": 47, "done": 38, "other": 5}
    assert sum(item["in_quote"] for item in items) == 85


def test_front_matter_is_lost_nowhere(notes: dict[str, Any]) -> None:
    """Every key with a value is a field or kept as unknown."""
    fields = {"Deadline", "CompletedDate", "StartedDate", "Progress", "Target", "tags", "id", "aliases", "created"}
    for path in GOALS:
        lines = (SOURCE / path).read_text(encoding="utf-8").split("---\n")[1].split("\n")
        typed = {key for key, colon, value in (line.partition(": ") for line in lines) if value.strip(" \"'[]")}

        assert typed - fields == notes[path]["unknown"].keys() - fields
        assert {"tags", "metric"} <= notes[path]["front_matter"].keys()


def test_every_command_answers(run: Run, tmp_path: Path) -> None:
    """Without a traceback, with a page for each goal."""
    built = run("build", SOURCE, "--out", tmp_path / "out", *DAY)

    assert built.exit_code == 0
    assert len(list((tmp_path / "out" / "goals").glob("*.html"))) == 5
    for words in (("check", "-v"), ("status",), ("tree",), ("inspect",)):
        ran = run(*words, SOURCE, *DAY)
        assert ran.exit_code in (0, 1)
        assert "failed" not in ran.stderr
