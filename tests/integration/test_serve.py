"""`serve` and `watch` as their users meet them: the real commands, and what an open page is told."""

import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from milepost.files.theme_files import builtin_theme
from milepost.render.theme import TemplateFault
from milepost.session.published import Published
from tests.conftest import PATIENCE, Run, RunCommand
from tests.serving import ask, request, serving
from tests.vaults import Vaults
from tests.watching import Calendar, clean_build, until, written

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
NOTES = {
    "Run.md": "---\ntype: goal\ndue: 2026-06-30\n---\n# Run\n\n- [ ] one\n",
    "Read.md": "---\ntype: goal\n---\n# Read\n\n- [ ] two\n",
}
DAY = ("--today", "2026-03-01")


@pytest.fixture
def root(vault: Vaults) -> Path:
    """A small plan."""
    return vault(NOTES)


class Running:
    """A command that does not end by itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.stdout, self.stderr = b"", b""
        self._threads = [
            threading.Thread(target=self._read, args=(name,), daemon=True) for name in ("stdout", "stderr")
        ]
        for thread in self._threads:
            thread.start()

    def _read(self, name: str) -> None:
        for line in getattr(self.process, name):
            setattr(self, name, getattr(self, name) + line)

    def says(self, text: str, *, times: int = 1) -> None:
        """Wait for words on either stream."""

        def is_said() -> bool:
            assert self.process.poll() is None, self.stderr.decode()
            return (self.stdout + self.stderr).count(text.encode()) >= times

        until(is_said, what=text)

    @property
    def port(self) -> int:
        """Of the server."""
        found = re.search(rb"http://[^ ]+?:(\d+)/", self.stdout)
        assert found, self.stdout
        return int(found[1])

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE)
        for thread in self._threads:
            thread.join(PATIENCE)
        return code


@pytest.fixture
def start(run_command: RunCommand) -> Iterator[Callable[..., Running]]:
    """`start("serve", root)` runs a command until the test ends."""
    processes: list[subprocess.Popen[bytes]] = []

    def run(*arguments: object, env: Mapping[str, str] | None = None) -> Running:
        process = subprocess.Popen(
            [sys.executable, "-m", "milepost", *map(str, arguments)],
            env=run_command.environment(env or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        processes.append(process)
        return Running(process)

    yield run
    for process in processes:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def _shows(port: int, text: str) -> bool:
    return text in ask(port, request("GET", "/goals/run.html", port)).text


@POSIX
def test_serve_serves_follows_edits_and_ends(vault: Vaults, root: Path, start: Callable[..., Running]) -> None:
    """The address is the answer, on stdout; there is a line about each rebuild; Ctrl-C is exit 0, tabs or not."""
    running = start("serve", root, "--port", 0, *DAY)
    running.says("http://127.0.0.1:")
    port = running.port
    assert b"<h1" in ask(port, request("GET", "/goals/run.html", port)).body
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as tab:
        tab.sendall(request("GET", "/.milepost/events", port))
        assert tab.recv(100)
        for number in range(3):
            vault.write(root, {"Run.md": NOTES["Run.md"] + f"- [ ] edit {number}\n"})
            until(partial(_shows, port, f"edit {number}"))
        running.says("Run.md  ", times=3)

        assert running.interrupt() == 0

    assert re.fullmatch(rb"http://127\.0\.0\.1:\d+/  Ctrl-C ends it\n", running.stdout)
    lines = running.stderr.decode().strip().split("\n")
    assert re.fullmatch(r"first build  [\d.]+ m?s  .*2 infos", lines[0]), lines
    assert all(re.fullmatch(r"Run\.md  [\d.]+ m?s  .*2 infos", line) for line in lines[1:]), lines


@POSIX
def test_watch_writes_what_build_writes_and_ends(
    vault: Vaults, root: Path, tmp_path: Path, start: Callable[..., Running]
) -> None:
    """Into the same folder as `build`; Ctrl-C is exit 0 and leaves no lock behind."""
    out, calendar = tmp_path / "out", Calendar()
    running = start("watch", root, "--out", out, *DAY)
    running.says("index.html")
    assert written(out) == clean_build(root, calendar)
    vault.write(root, {"Swim.md": NOTES["Run.md"].replace("Run", "Swim")})
    until(lambda: written(out) == clean_build(root, calendar))
    for content in (b"a picture", b"another one"):
        vault.write(
            root, {"plan.png": content, "Swim.md": NOTES["Run.md"].replace("one", "![[plan.png]]\n\n![[plan.png]]")}
        )
        until(lambda: written(out) == clean_build(root, calendar))
        assert (out / "files" / "plan.png").read_bytes() == content
    vault.remove(root, "plan.png")
    until(lambda: written(out) == clean_build(root, calendar))
    assert not (out / "files").exists()

    assert running.interrupt() == 0
    assert running.stdout.decode() == f"{out / 'index.html'}  Ctrl-C ends it\n"
    assert "Swim.md  " in running.stderr.decode()
    assert sorted(path.name for path in (out / ".milepost").iterdir()) == ["manifest.json"]


@POSIX
@pytest.mark.parametrize("command", [("serve", "--port", 0), ("watch",)])
def test_what_was_read_is_remembered_where_one_says(
    command: tuple[object, ...], root: Path, tmp_path: Path, start: Callable[..., Running]
) -> None:
    """And nowhere else."""
    caches, usual = tmp_path / "kept here", tmp_path / "not here"
    running = start(*command, root, *DAY, "--cache-dir", caches, env={"MILEPOST_CACHE_DIR": str(usual)})
    until(lambda: any(caches.rglob("*.seg")))

    assert running.interrupt() == 0
    assert not usual.exists()


@POSIX
def test_a_large_plan_is_read_by_several_processes_and_then_by_one(
    vault: Vaults, start: Callable[..., Running]
) -> None:
    """None of them is left once it is served."""
    root = vault({f"{number}.md": NOTES["Run.md"] + f"- [ ] step {number}\n" for number in range(600)} | NOTES)
    running = start("serve", root, "--port", 0, *DAY)
    running.says("http://127.0.0.1:")
    assert _shows(running.port, "one")
    if sys.platform == "linux":
        children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
        assert children.read_text(encoding="ascii") == ""
    assert running.interrupt() == 0


def test_a_port_that_is_taken_is_left_to_whoever_has_it(root: Path, start: Callable[..., Running]) -> None:
    """The next free one is used, and that is said."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = start("serve", root, "--port", port, *DAY)
        running.says("http://")

        assert port < running.port <= port + 100
        running.says(f"Port {port} is taken")
        assert running.interrupt() == 0


