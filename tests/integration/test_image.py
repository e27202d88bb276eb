"""The image: what one build remembers, the next one goes on from; and nothing that is odd about it is trusted."""

import os
import pickle
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from types import SimpleNamespace
from typing import Any

import pytest

from milepost.cli.building import Asked, Done, write_site
from milepost.config.settings import ReadingSettings
from milepost.session import image_file, records
from milepost.session.image import Image
from milepost.session.last import program_state
from milepost.session.values import Reader
from milepost.syntax.document import Document
from milepost.syntax.read import read_document
from tests.conftest import SAMPLE_VAULT

NOTES = {
    "Launch.md": "---\ntype: goal\ndue: 2026-09-01\narea: Work\n---\n- [ ] build 📅 2026-05-01\n- [ ] show\n",
    "Build.md": "---\ntype: goal\nparent: Launch\nowner: Ana\n---\n- [x] plan\n- [ ] do 📅 2026-06-01\n",
    "Sing.md": "---\ntype: goal\ntags: [fun]\ndepends_on: Launch\n---\nWhy **not**, as in [[Build]].\n\n- [ ] learn\n",
    "Alone.md": "---\ntype: goal\n---\n- [ ] rest\n",
}


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few notes are dealt with like thousands."""
    monkeypatch.setattr("milepost.cli.opening.IMAGE_FROM", 0)
    monkeypatch.setattr("milepost.cli.opening.AT_ONCE", 0)


class Desk:
    """A vault that is built again and again."""

    def __init__(self, root: Path, beside: Path) -> None:
        self.root, self.out, self.caches, self.anew = root, beside / "out", beside / "caches", beside / "anew"
        self.asked = Asked(root, self.out, None, date(2026, 3, 1), self.caches, adopt=False, verify=False, jobs=1)

    def build(self, **asked: Any) -> Done:
        """One build; the site must be what a build from nothing makes."""
        done = write_site(replace(self.asked, **asked))
        clean = replace(self.asked, **{**asked, "out": self.anew, "cache_dir": self.anew.with_name("none")})
        write_site(replace(clean, verify=True))
        assert files(self.out) == files(self.anew)
        return done

    def edit(self, name: str, before: str, after: str) -> None:
        """Write another text over a part of a note."""
        note = self.root / name
        assert before in note.read_text(encoding="utf-8")
        note.write_text(note.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    @property
    def place(self) -> Path:
        """Where the image lies."""
        (found,) = self.caches.glob("*/*.image")
        return found


def files(folder: Path) -> Mapping[str, bytes]:
    """A site, without what is about it."""
    found = (place for place in folder.rglob("*") if place.is_file() and ".milepost" not in place.parts)
    return {str(place.relative_to(folder)): place.read_bytes() for place in found}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A vault that was built twice: from the second build on somebody is seen to go on."""
    root = tmp_path / "vault"
    root.mkdir()
    for name, text in NOTES.items():
        (root / name).write_text(text, encoding="utf-8")
    made = Desk(root, tmp_path)
    write_site(made.asked)
    left = _image(made).load()
    assert left is not None
    assert left.trail
    made.edit("Alone.md", "rest", "rest more")
    write_site(made.asked)
    left = _image(made).load()
    assert left is not None
    assert not left.trail
    return made


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were made before a witness."""
    found: list[str] = []
    saw = records.Records.saw

    def seeing(self: records.Records, path: str, seen: Any) -> None:
        found.append(path)
        saw(self, path, seen)

    monkeypatch.setattr(records.Records, "saw", seeing)
    return found


def test_a_build_from_nothing_of_few_notes_is_gone_on_from(
    desk: Desk, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does not wait to see that somebody goes on."""
    monkeypatch.setattr("milepost.cli.opening.AT_ONCE", len(NOTES))
    again = Desk(desk.root, desk.root.parent / "again")
    write_site(again.asked)
    made.clear()
    again.edit("Build.md", "- [ ] do", "- [x] do")
    again.build()
    assert "goals/build.html" in made
    assert "goals/alone.html" not in made


def test_only_pages_that_looked_at_an_edit_are_made(desk: Desk, made: list[str]) -> None:
    """A tick moves its own goal and what is made of it; the rest stays, though another process wrote it."""
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    assert "goals/build.html" in made
    assert "goals/launch.html" in made
    assert "goals/alone.html" not in made


def test_only_the_lists_that_show_a_goal_are_made(desk: Desk, made: list[str]) -> None:
    """Of a long list the page with the goal, and the first one, which says how all of them stand."""
    for number in range(130):
        area, tag = ("North", "South")[number % 2], "far" if number % 3 else "near"
        note = f"---\ntype: goal\narea: {area}\ntags: [{tag}]\ndue: 2026-07-01\n---\n# Piece {number:03}\n- [ ] do\n"
        (desk.root / f"Piece {number:03}.md").write_text(note, encoding="utf-8")
    desk.build()
    made.clear()
    desk.edit("Piece 100.md", "- [ ] do", "- [x] do")
    assert _image(desk).load() is not None
    desk.build()
    lists = {path for path in made if not path.startswith("goals/")}
    assert {"overview-2.html", "areas/north.html", "tags/far.html"} <= lists
    assert lists.isdisjoint({"overview-3.html", "areas/south.html", "areas/south-2.html", "tags/near.html"})


