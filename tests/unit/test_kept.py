"""A rescan opens what may have changed, finds every change, and gives what a first scan gives."""

import os
from pathlib import Path

import pytest

from milepost.config.settings import Settings
from milepost.files import disk
from milepost.files.disk import Signature
from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot, SourceFile
from milepost.vault.bearing import bears_by_content, bears_by_name
from milepost.vault.kept import Kept, KeptFile, is_settled, proves_unchanged
from milepost.vault.read import read_again, read_vault
from milepost.vault.state import vault_state
from tests.vaults import Vaults

SECOND = 1_000_000_000
NOTES = {"a.md": "one", "deep/b.md": "two", "t.csv": "date,value\n", "pic.png": "x"}


class Clock:
    """Stands where it is put; files get their times from the real one."""

    def __init__(self) -> None:
        self.now_ns = 0

    def __call__(self) -> int:
        return self.now_ns

    def after(self, root: Path, seconds: float) -> None:
        """So long after the youngest file of a vault."""
        youngest = max(path.stat().st_ctime_ns for path in root.rglob("*"))
        self.now_ns = youngest + round(seconds * SECOND)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were opened for reading."""
    names: list[str] = []
    read = disk.read_bytes

    def reading(place: disk.Place, *, limit: int | None = None, follow: bool = True) -> bytes:
        names.append(Path(place).name)
        return read(place, limit=limit, follow=follow)

    monkeypatch.setattr(disk, "read_bytes", reading)
    return names


def _scan(root: Path, kept: Kept | None = None) -> Snapshot:
    return read_vault(root, Settings(), kept=kept)


def test_what_has_settled_is_not_opened_again(vault: Vaults, clock: Clock, opened: list[str]) -> None:
    """A second scan is stats only, and its values are the very same."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)
    first = _scan(root, kept)
    assert sorted(opened) == ["a.md", "b.md", "t.csv"]
    opened.clear()

    second = _scan(root, kept)

    assert opened == []
    assert second == first == _scan(root)
    assert all(one is other for one, other in zip(first.notes, second.notes, strict=True))


def test_the_size_of_a_picture_is_kept_for_another_process(vault: Vaults, clock: Clock) -> None:
    """Like what notes and tables say: it is no reason to open the file again."""
    root, kept = vault({**NOTES, "p.svg": '<svg width="8" height="6"></svg>'}), Kept(clock)
    clock.after(root, 3)
    first = _scan(root, kept)
    assert first.pictures == {"p.svg": (8, 6)}

    other = Kept(clock, kept.state)

    assert _scan(root, other) == first
    assert other.opened == 0


