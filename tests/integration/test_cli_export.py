"""`export json`: the shape that is published, and what stands in it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from milepost.report.export.goal import GOAL_KEYS
from milepost.report.export.schema import data_schema
from tests.conftest import SAMPLE_VAULT, Run
from tests.vaults import Vaults

DAY = ("--today", "2026-08-15")
PARENT = "---\ntype: mission\ntitle: Live well\n---\n\nA life.\n"
CHILD = """\
---
type: objective
title: Run a half marathon
parent: "[[Mission]]"
start: 2026-01-01
due: 2026-Q4
owner: [Ana, Ben]
weight: 40%
estimate: 2w
priority: A
confidence: 70%
tags: [health, sport/run]
---

## Milestones

### Phase 1

- [x] Run 5 km ✅ 2026-03-01
- [/] Run 10 km 📅 2026-09-30
    - [x] Buy shoes
    - [ ] Find a group [owner:: Cleo] ^group

### Phase 2

- [ ] Enter the race 📅 2026-10-10 🆔 race
- [ ] Run it 📅 2026-10-20 ⛔ race
- [-] Fly there

## Check-ins

- 2026-08-01 at risk: knee

## Decisions

- 2026-07-01 Later, and better.
"""


def _export(run: Run, root: Path, *more: str) -> Any:
    ran = run("export", "json", root, *(more or DAY))
    assert ran.exit_code == 0
    return json.loads(ran.stdout)


def _strict(schema: Any) -> Any:
    """The schema with additions forbidden, so that a key it does not name shows."""
    if isinstance(schema, dict):
        closed = {key: _strict(value) for key, value in schema.items()}
        if closed.get("type") == "object" and "properties" in closed:
            closed["additionalProperties"] = False
        return closed
    return [_strict(each) for each in schema] if isinstance(schema, list) else schema


def test_the_schema_is_sound_and_printed(run: Run) -> None:
    """`schema data` is Draft 2020-12."""
    printed = json.loads(run("schema", "data").stdout)

    Draft202012Validator.check_schema(printed)
    assert printed == data_schema()
    assert list(printed["$defs"]["goal"]["required"]).sort() == list(GOAL_KEYS).sort()


def test_documents_follow_the_schema_to_the_key(run: Run, vault: Vaults) -> None:
    """The sample vault, a vault with everything, and an empty one."""
    full = vault({"Mission.md": PARENT, "Goals/Run.md": CHILD})
    empty = vault({}, name="empty")
    validator = Draft202012Validator(_strict(data_schema()))

    for root in (full, empty, SAMPLE_VAULT):
        document = _export(run, root)
        assert [error.message for error in validator.iter_errors(document)] == []


def test_a_goal_says_everything(run: Run, vault: Vaults) -> None:
    """Fields, dates, edges."""
    root = vault({"Mission.md": PARENT, "Goals/Run.md": CHILD})

    document = _export(run, root)
    goal = next(each for each in document["goals"] if each["id"] == "Goals/Run")

    assert document["as_of"] == "2026-08-15"
    assert document["audience"] == "private"
    assert document["vault"]["mission"] == "Mission"
    assert tuple(goal) == GOAL_KEYS
    expected = {
        "path": "Goals/Run.md",
        "title": "Run a half marathon",
        "level": "objective",
        "kind": "milestone",
        "status": "active",
        "outcome": "open",
        "declared_health": "at_risk",
        "start": "2026-01-01",
        "due": "2026-12-31",
        "due_text": "2026-Q4",
        "owner": "Ana",
        "with": ["Ben"],
        "priority": "high",
        "weight": "40%",
        "estimate": "2w",
        "confidence": 0.7,
        "tags": ["health", "sport/run"],
        "parents": ["Mission"],
        "children": [],
        "depends_on": [],
        "done_count": 1,
        "total_count": 4,
        "progress": 0.375,
        "slip": None,
        "pushes": None,
        "original_due": None,
    }
    assert {key: goal[key] for key in expected} == expected


def test_milestones_tasks_stages_and_entries(run: Run, vault: Vaults) -> None:
    """In document order."""
    root = vault({"Mission.md": PARENT, "Goals/Run.md": CHILD})

    goal = next(each for each in _export(run, root)["goals"] if each["id"] == "Goals/Run")
    five, ten, enter, race, flight = goal["milestones"]

    assert [each["state"] for each in goal["milestones"]] == ["done", "next", "open", "open", "cancelled"]
    assert (five["done"], five["symbol"], five["goal"]) == ("2026-03-01", "x", None)
    assert (ten["due"], ten["due_text"], ten["progress"]) == ("2026-09-30", "2026-09-30", 0.5)
    assert [(each["title"], each["depth"], each["parent_id"]) for each in ten["tasks"]] == [
        ("Buy shoes", 1, ten["id"]),
        ("Find a group", 1, ten["id"]),
    ]
    assert ten["tasks"][1]["id"] == "Goals/Run#group"
    assert ten["tasks"][1]["owner"] == "Cleo"
    assert enter["id"] == "race"
    assert race["depends_on"] == ["race"]
    assert flight["symbol"] == "-"
    assert [(each["title"], each["start"], each["end"]) for each in goal["stages"]] == [
        ("Phase 1", "2026-03-01", "2026-09-30"),
        ("Phase 2", "2026-10-10", "2026-10-20"),
    ]
    assert goal["check_ins"][0]["date"] == "2026-08-01"
    assert goal["decisions"] == [
        {"date": "2026-07-01", "text": "Later, and better.", "line": goal["decisions"][0]["line"]}
    ]


def test_metric_figures_are_numbers(run: Run, vault: Vaults) -> None:
    """Whole ones without a point."""
    root = vault({"a.md": "---\ntype: goal\nmetric: 10.5 -> 60 km\n---\n\n## Check-ins\n\n- 2026-08-01: 24 km\n"})

    metric = _export(run, root)["goals"][0]["metric"]

    assert (metric["baseline"], metric["target"], metric["unit"], metric["current"]) == (10.5, 60, "km", 24)
    assert isinstance(metric["target"], int)
    assert metric["current_date"] == "2026-08-01"
    assert metric["series"] == [["2026-08-01", 24]]
    assert metric["pace"] is None


def test_a_linked_milestone_names_its_goal(run: Run, vault: Vaults) -> None:
    """Which is among the children too."""
    root = vault(
        {"a.md": "---\ntype: goal\n---\n\n- [ ] [[b]]\n", "b.md": "---\ntype: goal\n---\n\n- [x] x\n- [ ] y\n"}
    )

    goals = {each["id"]: each for each in _export(run, root)["goals"]}

    assert goals["a"]["milestones"][0]["goal"] == "b"
    assert goals["a"]["children"] == ["b"]
    assert goals["b"]["parents"] == ["a"]
    assert goals["a"]["total_count"] == 1
    assert goals["a"]["progress"] == 0.5


def test_people_and_edges(run: Run, vault: Vaults) -> None:
    """`blocks` is the other end of `depends_on`."""
    root = vault(
        {
            "a.md": "---\ntype: goal\nowner: Ana\n---\n\n- [ ] x\n",
            "b.md": '---\ntype: goal\nowner: "@ana"\ndepends_on: "[[a]]"\n---\n\n- [ ] y\n',
            "People/Ana.md": "---\ntype: person\n---\n",
        }
    )

    document = _export(run, root)
    goals = {each["id"]: each for each in document["goals"]}

    assert goals["a"]["blocks"] == ["b"]
    assert goals["b"]["depends_on"] == ["a"]
    (ana,) = document["people"]
    assert (ana["name"], ana["goals"]) == ("Ana", ["a", "b"])


def test_output_goes_to_a_file_when_asked(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """The same bytes as on stdout; a note is never written over."""
    root = vault({"a.md": CHILD})
    target = tmp_path / "data.json"

    written = run("export", "json", root, "-o", target, *DAY)
    refused = run("export", "json", root, "-o", root / "a.md", *DAY)

    assert (written.exit_code, written.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == run("export", "json", root, *DAY).stdout
    assert refused.exit_code == 3


def test_a_file_that_cannot_be_written_is_named(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """By the name that was asked for, with what is missing."""
    target = tmp_path / "nowhere" / "data.json"

    ran = run("export", "json", vault({"a.md": CHILD}), "-o", target, *DAY)

    assert (ran.exit_code, ran.stdout) == (5, "")
    assert f"{target} could not be written: No such file or directory" in ran.stderr
    assert "Make its folder first." in ran.stderr


def test_the_document_depends_on_the_day_and_the_notes_only(run: Run, vault: Vaults) -> None:
    """Two exports are the same bytes, another day is another document."""
    root = vault({"a.md": CHILD})

    first = run("export", "json", root, *DAY).stdout

    assert run("export", "json", root, *DAY).stdout == first
    assert _export(run, root, "--today", "2026-08-16")["as_of"] == date(2026, 8, 16).isoformat()
