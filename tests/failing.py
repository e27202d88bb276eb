"""A disk that fails, or a process that dies, at the n-th call that changes something."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from milepost.files import disk

Swap = Callable[[str, Callable[..., Any]], None]


class Trap:
    """Counts the mutating calls of `files.disk` and springs at one of them.

    `number` 0 never springs. A write that springs writes half first, a close that springs has closed.
    """

    def __init__(self, number: int, spring: Callable[[], None], swap: Swap) -> None:
        self.calls = 0
        self._number = number
        self._spring = spring
        for name in disk.MUTATING:
            swap(name, self._counting(name, getattr(disk, name)))

    @property
    def sprung(self) -> bool:
        """Whether there were that many calls."""
        return 0 < self._number <= self.calls

    def _counting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls != self._number:
                return call(*arguments, **named)
            if name == "write":
                call(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            if name == "close":
                call(*arguments)
            return self._spring()

        return counting


def killed_at(number: int) -> None:
    """From now on this process is killed, as by `kill -9`, at its n-th mutating call."""

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)

    Trap(number, die, lambda name, call: setattr(disk, name, call))