def test_a_note_is_read_when_somebody_looks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that an edit does not bear on are not."""
    parsed: list[bytes] = []

    def reading(content: bytes, settings: ReadingSettings) -> Document:
        parsed.append(content)
        return read_document(content, settings)

    monkeypatch.setattr("milepost.syntax.read.read_document", reading)
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    write_site(desk.asked)
    assert not any(b"rest more" in content for content in parsed)


EDITS = (
    ("Launch.md", "- [ ] build", "- [x] build"),
    ("Launch.md", "2026-05-01", "2026-02-01"),
    ("Launch.md", "area: Work", "area: Home"),
    ("Launch.md", "type: goal", "type: goal\ntitle: Start"),
    ("Build.md", "parent: Launch", "parent: Sing"),
    ("Build.md", "owner: Ana", "owner: Ben"),
    ("Sing.md", "tags: [fun]", "tags: [fun, more]"),
    ("Sing.md", "depends_on: Launch", "depends_on: Nothing"),
    ("Sing.md", "[[Build]]", "[[Alone]]"),
    ("Sing.md", "type: goal", "type: note"),
)


def test_any_edits_give_what_a_build_from_nothing_gives(desk: Desk) -> None:
    """One after the other, and the last one back again."""
    for edit in EDITS:
        desk.edit(*edit)
        desk.build()
    name, before, after = EDITS[-1]
    desk.edit(name, after, before)
    desk.build()


def test_the_sample_plan_leaves_an_image(tmp_path: Path) -> None:
    """With values of all kinds: each is one that the reader knows."""
    copytree(SAMPLE_VAULT, tmp_path / "vault")
    desk = Desk(tmp_path / "vault", tmp_path)
    write_site(desk.asked)
    write_site(replace(desk.asked, today=date(2026, 11, 22)))
    assert _image(desk).load() is not None


def test_notes_come_and_go(desk: Desk) -> None:
    """And are renamed."""
    (desk.root / "New.md").write_text("---\ntype: goal\nparent: Launch\n---\n- [ ] one\n", encoding="utf-8")
    desk.build()
    (desk.root / "New.md").rename(desk.root / "Newer.md")
    desk.build()
    (desk.root / "Alone.md").unlink()
    desk.build()


def test_another_day_audience_or_setting(desk: Desk) -> None:
    """Each makes figures and pages anew."""
    desk.build(today=date(2026, 5, 2))
    desk.build(audience="public")
    (desk.root / "milepost.toml").write_text('title = "Other"\n', encoding="utf-8")
    desk.build()
    (desk.root / "milepost.toml").write_text('[site]\nlang = "de"\n', encoding="utf-8")
    desk.build()


@pytest.mark.parametrize("change", ["rename", "copy", "another audience", "include less"])
def test_a_public_site_after_notes_moved_or_the_rules_of_publishing_changed(desk: Desk, change: str) -> None:
    """Notes whose bytes are as they were are shown, or not shown any more, as by a build from nothing."""
    settings = desk.root / "milepost.toml"
    if change == "another audience":
        settings.write_text('[publish]\nowners = "names"\n')
    else:
        settings.write_text('[publish]\naudience = "public"\ninclude = ["**"]\n')
    desk.build()
    desk.edit("Alone.md", "rest more", "rest most")
    desk.build()
    if change == "rename":
        (desk.root / "Sing.md").rename(desk.root / "Dance.md")
    elif change == "copy":
        (desk.root / "Dance.md").write_bytes((desk.root / "Sing.md").read_bytes())
    elif change == "include less":
        settings.write_text('[publish]\naudience = "public"\ninclude = ["[A-L]*.md"]\n')
    desk.build(audience="public")
    assert not (change == "include less" and (desk.out / "goals/sing.html").exists())


def test_what_somebody_wrote_over_a_page_is_put_right(desk: Desk) -> None:
    """Also where its page is known to be as it was; and a page that is gone is back."""
    (desk.out / "goals/alone.html").write_text("mine", encoding="utf-8")
    (desk.out / "goals/sing.html").unlink()
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "cut short": lambda whole: whole[: len(whole) // 2],
    "cut to almost nothing": lambda whole: whole[:20],
    "a bit in a parcel": lambda whole: _flipped(whole, 30),
    "a bit in the middle": lambda whole: _flipped(whole, len(whole) // 2),
    "a bit in its root": lambda whole: _flipped(whole, len(whole) - image_file._FOOT.size - 1),
    "a bit in its foot": lambda whole: _flipped(whole, len(whole) - 1),
    "empty": lambda _: b"",
    "something else": lambda _: b"{}",
}


def _flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_image_is_passed_over(desk: Desk, damage: str) -> None:
    """Without a word; and another one takes its place."""
    desk.place.write_bytes(DAMAGES[damage](desk.place.read_bytes()))
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    assert _image(desk).load() is not None


def test_a_parcel_that_is_damaged_is_found_when_somebody_looks(desk: Desk) -> None:
    """In the middle of a build: then all is made anew, and another image takes its place."""
    odd = _damage_parcels(desk)
    assert _image(desk).load() is not None
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    done = desk.build()
    assert not done.stale
    assert "goals/build.html" in done.written
    assert desk.place.read_bytes() != odd


def _damage_parcels(desk: Desk) -> bytes:
    """All of them, and nothing else."""
    whole = desk.place.read_bytes()
    index_at, *_ = image_file._FOOT.unpack(whole[-image_file._FOOT.size :])
    odd = bytearray(whole)
    odd[40:index_at:40] = bytes(byte ^ 4 for byte in odd[40:index_at:40])
    desk.place.write_bytes(odd)
    return bytes(odd)


def test_a_damaged_image_that_cannot_be_removed_is_passed_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder for caches where nothing can be written."""
    odd = _damage_parcels(desk)

    def refused(_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("milepost.session.image.disk.remove", refused)
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    assert "goals/build.html" in desk.build().written
    assert desk.place.read_bytes() == odd


def test_damage_that_no_page_has_met_is_no_reason_to_build_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is written when it is found: the build says what it wrote, and the next one does without the image."""

    def damaged(_: image_file.OpenImage) -> None:
        raise image_file.Damaged

    monkeypatch.setattr(image_file.OpenImage, "fetch_all", damaged)
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    assert "goals/build.html" in desk.build().written
    assert not list(desk.caches.glob("*/*.image"))


def test_what_somebody_writes_over_while_the_image_is_left_is_put_right(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is written by then, and with many notes that takes a while."""
    keep = Image.keep

    def meanwhile(self: Image, *left: Any) -> None:
        page = desk.out / "goals/build.html"
        page.write_bytes(b"x" * page.stat().st_size)
        keep(self, *left)

    desk.edit("Build.md", "- [ ] do", "- [x] do")
    with monkeypatch.context() as patch:
        patch.setattr(Image, "keep", meanwhile)
        write_site(desk.asked)
    assert "goals/build.html" in desk.build().written


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="the system does not say which files are open")
@pytest.mark.parametrize("damage", [damage for damage in DAMAGES if damage != "a bit in a parcel"])
def test_a_damaged_image_does_not_stay_open(desk: Desk, damage: str) -> None:
    """There are systems on which no other file takes the place of one that is open."""
    desk.place.write_bytes(DAMAGES[damage](desk.place.read_bytes()))
    image = _image(desk)
    before = os.listdir("/proc/self/fd")
    assert image.load() is None
    assert os.listdir("/proc/self/fd") == before


