"""Emit: what is written, what is left, what is removed, and what is refused."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from milepost.config.settings import Settings, SiteSettings
from milepost.emit import Emitted, Environment, Refused, check_target, default_out, emit
from milepost.files import disk, lock, write
from milepost.model.rim import RenderedFile
from tests.vaults import Vaults, differences, record_whole

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
OLD = {"index.html": "old", "goals/a.html": "a", "goals/b.html": "b", "static/site.css": "css"}


@pytest.fixture
def root(vault: Vaults) -> Path:
    """A vault that nothing may write to."""
    return vault({"a.md": "- [ ] a"})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that does not exist yet."""
    return tmp_path / "out"


def _emit(files: Mapping[str, str], out: Path, root: Path, *, adopt: bool = False) -> Emitted:
    return emit([RenderedFile(path, text.encode()) for path, text in files.items()], out, root=root, adopt=adopt)


def _site(out: Path) -> dict[str, str]:
    """Every file of the output but the manifest."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text() for path in files if path.parent.name != ".milepost"}


def _manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / ".milepost" / "manifest.json").read_text())
    return found


def test_the_folder_holds_the_files_and_a_manifest(root: Path, out: Path) -> None:
    """And nothing else: no lock, no temporary file."""
    done = _emit(OLD, out, root)

    assert _site(out) == OLD
    assert sorted(done.written) == sorted(OLD)
    assert [path.name for path in (out / ".milepost").iterdir()] == ["manifest.json"]
    assert _manifest(out)["files"].keys() == OLD.keys()
    assert _manifest(out)["folders"] == ["goals", "static"]


def test_the_same_site_again_touches_nothing(root: Path, out: Path) -> None:
    """Not even the manifest: bytes, modes and times stay."""
    _emit(OLD, out, root)
    before = record_whole(out)

    done = _emit(OLD, out, root)

    after = record_whole(out)
    for folder in (".", ".milepost"):  # the lock came and went
        del before[folder], after[folder]
    assert differences(before, after) == []
    assert done == Emitted((), tuple(OLD), ())


def test_only_what_differs_is_written(root: Path, out: Path) -> None:
    """The others keep their times; what is no longer made goes, with the folder that held it."""
    _emit(OLD, out, root)
    before = (out / "goals" / "a.html").stat().st_mtime_ns

    done = _emit({"goals/a.html": "a", "index.html": "new", "people/c.html": "c"}, out, root)

    assert _site(out) == {"goals/a.html": "a", "index.html": "new", "people/c.html": "c"}
    assert done == Emitted(("people/c.html", "index.html"), ("goals/a.html",), ("goals/b.html", "static/site.css"))
    assert (out / "goals" / "a.html").stat().st_mtime_ns == before
    assert not (out / "static").exists()
    assert _manifest(out)["folders"] == ["goals", "people"]


def test_a_changed_history_leaves_the_same_folder(root: Path, out: Path, tmp_path: Path) -> None:
    """Building on top of an older site gives what a clean build gives, manifest and all."""
    new = {"goals/b.html": "b2", "x/y/z.html": "z"}
    _emit(OLD, out, root)
    _emit(new, out, root)
    _emit(new, tmp_path / "clean", root)

    with_manifests = [
        {path: one.content for path, one in record_whole(folder).items()} for folder in (out, tmp_path / "clean")
    ]
    assert with_manifests[0] == with_manifests[1]


def test_removals_come_first_then_assets_pages_indexes(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the manifest last, after one that claims what is about to change."""
    _emit({"gone.html": "x"}, out, root)
    steps: list[str] = []
    replace, remove = disk.replace, disk.remove

    def log_replace(source: disk.Place, target: disk.Place) -> None:
        steps.append(f"write {Path(target).relative_to(out).as_posix()}")
        replace(source, target)

    def log_remove(place: disk.Place) -> None:
        steps.append(f"remove {Path(place).relative_to(out).as_posix()}")
        remove(place)

    monkeypatch.setattr(disk, "replace", log_replace)
    monkeypatch.setattr(disk, "remove", log_remove)

    _emit({"index.html": "", "search-index.js": "", "goals/a.html": "", "a.css": "", "data.json": ""}, out, root)

    assert steps == [
        "write .milepost/manifest.json",
        "remove gone.html",
        "write a.css",
        "write goals/a.html",
        "write data.json",
        "write index.html",
        "write search-index.js",
        "write .milepost/manifest.json",
        "remove .milepost/lock",
    ]


