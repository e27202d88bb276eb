"""A build in which nothing changed reads no note and writes nothing; whatever is odd, it builds."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from milepost.files import disk
from tests.conftest import Ran, Run
from tests.vaults import Vaults

GOAL = "---\ntype: goal\n---\n# {name}\n\n- [x] one\n- [ ] two 📅 2026-05-01\n"
DAY = ("--today", "2026-03-01")


@pytest.fixture
def root(vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault whose files count as settled at once."""
    monkeypatch.setattr("milepost.vault.kept.YOUNG_NS", -60_000_000_000)
    return vault(
        {"Garden.md": GOAL.format(name="Garden"), "Run.md": GOAL.format(name="Run"), "a.csv": "2026-01-01,1\n"}
    )


@pytest.fixture
def build(run: Run, root: Path, tmp_path: Path) -> Callable[..., Ran]:
    """`build("--verify")` builds the vault into a folder beside it."""

    def build(*more: object) -> Ran:
        return run("build", root, "--out", tmp_path / "out", *DAY, *more)

    return build


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that were opened."""
    found: list[str] = []
    read = disk.read_bytes

    def counting(place: object, **how: object) -> bytes:
        if str(place).endswith(".md"):
            found.append(Path(str(place)).name)
        return read(place, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(disk, "read_bytes", counting)
    return found


def _times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


IN_A_PROCESS = """
import sys
from milepost.cli.main import run
from milepost.vault import kept
kept.YOUNG_NS = -60_000_000_000
assert run(sys.argv[1:]) == 0
steps = ("syntax.read", "graph.build", "analysis.analyse", "report.site")
print(*(step for step in steps if f"milepost.{step}" in sys.modules))
"""


def test_where_nothing_changed_nothing_is_imported_that_would_work_it_out(root: Path, tmp_path: Path) -> None:
    """That takes longer than to see that nothing changed."""
    asked = ["build", str(root), "--out", str(tmp_path / "out"), "--cache-dir", str(tmp_path / "caches"), *DAY]
    ran = [
        subprocess.run([sys.executable, "-c", IN_A_PROCESS, *asked], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert [one.splitlines()[-1] for one in ran] == ["syntax.read graph.build analysis.analyse report.site", ""]


def test_where_nothing_changed_no_note_is_read_and_nothing_is_written(
    build: Callable[..., Ran], opened: list[str], tmp_path: Path
) -> None:
    """It says the same as before, but that nothing was written."""
    first = build()
    assert sorted(set(opened)) == ["Garden.md", "Run.md"]
    opened.clear()
    before = _times(tmp_path)
    again = build()

    assert opened == []
    assert _times(tmp_path) == before
    assert "2 goals from 2 notes; 0 written" in again.stdout.replace("\n", " ")
    assert again.exit_code == 0
    assert again.stderr == first.stderr


def test_whatever_bears_on_the_site_is_seen(
    build: Callable[..., Ran], opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day, another audience, a page that was lost or changed, another program."""
    build()
    for change in (
        lambda: build("--today", "2026-03-02"),
        lambda: build("--audience", "public"),
        (tmp_path / "out" / "index.html").unlink,
        (tmp_path / "out" / "goals" / "run.html").unlink,
        lambda: monkeypatch.setattr("milepost.session.last.__version__", "0.0.9"),
    ):
        build()
        change()
        opened.clear()
        assert build().exit_code == 0
        assert opened != []
        assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 1}', b"\xff\x00", b'{"format": 2, "inputs": "x"}'])
def test_a_damaged_record_is_passed_over(
    build: Callable[..., Ran], opened: list[str], tmp_path: Path, content: bytes
) -> None:
    """And written anew."""
    cache = tmp_path / "cache"
    build("--cache-dir", cache)
    (record,) = cache.glob("*.json")
    record.write_bytes(content)
    opened.clear()

    assert build("--cache-dir", cache).exit_code == 0
    assert opened != []
    assert record.read_bytes() != content


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(build: Callable[..., Ran], tmp_path: Path) -> None:
    """The site is built as ever."""
    (tmp_path / "cache").write_text("a file where a folder should be")

    assert build("--cache-dir", tmp_path / "cache").exit_code == 0
    assert (tmp_path / "out" / "index.html").exists()


