"""Promise 7: the output is never half written. Whatever fails, at whichever call, each file is old or new."""

import errno
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from milepost.emit import Environment, emit
from milepost.files import disk, lock, write
from milepost.files.theme_files import builtin_theme
from milepost.model.rim import CopiedFile, RenderedFile, SiteFile
from tests.conftest import PATIENCE, REPOSITORY, Run, RunCommand
from tests.failing import Trap
from tests.vaults import Vaults, record_whole

Site = Mapping[str, str]

OLD: Site = {
    "index.html": "old index",
    "goals/kept.html": "the same",
    "goals/edited.html": "old goal",
    "people/gone.html": "withdrawn",
    "static/site.css": "old css",
    "files/plan.png": "old picture",
    "files/gone.png": "no longer shown",
}
NEW: Site = {
    "index.html": "new index, longer",
    "goals/kept.html": "the same",
    "goals/edited.html": "new goal",
    "search/added.html": "added",
    "static/site.css": "new css",
    "files/plan.png": "new picture, larger",
    "files/added.pdf": "paper",
}
LATER: Site = {"index.html": "edited again", "goals/edited.html": "old goal"}

DIES = """
import sys
from pathlib import Path
from tests.failing import killed_at
from milepost.emit import emit
from milepost.model.rim import RenderedFile

files = [RenderedFile(path, text.encode()) for path, text in {site!r}.items()]
killed_at(int(sys.argv[1]))
emit(files, Path({out!r}), root=Path({root!r}))
"""
BUILD_DIES = """
import sys
from tests.failing import killed_at
from milepost.cli.main import run

killed_at(int(sys.argv[1]))
sys.exit(run(["build", {root!r}, "--today", "2026-03-01"]))
"""


def _emit(site: Site, out: Path, root: Path) -> None:
    emit([_file(path, text, out.parent) for path, text in site.items()], out, root=root)


def _file(path: str, text: str, beside: Path) -> SiteFile:
    """One that is made, or one of the vault."""
    if not path.startswith("files/"):
        return RenderedFile(path, text.encode())
    source = beside / f"{text}.source"
    source.write_text(text)
    return CopiedFile(path, str(source))


def _fails(site: Site, out: Path, root: Path) -> str | None:
    """What emitting says when it fails; None when the failure was of no consequence."""
    try:
        _emit(site, out, root)
    except Environment as error:
        return error.message
    return None


def _read(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text() for path in files if path.parent.name != ".milepost"}


def _assert_old_or_new(out: Path, old: Site, new: Site) -> None:
    found = _read(out) if out.exists() else {}
    for path, text in found.items():
        assert text in (old.get(path), new.get(path)), f"{path} is neither old nor new: {text!r}"
    for path in old.keys() & new.keys():
        assert path in found, f"{path} is lost"


def _assert_healed(out: Path, site: Site, root: Path, clean: Path) -> None:
    """The next build gives exactly what a build into a new folder gives, manifest and all."""
    _emit(site, out, root)
    _emit(site, clean, root)
    left, right = ({path: one.content for path, one in record_whole(place).items()} for place in (out, clean))
    assert left == right


@pytest.fixture
def root(vault: Vaults) -> Path:
    """A vault beside the output folders."""
    return vault({"a.md": "- [ ] a"})


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("old", [OLD, {}], ids=["over an old site", "into a new folder"])
@pytest.mark.parametrize("then", [NEW, LATER, OLD], ids=["same notes", "edited notes", "restored notes"])
def test_a_failing_disk_leaves_files_old_or_new_and_the_next_build_heals(
    *, root: Path, tmp_path: Path, code: int, old: Site, then: Site
) -> None:
    """At every mutating call in turn."""
    number, sprung = 0, True
    while sprung:
        number += 1
        out = tmp_path / f"out{number}"
        if old:
            _emit(old, out, root)
        with pytest.MonkeyPatch.context() as patch:

            def fail() -> None:
                raise OSError(code, os.strerror(code))

            trap = Trap(number, fail, lambda name, call: patch.setattr(disk, name, call))
            said = _fails(NEW, out, root)
        sprung = trap.sprung
        assert said is None or os.strerror(code) in said
        _assert_old_or_new(out, old, NEW)
        _assert_healed(out, then, root, tmp_path / f"clean{number}")
    assert number > 30, "the trap sprang too seldom to mean anything"


@pytest.mark.parametrize("old", [OLD, {}], ids=["over an old site", "into a new folder"])
def test_who_interrupts_leaves_nothing_half_written(root: Path, tmp_path: Path, old: Site) -> None:
    """Ctrl-C at every mutating call in turn: each file is old or new, and none of ours waits for anything."""
    number, sprung = 0, True
    while sprung:
        number += 1
        out = tmp_path / f"out{number}"
        if old:
            _emit(old, out, root)
        with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
            trap = Trap(number, _interrupt, lambda name, call: patch.setattr(disk, name, call))
            _emit(NEW, out, root)
        sprung = trap.sprung
        _assert_old_or_new(out, old, NEW)
        assert list(out.glob(".milepost/tmp-*")) == []  # a lock that nobody holds may stay
        _assert_healed(out, NEW, root, tmp_path / f"clean{number}")


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_kill_9_leaves_files_old_or_new_and_the_next_build_heals(root: Path, tmp_path: Path) -> None:
    """At every mutating call in turn, in a process of its own; the lock dies with it."""
    number, code = 0, 1
    while code:
        number += 1
        out = tmp_path / f"out{number}"
        _emit(OLD, out, root)
        script = DIES.format(site=dict(NEW), out=str(out), root=str(root))
        code = _run(script, number)
        _assert_old_or_new(out, OLD, NEW)
        _assert_healed(out, LATER if number % 2 else NEW, root, tmp_path / f"clean{number}")
    assert number > 30, "it was killed too seldom to mean anything"


