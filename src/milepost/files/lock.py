"""One writer at a time. The system drops the lock when its holder dies, however it dies."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from milepost.files import disk
from milepost.files.disk import Place

_POLL = 0.05
_CANNOT_LOCK = (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK, errno.EINVAL)
"""Some network drives know no locks; then there is none, and writing goes on."""


class Busy(OSError):  # noqa: N818 - it completes "the lock is"
    """Another process holds the lock."""


@contextmanager
def held(place: Place, *, wait: float = 2.0) -> Iterator[None]:
    """Hold the lock file at `place` for the block; Busy when another process keeps it for `wait` seconds.

    The file is removed at the end. Raises OSError where the file cannot be made.
    """
    tries_left = max(1, round(wait / _POLL))
    opened = _take(place)
    while opened is None:
        tries_left -= 1
        if tries_left <= 0:
            raise Busy(errno.EAGAIN, "another process holds the lock")
        time.sleep(_POLL)
        opened = _take(place)
    try:
        yield
    finally:
        _release(place, opened)


def _take(place: Place) -> int | None:
    """The open lock file, or None when somebody else has it (or removed it while we asked)."""
    opened = disk.open_lock(place)
    try:
        if _lock(opened) and _is_at(place, opened):
            return opened
    except BaseException:
        os.close(opened)
        raise
    os.close(opened)
    return None


def _release(place: Place, opened: int) -> None:
    """The file goes while the lock is held, so that nobody locks a file that is about to vanish."""
    if sys.platform == "win32":
        os.close(opened)
        with suppress(OSError):
            disk.remove(place)
        return
    try:
        with suppress(OSError):
            disk.remove(place)
    finally:
        os.close(opened)


def _is_at(place: Place, opened: int) -> bool:
    found, mine = disk.look(place), os.fstat(opened)
    return found is not None and found.identity == (mine.st_dev, mine.st_ino)


def _lock(opened: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _CANNOT_LOCK
    return True
