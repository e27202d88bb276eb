"""Native: the operating system's own file events, through watchdog. The only module that knows it.

Known traps: an exception in a handler ends the observer; a folder that was deleted and made again is no longer watched
while the observer lives on; a rename of the watched folder itself is not told; reading a file is told as well; folders
that come in quick succession make it warn of itself.
"""

import logging
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event as Flag

from watchdog import observers
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import BaseObserver

from milepost.files import disk
from milepost.live.hints import Event, Hint, Sign, hints_of

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Not the default, which tells of reading too and kept a core busy on an idle tree of 5,000 folders."""

_PROBE_SECONDS = 1.0
_PROBES = 2
_STOP_SECONDS = 2.0

logging.getLogger("watchdog").addHandler(logging.NullHandler())  # what it has to say is found out by looking


class NativeWatch:
    """Watches one folder until it is stopped; `hear` is called on another thread. Raises OSError when it cannot."""

    def __init__(self, root: str, hear: Callable[[Hint], None], now: Callable[[], float]) -> None:
        warnings.filterwarnings("ignore", module=r"watchdog\.")
        self._observer = observers.Observer()
        self._listener = _Listener(root, hear, now)
        self._observer.schedule(self._listener, root, recursive=True, event_filter=_EVENTS)
        try:
            self._observer.start()
        except BaseException:
            _end(self._observer)
            raise

    @property
    def is_sound(self) -> bool:
        """Whether all its threads live and the folder is still the one that it was told to watch."""
        reader = getattr(self._observer, "_inotify_fd", None)  # if it died nothing else would show it
        threads = [self._observer, *self._observer.emitters, *([reader] if reader is not None else [])]
        return not self._listener.lost_root and all(thread.is_alive() for thread in threads)

    def stop(self) -> None:
        """Stop watching."""
        _end(self._observer)


class _Listener(FileSystemEventHandler):
    def __init__(self, root: str, hear: Callable[[Hint], None], now: Callable[[], float]) -> None:
        self.lost_root = False
        self._root, self._hear, self._now = root, hear, now
        self._prefix = root.rstrip("/") + "/"
        self._knows_closing = "inotify" in observers.Observer.__module__

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hand on what an event may mean. Whatever goes wrong here is a reason to look, and nothing else."""
        at = self._now()
        try:
            self._dispatch(event, at)
        except Exception:  # noqa: BLE001 - it would end the observer
            self._hear(Hint(Sign.LOST, "", at))

    def _dispatch(self, event: FileSystemEvent, at: float) -> None:
        source = self._inside(event.src_path)
        if source is None and event.event_type == "deleted":
            self.lost_root = True
            self._hear(Hint(Sign.LOST, "", at))
            return
        told = Event(event.event_type, event.is_directory, source or "", self._inside(event.dest_path) or "")
        for hint in hints_of(told, at, knows_closing=self._knows_closing):
            self._hear(hint)

    def _inside(self, place: str | bytes) -> str | None:
        """The vault path of a place; None for the vault itself and for what lies outside."""
        path = disk.text(Path(place.decode("utf-8", "surrogateescape") if isinstance(place, bytes) else place))
        return path.removeprefix(self._prefix) if path.startswith(self._prefix) else None


def tells(place: str) -> bool:
    """Whether this system tells of anything. A file is opened for reading, which inotify reports and changes nothing.

    Where reading is not reported, nothing could be learnt without writing, and True is assumed.
    """
    if not sys.platform.startswith("linux"):
        return True
    return any(_tells(place) for _ in range(_PROBES))  # once may be bad luck: a folder that is replaced just now


def _tells(place: str) -> bool:
    heard = Flag()
    watch = observers.Observer()
    try:
        watch.schedule(_Bell(heard), str(Path(place).parent), event_filter=[FileOpenedEvent])
        watch.start()
        with suppress(disk.TooLarge):
            disk.read_bytes(place, limit=0, follow=False)
        return heard.wait(_PROBE_SECONDS)
    except OSError:
        return True
    finally:
        _end(watch)


class _Bell(FileSystemEventHandler):
    def __init__(self, flag: Flag) -> None:
        self._flag = flag

    def dispatch(self, event: FileSystemEvent) -> None:  # noqa: ARG002 - watchdog's signature
        """Anything will do."""
        self._flag.set()


def _end(watch: BaseObserver) -> None:
    with suppress(OSError, RuntimeError):  # of threads that have died
        watch.stop()
        if watch.is_alive():
            watch.join(_STOP_SECONDS)