@pytest.fixture
def young(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The vault, with files so young that their stats prove nothing."""
    monkeypatch.setattr("milepost.vault.kept.YOUNG_NS", 60_000_000_000)
    return root


@pytest.mark.usefixtures("young")
def test_of_young_notes_what_they_hold_is_compared(
    build: Callable[..., Ran], tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made anew for them."""
    build()
    opened.clear()
    before = _times(tmp_path)
    monkeypatch.setattr("milepost.cli.opening.open_vault", None)

    assert " 0 written" in build().stdout
    assert opened == ["Garden.md", "Run.md"]
    assert _times(tmp_path) == before


@pytest.mark.usefixtures("young")
def test_a_note_that_has_settled_is_not_opened_again(
    build: Callable[..., Ran], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build that finds it settled opens it, and remembers that."""
    build()
    monkeypatch.setattr("milepost.cli.building.time_ns", lambda: time.time_ns() + 90_000_000_000)
    monkeypatch.setattr("milepost.cli.opening.open_vault", None)
    for notes in (["Garden.md", "Run.md"], []):
        opened.clear()
        assert build().exit_code == 0
        assert opened == notes


def test_a_young_picture_proves_nothing(
    build: Callable[..., Ran], vault: Vaults, young: Path, opened: list[str]
) -> None:
    """Nobody has read what it holds."""
    vault.write(young, {"p.png": "x"})
    build()
    opened.clear()
    build()

    assert opened == ["Garden.md", "Run.md"]
    assert not list(Path(os.environ["MILEPOST_CACHE_DIR"]).glob("*.json"))


def test_an_edit_is_built(run: Run, tmp_path: Path) -> None:
    """Of the same length, and with its time put back."""
    root = tmp_path / "notes"
    root.mkdir()
    note = root / "a.md"
    note.write_text(GOAL.format(name="Aaa"), encoding="utf-8")
    time.sleep(2.05)  # until then a note is too young to prove anything
    run("build", root, "--out", tmp_path / "out", *DAY)
    before = note.stat()
    note.write_text(GOAL.format(name="Bbb"), encoding="utf-8")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    run("build", root, "--out", tmp_path / "out", *DAY)

    assert "Bbb" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")


def test_verify_builds_anew_and_says_when_the_site_was_stale(
    build: Callable[..., Ran], opened: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever the record says."""
    build()
    opened.clear()
    assert build("--verify").exit_code == 0
    assert opened != []

    index = tmp_path / "out" / "index.html"
    whole = index.read_bytes()
    index.write_bytes(whole.replace(b"Garden", b"Gerden"))
    monkeypatch.setattr("milepost.session.last.site_state", lambda *_: "as it was")
    (record,) = Path(os.environ["MILEPOST_CACHE_DIR"]).glob("*.json")
    record.write_text(record.read_text().replace('"site": "', '"site": "as it was", "was": "'))
    stale = build("--verify")

    assert stale.exit_code == 1
    assert "not what a clean build makes" in stale.stderr
    assert index.read_bytes() == whole


def test_verify_says_that_somebody_has_changed_the_site(build: Callable[..., Ran], tmp_path: Path) -> None:
    """A build would mend it as well, without a word; a note that changed is no reason to say anything."""
    build()
    index, page = tmp_path / "out" / "index.html", tmp_path / "out" / "404.html"
    whole = index.read_bytes()
    index.write_bytes(whole + b"x")
    page.unlink()

    changed = build("--verify")

    assert changed.exit_code == 1
    assert "not what a clean build makes" in changed.stderr
    assert (index.read_bytes(), page.exists()) == (whole, True)
    assert build("--verify").exit_code == 0


def test_a_theme_that_changes_is_seen(build: Callable[..., Ran], root: Path, vault: Vaults, tmp_path: Path) -> None:
    """A template, a style, a file and the logo, come, changed or gone."""
    vault.write(root, {"milepost.toml": '[site]\nlogo = "our.svg"\n', "our.svg": "<svg/>"})
    build()
    for path, text in (
        ("_milepost/extra.css", "h1 { color: red }"),
        ("_milepost/extra.css", "h1 { color: blue }"),
        ("_milepost/templates/404.html.j2", '{% extends "!next/404.html.j2" %}{% block footer %}{% endblock %}'),
        ("_milepost/static/paper.pdf", "%PDF"),
        ("our.svg", "<svg></svg>"),
    ):
        vault.write(root, {path: text})
        assert " 0 written" not in build().stdout, path
        assert " 0 written" in build().stdout
    vault.remove(root, "_milepost/extra.css")

    assert "removed" in build().stdout
