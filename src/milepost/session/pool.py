"""Processes that take a share of the work. What comes of it is the same with any number of them.

A pool is a `concurrent.futures.Executor`, as an engine for many machines has one: whoever calls the library may bring
his own for reading. Pages are made by processes that begin as copies of this one, and so know the whole plan without
being told; where the system cannot copy processes, they are made here.
"""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

COPIES = sys.platform == "linux"
"""Whether a process can be copied. macOS has the call, but not libraries that survive it."""

_WHEN_MAKER_ENDS = 1
"""PR_SET_PDEATHSIG of Linux, see prctl(2)."""


class Pool(Executor):
    """`jobs` processes, started when there is something to do."""

    def __init__(self, jobs: int, begin: Callable[..., None] | None = None, *known: object) -> None:
        """`begin(*known)` is called in each process first; there `known` are not sent but copied."""
        self._jobs, self._begin, self._known = jobs, begin, known
        self._processes: Executor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it done by the next process that is free."""
        if self._processes is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            context = get_context("fork") if COPIES else None
            enter = partial(_enter, os.getpid(), self._begin, self._known)
            self._processes = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=enter)
        return self._processes.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - its name
        """End the processes."""
        processes, self._processes = self._processes, None
        if processes is not None:
            processes.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes; where something went wrong, without what they have not begun."""
        self.shutdown(cancel_futures=kind is not None)


def _end_with(maker: int) -> None:
    """In a copy: end at once when the process that made it does, whatever ends that one."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_WHEN_MAKER_ENDS, signal.SIGKILL)
    if os.getppid() != maker:
        os._exit(1)


def _enter(maker: int, begin: Callable[..., None] | None, known: tuple[object, ...]) -> None:
    """A copy says nothing: what the streams of its original were in the middle of is none of its business. What it does
    is nobody's once the original is gone.
    """
    if COPIES:
        _end_with(maker)
    sys.stdout = sys.stderr = None  # as in a program without a terminal
    if begin is not None:
        begin(*known)