def test_somebody_elses_file_stays(root: Path, out: Path) -> None:
    """It is not in the manifest; its folder stays with it."""
    _emit(OLD, out, root)
    (out / "goals" / "mine.txt").write_text("mine")
    (out / "CNAME").write_text("example.org")

    _emit({"index.html": "new"}, out, root)

    assert _site(out) == {"index.html": "new", "goals/mine.txt": "mine", "CNAME": "example.org"}


def test_somebody_elses_file_in_the_way_is_refused(root: Path, out: Path) -> None:
    """Before anything is touched; `adopt` takes it over; the same bytes are in nobody's way."""
    _emit({"index.html": "old"}, out, root)
    (out / "robots.txt").write_text("mine")
    (out / "same.txt").write_text("same")
    before = record_whole(out / "index.html"), record_whole(out / "robots.txt")

    with pytest.raises(Refused, match=r"robots\.txt"):
        _emit({"index.html": "new", "robots.txt": "ours", "same.txt": "same"}, out, root)
    assert (record_whole(out / "index.html"), record_whole(out / "robots.txt")) == before

    _emit({"index.html": "new", "robots.txt": "ours", "same.txt": "same"}, out, root, adopt=True)
    assert _site(out) == {"index.html": "new", "robots.txt": "ours", "same.txt": "same"}


def test_a_note_is_never_written_over(root: Path, out: Path) -> None:
    """No adoption makes one ours."""
    out.mkdir()
    (out / "README.md").write_text("mine")

    with pytest.raises(Refused, match=r"README\.md"):
        _emit({"README.md": "ours"}, out, root, adopt=True)

    assert _site(out) == {"README.md": "mine"}


def test_a_published_file_that_somebody_changed_is_made_again(root: Path, out: Path) -> None:
    """It is ours by name; also when only its bytes differ."""
    _emit(OLD, out, root)
    (out / "index.html").write_text("OLD")
    (out / "goals" / "a.html").unlink()

    done = _emit(OLD, out, root)

    assert sorted(done.written) == ["goals/a.html", "index.html"]
    assert _site(out) == OLD


def test_a_file_that_somebody_changed_is_not_removed(root: Path, out: Path) -> None:
    """What it holds now milepost did not write; the owner decides. An empty one is what a power cut leaves."""
    _emit(OLD, out, root)
    (out / "goals" / "a.html").write_text("my own words")
    (out / "goals" / "b.html").write_text("")

    with pytest.raises(Refused, match=r"goals/a\.html"):
        _emit({"index.html": "new"}, out, root)
    assert _site(out)["goals/a.html"] == "my own words"
    assert _site(out)["index.html"] == "old"

    _emit({"index.html": "new"}, out, root, adopt=True)
    assert _site(out) == {"index.html": "new"}


@POSIX
def test_nothing_is_written_through_a_link(root: Path, out: Path, tmp_path: Path) -> None:
    """A link where a folder goes is refused; a link where a file of ours was is replaced, not followed."""
    _emit(OLD, out, root)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.html").write_text("theirs")
    (out / "people").symlink_to(outside)
    with pytest.raises(Refused, match="people is a symbolic link"):
        _emit({**OLD, "people/b.html": "ours"}, out, root)

    (out / "people").unlink()
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(outside / "b.html")
    _emit({**OLD, "index.html": "new"}, out, root)

    assert [path.read_text() for path in outside.iterdir()] == ["theirs"]
    assert not (out / "index.html").is_symlink()


@POSIX
def test_nothing_is_removed_through_a_link(root: Path, out: Path, tmp_path: Path) -> None:
    """The manifest's name leads somewhere else now."""
    _emit(OLD, out, root)
    (out / "goals").rename(tmp_path / "elsewhere")
    (out / "goals").symlink_to(tmp_path / "elsewhere")

    done = _emit({"index.html": "old", "static/site.css": "css"}, out, root)

    assert done.removed == ()
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == ["a.html", "b.html"]


