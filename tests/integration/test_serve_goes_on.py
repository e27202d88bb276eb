"""`serve` goes on from what the last build remembered, and what it serves is what a clean build makes."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from milepost.session import image_file, reading
from milepost.session.image import Image, image_of
from milepost.session.records import Records
from milepost.syntax.document import Document
from tests.conftest import Run
from tests.serving import Served, serving
from tests.vaults import Vaults
from tests.watching import Calendar, clean_site, until, watching

NOTES = {
    f"{number}.md": f"---\ntype: goal\ndue: 2026-0{number % 9 + 1}-20\nparent: '[[{number // 3}]]'\n---\n"
    f"# Goal {number}\n\n- [ ] step of {number}\n- [x] another\n"
    for number in range(1, 25)
}

Build = Callable[..., Image]


@pytest.fixture
def root(vault: Vaults) -> Path:
    """Some goals, one below another."""
    return vault(NOTES)


@pytest.fixture
def build(run: Run, root: Path, tmp_path: Path) -> Build:
    """Build the site, and hand over what that remembered."""

    def built(today: str = "2026-03-01", out: Path = root / "site") -> Image:
        caches = tmp_path / "caches"
        assert run("build", root, "--out", out, "--today", today, "--cache-dir", caches).exit_code == 0
        return image_of(str(caches), root, out)

    return built


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The notes that were parsed."""
    found: list[bytes] = []
    read = reading._read

    def seeing(content: bytes, settings: Any) -> Document:
        found.append(content)
        return read(content, settings)

    monkeypatch.setattr(reading, "_read", seeing)
    return found


def _is_right(served: Served) -> bool:
    """Whether every page is the one that a clean build makes."""
    root = served.watched.root
    return all(_page(served, path) == content for path, content in clean_site(root, served.watched.calendar).items())


def _page(served: Served, path: str) -> bytes:
    body = served.ask(f"/{path}").body
    start = body.find(b'<script src="/.milepost/')
    return body[:start] + body[body.index(b"</head>", start) :] if start >= 0 else body


def _tick(vault: Vaults, served: Served) -> None:
    """One edit, and wait for what comes of it."""
    builds = served.watched.builds
    vault.write(served.watched.root, {"20.md": NOTES["20.md"].replace("[ ]", "[x]")})
    until(lambda: served.watched.builds > builds)


def test_what_a_build_remembered_is_served(build: Build, root: Path, vault: Vaults, read: list[bytes]) -> None:
    """No note is parsed for it, and after an edit one."""
    image = build()
    read.clear()
    with serving(root, image=image) as served:
        assert read == []
        assert _is_right(served)
        read.clear()
        _tick(vault, served)
        assert [content for content in read if b"# Goal 20\n" in content]
        assert len(read) < len(NOTES) / 2  # those of which somebody looked at the text
        assert _is_right(served)
        vault.remove(root, "4.md")
        until(lambda: served.ask("/goals/4.html").status == 404)
        assert _is_right(served)


def test_edits_since_the_build_are_served(build: Build, root: Path, vault: Vaults) -> None:
    """And another day."""
    image = build()
    vault.write(root, {"3.md": NOTES["3.md"].replace("Goal 3", "Gaol 3"), "new.md": NOTES["5.md"]})
    vault.remove(root, "17.md")
    calendar = Calendar()
    calendar.today = calendar.today.replace(month=7)
    with serving(root, image=image, calendar=calendar) as served:
        assert _is_right(served)


def test_the_image_of_another_day_or_version_is_of_no_harm(build: Build, root: Path, tmp_path: Path) -> None:
    """One of the future, and one of another program."""
    with serving(root, image=build("2027-08-01")) as served:
        assert _is_right(served)
    strange = Image(str(tmp_path / "caches"), next((tmp_path / "caches").glob("*.notes")).name[:-6], b"another program")
    with serving(root, image=strange) as served:
        assert _is_right(served)


