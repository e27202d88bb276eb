"""The same site with any number of processes, also on somebody else's machines, and when one of them dies."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from milepost.config.settings import ReadingSettings
from milepost.emit.staging import stage
from milepost.render.theme import TemplateFault
from milepost.report import addresses
from milepost.session import reading
from milepost.session.build import Session
from milepost.session.pool import COPIES, Pool
from milepost.session.published import Published
from milepost.session.reading import Hands, Reader, read_share
from milepost.session.shares import stage_site
from milepost.syntax.document import Document
from milepost.vault.read import read_vault
from milepost.vault.settings import read_settings
from tests.conftest import SAMPLE_VAULT, Ran, Run
from tests.vaults import Vaults
from tests.watching import until

DAY = "2026-11-22"
BEGINS = """
import os, time
from milepost.session.pool import Pool
pool = Pool(1)
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(600)
"""
ODD = '---\ntype: goal\ntitle: "half of \\ud83d"\n---\n- [ ] a\n'


def _site(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def build(run: Run, tmp_path: Path) -> Callable[..., Ran]:
    """`build(root, "name", "--jobs", 2)` builds into a folder of that name, knowing nothing from before."""

    def build(root: Path, name: str, *more: object) -> Ran:
        caches = tmp_path / f"caches of {name}"
        return run("build", root, "--out", tmp_path / name, "--today", DAY, "--cache-dir", caches, *more)

    return build


@pytest.mark.parametrize("audience", ["private", "public"])
def test_the_same_site_with_any_number_of_processes(
    build: Callable[..., Ran], tmp_path: Path, audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file of it, the manifest, what is said, and what is left in the store for the next build."""
    monkeypatch.setattr("milepost.cli.jobs.SHARE", 1)
    monkeypatch.setattr(reading, "SHARE", 5)
    ran = {jobs: build(SAMPLE_VAULT, f"by{jobs}", "--audience", audience, "--jobs", jobs) for jobs in (1, 2, 3)}
    sites = {jobs: _site(tmp_path / f"by{jobs}") for jobs in ran}
    assert [path for path in sites[1] if not sites[1][path] == sites[2].get(path) == sites[3].get(path)] == []
    assert sites[1].keys() == sites[2].keys() == sites[3].keys()
    assert {one.exit_code for one in ran.values()} == {0}
    assert len({one.stderr for one in ran.values()}) == 1
    monkeypatch.setattr("milepost.syntax.read.read_document", None)
    shutil.rmtree(tmp_path / "by2")
    (image,) = (tmp_path / "caches of by2").glob("*/*.image")
    image.unlink()
    build(SAMPLE_VAULT, "by2", "--audience", audience, "--jobs", 2)
    assert bool(_site(tmp_path / "by2") == sites[1])


