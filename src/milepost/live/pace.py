"""Pace: when to look at the disk. A finished write is looked at at once, alone; what follows it is gathered.

A burst begins with the first hint and ends with a scan of the whole vault: when nothing was heard for `QUIET` seconds
and no writer has a file open, and in any case `PATIENCE` seconds after it began. Knows neither the disk nor the time.
"""

from milepost.live.hints import Hint, Sign
from milepost.model.frozen import frozen

QUIET = 0.1
PATIENCE = 2.0


@frozen
class Task:
    """Look at these paths, or with None at the whole vault."""

    paths: tuple[str, ...] | None


SCAN = Task(None)


class Pace:
    """One burst of hints at a time."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._quiet_since = 0.0
        self._writing: set[str] = set()
        self._finished: set[str] = set()
        self._has_led = False

    def hear(self, hint: Hint) -> None:
        """Take in a hint."""
        if self._began is None:
            self._began = hint.at
        self._quiet_since = max(self._quiet_since, hint.at)
        if hint.sign is Sign.WRITING:
            self._writing.add(hint.path)
            self._finished.discard(hint.path)
        else:
            self._writing.discard(hint.path)
        if hint.sign is Sign.FINISHED:
            self._finished.add(hint.path)

    def due(self) -> float | None:
        """The time from which `take` has a task; None while nothing is heard."""
        if self._began is None:
            return None
        if self._finished and not self._has_led:
            return self._began
        patience = self._began + PATIENCE
        return patience if self._writing else min(self._quiet_since + QUIET, patience)

    def take(self) -> Task:
        """What to do now that it is due: first what is finished, in the end everything."""
        if self._finished and not self._has_led:
            paths = tuple(sorted(self._finished))
            self._finished.clear()
            self._has_led = True
            return Task(paths)
        self._began, self._has_led = None, False
        self._writing.clear()
        self._finished.clear()
        return SCAN

    def rest(self, now: float) -> None:
        """A task is done: its readers have the machine to themselves before the scan that ends the burst."""
        if self._has_led and not self._finished:
            self._quiet_since = max(self._quiet_since, now)
