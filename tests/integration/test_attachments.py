"""Files of the vault on the site: copied when a page shows them, whole, once, and gone when no page does."""

import json
import os
from pathlib import Path

import pytest

from milepost.files import disk
from tests.conftest import SAMPLE_VAULT, Run
from tests.sites import BuiltSite, faults
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
HOUSE = """---
type: goal
due: 2026-12-31
cover: "[[cover.png]]"
---
![[Plan A.PNG|200]] %% ![[old.png]] %%
[the offer](<Papers/The offer.pdf>)

- [ ] Sign [[contract.pdf]]

## Check-ins

- 2026-02-01 ok ![[check.png]]
"""
GOAL = "---\ntype: goal\ndue: 2026-12-31\n---\n"


def files(root: Path) -> list[str]:
    """The attachments of a site."""
    folder = root / "site" / "files"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def build(run: Run, root: Path, *options: str) -> dict[str, object]:
    """Build, and what the command says of it."""
    ran = run("build", root, *DAY, "--json", *options)
    assert ran.exit_code == 0, ran.talk
    said: dict[str, object] = json.loads(ran.stdout)
    return said


def test_only_what_a_page_shows_is_copied(vault: Vaults, run: Run) -> None:
    """Neither what is linked in a comment, in front matter or by a note without a page, nor what nobody names."""
    root = vault(
        {
            "House.md": HOUSE,
            "Diary.md": "![[diary.png]]",
            "Letter.md": "---\ntype: report\n---\n![[letter.jpg]]\n",
            "Plan A.PNG": PNG,
            "Papers/The offer.pdf": b"%PDF",
            "contract.pdf": b"%PDF-2",
            "letter.jpg": b"jpg",
            **dict.fromkeys(("cover.png", "old.png", "diary.png", "check.png", "nobody.png"), PNG),
        }
    )

    build(run, root)

    assert files(root) == ["contract.pdf", "letter.jpg", "plan-a.png", "the-offer.pdf"]
    assert (root / "site/files/plan-a.png").read_bytes() == PNG
    site = BuiltSite(root / "site")
    assert site.broken_links() == []
    assert [fault for page in site.pages.values() for fault in faults(page)] == []


def test_what_is_unchanged_is_not_copied_again_and_what_is_no_longer_shown_goes(vault: Vaults, run: Run) -> None:
    """The file's own time stays on the copy, as nobody wrote to it."""
    root = vault({"House.md": f"{GOAL}![[a.png]] ![[b.png]]\n", "a.png": PNG, "b.png": PNG + b"b"})
    build(run, root)
    times = {name: (root / "site/files" / name).stat().st_mtime_ns for name in files(root)}

    vault.write(root, {"House.md": f"{GOAL}![[a.png]] and more\n"})
    said = build(run, root)

    assert "files/b.png" in str(said["removed"])
    assert files(root) == ["a.png"]
    assert (root / "site/files/a.png").stat().st_mtime_ns == times["a.png"]

    vault.write(root, {"a.png": PNG[::-1]})
    assert "files/a.png" in str(build(run, root)["written"])
    assert (root / "site/files/a.png").read_bytes() == PNG[::-1]
    vault.remove(root, "a.png")
    build(run, root)
    assert files(root) == []
    assert not (root / "site/files").exists()


def test_a_large_file_is_copied_without_holding_it(vault: Vaults, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pieces of a megabyte."""
    largest = 0
    write = disk.write

    def measured(opened: int, content: bytes | memoryview) -> int:
        nonlocal largest
        largest = max(largest, len(content))
        return write(opened, content)

    monkeypatch.setattr(disk, "write", measured)
    film = os.urandom(5_000_000)
    root = vault({"House.md": f"{GOAL}[[film.mp4]]\n", "film.mp4": film})

    build(run, root)

    assert (root / "site/files/film.mp4").read_bytes() == film
    assert largest <= 1 << 20


def test_a_file_that_cannot_be_read_is_left_out(vault: Vaults, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its own place and nothing else."""
    open_regular = disk.open_regular

    def refused(place: disk.Place, *, follow: bool = False) -> int:
        if str(place).endswith("/vault/a.png"):
            raise PermissionError(13, "Permission denied")
        return open_regular(place, follow=follow)

    monkeypatch.setattr(disk, "open_regular", refused)
    note = f"{GOAL}![[a.png]] ![[b.png]] ![[broken.svg]]\n"
    root = vault({"House.md": note, "a.png": PNG, "b.png": PNG, "broken.svg": "<svg><g></svg>"})

    said = build(run, root)

    assert files(root) == ["b.png"]
    assert said["left_out"] == ["a.png", "broken.svg"]
    assert build(run, root)["left_out"] == ["a.png", "broken.svg"]
    words = "2 files that pages show cannot be read and are left out: a.png, broken.svg"
    assert words in run("build", root, *DAY, "--verify").talk
    assert words in run("build", root, *DAY).talk


def test_one_file_says_too_what_it_has_no_picture_of(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """A picture that is whole is in it, one that is not is named."""
    note = f"{GOAL}![[b.png]] ![[broken.svg]]\n"
    root = vault({"House.md": note, "b.png": PNG, "broken.svg": "<svg><g></svg>"})

    said = build(run, root, "--single-file", "--out", str(tmp_path / "plan.html"))

    assert said["left_out"] == ["broken.svg"]


def test_a_site_without_gaps_says_nothing_of_them(vault: Vaults, run: Run) -> None:
    """The line is there only where it is needed."""
    root = vault({"House.md": f"{GOAL}![[b.png]]\n", "b.png": PNG})

    assert build(run, root)["left_out"] == []
    assert "left out" not in run("build", root, *DAY).talk


def test_a_note_shown_in_another_brings_its_pictures(vault: Vaults, run: Run) -> None:
    """However deep."""
    root = vault(
        {
            "House.md": f"{GOAL}![[One]]\n",
            "One.md": "![[Two#Part]]",
            "Two.md": "![[no.png]]\n\n## Part\n\n![[yes.png]]\n",
            "yes.png": PNG,
            "no.png": PNG,
        }
    )

    build(run, root)

    assert files(root) == ["yes.png"]


def test_the_sample_plan_shows_its_drawing(run: Run, tmp_path: Path) -> None:
    """As large as the note says."""
    run("build", SAMPLE_VAULT, "--out", tmp_path / "site", "--today", "2026-11-22")

    page = (tmp_path / "site/goals/find-a-home.html").read_text(encoding="utf-8")
    size = 'width="420" height="262"'
    assert f'<img class="mp-picture" src="../files/floor-plan.svg" alt="floor plan" {size} loading="lazy">' in page
    drawn = (tmp_path / "site/files/floor-plan.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
