"""The trail: what a build from nothing of many notes leaves, so that the next one knows which pages stay."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from milepost.cli.building import write_site
from milepost.session import records
from milepost.session.image import Kept, image_of
from tests.conftest import SAMPLE_VAULT
from tests.integration.test_image import EDITS, NOTES, Desk


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few notes are dealt with like thousands, and an edit of one of them as of one of thousands."""
    monkeypatch.setattr("milepost.cli.opening.IMAGE_FROM", 0)
    monkeypatch.setattr("milepost.cli.opening.AT_ONCE", 0)
    monkeypatch.setattr("milepost.session.trail._OTHERS", 0)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A vault that was built once."""
    root = tmp_path / "vault"
    root.mkdir()
    for name, text in NOTES.items():
        (root / name).write_text(text, encoding="utf-8")
    made = Desk(root, tmp_path)
    write_site(made.asked)
    assert left(made).trail
    return made


@pytest.fixture
def made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were made before a witness, after the first build."""
    found: list[str] = []
    saw = records.Records.saw

    def seeing(self: records.Records, path: str, seen: Any) -> None:
        found.append(path)
        saw(self, path, seen)

    monkeypatch.setattr(records.Records, "saw", seeing)
    return found


def left(desk: Desk) -> Kept:
    """What the last build left."""
    found = image_of(str(desk.caches), desk.root, desk.out).load()
    assert found is not None
    return found


def test_only_pages_that_an_edit_bears_on_are_made(
    desk: Desk, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trail stays, until somebody follows it again."""
    monkeypatch.setattr("milepost.cli.opening.WORN", 0)
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    assert {"goals/build.html", "goals/launch.html"} <= set(made)
    assert "goals/alone.html" not in made
    assert left(desk).trail
    made.clear()
    desk.edit("Alone.md", "rest", "rest more")
    desk.build()
    assert {"goals/alone.html", "goals/build.html"} <= set(made)
    assert not left(desk).trail
    made.clear()
    desk.edit("Alone.md", "more", "most")
    desk.build()
    assert "goals/alone.html" in made
    assert "goals/build.html" not in made


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit[1]} to {edit[2]}")
def test_an_edit_gives_what_a_build_from_nothing_gives(desk: Desk, made: list[str], edit: tuple[str, str, str]) -> None:
    """And so does another one after it, and the way back."""
    name, before, after = edit
    desk.edit(*edit)
    desk.build()
    assert "goals/alone.html" not in made or "Alone" in after
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    desk.edit(name, after, before)
    desk.build()


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "new": lambda root: (root / "New.md").write_text("---\ntype: goal\nparent: Launch\n---\n- [ ] one\n"),
    "gone": lambda root: (root / "Build.md").unlink(),
    "renamed": lambda root: (root / "Build.md").rename(root / "Make.md"),
    "emptied": lambda root: (root / "Build.md").write_bytes(b""),
    "all of another kind": lambda root: [note.write_text("---\ntype: note\n---\n") for note in root.glob("*.md")],
    "a setting": lambda root: (root / "milepost.toml").write_text('title = "Other"\n'),
    "a template": lambda root: _template(root, '{% extends "!builtin/goal.html" %}'),
    "a table": lambda root: (root / "a.csv").write_text("date,value\n2026-01-01,3\n"),
    "nothing": lambda _: None,
}


def _template(root: Path, text: str) -> None:
    (root / ".milepost/templates").mkdir(parents=True)
    (root / ".milepost/templates/goal.html").write_text(text)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("audience", ["private", "public"])
def test_any_change_gives_what_a_build_from_nothing_gives(tmp_path: Path, change: str, audience: str) -> None:
    """For the author and for strangers, also where the sample plan is too much changed for a trail."""
    copytree(SAMPLE_VAULT, tmp_path / "vault")
    desk = Desk(tmp_path / "vault", tmp_path)
    for name, text in NOTES.items():
        (desk.root / name).write_text(text.replace("type: goal", "type: goal\npublish: true"), encoding="utf-8")
    write_site(replace(desk.asked, audience=audience))
    assert left(desk).trail
    CHANGES[change](desk.root)
    desk.build(audience=audience)
    desk.edit("Sing.md", "learn", "learn it") if change != "all of another kind" else None
    desk.build(audience=audience)


def test_another_day_is_no_way_to_follow(desk: Desk) -> None:
    """All pages are others then: the build leaves all that it remembers."""
    desk.build(today=date(2026, 3, 2))
    assert not left(desk).trail


def test_a_note_that_no_store_knows_any_more(desk: Desk) -> None:
    """Nobody can tell what it said: all is made anew."""
    for segment in desk.caches.glob("*/*.seg"):
        segment.unlink()
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    desk.edit("Alone.md", "rest", "rest more")
    desk.build()


def test_copies_make_the_same_trail(desk: Desk, tmp_path: Path, made: list[str]) -> None:
    """What they looked at is not lost with them."""
    again = Desk(desk.root, tmp_path / "again")
    again.asked = replace(again.asked, jobs=2)
    for number in range(40):
        (desk.root / f"Piece {number}.md").write_text("---\ntype: goal\n---\n- [ ] do\n", encoding="utf-8")
    write_site(again.asked)
    made.clear()
    again.edit("Build.md", "- [ ] do", "- [x] do")
    again.build()
    assert "goals/build.html" in made
    assert "goals/alone.html" not in made
