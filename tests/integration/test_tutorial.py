"""The tutorial works as it is written: its notes are made, and its claims hold."""

import json
import re
from pathlib import Path

from tests.conftest import REPOSITORY, Run

TUTORIAL = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
NOTES = re.findall(r"^```markdown\n(.*?)^```", TUTORIAL, re.MULTILINE | re.DOTALL)
DAY = ("--today", "2026-09-10")


def test_the_tutorial_can_be_followed(run: Run, tmp_path: Path) -> None:
    """Every step, with the figures that the text names."""
    plan = tmp_path / "plan"
    plan.mkdir()
    assert run("init", plan, *DAY).exit_code == 0
    run_note, books, health = NOTES

    (plan / "Goals" / "My first goal.md").write_text(run_note, encoding="utf-8")
    shown = run("status", plan, *DAY)
    assert "50 %" in shown.stdout
    assert run("show", "Run 10 km", "--vault", plan, *DAY).exit_code == 0

    assert run("build", plan, *DAY).exit_code == 0
    page = (plan / "site" / "goals" / "my-first-goal.html").read_text(encoding="utf-8")
    assert "Run 10 km" in page

    made = run("new", "goal", "Read 24 books", "--like", "metric", "--due", "2026-12-31", "--vault", plan, *DAY)
    assert made.exit_code == 0
    (plan / "Goals" / "Read 24 books.md").write_text(books, encoding="utf-8")
    complaint = run("check", plan, *DAY)
    assert complaint.exit_code == 1
    assert "Goals/Read 24 books.md:3:" in complaint.stdout
    assert "unknown-link" in complaint.stdout

    (plan / "Goals" / "Healthy at forty.md").write_text(health, encoding="utf-8")
    (plan / "Goals" / "My first goal.md").write_text(
        run_note.replace("type: goal\n", 'type: goal\nparent: "[[Healthy at forty]]"\n'), encoding="utf-8"
    )
    assert run("check", plan, *DAY).exit_code == 0
    goals = json.loads(run("export", "json", plan, *DAY).stdout)["goals"]
    assert [goal["title"] for goal in goals if not goal["parents"]] == ["Healthy at forty"]
