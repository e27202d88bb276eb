"""A vault that is watched in a test: the real loop on a thread, the real disk, and waiting for conditions."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from milepost.config.settings import Settings
from milepost.diagnostics.problem import Outcome
from milepost.files.theme_files import builtin_theme
from milepost.live.loop import Loop, World
from milepost.live.outlet import FolderOutlet, Outlet, Told
from milepost.model.rim import RenderedFile, SiteFile
from milepost.render.theme import Theme
from milepost.session.build import Session
from milepost.session.image import Image
from milepost.session.look import build_look, look_at
from milepost.vault.settings import SettingsText
from tests.vaults import record_whole

PATIENCE = 60.0
"""Seconds after which a test gives up waiting for what must happen."""
CALM = 0.25
"""Seconds for which nothing must happen: a loop that goes in circles does so many times in it."""


class Calendar:
    """The day, as a test sets it."""

    def __init__(self) -> None:
        self.today = date(2026, 3, 1)

    def __call__(self, settings: Settings, text: SettingsText) -> Outcome[date]:
        return Outcome(self.today)


def until(condition: Callable[[], object], *, what: str = "") -> None:
    """Wait for something that must come true."""
    gives_up = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < gives_up, f"it never came: {what or condition}"
        time.sleep(0.01)


@cache
def _theme() -> Theme:
    return Theme(builtin_theme())


def one_theme(*_: object, **_named: object) -> Theme:
    """The templates as they come, compiled once: to be put in the place of `Theme` where a test builds often."""
    return _theme()


def _print(content: bytes) -> str:
    """Of a file's content; short, for the sake of those who read why a test failed."""
    return hashlib.sha256(content).hexdigest()[:16]


def clean_site(root: Path, calendar: Calendar, out: Path | None = None) -> dict[str, bytes]:
    """Every file of the site that a first build makes."""
    look, session = look_at(root, calendar, out=out), Session()
    return {file.path: _content(file) for file in session.site(build_look(session, look)).whole()}


def _content(file: SiteFile) -> bytes:
    return file.content if isinstance(file, RenderedFile) else Path(file.place).read_bytes()


def clean_build(root: Path, calendar: Calendar, out: Path | None = None) -> dict[str, str]:
    """The same with a print of what is in it."""
    return {path: _print(content) for path, content in clean_site(root, calendar, out).items()}


def written(out: Path) -> dict[str, str]:
    """The same of a site on the disk, without what milepost keeps there for itself; nothing of one that is not there,
    or that is just being written, when files come and go between two looks.
    """
    try:
        files = record_whole(out).items() if out.is_dir() else ()
    except FileNotFoundError:
        return {}
    return {path: _print(one.content) for path, one in files if one.content and not path.startswith(".milepost")}


@dataclass
class Watched:
    """A vault, the folder its site goes to, and what was said."""

    root: Path
    out: Path
    calendar: Calendar
    told: list[Told] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    @property
    def builds(self) -> int:
        """How many sites were made."""
        return sum(told.trouble is None for told in self.told)

    @property
    def troubles(self) -> list[str]:
        """What went wrong, in order."""
        return [told.trouble.what for told in self.told if told.trouble is not None]

    def is_in_step(self) -> bool:
        """Whether the site on the disk is what a clean build makes of the notes as they are now."""
        assert not self.errors, self.errors
        try:
            return written(self.out) == clean_build(self.root, self.calendar, self.out)
        except OSError:  # a folder that goes while it is read
            return False

    def until_in_step(self) -> dict[str, str]:
        """Wait for it, and return the site. Compared is only after a build, as comparing costs one too."""
        seen = -1

        def is_so() -> bool:
            nonlocal seen
            if seen == len(self.told):
                return False
            seen = len(self.told)
            return self.is_in_step()

        until(is_so, what="a site that is in step")
        return written(self.out)

    def stays_as_it_is(self) -> None:
        """Nothing is built, whatever the notes are."""
        before = len(self.told)
        time.sleep(CALM)
        assert len(self.told) == before, [told.why for told in self.told]

    def stays_calm(self) -> None:
        """Nothing is built any more, apart from a build that was under way."""
        time.sleep(CALM / 2)
        self.stays_as_it_is()
        assert self.is_in_step()


@contextmanager
def watching(
    root: Path,
    out: Path,
    *,
    polls: bool = False,
    outlet: Outlet | None = None,
    calendar: Calendar | None = None,
    image: Image | None = None,
) -> Iterator[Watched]:
    """Watch a vault while the block runs. Begins when the first site is there. `image` is what a build remembered."""
    watched = Watched(root, out, calendar or Calendar())
    world = World(
        now=time.monotonic,
        now_ns=time.time_ns,
        day=watched.calendar,
        tell=watched.told.append,
        say=watched.said.append,
    )
    loop = Loop(root, outlet or FolderOutlet(), world, out=out, polls=polls, image=image)
    ready = threading.Event()

    def run() -> None:
        try:
            loop.run(lambda look: ready.set())
        except Exception as error:  # noqa: BLE001 - the test fails by it
            watched.errors.append(error)
            ready.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(PATIENCE)
    assert not watched.errors, watched.errors
    until(lambda: watched.told)
    try:
        yield watched
    finally:
        loop.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not watched.errors, watched.errors
