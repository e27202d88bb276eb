"""`new goal` and `init`: new notes that read well, and never over an existing one."""

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from milepost.cli.file_names import note_name
from milepost.cli.starters import STARTERS
from tests.conftest import Run
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
GOAL = "---\ntype: goal\ntitle: Freedom\nwhy: x\n---\n\n- [ ] One\n"


@pytest.mark.parametrize("like", sorted(STARTERS))
def test_every_kind_is_a_goal_without_errors(run: Run, vault: Vaults, like: str) -> None:
    """Its title may hold anything."""
    root = vault({"milepost.toml": ""})
    title = 'Ready: "set" & #go [x] \\ über'

    made = run("new", "goal", title, "--like", like, "--due", "2026-Q4", "--vault", root, *DAY)
    vault.settle(root)

    assert made.exit_code == 0
    (note,) = (root / "goals").iterdir()
    assert made.stdout.split() == ["written", *f"goals/{note.name}".split()]
    checked = run("check", root, *DAY, "--format", "json")
    assert '"severity": "error"' not in checked.stdout
    assert '"severity": "warning"' not in checked.stdout
    assert title in run("tree", root, *DAY).stdout


def test_a_project_starts_with_the_usual_points(run: Run, vault: Vaults) -> None:
    """Approval, planning, funding, design, team, launch, review."""
    root = vault({"milepost.toml": ""})

    run("new", "goal", "Shop", "--like", "project", "--vault", root, *DAY)
    vault.settle(root)

    text = (root / "goals" / "Shop.md").read_text(encoding="utf-8")
    for word in (
        "Approval",
        "Planning complete",
        "Funding secured",
        "Design approved",
        "Team recruited",
        "Launch",
        "Review",
    ):
        assert f"- [ ] {word}" in text


def test_it_goes_where_the_goals_are_and_below_its_parent(run: Run, vault: Vaults) -> None:
    """The parent is found by any of its names."""
    root = vault({"Plans/Freedom 2030.md": GOAL, "Plans/Other.md": GOAL.replace("Freedom", "Other"), "x.md": "x"})

    made = run("new", "goal", "Save", "--like", "metric", "--parent", "freedom", "--vault", root, *DAY)
    vault.settle(root)

    assert made.exit_code == 0
    assert 'parent: "[[Freedom 2030]]"' in (root / "Plans" / "Save.md").read_text(encoding="utf-8")
    assert "└─ Save" in run("tree", root, *DAY).stdout


def test_the_goals_setting_decides_for_the_first_goal(run: Run, vault: Vaults) -> None:
    """Its fixed part."""
    root = vault({"milepost.toml": 'goals = ["Life/Goals/**"]\n'})

    run("new", "goal", "Swim", "--vault", root, *DAY)
    vault.settle(root)

    assert (root / "Life" / "Goals" / "Swim.md").is_file()


@pytest.mark.parametrize("title", ["Freedom", "freedom", "FREEDOM "])
def test_an_existing_note_is_never_written_over(run: Run, vault: Vaults, title: str) -> None:
    """In any case: exit 3, and the vault is as it was."""
    root = vault({"Freedom.md": GOAL})

    ran = run("new", "goal", title, "--vault", root, *DAY)

    assert ran.exit_code == 3
    assert "there already" in ran.stderr


def test_what_cannot_be_right_is_refused(run: Run, vault: Vaults) -> None:
    """Nothing is written."""
    root = vault({"Freedom.md": GOAL})

    parent = run("new", "goal", "A", "--parent", "fredom", "--vault", root, *DAY)
    due = run("new", "goal", "A", "--due", "soon", "--vault", root, *DAY)

    assert parent.exit_code == due.exit_code == 2
    assert "Did you mean" in parent.stderr
    assert "reedom" in parent.stderr
    assert "YYYY-MM-DD" in due.stderr


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Learn to swim", "Learn to swim"),
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("[[Link]] #tag ^id |x", "Link tag id x"),
        ("..", "Goal"),
        ("???", "Goal"),
        ("con", "con goal"),
        ("LPT1.x", "LPT1.x goal"),
        ("Ziele üben", "Ziele üben"),
        ("end.", "end"),
        ("目" * 300, "目" * 66),
        ("x" * 300, "x" * 80),
    ],
)
def test_file_names_are_safe_everywhere(title: str, name: str) -> None:
    """Windows, macOS, Obsidian's links."""
    assert note_name(title) == name


def test_init_writes_settings_and_a_first_goal(run: Run, tmp_path: Path) -> None:
    """And says what comes next; a second time it changes nothing."""
    root = tmp_path / "plan"

    first = run("init", root, *DAY)
    kept = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    second = run("init", root, *DAY)

    assert first.exit_code == second.exit_code == 0
    assert {path.relative_to(root).as_posix() for path in kept} == {"milepost.toml", "Goals/My first goal.md"}
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == kept
    assert "milepost build" in first.stdout
    assert second.stdout.count("there already") == 2
    assert run("check", root, *DAY, "--fail-on", "warning").exit_code == 0
    assert "My first goal" in run("status", root, *DAY).stdout


@pytest.mark.parametrize("command", [("new", "goal", "Swim", "--vault"), ("init",)], ids=lambda words: words[0])
def test_a_folder_that_takes_no_file_is_named(
    run: Run, vault: Vaults, monkeypatch: pytest.MonkeyPatch, command: Sequence[str]
) -> None:
    """As the system says it, with the file's name as anybody would write it."""
    root = vault({"Goals/a.md": GOAL})
    monkeypatch.setattr("milepost.files.disk.os.open", _refusing(root))

    ran = run(*command, root)

    assert (ran.exit_code, ran.stdout) == (5, "")
    assert ran.stderr.startswith(f"error: {root}/")
    assert ran.stderr.endswith(".md: Permission denied\n" if command[0] == "new" else ".toml: Permission denied\n")


def _refusing(root: Path) -> Callable[..., int]:
    real = os.open

    def opened(place: bytes | str, flags: int, *more: int) -> int:
        if flags & os.O_CREAT and os.fsdecode(place).startswith(str(root)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), place)
        return real(place, flags, *more)

    return opened


def test_init_leaves_a_vault_with_notes_alone(run: Run, vault: Vaults) -> None:
    """Only settings are added."""
    root = vault({"Freedom.md": GOAL})

    run("init", root, *DAY)
    added = {path.name for path in root.iterdir()} - {"Freedom.md"}
    vault.settle(root)

    assert added == {"milepost.toml"}


def test_the_settings_of_init_are_sound_when_uncommented(run: Run, tmp_path: Path) -> None:
    """Every line of them."""
    root = tmp_path / "plan"
    run("init", root, *DAY)
    place = root / "milepost.toml"
    lines = place.read_text(encoding="utf-8").split("\n")
    place.write_text("\n".join(line.removeprefix("# ") if "=" in line or "[" in line else line for line in lines))

    ran = run("check", root, *DAY)

    assert "setting" not in ran.stdout