def test_what_was_touched_within_two_seconds_is_read_again(vault: Vaults, clock: Clock, opened: list[str]) -> None:
    """Until it has settled; a write within one tick of the clock would leave no trace."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 1.9)
    first = _scan(root, kept)
    opened.clear()
    clock.after(root, 2.1)
    second = _scan(root, kept)
    assert sorted(opened) == ["a.md", "b.md", "t.csv"]
    assert all(one is other for one, other in zip(first.notes, second.notes, strict=True))
    opened.clear()

    _scan(root, kept)

    assert opened == []


def test_a_write_of_the_same_size_that_puts_the_time_back_is_found(vault: Vaults, clock: Clock) -> None:
    """The time of change cannot be put back."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)
    _scan(root, kept)
    before = (root / "a.md").stat()
    (root / "a.md").write_text("ONE")
    os.utime(root / "a.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    vault.settle(root)

    assert _scan(root, kept) == _scan(root)
    assert _scan(root, kept).notes[0].content == b"ONE"


@pytest.mark.parametrize("change", ["edit", "replace", "new", "remove", "rename", "touch", "table", "folder"])
def test_every_change_is_found(vault: Vaults, clock: Clock, change: str) -> None:
    """A rescan is equal to a first scan."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)
    _scan(root, kept)
    if change == "edit":
        vault.write(root, {"a.md": "other"})
    elif change == "replace":
        vault.write(root, {"a.md.tmp": "eno"})
        (root / "a.md.tmp").replace(root / "a.md")
    elif change == "new":
        vault.write(root, {"new/c.md": "three", "d.png": ""})
    elif change == "remove":
        vault.remove(root, "deep/b.md")
    elif change == "rename":
        vault.rename(root, "a.md", "z.md")
    elif change == "touch":
        (root / "a.md").touch()
    elif change == "table":
        vault.write(root, {"t.csv": "date,value\n2026-01-01,1\n"})
    else:
        vault.remove(root, "a.md")
        vault.write(root, {"a.md/inside.md": "a note that became a folder"})
    vault.settle(root)

    assert _scan(root, kept) == _scan(root)
    clock.after(root, 3)
    assert _scan(root, kept) == _scan(root)
    assert _scan(root, kept) == _scan(root)


def test_a_file_that_cannot_be_read_is_tried_again(
    vault: Vaults, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What failed may work the next time, without any trace on the file."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)

    def fails(*_: object, **__: object) -> bytes:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "read_bytes", fails)
        assert {note.problem for note in _scan(root, kept).notes} == {"Input/output error"}

    assert _scan(root, kept) == _scan(root)


def test_single_notes_are_read_again_without_a_scan(vault: Vaults, clock: Clock, opened: list[str]) -> None:
    """Only they are opened; the rest is as it was, even if it changed."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)
    before = _scan(root, kept)
    vault.write(root, {"a.md": "newer", "deep/b.md": "unnoticed"})
    opened.clear()

    after = read_again(root, before, ["a.md"], kept)

    assert after is not None
    assert opened == ["a.md"]
    assert [note.content for note in after.notes] == [b"newer", b"two"]
    assert _scan(root, kept) == _scan(root)


@pytest.mark.parametrize("path", ["new.md", "t.csv", "pic.png", "gone.md", "deep", "../a.md"])
def test_anything_but_a_known_note_needs_a_scan(vault: Vaults, clock: Clock, path: str) -> None:
    """New, gone, or no note."""
    root, kept = vault({**NOTES, "gone.md": ""}), Kept(clock)
    before = _scan(root, kept)
    vault.remove(root, "gone.md")
    vault.write(root, {"new.md": ""})

    assert read_again(root, before, ["a.md", path], kept) is None


def test_the_rule_in_figures() -> None:
    """Older than two seconds, and equal in all four."""
    old = Signature(1, 10, 5 * SECOND, 6 * SECOND)
    file = SourceFile(VaultPath("a.md"), b"", b"")

    assert is_settled(old, 8 * SECOND + 1)
    assert not is_settled(old, 8 * SECOND)
    assert not is_settled(old._replace(mtime_ns=99 * SECOND), 8 * SECOND + 1), "a time in the future"
    assert proves_unchanged(KeptFile(old, True, file), old)
    assert not proves_unchanged(KeptFile(old, False, file), old)
    for name in Signature._fields:
        assert not proves_unchanged(KeptFile(old, True, file), old._replace(**{name: 0})), name


@pytest.mark.parametrize(
    ("path", "by_name", "by_content"),
    [
        ("a.md", True, True),
        ("deep/A.MARKDOWN", True, True),
        ("t.csv", True, True),
        ("pic.png", True, True),
        ("deep/plan.PDF", True, True),
        ("page.html", True, False),
        ("milepost.toml", True, True),
        ("pyproject.toml", True, True),
        ("deep/milepost.toml", True, False),
        (".git/index", False, False),
        (".git/notes/a.md", False, False),
        (".a.md.swp", False, False),
        ("node_modules/x/README.md", False, False),
        (".obsidian", True, False),
        ("sub/.obsidian", True, False),
        (".obsidian/workspace.json", False, False),
        (".obsidian/templates.json", True, True),
        (".obsidian/plugins", True, False),
        (".obsidian/plugins/obsidian-tasks-plugin", True, False),
        (".obsidian/plugins/obsidian-tasks-plugin/data.json", True, True),
        (".obsidian/plugins/obsidian-tasks-plugin/main.js", False, False),
    ],
)
def test_what_a_watcher_may_pass_over(path: str, *, by_name: bool, by_content: bool) -> None:
    """What no scan would read."""
    assert (bears_by_name(path), bears_by_content(path)) == (by_name, by_content)


def test_what_was_looked_at_just_now_is_not_looked_at_again(
    vault: Vaults, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build looks whether anything has changed before it reads what has."""
    root, kept = vault(NOTES), Kept(clock)
    clock.after(root, 3)
    first = _scan(root, kept)
    state = vault_state(root, Settings(), root / "site")
    looked = list[str]()
    signature = disk.signature

    def looking(place: disk.Place) -> Signature | None:
        looked.append(str(place))
        return signature(place)

    monkeypatch.setattr(disk, "signature", looking)

    again = read_vault(root, Settings(), kept=Kept(clock, kept.state, state.signatures), found=state.found)

    assert again == first
    assert [place for place in looked if place.endswith(".md")] == []


def test_what_was_written_after_a_look_is_read_again(tmp_path: Path, clock: Clock) -> None:
    """What was read is known by the stats of the look, which are others the next time."""
    root = tmp_path / "own"
    root.mkdir()
    (root / "a.md").write_text("one", encoding="utf-8")
    clock.after(root, 3)
    state = vault_state(root, Settings(), root / "site")
    (root / "a.md").write_text("other", encoding="utf-8")
    kept = Kept(clock, stats=state.signatures)
    assert _scan(root, kept).notes[0].content == b"other"
    (root / "a.md").write_text("third", encoding="utf-8")
    assert _scan(root, kept).notes[0].content == b"third"