def _damage(image: Image) -> Path:
    """What is read when somebody needs what is in it, and nothing else."""
    place = Path(image._place)
    whole = place.read_bytes()
    index_at, *_ = image_file._FOOT.unpack(whole[-image_file._FOOT.size :])
    odd = bytearray(whole)
    odd[40:index_at:40] = bytes(byte ^ 4 for byte in odd[40:index_at:40])
    place.write_bytes(odd)
    return place


def test_damage_that_is_met_when_it_begins(build: Build, root: Path) -> None:
    """All is made anew, and nobody meets it again."""
    image = build()
    place = _damage(image)
    with serving(root, image=image) as served:
        assert _is_right(served)
        assert not place.exists()
    assert served.watched.troubles == []


def test_damage_that_is_met_when_a_page_is_asked_for(build: Build, root: Path, vault: Vaults) -> None:
    """Its reader notices nothing."""
    image = build()
    with serving(root, image=image) as served:
        place = _damage(image)
        assert _is_right(served)
        assert not place.exists()
        _tick(vault, served)
        assert _is_right(served)
    assert served.watched.troubles == []


def test_damage_that_is_met_after_an_edit(build: Build, root: Path, vault: Vaults) -> None:
    """Nor does who wrote it."""
    image = build()
    with serving(root, image=image) as served:
        place = _damage(image)
        _tick(vault, served)
        assert not place.exists()
        assert _is_right(served)
    assert served.watched.troubles == []


def test_damage_that_is_met_while_the_site_is_written(build: Build, root: Path) -> None:
    """By `watch`."""
    image = build()
    _damage(image)
    (root / "site/index.html").unlink()
    with watching(root, root / "site", image=image) as watched:
        watched.until_in_step()
    assert watched.troubles == []


def test_many_readers_at_once_while_notes_are_edited(build: Build, root: Path, vault: Vaults) -> None:
    """What they look at is read from the image by whoever comes first."""
    image, over, failed = build(), threading.Event(), list[str]()

    def reads(paths: list[str]) -> None:
        while not over.is_set():
            failed.extend(path for path in paths if served.ask(f"/{path}").status != 200)

    with serving(root, image=image, follows=True) as served:
        paths = sorted(clean_site(root, served.watched.calendar))
        readers = [threading.Thread(target=reads, args=(paths[at::4],)) for at in range(4)]
        for reader in readers:
            reader.start()
        for number in range(1, 13):
            vault.write(root, {f"{number}.md": NOTES[f"{number}.md"].replace("[ ] step", f"[x] step {number}")})
            until(lambda number=number: served.watched.builds > number)  # type: ignore[misc]
        over.set()
        for reader in readers:
            reader.join()
        assert failed == []
        assert _is_right(served)


def test_a_trail_is_nothing_to_go_on_from(build: Build, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what pages are made of, and not what they say."""
    monkeypatch.setattr("milepost.cli.opening.AT_ONCE", 0)
    image = build()
    left = image.load()
    assert left is not None
    assert left.trail
    assert isinstance(left.records, Records)
    with serving(root, image=image) as served:
        assert _is_right(served)


def test_watch_makes_what_an_edit_bears_on(
    build: Build, root: Path, vault: Vaults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of goals' pages, whether it goes on from what a build remembered or not; the first time what is not known."""
    made: list[str] = []
    saw = Records.saw

    def seeing(self: Records, path: str, seen: Any) -> None:
        made.append(path)
        saw(self, path, seen)

    image = build()
    monkeypatch.setattr(Records, "saw", seeing)
    for number, begins in enumerate((image, None)):
        made.clear()
        with watching(root, root / "site", image=begins) as watched:
            watched.until_in_step()
            assert bool(made) is (begins is None)
            made.clear()
            vault.write(root, {"20.md": NOTES["20.md"].replace("another", f"another {number}")})
            until(lambda watched=watched: watched.builds == 2)  # type: ignore[misc]
            assert "goals/20.html" in made
            assert "goals/19.html" not in made
            watched.until_in_step()
