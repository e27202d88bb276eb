"""`build`: where the site goes, what is said, and with which exit code."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run, RunCommand
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
GOAL = "---\ntype: goal\ntitle: Swim\nwhy: x\ndue: 2026-05-05\n---\n\n- [ ] One\n"
FAULTY = GOAL.replace("2026-05-05", "2026-02-30")


def test_the_site_goes_beside_the_settings(run: Run, vault: Vaults) -> None:
    """Into `site/`, in an Obsidian vault out of sight; `[site] out` and `--out` decide otherwise."""
    plain = vault({"a.md": GOAL}, name="plain")
    obsidian = vault({"a.md": GOAL, ".obsidian/app.json": "{}"}, name="obsidian")
    other = vault({"a.md": GOAL, "milepost.toml": '[site]\nout = "public"\n'}, name="other")
    vault.output(other / "public")

    for root in (plain, obsidian, other):
        assert run("build", root, *DAY).exit_code == 0
    assert (plain / "site" / "index.html").is_file()
    assert (obsidian / ".milepost" / "site" / "index.html").is_file()
    assert (other / "public" / "index.html").is_file()


def test_it_says_where_the_site_is_and_what_was_done(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """Problems are counted on stderr."""
    root = vault({"a.md": FAULTY})

    first = run("build", root, "--out", tmp_path / "out", *DAY)
    second = run("build", root, "--out", tmp_path / "out", *DAY)

    assert first.stdout.startswith(str(tmp_path / "out" / "index.html"))
    assert "1 goal from 1 note" in first.stdout
    assert "1 error" in first.stderr
    assert "0 written" in second.stdout


def test_json_reports_the_same(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """With the names of written files."""
    root = vault({"a.md": FAULTY})

    report = json.loads(run("build", root, "--out", tmp_path / "out", "--json", *DAY).stdout)

    assert report["schema_version"] == 1
    assert "index.html" in report["written"]
    assert (report["goals"], report["notes"], report["problems"]["error"]) == (1, 1, 1)


def test_exit_1_only_when_strict_and_the_site_is_written_all_the_same(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """Warnings do not count."""
    faulty = vault({"a.md": FAULTY}, name="faulty")
    warned = vault({"a.md": GOAL.replace("why", "prioriti")}, name="warned")

    assert run("build", faulty, "--out", tmp_path / "1", *DAY).exit_code == 0
    assert run("build", faulty, "--out", tmp_path / "2", "--strict", *DAY).exit_code == 1
    assert (tmp_path / "2" / "index.html").is_file()
    assert run("build", warned, "--out", tmp_path / "3", "--strict", *DAY).exit_code == 0


def test_a_dangerous_folder_is_exit_3_before_anything_is_written(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """`--adopt` takes over a folder that is merely full."""
    root = vault({"a.md": GOAL})
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")

    itself = run("build", root, "--out", root, *DAY)
    refused = run("build", root, "--out", full, *DAY)

    assert itself.exit_code == refused.exit_code == 3
    assert "the vault itself" in itself.stderr
    assert "--adopt" in refused.stderr
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    assert run("build", root, "--out", full, "--adopt", *DAY).exit_code == 0
    assert (full / "mine.txt").read_text() == "mine"


def test_a_disk_that_fails_is_exit_5(run_command: RunCommand, vault: Vaults, tmp_path: Path) -> None:
    """A file where a folder has to be."""
    root = vault({"a.md": GOAL})
    (tmp_path / "file").write_text("x")

    ran = run_command("build", root, "--out", tmp_path / "file" / "site", *DAY)

    assert ran.exit_code in (3, 5)
    assert "Traceback" not in ran.talk


def test_a_broken_template_is_exit_4_and_the_old_site_stays(
    run: Run, vault: Vaults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rendering is complete before the site is touched."""
    from milepost.render.theme import TemplateFault

    root = vault({"a.md": GOAL})
    run("build", root, "--out", tmp_path / "out", *DAY)
    before = (tmp_path / "out" / "index.html").read_bytes()

    def fails(*_: object) -> None:
        raise TemplateFault("goal.html.j2", 12, "there is no variable called gaol")

    monkeypatch.setattr("milepost.session.build.Session.site", fails)
    ran = run("build", root, "--out", tmp_path / "out", "--today", "2026-04-01")

    assert ran.exit_code == 4
    assert "goal.html.j2:12: there is no variable called gaol" in ran.stderr
    assert (tmp_path / "out" / "index.html").read_bytes() == before
