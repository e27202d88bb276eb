"""`milepost doctor`: what this computer has, and what goes without what it has not."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.vaults import Vaults

NOTE = {"a.md": "---\ntype: goal\n---\n- [ ] b\n"}


def _said(stdout: str) -> dict[str, str]:
    rows = (row[2:].partition("  ") for row in stdout.splitlines() if row[:2] in ("✓ ", "! "))
    return {subject.strip(): text.strip() for subject, _, text in rows}


def test_it_names_what_is_there(run: Run, vault: Vaults) -> None:
    """Versions, the vault, git, file events and the cache folder; and it ends well."""
    root = vault(NOTE)

    done = run("doctor", root)

    said = _said(done.stdout)
    assert done.exit_code == 0
    assert said["vault"] == f"{root}, without milepost.toml"
    assert "markdown-it-py" in said["libraries"]
    assert {"milepost", "Python", "YAML", "git", "history", "events", "browser", "cache"} <= set(said)


def test_a_missing_git_is_said_with_what_goes_without(run: Run, vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no failure: notes are read without git."""
    monkeypatch.setenv("PATH", os.devnull)

    done = run("doctor", vault(NOTE))

    assert done.exit_code == 0
    assert _said(done.stdout)["git"] == "not found"
    assert "Notes are read without it" in done.stdout


def test_a_git_that_lies_in_the_vault_is_not_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's files run nothing, even where the path holds the current folder."""
    (tmp_path / "milepost.toml").touch()
    (tmp_path / "git").write_text("#!/bin/sh\ntouch ran\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")

    done = run("doctor")

    assert _said(done.stdout)["git"] == "not found"
    assert not (tmp_path / "ran").exists()


def _git(*arguments: str, cwd: Path) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *names, *arguments], cwd=cwd, check=True, capture_output=True)


def test_a_shallow_clone_is_told_from_a_whole_one(run: Run, tmp_path: Path) -> None:
    """So that nobody wonders why a pipeline knows no history."""
    whole = tmp_path / "whole"
    whole.mkdir()
    _git("init", "-q", cwd=whole)
    for number in range(2):
        _git("commit", "-q", "--allow-empty", "-m", str(number), cwd=whole)
    _git("clone", "-q", "--depth", "1", whole.as_uri(), str(tmp_path / "cut"), cwd=tmp_path)
    _git("worktree", "add", "-q", "--detach", str(tmp_path / "second"), cwd=tmp_path / "cut")

    assert _said(run("doctor", whole).stdout)["history"].endswith("is a whole clone")
    for name in ("cut", "second"):
        done = run("doctor", tmp_path / name)
        assert "is a shallow clone" in _said(done.stdout)["history"]
        assert "git fetch --unshallow" in done.stdout