def test_names_in_the_manifest_are_not_trusted(root: Path, out: Path, tmp_path: Path) -> None:
    """It may have been tampered with: nothing outside the folder is reached, nothing of other content removed."""
    _emit(OLD, out, root)
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    (out / "mine.txt").write_text("mine")
    found = _manifest(out)
    digest = found["files"]["index.html"]
    names = ["../precious.txt", str(precious), "goals/../../precious.txt", "./index.html", ".milepost/lock", "", "a//b"]
    found["files"] |= dict.fromkeys(names, digest) | {"mine.txt": digest, "goals": digest}
    (out / ".milepost" / "manifest.json").write_text(json.dumps(found | {"folders": ["..", "goals", 7, "/"]}))

    with pytest.raises(Refused, match=r"mine\.txt"):
        _emit({"index.html": "old"}, out, root)
    (out / "mine.txt").rename(out / "mine2.txt")
    _emit({"index.html": "old"}, out, root)

    assert precious.read_text() == "precious"
    assert _site(out) == {"index.html": "old", "mine2.txt": "mine"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 1}', '{"schema": 2, "files": {}}', "[" * 100_000])
def test_a_damaged_manifest_owns_nothing(root: Path, out: Path, text: str) -> None:
    """Without it nobody knows what is ours."""
    _emit(OLD, out, root)
    (out / ".milepost" / "manifest.json").write_text(text)

    with pytest.raises(Refused, match="damaged"):
        _emit({"index.html": "new"}, out, root)
    assert _site(out) == OLD

    _emit({"index.html": "new"}, out, root, adopt=True)
    assert _site(out) == {**OLD, "index.html": "new"}


@pytest.mark.parametrize(
    "path",
    [
        "../x",
        "/x",
        "a/../x",
        "a//x",
        "./x",
        "",
        "a\\x",
        "C:x",
        "a\0x",
        "a\nx",
        ".milepost/x",
        ".MILEPOST/x",
        "\udce9",
        "x" * 256,
    ],
)
def test_unsafe_names_are_refused(root: Path, out: Path, path: str) -> None:
    """Whoever made them; nothing is made."""
    with pytest.raises(Refused):
        _emit({"index.html": "", path: "x"}, out, root)

    assert not out.exists()


def test_two_files_of_one_name_are_refused(root: Path, out: Path) -> None:
    """One of them would be lost."""
    with pytest.raises(Refused):
        emit([RenderedFile("a", b"1"), RenderedFile("a", b"2")], out, root=root)


def test_a_folder_where_a_file_goes_is_refused(root: Path, out: Path) -> None:
    """And a file where a folder goes; unless it is ours and goes anyway."""
    _emit(OLD, out, root)
    with pytest.raises(Refused, match="goals"):
        _emit({"goals": "x"}, out, root)

    (out / "people").write_text("mine")
    with pytest.raises(Refused, match="people"):
        _emit({**OLD, "people/a.html": "x"}, out, root)

    _emit({"index.html/a.html": "x"}, out, root)
    assert _site(out) == {"index.html/a.html": "x", "people": "mine"}


