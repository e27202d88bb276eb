"""Promise 12: the watcher is never deaf and never loops. Whatever happens, the last site is that of a clean build."""

import errno
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from watchdog import observers
from watchdog.events import FileSystemEvent

from milepost.files import disk
from milepost.live import ears, loop, native
from milepost.live.hints import Hint
from milepost.session.look import Look, build_look
from tests.conftest import Run
from tests.vaults import Vaults
from tests.watching import PATIENCE, Calendar, one_theme, until, watching, written

NOTES = {
    "Goals/Run.md": "---\ntype: goal\ndue: 2026-06-30\n---\n# Run\n\n- [ ] one\n- [x] two\n",
    "Goals/Read.md": "---\ntype: goal\nparent: '[[Run]]'\n---\n# Read\n\n- [ ] three\n",
    "Notes/idea.md": "# An idea\n",
    "picture.png": "a page may show it",
    "sketch.blend": "no page can show it",
}
METRIC = "---\ntype: goal\nmetric:\n  unit: km\n  target: 50\n  source: Data/km.csv\n---\n# Far\n"
NEW = NOTES["Goals/Run.md"].replace("- [ ] one", "- [x] one").replace("# Run", "# Run far")
BOTH = pytest.mark.parametrize("polls", [False, True], ids=["events", "polling"])