@POSIX
def test_watch_says_what_went_wrong_and_goes_on(
    vault: Vaults, root: Path, tmp_path: Path, start: Callable[..., Running]
) -> None:
    """As when somebody puts a file of his own in the way."""
    out = tmp_path / "out"
    running = start("watch", root, "--out", out, *DAY)
    running.says("index.html")
    (out / "goals" / "swim.html").write_text("my own")
    vault.write(root, {"Swim.md": NOTES["Run.md"].replace("Run", "Swim")})
    running.says("milepost did not write this")
    (out / "goals" / "swim.html").unlink()
    vault.write(root, {"Swim.md": NOTES["Run.md"].replace("Run", "Swim far")})
    until(lambda: written(out) == clean_build(root, Calendar()))

    assert running.interrupt() == 0


_QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")


@pytest.mark.skipif(not _QUEUE.exists() or int(_QUEUE.read_text()) > 50_000, reason="needs inotify with a short queue")
def test_a_queue_that_overflows_costs_nothing(
    vault: Vaults, root: Path, tmp_path: Path, start: Callable[..., Running]
) -> None:
    """While the watcher sleeps the system drops what it cannot keep; nothing is missed, then or later."""
    out = tmp_path / "out"
    running = start("watch", root, "--out", out, *DAY)
    running.says("first build")
    running.process.send_signal(signal.SIGSTOP)
    for number in range(int(_QUEUE.read_text()) // 4 + 100):
        for name in ("one.txt", "two.txt"):
            (root / name).write_text(str(number))
    vault.write(root, {"New/deep/Swim.md": NOTES["Run.md"].replace("Run", "Swim"), "Run.md": NOTES["Read.md"]})
    running.process.send_signal(signal.SIGCONT)
    until(lambda: written(out) == clean_build(root, Calendar()))
    vault.write(root, {"New/deep/Swim.md": NOTES["Run.md"].replace("Run", "Swim far")})
    until(lambda: written(out) == clean_build(root, Calendar()))

    assert running.interrupt() == 0
    assert b"inotify" not in running.stderr.lower()


@POSIX
def test_the_browser_is_opened(root: Path, tmp_path: Path, start: Callable[..., Running]) -> None:
    """The one that the system or $BROWSER names, at the address that was said."""
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{asked}.part"; mv "{asked}.part" "{asked}"\n')
    browser.chmod(0o755)
    running = start("serve", root, "--port", 0, "--open", *DAY, env={"BROWSER": str(browser)})
    until(asked.exists)

    assert asked.read_text().strip().encode() in running.stdout
    assert running.interrupt() == 0


def test_what_build_refuses_watch_refuses(vault: Vaults, root: Path, tmp_path: Path, run: Run) -> None:
    """With the same exit codes, before anything is touched."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("")

    assert run("watch", root, "--out", root).exit_code == 3
    assert run("watch", root, "--out", tmp_path / "mine").exit_code == 3
    assert run("watch", root, "--out", tmp_path / "out", "--cache-dir", tmp_path / "out" / "caches").exit_code == 3
    assert run("serve", root, "--cache-dir", root / "site" / "caches").exit_code == 3
    assert run("watch", tmp_path / "nowhere").exit_code == 2
    assert run("serve", tmp_path / "nowhere").exit_code == 2
    assert run("serve", root, "--port", 70_000).exit_code == 2


def test_an_unchanged_page_is_not_sent_again(vault: Vaults, root: Path) -> None:
    """A tab says which state it has; after an edit of another note it is still the newest."""
    with serving(root) as served:
        first = served.ask("/goals/run.html")
        tag = first.headers["etag"]
        assert f'data-tag="{tag.strip(chr(34))}"' in first.text
        assert served.ask("/goals/run.html", If_None_Match=tag).status == 304
        vault.write(root, {"Read.md": NOTES["Read.md"] + "\nMore.\n"})
        until(lambda: b"More." in served.ask("/goals/read.html").body)

        again = served.ask("/goals/run.html", If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
        vault.write(root, {"Run.md": NOTES["Run.md"].replace("one", "three")})
        until(lambda: served.ask("/goals/run.html", If_None_Match=tag).status == 200)


def test_pictures_and_files_that_pages_show_are_handed_out(vault: Vaults, root: Path) -> None:
    """As they are now, and no other file of the vault."""
    note = NOTES["Run.md"].replace("- [ ] one", "![[Pics/Plan.PNG]] [[offer.pdf]]\n\n- [ ] one")
    vault.write(root, {"Run.md": note, "Pics/Plan.PNG": b"png", "offer.pdf": b"%PDF", "secret.png": b"hush"})
    with serving(root) as served:
        picture = served.ask("/files/plan.png")
        assert (picture.status, picture.body, picture.headers["content-type"]) == (200, b"png", "image/png")
        assert served.ask("/files/offer.pdf").headers["content-type"] == "application/pdf"
        for path in ("/files/secret.png", "/secret.png", "/files/", "/files/../Run.md", "/Pics/Plan.PNG"):
            assert served.ask(path).status in (400, 404), path

        vault.write(root, {"Pics/Plan.PNG": b"newer"})
        assert served.ask("/files/plan.png").body == b"newer"
        vault.write(root, {"Run.md": NOTES["Run.md"]})
        until(lambda: served.ask("/files/plan.png").status == 404)


def test_tabs_are_told_that_there_is_a_new_site(vault: Vaults, root: Path) -> None:
    """A tab that comes later is told the last state; several edits are several versions."""
    with serving(root) as served:
        tab = served.stream()
        seen = [tab.message()]
        for number in range(2):
            vault.write(root, {"Run.md": NOTES["Run.md"] + f"- [ ] edit {number}\n"})
            seen.append(tab.message())
        late = served.stream()

        assert late.message() == seen[-1]
        assert len({str(message["version"]) for message in seen}) == 3
        assert {message["trouble"] for message in seen} == {None}
        tab.close()
        late.close()


def test_broken_settings_are_laid_over_the_last_good_page(vault: Vaults, root: Path) -> None:
    """With file, line and column; the pages stay as they were, edits wait, and all is well when they are mended."""
    vault.write(root, {"milepost.toml": 'title = "My plan"\n'})
    with serving(root) as served:
        tab = served.stream()
        tab.message()
        good = served.ask("/goals/run.html").body
        vault.write(root, {"milepost.toml": 'title = "My plan"\nweek_start = "funday"\n'})
        trouble: Any = tab.message()["trouble"]

        assert trouble["where"] == "milepost.toml:2:1"
        assert "funday" in trouble["what"]
        assert trouble["remedy"]
        assert served.ask("/goals/run.html").body == good
        vault.write(root, {"milepost.toml": 'title = "Another plan"\n'})
        assert tab.message()["trouble"] is None
        assert b"Another plan" in served.ask("/goals/run.html").body
        tab.close()


def test_a_failing_template_leaves_the_last_good_page(
    vault: Vaults, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found when the page is asked for; a page that never was good says so, and its tab waits for it."""
    file = Published.file

    def fails(site: Published, path: str) -> Any:
        if path.startswith("goals/"):
            raise TemplateFault("goal.html.j2", 12, "there is no variable called gaol")
        return file(site, path)

    with serving(root) as served:
        good = served.ask("/goals/run.html").body
        with monkeypatch.context() as patch:
            patch.setattr(Published, "file", fails)
            vault.write(root, {"Run.md": NOTES["Run.md"].replace("one", "three")})
            until(lambda: served.watched.builds == 2)
            tab = served.stream()
            assert tab.message()["trouble"] is None
            assert served.ask("/goals/run.html").body == good
            trouble: Any = tab.message()["trouble"]
            assert trouble["where"] == "goal.html.j2:12:1"
            assert "gaol" in trouble["what"]
            never = served.ask("/goals/read.html")
            assert never.status == 500
            assert b"/.milepost/live.js" in never.body
        vault.write(root, {"Run.md": NOTES["Run.md"].replace("one", "four")})
        assert tab.message()["trouble"] is None
        assert b"four" in served.ask("/goals/run.html").body
        assert served.ask("/goals/read.html").status == 200
        assert [failure.where for failure in served.failures] == ["goal.html.j2:12:1"]
        tab.close()


def test_followed_is_the_goal_that_was_edited(vault: Vaults, root: Path) -> None:
    """Its page; the page of its goal for another note; nothing where many notes changed."""
    with serving(root, follows=True) as served:
        tab = served.stream()
        assert "follow" not in tab.message()
        vault.write(root, {"Read.md": NOTES["Read.md"] + "- [ ] three\n"})
        assert tab.message()["follow"] == "goals/read.html"
        vault.write(root, {"Step.md": "---\ntype: milestone\nparent: '[[Run]]'\n---\n# A step\n"})
        assert str(tab.message()["follow"]).startswith("goals/run.html#")
        vault.write(root, {"Idea.md": "# No goal\n"})
        assert "follow" not in tab.message()
        late = served.stream()
        assert "follow" not in late.message()
        tab.close()
        late.close()


def test_a_page_that_is_gone_waits_for_its_return(vault: Vaults, root: Path) -> None:
    """The page in its place loads the live script too."""
    with serving(root) as served:
        vault.remove(root, "Read.md")
        until(lambda: served.ask("/goals/read.html").status == 404)
        gone = served.ask("/goals/read.html")

        assert b"/.milepost/live.js" in gone.body
        assert served.ask("/.milepost/live.js").headers["content-type"].startswith("text/javascript")
        vault.write(root, {"Read.md": NOTES["Read.md"]})
        until(lambda: served.ask("/goals/read.html").status == 200)


def test_the_theme_is_the_one_that_is_built() -> None:
    """The live script is no part of it."""
    assert not [name for name in builtin_theme() if "live" in name]


@POSIX
@pytest.mark.parametrize("command", [("serve", "--port", 0), ("watch",)])
def test_who_interrupts_before_it_has_begun_is_told_nothing(
    command: tuple[object, ...], root: Path, run_command: RunCommand
) -> None:
    """While parts of the program are loaded; `build` ends with 130."""
    dies = "import sys; sys.meta_path.insert(0, type('Dies', (), {'find_spec': staticmethod(find)}))"
    for name in ("milepost.cli.living", "milepost.live.loop", "milepost.cli.main"):
        find = f"def find(name, *_):\n    if name == {name!r}: raise KeyboardInterrupt\n"
        program = f"{find}{dies}\nfrom milepost.__main__ import main\nmain()"
        ended = subprocess.run(
            [sys.executable, "-c", program, *map(str, command), str(root)],
            env=run_command.environment({}),
            capture_output=True,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (130 if name == "milepost.cli.main" else 0, b""), name
