"""`inspect`: what is read from each note, goal or not."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
NOTE = """\
---
type: project
title: Garden
due: 2026-Q3
start: 2026-03-01
owner: [Ana, Ben]
depends_on: "[[Money]] +5d"
metric: {baseline: 0, target: 10, unit: beds}
favourite: blue
---

# Garden

See [[Money|the money]] and [[Nowhere]].

## Milestones

- [/] Dig 📅 2026-04-01 ⏫ #soil
    - [x] Borrow a spade [owner:: Cleo] [colour:: red]
    - bullet
        - [ ] Turn the earth [estimate:: 2d]
- [-] Pond
    - [ ] Fish

## Notes

- [ ] Ask the neighbour
"""
MONEY = "---\ntype: goal\n---\n\n- [ ] Save\n"
OTHER = "Shopping\n\n> - [ ] Milk\n"


@pytest.fixture
def root(vault: Vaults) -> Path:
    """A goal, another one, and a note that is none."""
    return vault({"Garden.md": NOTE, "Money.md": MONEY, "Other.md": OTHER, "milepost.toml": "", "Sub/Deep.md": "x\n"})


def _inspect(run: Run, *arguments: object) -> list[dict[str, Any]]:
    ran = run("inspect", *arguments, "--json", *DAY)
    assert ran.exit_code == 0
    notes: list[dict[str, Any]] = json.loads(ran.stdout)["notes"]
    return notes


def test_every_note_in_path_order(run: Run, root: Path) -> None:
    """With the reason why it is a goal, or none."""
    notes = _inspect(run, root)

    assert [(note["path"], note["type"], note["is_goal"]) for note in notes] == [
        ("Garden.md", "project", True),
        ("Money.md", "goal", True),
        ("Other.md", None, False),
        ("Sub/Deep.md", None, False),
    ]
    assert all(note["why"] for note in notes)
    assert "type: project" in notes[0]["why"]


def test_front_matter_by_canonical_names(run: Run, root: Path) -> None:
    """Days ISO, periods as typed, a metric as one map, unknown keys apart."""
    (note,) = _inspect(run, root / "Garden.md")

    assert note["front_matter"] == {
        "title": "Garden",
        "type": "project",
        "start": "2026-03-01",
        "due": "2026-Q3",
        "depends_on": ["Money +5d"],
        "owner": ["Ana", "Ben"],
        "metric": {"unit": "beds", "baseline": 0, "target": 10},
    }
    assert note["unknown"] == {"favourite": "blue"}


def test_items_with_place_role_and_fields(run: Run, root: Path) -> None:
    """`parent_line` is the enclosing list item, checklist item or not."""
    (note,) = _inspect(run, root / "Garden.md")
    items = note["items"]
    first = items[0]["line"]

    shown = [(i["line"] - first, i["column"], i["symbol"], i["state"], i["is"], i["parent_line"]) for i in items]
    assert shown == [
        (0, 1, "/", "in_progress", "milestone", None),
        (1, 5, "x", "done", "task", first),
        (3, 9, " ", "todo", "task", first + 2),
        (4, 1, "-", "cancelled", "not counted", None),
        (5, 5, " ", "todo", "not counted", first + 4),
        (9, 1, " ", "todo", "loose", None),
    ]
    assert items[0]["title"] == "Dig #soil"
    assert items[0]["fields"] == {"due": "2026-04-01", "priority": "high"}
    assert items[1]["fields"] == {"owner": ["Cleo"], "colour": "red"}
    assert items[2]["fields"] == {"estimate": "2d"}


def test_links_with_where_they_lead(run: Run, root: Path) -> None:
    """Null where that is nowhere."""
    (note,) = _inspect(run, root / "Garden.md")
    prose = [link for link in note["links"] if link["line"] > 10]

    assert [(link["text"], link["target"], link["embed"], link["resolved"]) for link in prose] == [
        ("the money", "Money", False, "Money.md"),
        ("Nowhere", "Nowhere", False, None),
    ]
    assert [(heading["level"], heading["text"]) for heading in note["headings"]] == [
        (1, "Garden"),
        (2, "Milestones"),
        (2, "Notes"),
    ]
    assert note["tags"] == ["soil"]
    assert "unknown-link" in [found["rule"] for found in note["diagnostics"]]


def test_quotes_are_marked_and_notes_without_a_goal_count_nothing(run: Run, root: Path) -> None:
    """Read all the same."""
    (note,) = _inspect(run, root / "Other.md")

    (milk,) = note["items"]
    assert (milk["in_quote"], milk["is"], milk["title"]) == (True, "not counted", "Milk")


def test_from_a_note_the_vault_is_found_upwards(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several notes, folders below, and no path at all."""
    monkeypatch.chdir(root / "Sub")

    assert [note["path"] for note in _inspect(run, "Deep.md")] == ["Sub/Deep.md"]
    assert [note["path"] for note in _inspect(run, "Deep.md", "../Money.md")] == ["Money.md", "Sub/Deep.md"]
    assert [note["path"] for note in _inspect(run, root)] == [note["path"] for note in _inspect(run)]
    assert [note["path"] for note in _inspect(run, root / "Sub")] == ["Deep.md"]


def test_paths_that_are_no_notes_are_named(run: Run, root: Path) -> None:
    """Exit 2."""
    missing, other = run("inspect", root / "No.md"), run("inspect", root / "milepost.toml")

    assert missing.exit_code == other.exit_code == 2
    assert "No.md" in missing.stderr
    assert "no note" in other.stderr


def test_the_text_says_the_same(run: Run, root: Path) -> None:
    """For people."""
    ran = run("inspect", root, *DAY)

    assert ran.exit_code == 0
    for words in ("Garden.md  a goal:", "owner: Ana, Ben", "favourite: blue", "milestone due=2026-04-01", "→ Money.md"):
        assert words in ran.stdout


def test_templates_are_shown_with_the_reason(run: Run, vault: Vaults) -> None:
    """They make no goal and no diagnostic."""
    root = vault({"Templates/Goal.md": "---\ntype: goal\ndue: 2026-02-30\n---\n", "Money.md": MONEY})

    template = next(note for note in _inspect(run, root) if note["path"].startswith("Templates"))

    assert not template["is_goal"]
    assert "template" in template["why"]
    assert template["diagnostics"] == []
