"""Promise 1: your notes are never changed. The `vault` fixture compares bytes, modes and times around every test."""

import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_VAULT, Run
from tests.vaults import Vaults, differences, record_whole

NOTES: dict[str, str | bytes] = {
    "milepost.toml": 'title = "Plan"\r\n',
    "Goals/run.md": "---\r\ntype: goal\r\ndue: 2026-09-30\r\n---\r\n# Run\r\n\r\n- [ ] one 📅 2026-04-01\r\n- [x] two",
    "Goals/bom.md": b"\xef\xbb\xbf---\ntype: goal\nparent: '[[run]]'\n---\n- [ ] a [due:: 2026-02-30]\n",
    "Goals/broken.md": "---\ntype: goal\nassignee: @me\ntitle: A: B\n---\n\n* [ ]\ttab   \n\n\n",
    "Goals/latin.md": b"---\ntype: goal\n---\n# Caf\xe9\n",
    "Goals/pipe.csv": "date,value\n2026-01-01,1\n",
    "empty.md": "",
    "picture.png": b"\x89PNG\r\n\x1a\n\0",
    ".obsidian/app.json": "{}",
}
READ_ONLY_COMMANDS: list[Sequence[str]] = [
    ("check",),
    ("check", "-v"),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
    ("status",),
    ("status", "--json"),
    ("tree",),
    ("export", "json"),
]
DAY = ("--today", "2026-03-01")


@pytest.mark.parametrize("command", READ_ONLY_COMMANDS, ids=" ".join)
def test_reading_commands_write_nothing_at_all(vault: Vaults, run: Run, command: Sequence[str]) -> None:
    """Not even an output folder."""
    root = vault(NOTES)
    before = record_whole(root)

    ran = run(*command, root, *DAY)

    assert ran.exit_code in (0, 1)
    assert ran.stdout
    assert differences(before, record_whole(root)) == []


@pytest.mark.parametrize(
    "command", [("inspect",), ("inspect", "--json"), ("show", "run"), ("schema", "config")], ids=" ".join
)
def test_so_do_those_that_find_the_vault_themselves(
    vault: Vaults, run: Run, monkeypatch: pytest.MonkeyPatch, command: Sequence[str]
) -> None:
    """They look upwards from the current folder."""
    root = vault(NOTES)
    monkeypatch.chdir(root / "Goals")
    before = record_whole(root)

    ran = run(*command)

    assert ran.exit_code == 0, ran.talk
    assert differences(before, record_whole(root)) == []


def test_building_writes_to_the_output_folder_only(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """By default into the vault, out of Obsidian's sight; else wherever it is told."""
    root = vault(NOTES)
    before = record_whole(root)

    assert run("build", root, *DAY, "--out", tmp_path / "out").exit_code == 0
    assert differences(before, record_whole(root)) == []

    assert run("build", root, *DAY).exit_code == 0
    new = differences(before, record_whole(root))
    assert new
    assert all(line.startswith((".milepost", ".: ")) for line in new), new


def test_building_again_after_edits_leaves_the_edits(vault: Vaults, run: Run) -> None:
    """The fixture compares with what the owner wrote last."""
    root = vault(NOTES)
    for number in range(3):
        assert run("build", root, *DAY).exit_code == 0
        vault.write(root, {"Goals/run.md": f"---\ntype: goal\n---\n- [x] {number}"})
        vault.rename(root, "empty.md" if number == 0 else f"e{number}.md", f"e{number + 1}.md")
    vault.remove(root, "Goals/bom.md")

    assert run("build", root, *DAY).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX modes")
def test_a_read_only_vault_is_no_obstacle(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Nothing is opened for writing, no mode is changed to get at something."""
    root = vault(NOTES)
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    vault.settle(root)

    ran = run("build", root, *DAY, "--out", tmp_path / "out")

    assert ran.exit_code == 0, ran.talk
    assert vault.changed() == []
    for path in (root, *(path for path in root.rglob("*") if path.is_dir())):
        path.chmod(0o755)
    vault.settle(root)


def test_the_sample_vault_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    """Its site goes elsewhere; a fixture of the whole suite compares it too."""
    before = record_whole(SAMPLE_VAULT)

    assert run("build", SAMPLE_VAULT, "--out", tmp_path / "out", "--today", "2026-11-22").exit_code == 0

    assert differences(before, record_whole(SAMPLE_VAULT)) == []


@pytest.mark.parametrize("change", ["content", "mode", "mtime", "new", "gone"])
def test_the_fixture_notices(vault: Vaults, tmp_path: Path, change: str) -> None:
    """A proof that cannot fail proves nothing."""
    root = vault({"a.md": "a", "b.md": "b"})
    note = root / "a.md"
    found = note.stat()
    if change == "content":
        note.write_text("b")
        os.utime(note, ns=(found.st_atime_ns, found.st_mtime_ns))
    elif change == "mode":
        note.chmod(0o400)
    elif change == "mtime":
        os.utime(note, ns=(found.st_atime_ns, found.st_mtime_ns + 1000))
    elif change == "new":
        (root / "new.txt").touch()
    else:
        note.unlink()

    assert any(("new.txt is new" if change == "new" else "a.md") in line for line in vault.changed())
    vault.settle(root)