def _image(desk: Desk) -> Image:
    return Image(str(desk.caches), desk.place.parent.name.removesuffix(".notes"), program_state())


def test_an_image_of_another_program_is_passed_over(desk: Desk) -> None:
    """Whose values may be of another shape."""
    place = desk.place.parent.name.removesuffix(".notes")
    assert Image(str(desk.caches), place, b"another").load() is None


class Evil:
    """Runs a command when it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self._marker),)


def test_an_image_runs_no_code(desk: Desk, tmp_path: Path) -> None:
    """Not even one that proves itself whole and ours."""
    marker = tmp_path / "ran"
    index, root = pickle.dumps(Evil(marker)), b""
    check = image_file._check(index + root, _image(desk)._made_by)
    desk.place.write_bytes(index + root + image_file._FOOT.pack(0, len(index), len(root), check))
    assert _image(desk).load() is None
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build()
    assert not marker.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("milepost.files.disk", "remove"),
        ("milepost.session.store", "Store"),
        ("milepost.syntax.read", "read_document"),
        ("milepost.model.sweep", "heappop"),
        ("milepost.model.sweep", "Sweep.run"),
        ("milepost.report.witness", "FunctionType"),
    ],
)
def test_an_image_knows_no_function_and_no_class_of_others(module: str, name: str) -> None:
    """Only classes of the core, in the module that makes them."""
    with pytest.raises(pickle.UnpicklingError):
        Reader().find_class(module, name)


def test_nobody_else_can_look_into_it(desk: Desk) -> None:
    """It holds notes that are withheld from the site."""
    assert stat.S_IMODE(desk.place.parent.stat().st_mode) == 0o700
    assert not list(desk.out.rglob("*.image"))


def test_a_build_to_verify_makes_everything_anew(desk: Desk, made: list[str]) -> None:
    """Without the image."""
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    write_site(replace(desk.asked, verify=True))
    assert not made


def test_a_disk_that_refuses_is_no_reason_to_fail(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build does without."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("milepost.session.image.write", SimpleNamespace(make_folders=full))
    desk.edit("Build.md", "- [ ] do", "- [x] do")
    desk.build(audience="public")