def test_a_killed_build_is_healed_by_the_next(vault: Vaults, run: Run, run_command: RunCommand, tmp_path: Path) -> None:
    """The real command, killed at some calls of a rebuild after an edit."""
    goal = "---\ntype: goal\ndue: 2026-06-30\n---\n# {}\n\n- [ ] one\n- [x] two\n"
    root = vault({"a.md": goal.format("A"), "b.md": goal.format("B")})
    assert run("build", root, "--today", "2026-03-01").exit_code == 0
    killed = 0
    for number in (2, 5, 9, 14, 20, 27):
        old = _contents(root / "site")
        vault.write(root, {"a.md": goal.format(f"A{number}"), f"c{number}.md": goal.format("C")})
        killed += _run(BUILD_DIES.format(root=str(root)), number) != 0
        left = _contents(root / "site")

        assert run("build", root, "--today", "2026-03-01").exit_code == 0
        new = _contents(root / "site")
        for path, content in left.items():
            assert content in (old.get(path), new.get(path)), path
        assert run("build", root, "--today", "2026-03-01", "--out", tmp_path / f"clean{number}").exit_code == 0
        assert new == _contents(tmp_path / f"clean{number}")
    assert killed > 3


def test_pages_no_longer_public_go_before_anything_is_written(root: Path, tmp_path: Path) -> None:
    """A disk that is full from the first write on does not keep a withdrawn page on the site."""
    _emit(OLD, tmp_path / "out", root)
    with pytest.MonkeyPatch.context() as patch:
        replaced = disk.replace

        def full(source: disk.Place, target: disk.Place) -> None:
            if not str(target).endswith("manifest.json"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            replaced(source, target)

        patch.setattr(disk, "replace", full)
        with pytest.raises(Environment):
            _emit(NEW, tmp_path / "out", root)

    assert not (tmp_path / "out" / "people").exists()


def test_a_reader_never_sees_part_of_a_file(tmp_path: Path) -> None:
    """Until the rename the old file is there, whole."""
    target = tmp_path / "index.html"
    target.write_bytes(b"old")
    seen: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        Trap(0, lambda: None, lambda name, call: patch.setattr(disk, name, _watched(call, target, seen)))
        write.write_atomic(target, b"new" * 1000)

    assert set(seen) == {b"old", b"new" * 1000}
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    """A lock file that was left behind holds nobody up."""
    place = tmp_path / "lock"
    place.write_text("left behind")

    with lock.held(place, wait=0), pytest.raises(lock.Busy), lock.held(place, wait=0):
        pass

    assert not place.exists()


def test_the_command_says_that_the_disk_failed(vault: Vaults, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 5 and a sentence, no traceback; the old site is whole."""
    root = vault({"a.md": "---\ntype: goal\n---\n# A\n\n- [ ] one\n"})
    assert run("build", root, "--today", "2026-03-01").exit_code == 0
    before = _contents(root / "site")
    vault.write(root, {"a.md": "---\ntype: goal\n---\n# Another\n\n- [ ] one\n"})

    def full(opened: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "write", full)
    ran = run("build", root, "--today", "2026-03-01")

    assert ran.exit_code == 5
    assert "No space left on device" in ran.stderr
    assert "Traceback" not in ran.talk
    assert _contents(root / "site") == before


@pytest.mark.parametrize("broken", [b"{% for %}", b"{{ page.nothing_like_it }}"], ids=["syntax", "name"])
def test_a_failing_template_leaves_the_old_site_whole(
    vault: Vaults, run: Run, monkeypatch: pytest.MonkeyPatch, broken: bytes
) -> None:
    """Rendering is complete before the site is touched; exit 4 names the template and the line."""
    root = vault({"a.md": "---\ntype: goal\n---\n# A\n\n- [ ] one\n"})
    assert run("build", root, "--today", "2026-03-01").exit_code == 0
    before = _contents(root / "site")
    vault.write(root, {"a.md": "---\ntype: goal\n---\n# Another\n\n- [ ] one\n", "b.md": "---\ntype: goal\n---\n"})
    monkeypatch.setattr("milepost.session.pages.builtin_theme", lambda: {**builtin_theme(), "404.html.j2": broken})

    ran = run("build", root, "--today", "2026-03-01")

    assert ran.exit_code == 4, ran.talk
    assert "404.html.j2:1" in ran.stderr
    assert _contents(root / "site") == before


def _run(script: str, number: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", script, str(number)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done.returncode


def _contents(out: Path) -> dict[str, bytes]:
    return {path: one.content for path, one in record_whole(out).items() if not path.startswith(".milepost")}


def _watched(call: object, target: Path, seen: list[bytes]) -> object:
    def watched(*arguments: object) -> object:
        assert callable(call)
        seen.append(target.read_bytes())
        done = call(*arguments)
        seen.append(target.read_bytes())
        return done

    return watched
