"""Ears: hear a vault by the system's events while these can be trusted, else by scanning at short intervals.

What is heard is compared with what scans find. A change of which no event told within `GRACE` seconds means that events
were lost, and the folder is watched anew. When that happens a second time without a sound in between, or again and
again, events cannot be trusted here, and from then on the vault is polled. The root itself is looked at with every
beat, because no event tells that it was renamed.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from milepost.files import disk
from milepost.files.disk import Look
from milepost.live.changes import unannounced
from milepost.live.hints import Hint

GRACE = 2.0
TRIES = 5
SCAN_PAUSE = 3.0
POLL_PAUSE = 0.3
POLL_PAUSE_MOST = 3.0

_POLLING = "so milepost looks for changes itself, at short intervals"


class Watch(Protocol):
    """Something that calls `hear` until it is stopped."""

    @property
    def is_sound(self) -> bool:
        """Whether it can still hear."""

    def stop(self) -> None:
        """End it."""


class Root(StrEnum):
    """What became of the vault's folder."""

    SAME = "same"
    NEW = "new"
    """It is another folder now, or was not watched for a while: anything may have changed."""
    GONE = "gone"


class Ears:
    """Hears one vault. `say` is told once why it is polled."""

    def __init__(self, root: Path, now: Callable[[], float], say: Callable[[str], None], *, polls: bool) -> None:
        self.polls = polls
        self._root, self._now, self._say = root, now, say
        self._queue: SimpleQueue[Hint | None] = SimpleQueue()
        self._watch: Watch | None = None
        self._identity: tuple[int, int] | None = None
        self._apart = ""
        self._heard: set[str] = set()
        self._missed: tuple[str, ...] = ()
        self._missed_at = 0.0
        self._was_silent = False
        self._silences = 0
        self._losses = 0

    def begin(self) -> None:
        """Begin to hear the folder that is there now."""
        self.stop()
        found = self._look()
        self._identity = found.identity if found is not None else None
        self._heard.add("")  # what happened before now could not be told
        if not self.polls and found is not None:
            self._watch_events()

    def stop(self) -> None:
        """Hear nothing any more."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    def hang_up(self) -> None:
        """Make `listen` say, on whatever thread it waits, that it is over."""
        self._queue.put(None)

    def pass_over(self, out: str) -> None:
        """Hear nothing of the output folder, a vault path; "" when it lies elsewhere."""
        self._apart = out

    def listen(self, until: float) -> Sequence[Hint] | None:
        """All hints there are, or the next one until a time; None when it is over."""
        hints: list[Hint] = []
        with suppress(Empty):
            waits = max(0.0, until - self._now())
            while True:
                hint = self._queue.get(timeout=waits) if waits else self._queue.get_nowait()
                if hint is None:
                    return None
                hints.append(hint)
                waits = 0.0
        if hints:
            self._silences = 0
            self._heard.update(hint.path for hint in hints)
            self._missed = unannounced(self._missed, {hint.path for hint in hints})
        return hints

    def look_at_root(self) -> Root:
        """Compare the folder with the one that is watched, and watch it anew where that is needed."""
        found = self._look()
        if found is None:
            self.stop()
            self._identity = None
            return Root.GONE
        is_deaf = not self.polls and (self._watch is None or not self._watch.is_sound)
        if found.identity == self._identity and not is_deaf:
            return Root.SAME
        self.begin()
        if self._watch is not None and not self._watch.is_sound:
            self.poll("This system's file events do not work,")
        return Root.NEW

    def compare(self, changed: Sequence[str]) -> None:
        """A scan found these changes; were they told?"""
        if not self.polls and not self._missed:
            self._missed, self._missed_at = unannounced(changed, self._heard), self._now()
            self._was_silent = not self._heard
        self._heard.clear()

    def judge(self) -> bool:
        """Act on what was missed and did not come late either; True when a scan is needed."""
        if not self._missed or self._now() < self._missed_at + GRACE:
            return False
        missed, self._missed = self._missed[0], ()
        self._silences += self._was_silent
        self._losses += 1
        if self._silences > 1 or self._losses > TRIES:
            self.poll(f"This system told nothing of a change in {missed},")
        else:
            self.begin()
        return True

    def pause(self, took: float) -> float:
        """How long to wait after a scan that took so long: it may cost a tenth of a core, with events a hundredth."""
        if self.polls:
            return min(max(POLL_PAUSE, 10 * took), POLL_PAUSE_MOST)
        return max(SCAN_PAUSE, 100 * took)

    def probe(self, note: str) -> None:
        """Find out at once, by reading a note, whether events arrive at all."""
        if self._watch is None:
            return
        from milepost.live.native import tells

        if not tells(f"{disk.real(self._root)}/{note}"):
            self.poll("This system tells nothing of changes,")

    def poll(self, why: str) -> None:
        """Give up on events and say so."""
        self.polls = True
        self.stop()
        self._say(f"{why} {_POLLING}.")

    def _look(self) -> Look | None:
        try:
            return disk.look(self._root, follow=True)
        except OSError:
            return None

    def _watch_events(self) -> None:
        from milepost.live.native import NativeWatch

        try:
            self._watch = NativeWatch(disk.real(self._root), self._hear, self._now)
        except Exception as error:  # noqa: BLE001 - there is another way to watch
            self.poll(f"This system tells nothing of changes ({getattr(error, 'strerror', None) or error}),")

    def _hear(self, hint: Hint) -> None:
        """Called by the watch, on a thread of its own."""
        apart = self._apart
        if not apart or not f"{hint.path}/".startswith(f"{apart}/"):
            self._queue.put(hint)