@pytest.fixture
def root(vault: Vaults) -> Path:
    """A small plan."""
    return vault(NOTES)


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scans that nobody asked for come sooner, and templates are compiled once for all tests."""
    monkeypatch.setattr("milepost.session.pages.Theme", one_theme)
    monkeypatch.setattr(ears, "SCAN_PAUSE", 0.5)
    monkeypatch.setattr(ears, "POLL_PAUSE", 0.1)
    monkeypatch.setattr(loop, "BEAT", 0.1)
    monkeypatch.setattr(loop, "RETRY", 0.3)


def _in_place(note: Path) -> None:
    """Obsidian, nano, VS Code: truncate and write."""
    note.write_text(NEW)


def _vim(note: Path) -> None:
    """The note becomes a backup, a new file takes its name."""
    (note.parent / "4913").touch()
    (note.parent / "4913").unlink()
    note.rename(note.parent / "Run.md~")
    note.write_text(NEW)
    (note.parent / "Run.md~").unlink()


def _emacs(note: Path) -> None:
    """A lock that leads nowhere, a copy that stays, and a write in place."""
    lock = note.parent / ".#Run.md"
    lock.symlink_to("me@here.1")
    shutil.copy2(note, note.parent / "Run.md~")
    note.write_text(NEW)
    lock.unlink()


def _atomic(note: Path) -> None:
    """Sync programs and many editors: a file beside the note is moved over it."""
    beside = note.parent / ".Run.md.tmp"
    beside.write_text(NEW)
    beside.replace(note)


def _sed(note: Path) -> None:
    """`sed -i`: a visible file with a name of its own."""
    beside = note.parent / "sedXk2Y1"
    beside.write_text(NEW)
    beside.replace(note)


def _from_elsewhere(note: Path) -> None:
    """The new text was written outside the vault."""
    beside = note.parents[2] / "new text"
    beside.write_text(NEW)
    beside.replace(note)


def _in_pieces(note: Path) -> None:
    """A writer that flushes after every line."""
    with note.open("w") as file:
        for text in NEW.split("\n"):
            file.write(text + "\n")
            file.flush()


SAVES = (_in_place, _vim, _emacs, _atomic, _sed, _from_elsewhere, _in_pieces)


@BOTH
@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_however_an_editor_saves(
    vault: Vaults, root: Path, tmp_path: Path, *, polls: bool, save: Callable[[Path], None]
) -> None:
    """The new text is in the site, and saving leads to no more than a few builds."""
    with watching(root, tmp_path / "out", polls=polls) as watched:
        save(root / "Goals/Run.md")
        watched.until_in_step()
        watched.stays_calm()
    vault.settle(root)

    assert b"Run far" in (tmp_path / "out/goals/run.html").read_bytes()
    assert 2 <= watched.builds <= 5
    assert watched.troubles == watched.said == []


def _checkout(root: Path) -> None:
    """5,000 notes come, one goes, one changes."""
    for number in range(5000):
        place = root / f"checkout/{number % 50}/{number}.md"
        if number < 50:
            place.parent.mkdir(parents=True)
        if number == 2500:
            (root / "Goals/Read.md").unlink()
            (root / "Goals/Run.md").write_text(NEW)
        place.write_text("text\n")


def _new_folder(root: Path) -> None:
    (root / "New/deep/er").mkdir(parents=True)
    (root / "New/deep/er/Swim.md").write_text("---\ntype: goal\n---\n# Swim\n")


def _folder_renamed(root: Path) -> None:
    (root / "Goals").rename(root / "Aims")


def _folder_moved_in(root: Path) -> None:
    outside = root.parent / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "deep/Swim.md").write_text("---\ntype: goal\n---\n# Swim\n")
    outside.rename(root / "inside")


def _folder_removed(root: Path) -> None:
    shutil.rmtree(root / "Goals")


def _note_renamed(root: Path) -> None:
    (root / "Goals/Run.md").rename(root / "Goals/Walk.md")


def _note_becomes_a_folder(root: Path) -> None:
    (root / "Notes/idea.md").unlink()
    (root / "Notes/idea.md").mkdir()
    (root / "Notes/idea.md/Swim.md").write_text("---\ntype: goal\n---\n# Swim\n")


def _settings(root: Path) -> None:
    (root / "milepost.toml").write_text('title = "Another plan"\n')


def _attachment(root: Path) -> None:
    (root / "picture.png").rename(root / "photo.png")


def _old_times(root: Path) -> None:
    """A backup brings back a note with its time."""
    (root / "Goals/Run.md").write_text(NEW)
    os.utime(root / "Goals/Run.md", (1, 1))


def _future(root: Path) -> None:
    (root / "Goals/Run.md").write_text(NEW)
    os.utime(root / "Goals/Run.md", (1e10, 1e10))


CHANGES = (
    _checkout,
    _new_folder,
    _folder_renamed,
    _folder_moved_in,
    _folder_removed,
    _note_renamed,
    _note_becomes_a_folder,
    _settings,
    _attachment,
    _old_times,
    _future,
)


@BOTH
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_happens_in_the_folder(
    vault: Vaults, root: Path, tmp_path: Path, *, polls: bool, change: Callable[[Path], None]
) -> None:
    """The site is that of a clean build, and an edit after it is noticed too."""
    with watching(root, tmp_path / "out", polls=polls) as watched:
        change(root)
        watched.until_in_step()
        (root / "Notes/The last edit.md").write_text("---\ntype: goal\n---\n# The last edit\n")
        watched.until_in_step()
        assert (tmp_path / "out/goals/the-last-edit.html").exists()
        _edit_everywhere(root)
        watched.until_in_step()
        watched.stays_calm()
    vault.settle(root)

    assert watched.troubles == watched.said == []
    assert watched.builds < 30


def _edit_everywhere(root: Path) -> None:
    """In every folder one note: none of them may have got lost to the watcher."""
    for folder in {path.parent for path in root.rglob("*.md") if path.is_file()}:
        (folder / "Everywhere.md").write_text(f"---\ntype: goal\n---\n# Everywhere in {folder.name}\n")


@BOTH
@pytest.mark.parametrize("way", ["removed", "renamed", "replaced"])
def test_the_vault_itself_goes_and_comes_back(vault: Vaults, tmp_path: Path, *, polls: bool, way: str) -> None:
    """While it is away the last site stays, and that is said once; then it is watched as before."""
    root, aside = vault(NOTES, name="vault"), tmp_path / "aside"
    with watching(root, tmp_path / "out", polls=polls) as watched:
        site = watched.until_in_step()
        if way == "removed":
            shutil.rmtree(root)
        elif way == "renamed":
            root.rename(aside)
        else:
            shutil.copytree(root, aside)
            (aside / "Goals/Run.md").write_text(NEW)
            root.rename(tmp_path / "old")
            aside.rename(root)
        if way != "replaced":
            until(lambda: watched.troubles)
        if way == "renamed":  # what is removed bit by bit may be seen in part
            assert written(tmp_path / "out") == site
        if way == "removed":
            root.mkdir()
            (root / "Goals").mkdir()
            (root / "Goals/Run.md").write_text(NEW)
        elif way == "renamed":
            (aside / "Goals/Run.md").write_text(NEW)
            aside.rename(root)
        watched.until_in_step()
        (root / "Goals/Late.md").write_text("---\ntype: goal\n---\n# Late\n")
        watched.until_in_step()
        watched.stays_calm()
    vault.settle(root)

    assert watched.troubles in ([], [f"The folder {root} is not there"])
    assert watched.said == []


def test_a_root_that_is_a_link_is_watched_where_it_leads(vault: Vaults, tmp_path: Path) -> None:
    """And elsewhere when it leads elsewhere."""
    root, link = vault(NOTES), tmp_path / "link"
    link.symlink_to(root)
    with watching(link, tmp_path / "out") as watched:
        vault.write(root, {"Goals/Run.md": NEW})
        watched.until_in_step()
        other = vault({**NOTES, "Goals/Swim.md": "---\ntype: goal\n---\n# Swim\n"}, name="other")
        link.unlink()
        link.symlink_to(other)
        watched.until_in_step()
        vault.write(other, {"Goals/Run.md": NEW})
        watched.until_in_step()
        watched.stays_calm()

    assert watched.said == []


@BOTH
@pytest.mark.parametrize("where", ["site", "made/here", ".milepost/site", "Goals/site"])
def test_the_output_folder_may_lie_in_the_vault(vault: Vaults, root: Path, *, polls: bool, where: str) -> None:
    """Writing the site is no reason to write it again."""
    out = vault.output(root / where)
    if "/" in where:
        out.parent.mkdir(exist_ok=True)
        vault.settle(root)
    with watching(root, out, polls=polls) as watched:
        vault.write(root, {"Goals/Run.md": NEW})
        watched.until_in_step()
        watched.stays_calm()

    assert watched.builds == 2
    assert watched.troubles == watched.said == []


@BOTH
def test_reading_is_no_change(vault: Vaults, root: Path, tmp_path: Path, *, polls: bool) -> None:
    """Nor is writing what is there already, or what is not read."""
    with watching(root, tmp_path / "out", polls=polls) as watched:
        for path in root.rglob("*"):
            if path.is_file():
                path.read_bytes()
        list(root.rglob("*"))
        (root / "Goals/Run.md").touch()
        (root / "Goals/Run.md").write_text(NOTES["Goals/Run.md"])
        (root / ".obsidian").mkdir()
        until(lambda: watched.builds == 2 and watched.is_in_step(), what="the folder .obsidian")
        (root / ".obsidian/workspace.json").write_text("{}")
        (root / "sketch.blend").write_text("another sketch")
        watched.stays_calm()
        shutil.rmtree(root / ".obsidian")
        (root / "sketch.blend").write_text(NOTES["sketch.blend"])
    vault.settle(root)

    assert watched.builds <= 3


def test_a_note_is_not_read_while_it_is_written(vault: Vaults, root: Path, tmp_path: Path) -> None:
    """Half a note is shown only when its writer takes more than two seconds."""
    half, whole = NEW[: len(NEW) // 2], NEW
    with watching(root, tmp_path / "out") as watched:
        with (root / "Goals/Run.md").open("w") as file:
            file.write(half)
            file.flush()
            watched.stays_as_it_is()
            file.write(whole[len(half) :])
        watched.until_in_step()
        watched.stays_calm()
    vault.settle(root)

    assert watched.builds == 2


def test_a_writer_that_never_ends_is_not_waited_for(vault: Vaults, root: Path, tmp_path: Path) -> None:
    """After two seconds what is there is shown, and what comes later is too."""
    with watching(root, tmp_path / "out") as watched, (root / "Goals/Run.md").open("w") as file:
        file.write(NEW)
        file.flush()
        watched.until_in_step()
        assert watched.builds == 2
        file.write("- [ ] the end\n")
        file.flush()
        watched.until_in_step()
    vault.settle(root)

    assert watched.troubles == []


def test_a_handler_that_raises_ends_nothing(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a reason to look, like any event."""

    def fails(*_: object, **__: object) -> Iterator[Hint]:
        raise RuntimeError("a bug")

    monkeypatch.setattr(native, "hints_of", fails)
    with watching(root, tmp_path / "out") as watched:
        for number in range(3):
            vault.write(root, {"Goals/Run.md": f"{NEW}- [ ] {number}\n"})
            watched.until_in_step()
        watched.stays_calm()

    assert watched.troubles == watched.said == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_observer_that_dies_is_replaced(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one does whose handler raises."""
    deaths: list[FileSystemEvent] = []
    dispatch = native._Listener.dispatch

    def dies_once(listener: Any, event: FileSystemEvent) -> None:
        if not deaths:
            deaths.append(event)
            raise RuntimeError("a bug in the library")
        dispatch(listener, event)

    monkeypatch.setattr(native._Listener, "dispatch", dies_once)
    with watching(root, tmp_path / "out") as watched:
        for number in range(3):
            vault.write(root, {"Goals/Run.md": f"{NEW}- [ ] {number}\n"})
            watched.until_in_step()
        watched.stays_calm()

    assert deaths
    assert watched.troubles == watched.said == []


def test_events_that_are_lost_are_made_up_for(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the system's queue overflows: those of one note arrive, the others do not."""
    monkeypatch.setattr(ears, "GRACE", 0.2)
    dispatch, lost = native._Listener.dispatch, set[str]()

    def drops(listener: Any, event: FileSystemEvent) -> None:
        if "Read" in str(event.src_path):
            lost.add(str(event.src_path))
        else:
            dispatch(listener, event)

    with watching(root, tmp_path / "out") as watched:
        with monkeypatch.context() as patch:
            patch.setattr(native._Listener, "dispatch", drops)
            vault.write(root, {"Goals/Read.md": NOTES["Goals/Read.md"] + "- [ ] four\n", "Goals/Run.md": NEW})
            watched.until_in_step()
            vault.write(root, {"Goals/Read.md": NOTES["Goals/Read.md"] + "- [ ] five\n"})
            watched.until_in_step()
        vault.write(root, {"Goals/Read.md": NOTES["Goals/Read.md"] + "- [ ] six\n"})
        watched.until_in_step()
        watched.stays_calm()

    assert lost
    assert watched.troubles == []


def test_events_that_are_lost_again_and_again_are_given_up(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where there are more folders than the system lets anybody watch."""
    monkeypatch.setattr(ears, "GRACE", 0.1)
    monkeypatch.setattr(ears, "TRIES", 2)
    dispatch = native._Listener.dispatch

    def drops(listener: Any, event: FileSystemEvent) -> None:
        if "Read" not in str(event.src_path):
            dispatch(listener, event)

    monkeypatch.setattr(native._Listener, "dispatch", drops)
    with watching(root, tmp_path / "out") as watched:
        for number in range(30):
            notes = {"Goals/Read.md": f"{NEW}- [ ] {number}\n", "Goals/Run.md": f"{NEW}- [ ] {number}\n"}
            vault.write(root, notes)
            watched.until_in_step()
            if watched.said:
                break
        watched.stays_calm()

    assert len(watched.said) == 1
    assert watched.troubles == []


class Silent(observers.Observer):  # type: ignore[misc, valid-type]
    """An observer as some systems have it: all is well, and nothing is ever told."""

    def dispatch_events(self, event_queue: Any) -> None:
        event_queue.get(timeout=0.2)


def test_a_system_that_tells_nothing_is_found_out_at_once(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the vault is polled, which is said once."""
    monkeypatch.setattr(observers, "Observer", Silent)
    monkeypatch.setattr(native, "_PROBE_SECONDS", 0.2)
    with watching(root, tmp_path / "out") as watched:
        until(lambda: watched.said)
        for number in range(3):
            vault.write(root, {"Goals/Run.md": f"{NEW}- [ ] {number}\n"})
            watched.until_in_step()
        watched.stays_calm()

    assert watched.said == [
        "This system tells nothing of changes, so milepost looks for changes itself, at short intervals."
    ]
    assert watched.troubles == []


def test_a_system_that_falls_silent_is_found_out_later(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network drive only our own changes are told of."""
    monkeypatch.setattr(ears, "GRACE", 0.1)
    monkeypatch.setattr(native._Listener, "dispatch", lambda listener, event: None)
    with watching(root, tmp_path / "out") as watched:
        for number in range(6):
            vault.write(root, {"Goals/Run.md": f"{NEW}- [ ] {number}\n"})
            watched.until_in_step()
            if watched.said:
                break
        assert len(watched.said) == 1
        vault.write(root, {"Goals/Run.md": NEW})
        watched.until_in_step()
        watched.stays_calm()

    assert len(watched.said) == 1
    assert watched.troubles == []


def test_events_that_cannot_be_mended_are_given_up(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Watching anew is no use when that does not work either."""
    with watching(root, tmp_path / "out") as watched:
        monkeypatch.setattr(native.NativeWatch, "is_sound", False)
        until(lambda: watched.said)
        vault.write(root, {"Goals/Run.md": NEW})
        watched.until_in_step()

    assert watched.said == [
        "This system's file events do not work, so milepost looks for changes itself, at short intervals."
    ]


def test_a_system_without_watches_left_is_polled(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their number is limited."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(native.NativeWatch, "__init__", fails)
    with watching(root, tmp_path / "out") as watched:
        vault.write(root, {"Goals/Run.md": NEW})
        watched.until_in_step()

    assert len(watched.said) == 1
    assert "inotify watch limit reached" in watched.said[0]


@BOTH
def test_midnight_makes_a_new_site(root: Path, tmp_path: Path, *, polls: bool) -> None:
    """Tomorrow other milestones are overdue."""
    calendar = Calendar()
    with watching(root, tmp_path / "out", polls=polls, calendar=calendar) as watched:
        calendar.today = date(2026, 7, 1)
        watched.until_in_step()
        watched.stays_calm()

    assert [told.why for told in watched.told] == ["first build", "a new day, 2026-07-01"]


def test_a_full_disk_is_tried_again(vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said once; the site is in step as soon as there is room."""

    def full(opened: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with watching(root, tmp_path / "out") as watched:
        with monkeypatch.context() as patch:
            patch.setattr(disk, "write", full)
            vault.write(root, {"Goals/Run.md": NEW})
            until(lambda: watched.troubles)
            watched.stays_as_it_is()
        watched.until_in_step()
        watched.stays_calm()

    assert len(watched.troubles) == 1
    assert "No space left on device" in watched.troubles[0]


def test_a_build_that_fails_ends_nothing(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a build meets, the next change is built."""

    def fails(*_: object) -> Look:
        raise RecursionError("a bug")

    with watching(root, tmp_path / "out") as watched:
        with monkeypatch.context() as patch:
            patch.setattr(loop, "build_look", fails)
            vault.write(root, {"Goals/Run.md": NEW})
            until(lambda: watched.troubles)
            watched.stays_as_it_is()
        vault.write(root, {"Goals/Read.md": NOTES["Goals/Read.md"] + "- [ ] four\n"})
        watched.until_in_step()

    assert watched.troubles == ["milepost failed: RecursionError: a bug"]


def test_one_build_runs_and_what_comes_meanwhile_waits_for_one_more(
    vault: Vaults, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty saves during a build are one build more."""
    inside, go_on, busy = threading.Event(), threading.Event(), threading.Lock()

    def slow(*arguments: Any) -> Any:
        assert busy.acquire(blocking=False), "two builds at once"
        inside.set()
        assert go_on.wait(PATIENCE)
        busy.release()
        return build_look(*arguments)

    with watching(root, tmp_path / "out") as watched:
        monkeypatch.setattr(loop, "build_look", slow)
        vault.write(root, {"Goals/Run.md": NEW})
        assert inside.wait(PATIENCE)
        for number in range(50):
            vault.write(root, {"Goals/Run.md": f"{NEW}- [ ] {number}\n"})
        go_on.set()
        watched.until_in_step()
        watched.stays_calm()

    assert watched.builds == 3


@pytest.fixture
def one_tick(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system whose clock stands still: of two writes of the same length, stats tell nothing."""
    tick, signature = time.time_ns() + 60_000_000_000, disk.signature

    def coarse(place: disk.Place) -> disk.Signature | None:
        found = signature(place)
        stands_still = found is not None and str(place).startswith(str(root))
        return found._replace(mtime_ns=tick, ctime_ns=tick) if found and stands_still else found

    monkeypatch.setattr(disk, "signature", coarse)


@pytest.fixture
def build(run: Run, root: Path, tmp_path: Path) -> Callable[..., str]:
    """`build("out", "--verify")` builds the vault into a folder and says what it came to."""
    asked = ("build", root, "--today", "2026-03-01", "--cache-dir", tmp_path / "caches", "--out")
    return lambda out, *more: run(*asked, tmp_path / out, *more).stdout


@pytest.mark.usefixtures("one_tick")
@pytest.mark.parametrize("path", ["Goals/Run.md", "Data/km.csv"])
def test_a_build_sees_what_was_written_within_one_tick_of_the_clock(
    vault: Vaults, root: Path, build: Callable[..., str], path: str
) -> None:
    """Of the same length and with the same stats, again and again; in between nothing is made twice."""
    vault.write(root, {"Data/km.csv": "date,km\n2026-01-02,7\n", "Far.md": METRIC})
    text = (root / path).read_text()
    other = text.replace("# Run", "# Fly").replace(",7", ",9")
    for content in (text, other, text, other):
        vault.write(root, {path: content})
        assert " 0 written" not in build("out")
        assert " 0 written" in build("out")
        build("clean", "--verify")
        assert written(root.parent / "out") == written(root.parent / "clean")


@pytest.mark.usefixtures("one_tick")
def test_a_build_that_goes_on_from_another_sees_what_was_written_within_one_tick(
    vault: Vaults, root: Path, build: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The image of a session trusts no stats that the record of a build does not."""
    monkeypatch.setattr("milepost.cli.opening.IMAGE_FROM", 1)
    test_a_build_sees_what_was_written_within_one_tick_of_the_clock(vault, root, build, "Goals/Run.md")


@pytest.mark.usefixtures("one_tick")
def test_to_verify_after_an_edit_within_one_tick_is_no_alarm(
    vault: Vaults, root: Path, run: Run, tmp_path: Path
) -> None:
    """The site was right, of the notes as they were."""
    (root / "picture.png").unlink()  # of what pages show young, nothing is known
    asked = ("build", root, "--today", "2026-03-01", "--cache-dir", tmp_path / "caches", "--out", tmp_path / "out")
    run(*asked)
    vault.write(root, {"Goals/Run.md": NOTES["Goals/Run.md"].replace("# Run", "# Fly")})
    again = run(*asked, "--verify")
    assert " 0 written" not in again.stdout
    assert again.exit_code == 0


@pytest.mark.usefixtures("one_tick")
def test_a_build_sees_what_was_written_while_the_one_before_it_ran(
    vault: Vaults, root: Path, build: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What counts is what the site was made of, not what the note held when it was done."""

    def slow(*arguments: Any) -> Any:
        vault.write(root, {"Goals/Run.md": NOTES["Goals/Run.md"].replace("# Run", "# Fly")})
        return build_look(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr("milepost.cli.opening.build_look", slow)
        build("out")
    build("out")

    assert "Fly" in (root.parent / "out" / "index.html").read_text()