def _no_home(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(disk, "homes", lambda: (str(home),))


def test_dangerous_folders_are_refused(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With or without `adopt`, before anything is touched."""
    home = tmp_path / "homes" / "ana"
    home.mkdir(parents=True)
    (tmp_path / "file").write_text("")
    _no_home(monkeypatch, home)
    before = record_whole(tmp_path)
    dangerous = {
        root: "the vault itself",
        root / "." / "sub" / "..": "the vault itself",
        root.parent: "holds the vault",
        Path(root.anchor): "the root of a drive",
        home: "home",
        home.parent: "home",
        tmp_path / "file": "is a file",
        root / ".git" / "site": r"\.git",
        root / ".obsidian" / "site": r"\.obsidian",
    }

    for adopt in (False, True):
        for place, why in dangerous.items():
            with pytest.raises(Refused, match=why):
                check_target(place, root, adopt=adopt)
            with pytest.raises(Refused, match=why):
                _emit(OLD, place, root, adopt=adopt)

    assert differences(before, record_whole(tmp_path)) == []


def test_folders_that_adopting_takes_over(root: Path, tmp_path: Path) -> None:
    """A repository's root, and a folder with files of unknown origin."""
    places = {"repository": ".git", "full": "notes.txt"}
    for name, holds in places.items():
        (tmp_path / name / holds).mkdir(parents=True)
        with pytest.raises(Refused):
            _emit({"index.html": "x"}, tmp_path / name, root)
        _emit({"index.html": "x"}, tmp_path / name, root, adopt=True)
        _emit({"index.html": "y"}, tmp_path / name, root)
        assert (tmp_path / name / holds).is_dir()


def test_folders_below_home_are_fine(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also a home that does not exist, an empty folder, and what a build killed at once has left."""
    _no_home(monkeypatch, tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "killed" / ".milepost").mkdir(parents=True)
    (tmp_path / "killed" / ".milepost" / "lock").write_text("")
    (tmp_path / "killed" / ".milepost" / "tmp-12").write_text("")

    for name in ("empty", "killed", "new/deep"):
        _emit(OLD, tmp_path / name, root)
        assert [path.name for path in (tmp_path / name / ".milepost").iterdir()] == ["manifest.json"]


@POSIX
def test_a_linked_output_folder_is_what_it_leads_to(root: Path, tmp_path: Path, vault: Vaults) -> None:
    """One that was named is followed and judged by where it leads; one in the vault may not lead out of it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    _emit(OLD, tmp_path / "link", root)
    assert _site(tmp_path / "real") == OLD

    (tmp_path / "to-vault").symlink_to(root)
    with pytest.raises(Refused, match="the vault itself"):
        _emit(OLD, tmp_path / "to-vault", root)

    (tmp_path / "empty").mkdir()
    (root / "site").symlink_to(tmp_path / "empty")
    with pytest.raises(Refused, match="leads out of the vault"):
        _emit(OLD, root / "site", root)
    assert list((tmp_path / "empty").iterdir()) == []


@POSIX
def test_our_own_folder_may_not_be_a_link(root: Path, out: Path, tmp_path: Path) -> None:
    """The manifest would be somewhere else."""
    (tmp_path / "elsewhere").mkdir()
    out.mkdir()
    (out / ".milepost").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(Refused, match="link or a file"):
        _emit(OLD, out, root, adopt=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_one_build_at_a_time(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits a little, then says so; the first is not disturbed."""
    monkeypatch.setattr("milepost.files.lock.time.sleep", lambda seconds: None)
    _emit(OLD, out, root)

    with lock.held(str(out / ".milepost" / "lock")), pytest.raises(Environment, match="Another milepost"):
        _emit({"index.html": "new"}, out, root)

    assert _site(out) == OLD
    _emit({"index.html": "new"}, out, root)
    assert _site(out) == {"index.html": "new"}


def test_a_folder_that_another_build_makes_at_the_same_moment(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two first builds into one folder: both look, then one is quicker."""
    make = disk.make_folder

    def late(place: disk.Place, **how: bool) -> None:
        Path(place).mkdir(exist_ok=True)
        make(place, **how)

    monkeypatch.setattr("milepost.files.disk.make_folder", late)

    made = write.make_folders(out / "a" / "b")

    assert made == ()
    assert (out / "a" / "b").is_dir()


def test_the_default_place(vault: Vaults) -> None:
    """`site/` beside the settings, out of sight in Obsidian, or as the settings say."""
    plain, obsidian = vault({}), vault({".obsidian/app.json": "{}"}, name="obsidian")

    assert default_out(plain, Settings()) == plain / "site"
    assert default_out(obsidian, Settings()) == obsidian / ".milepost" / "site"
    assert default_out(obsidian, Settings(site=SiteSettings(out="public"))) == obsidian / "public"
    assert default_out(plain, Settings(site=SiteSettings(out="../www"))) == plain / "../www"


def test_paths_beyond_what_systems_like(root: Path, out: Path) -> None:
    """Long and deep names, accents, an empty file, a large one."""
    files = {"/".join(["goals"] * 20) + "/" + "ü" * 100 + ".html": "x" * 3_000_000, "é": "", ".nojekyll": ""}

    _emit(files, out, root)

    assert _site(out) == files
    assert os.stat(out / "é").st_size == 0


def test_files_that_cannot_be_made_leave_the_old_site_whole(out: Path, root: Path) -> None:
    """Files are taken while they are made: what making one raises is passed on, and nothing is left waiting."""
    _emit(OLD, out, root)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def files() -> Iterator[RenderedFile]:
        yield RenderedFile("index.html", b"newer than new")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        emit(files(), out, root=root)

    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
