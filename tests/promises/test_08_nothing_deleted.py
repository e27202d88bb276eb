"""Promise 8: nothing is deleted that milepost did not write, and no dangerous output folder is written to."""

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE_VAULT, Run, RunCommand
from tests.vaults import Vaults, differences, record_whole

DAY = ("--today", "2026-03-01")
GOAL = "---\ntype: goal\n---\n# {}\n\n- [ ] one\n"


@pytest.fixture
def root(vault: Vaults, tmp_path: Path) -> Path:
    """A vault of two goals in a folder that holds nothing else of interest."""
    return vault({"a.md": GOAL.format("A"), "b.md": GOAL.format("B"), "notes/c.md": "text"}, name="plans/vault")


def _files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("adopt", [(), ("--adopt",)], ids=["plain", "adopt"])
@pytest.mark.parametrize("where", [".", "..", "../..", "notes/..", "a.md", ".git", ".git/site", ".obsidian/x"])
def test_the_vault_and_what_holds_it_are_refused(
    *, root: Path, run: Run, tmp_path: Path, where: str, adopt: tuple[str, ...]
) -> None:
    """Exit 3, one sentence and a remedy, and not a byte is touched; adopting does not help."""
    before = record_whole(tmp_path)

    ran = run("build", root, *DAY, "--out", root / where, *adopt)

    assert ran.exit_code == 3, ran.talk
    assert "output" in ran.stderr
    assert "--out" in ran.stderr
    assert differences(before, record_whole(tmp_path)) == []


def test_the_root_of_the_drive_is_refused(root: Path, run: Run) -> None:
    """`/`, or `C:\\`."""
    assert run("build", root, *DAY, "--out", root.anchor).exit_code == 3
    assert run("build", root, *DAY, "--out", root.anchor, "--adopt").exit_code == 3


@pytest.mark.parametrize("adopt", [(), ("--adopt",)], ids=["plain", "adopt"])
def test_home_is_refused(root: Path, run_command: RunCommand, adopt: tuple[str, ...]) -> None:
    """Even an empty one, and the folder that holds it."""
    assert run_command("build", root, *DAY, "--out", run_command.home, *adopt).exit_code == 3
    assert run_command("build", root, *DAY, "--out", run_command.home.parent, *adopt).exit_code == 3
    assert list(run_command.home.iterdir()) == []


@pytest.mark.parametrize("holds", ["mine.txt", ".git/HEAD", "sub/folder/x", "index.html", ".hidden"])
def test_a_folder_with_other_files_needs_adopting(root: Path, run: Run, tmp_path: Path, holds: str) -> None:
    """Refused and untouched; with `--adopt` the site is put beside what is there, once and for all."""
    out = tmp_path / "out"
    (out / holds).parent.mkdir(parents=True)
    (out / holds).write_text("mine")
    before = record_whole(out)

    refused = run("build", root, *DAY, "--out", out)
    assert refused.exit_code == 3
    assert "--adopt" in refused.stderr
    assert differences(before, record_whole(out)) == []

    assert run("build", root, *DAY, "--out", out, "--adopt").exit_code == 0
    assert run("build", root, *DAY, "--out", out).exit_code == 0
    if holds != "index.html":
        assert (out / holds).read_text() == "mine"


def test_a_folder_of_the_vault_with_notes_is_refused(root: Path, run: Run) -> None:
    """`--out notes` is a slip, not a wish."""
    ran = run("build", root, *DAY, "--out", root / "notes")

    assert ran.exit_code == 3
    assert [path.name for path in (root / "notes").iterdir()] == ["c.md"]


def test_only_our_own_files_go(root: Path, run: Run, vault: Vaults) -> None:
    """A goal that is no more takes its page along, and nothing else."""
    assert run("build", root, *DAY).exit_code == 0
    out = root / "site"
    (page,) = [path for path in _files(out) if path.endswith("/b.html")]
    for mine in ("CNAME", "goals/mine.html", "own/page.html"):
        (out / mine).parent.mkdir(exist_ok=True)
        (out / mine).write_text("mine")
    vault.remove(root, "b.md")

    assert run("build", root, *DAY).exit_code == 0

    left = _files(out)
    assert page not in left
    assert {"CNAME", "goals/mine.html", "own/page.html"} <= left
    assert {(out / mine).read_text() for mine in ("CNAME", "goals/mine.html", "own/page.html")} == {"mine"}


def test_a_page_that_somebody_changed_is_not_deleted(root: Path, run: Run, vault: Vaults) -> None:
    """The build says which it is; with `--adopt` it goes."""
    assert run("build", root, *DAY).exit_code == 0
    (page,) = [root / "site" / path for path in _files(root / "site") if path.endswith("/b.html")]
    page.write_text("rewritten by hand")
    vault.remove(root, "b.md")

    ran = run("build", root, *DAY)
    assert ran.exit_code == 3
    assert "b.html" in ran.stderr
    assert page.read_text() == "rewritten by hand"

    assert run("build", root, *DAY, "--adopt").exit_code == 0
    assert not page.exists()


def test_a_manifest_cannot_name_files_outside(root: Path, run: Run, tmp_path: Path) -> None:
    """Entries are relative and without `..`, or they are nothing."""
    assert run("build", root, *DAY).exit_code == 0
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    manifest = root / "site" / ".milepost" / "manifest.json"
    found = json.loads(manifest.read_text(encoding="utf-8"))
    some = next(iter(found["files"].values()))
    names = ("../../../precious.txt", "../a.md", "goals/../../a.md", precious.as_posix(), "..\\a.md", "/etc/hostname")
    found["files"] |= dict.fromkeys(names, some)
    found["folders"] += ["..", "../notes", "/tmp"]
    manifest.write_text(json.dumps(found), encoding="utf-8")

    assert run("build", root, *DAY).exit_code == 0

    assert precious.read_text() == "precious"
    assert not set(json.loads(manifest.read_text(encoding="utf-8"))["files"]) & set(names)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_in_the_output_are_not_written_through(root: Path, run: Run, tmp_path: Path) -> None:
    """Neither a folder nor a file that leads elsewhere."""
    assert run("build", root, *DAY).exit_code == 0
    outside = tmp_path / "outside"
    (root / "site" / "goals").rename(outside)
    (root / "site" / "goals").symlink_to(outside)
    before = record_whole(outside)
    (root / "site" / "index.html").unlink()
    (root / "site" / "index.html").symlink_to(tmp_path / "made.html")

    ran = run("build", root, *DAY)

    assert ran.exit_code == 3
    assert "symbolic link" in ran.stderr
    assert differences(before, record_whole(outside)) == []
    assert not (tmp_path / "made.html").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_in_the_vault_does_not_choose_the_output(root: Path, run: Run, tmp_path: Path, vault: Vaults) -> None:
    """A vault from elsewhere could bring `site` along as a link."""
    (tmp_path / "outside").mkdir()
    (root / "site").symlink_to(tmp_path / "outside")
    vault.settle(root)

    assert run("build", root, *DAY).exit_code == 3
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_refused_build_says_where_the_site_could_go(run: Run, tmp_path: Path) -> None:
    """The sample vault as its own output."""
    ran = run("build", SAMPLE_VAULT, "--out", SAMPLE_VAULT)

    assert ran.exit_code == 3
    assert "the vault itself" in ran.stderr
    assert "Traceback" not in ran.talk