def test_only_what_is_worth_it_is_shared(build: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """A small vault is built by this process; `--jobs 0` is no number of processes."""
    monkeypatch.setattr(Pool, "submit", None)
    assert build(SAMPLE_VAULT, "alone").exit_code == 0
    assert build(SAMPLE_VAULT, "none", "--jobs", 0).exit_code == 2


def _documents(hands: Hands | None, *more: bytes) -> list[Document]:
    settings = read_settings(SAMPLE_VAULT).value
    notes = read_vault(SAMPLE_VAULT, settings).notes
    extra = [replace(notes[0], content=content, digest=content[:16]) for content in more]
    return Reader(hands=hands).read([*notes, *extra], settings.reading)


def test_notes_are_read_by_whichever_executor_is_given() -> None:
    """What cannot be sent is read here."""
    alone = _documents(None, ODD.encode())
    assert read_share(ReadingSettings(), [ODD.encode()]) in ([b""], read_share(ReadingSettings(), [ODD.encode()]))
    with ThreadPoolExecutor(2) as threads:
        assert _documents(Hands(threads, 1), ODD.encode()) == alone
    with Pool(2) as processes:
        assert _documents(Hands(processes, 1), ODD.encode()) == alone


class _Broken(Executor):
    """Its processes die after the first share."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.asked += 1
        future: Future[Any] = Future()
        if self.asked > 1:
            future.set_exception(BrokenProcessPool("killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_what_a_killed_process_was_to_read_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost but time."""
    monkeypatch.setattr(reading, "SHARE", 5)
    broken = _Broken()
    assert _documents(Hands(broken, 1)) == _documents(None)
    assert broken.asked > 1


needs_copies = pytest.mark.skipif(not COPIES, reason="processes cannot be copied on this system")


@pytest.fixture
def site() -> Published:
    """The sample plan's site."""
    return _sample()


def _sample() -> Published:
    settings, found = read_settings(SAMPLE_VAULT)
    session = Session(keeps=False)
    return session.site(session.build(read_vault(SAMPLE_VAULT, settings), settings, date(2026, 11, 22), found=found))


def test_pages_are_the_same_however_few_anchors_are_held(site: Published, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were let go are found again."""
    pages = list(site)
    monkeypatch.setattr(addresses, "ANCHORED", 1)
    assert list(_sample()) == pages


def _staged(out: Path, how: Callable[[str], Sequence[object]]) -> tuple[Sequence[object], int]:
    (out / ".milepost").mkdir(parents=True)
    staged = how(str(out))
    return [replace(one, waits_at="") for one in staged], len(list((out / ".milepost").iterdir()))  # type: ignore[type-var]


class _Odd(Published):
    """A site of which one page is odd to make in another process."""

    def __init__(self, site: Published, path: str, oddity: Callable[[], object]) -> None:
        super().__init__(site._files)
        self._odd, self._oddity, self._pid = path, oddity, os.getpid()

    def file(self, path: str) -> Any:
        """One file."""
        if path == self._odd and os.getpid() != self._pid:
            self._oddity()
        return super().file(path)


def _last(site: Published, kind: str) -> str:
    return [path for path in site.paths if path.startswith(kind)][-1]


@needs_copies
@pytest.mark.parametrize("kind", ["goals/", "tags/", "feed"])
def test_a_killed_process_costs_nothing_but_time(site: Published, tmp_path: Path, kind: str) -> None:
    """This one makes all pages then, also where a list was made by a copy of a copy."""
    dying = _Odd(site, _last(site, kind), lambda: os.kill(os.getpid(), signal.SIGKILL))
    alone, waiting = _staged(tmp_path / "alone", lambda out: stage(site, out))
    shared, _ = _staged(tmp_path / "shared", lambda out: stage_site(dying, out, lambda _: 2))

    assert shared == alone
    assert waiting == len(site)


@needs_copies
def test_no_copy_outlives_the_one_that_made_it(site: Published, tmp_path: Path) -> None:
    """A list is made by a copy of a copy: when that one is killed it ends as well, and this one makes all pages."""
    told = tmp_path / "pid"

    def orphaned() -> None:
        told.write_text(str(os.getpid()), "utf-8")
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)

    alone, _ = _staged(tmp_path / "alone", lambda out: stage(site, out))
    shared, _ = _staged(
        tmp_path / "shared", lambda out: stage_site(_Odd(site, _last(site, "tags/"), orphaned), out, lambda _: 2)
    )

    assert shared == alone
    assert not _runs(told.read_text("utf-8"))


def _runs(process: str) -> bool:
    """Whether there is such a process; one that ended and was not asked for yet does not run."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@needs_copies
@pytest.mark.parametrize("kind", ["goals/", "tags/"])
@pytest.mark.parametrize("error", [TemplateFault, OSError])
def test_a_failure_in_another_process_is_one_here(
    site: Published, tmp_path: Path, error: type[Exception], kind: str
) -> None:
    """With its words; and nothing is left waiting."""

    def fails() -> None:
        raise TemplateFault("goal.html.j2", 7, "no such thing") if error is TemplateFault else OSError(28, "full")

    class Failing(_Odd):
        def file(self, path: str) -> Any:
            if path == self._odd:
                fails()
            return super().file(path)

    out = tmp_path / "out"
    (out / ".milepost").mkdir(parents=True)
    with pytest.raises(error, match=r"no such thing|full"):
        stage_site(Failing(site, _last(site, kind), fails), str(out), lambda _: 2)
    assert list((out / ".milepost").iterdir()) == []


@needs_copies
def test_who_is_interrupted_waits_for_no_page_that_is_not_begun(
    site: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever makes the lists, and while the others make pages; and nothing is left waiting."""
    goals = tmp_path / "goals"
    goals.mkdir()

    class Slow(_Odd):
        def file(self, path: str) -> Any:
            if path == self._odd:
                until(lambda: len(list(goals.iterdir())) > 2)
                raise KeyboardInterrupt
            if path.startswith("goals/"):
                time.sleep(0.05)
                (goals / path.partition("/")[2]).touch()
            return super().file(path)

    out = tmp_path / "out"
    (out / ".milepost").mkdir(parents=True)
    slow = Slow(site, "404.html", time.time)
    slow.is_remembered = True  # then this process makes the lists
    monkeypatch.setattr("milepost.session.shares.PAGES", 1)
    with pytest.raises(KeyboardInterrupt):
        stage_site(slow, str(out), lambda _: 2)
    assert len(list(goals.iterdir())) < sum(path.startswith("goals/") for path in site.paths) // 2
    assert list((out / ".milepost").iterdir()) == []


def test_a_cluster_reads_notes(vault: Vaults) -> None:
    """Dask's executor, on a cluster of two processes on this machine."""
    distributed = pytest.importorskip("distributed", reason="Dask is not there: pip install 'milepost[cluster]'")
    pytest.importorskip("dask").config.set({"distributed.admin.log-format": "", "distributed.logging": {}})
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        assert _documents(Hands(executor, 1)) == _documents(None)


def test_who_is_interrupted_does_not_wait_for_what_is_not_begun(tmp_path: Path) -> None:
    """Some of what was handed out is done, most of it is not."""
    with suppress(KeyboardInterrupt), Pool(2) as processes:
        for number in range(200):
            processes.submit(_leave, tmp_path / str(number))
        raise KeyboardInterrupt
    assert len(list(tmp_path.iterdir())) < 100


def _leave(place: Path) -> None:
    time.sleep(0.01)
    place.touch()


@needs_copies
def test_no_process_outlives_the_one_that_began_it(tmp_path: Path) -> None:
    """Whatever ends that one."""
    maker = subprocess.Popen([sys.executable, "-c", BEGINS], stdout=subprocess.PIPE)
    assert maker.stdout is not None
    reader = int(maker.stdout.readline())
    maker.kill()
    maker.wait()
    maker.stdout.close()
    until(lambda: not _is_alive(reader))


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"
