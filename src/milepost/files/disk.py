"""Every call that touches the disk, one thin function each, so that a test can make any of them fail.

Callers say `disk.replace(a, b)`, never `from … import replace`: a test swaps the attribute. Paths are text whose
UTF-8 form is the name on disk, whatever the locale says; bytes that are no UTF-8 travel as surrogates. All functions
raise OSError and nothing else.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from enum import StrEnum
from os import PathLike
from typing import NamedTuple

Place = str | PathLike[str]

MUTATING = (
    "create",
    "write",
    "sync",
    "close",
    "replace",
    "make_folder",
    "remove",
    "remove_folder",
    "sync_folder",
    "open_lock",
)
"""Names of the functions here that change the disk (or finish a change)."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_LOCK = os.O_RDWR | os.O_CREAT | _NO_FOLLOW | getattr(os, "O_CLOEXEC", 0)
_WINDOWS_LONG = 240
_REPLACE_TRIES = 20
_REPLACE_PAUSE = 0.05


class Kind(StrEnum):
    """What stands at a path. A junction of Windows is a link."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


class Look(NamedTuple):
    """What one stat says."""

    kind: Kind
    size: int
    identity: tuple[int, int]


class Signature(NamedTuple):
    """What one stat says about a file's content: as long as it is equal, nobody has written to the file."""

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int


class TooLarge(OSError):  # noqa: N818 - it completes "the file is"
    """A file is larger than the reader allows; `size` is in bytes."""

    def __init__(self, size: int) -> None:
        super().__init__(errno.EFBIG, "the file is too large")
        self.size = size


def blamed(error: OSError) -> str:
    """The path that an error is about, as anybody would write it; "" where it names none."""
    name = error.filename2 or error.filename
    return name.decode("utf-8", "backslashreplace") if isinstance(name, bytes) else str(name or "")


def native(place: Place) -> str | bytes:
    """The path as the operating system wants it."""
    try:
        if sys.platform == "win32":
            return _windows(os.fspath(place))
        raw = place.encode("utf-8", "surrogateescape") if isinstance(place, str) else _bytes_of(place)
    except UnicodeEncodeError:
        raise OSError(errno.EINVAL, "the path is not text") from None
    if b"\0" in raw:
        raise OSError(errno.EINVAL, "the path holds a NUL")
    return raw


def text(place: PathLike[str]) -> str:
    """A path from the command line or from pathlib in the form used here, with `/` between its parts."""
    if sys.platform == "win32":
        return os.fspath(place).replace("\\", "/")
    return os.fsencode(place).decode("utf-8", "surrogateescape")


def look(place: Place, *, follow: bool = False) -> Look | None:
    """One stat; None when nothing is there (or a parent is no folder)."""
    try:
        found = os.stat(native(place), follow_symlinks=follow)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if follow and error.errno == errno.ELOOP:
            return None
        raise
    return Look(_kind(found), found.st_size, (found.st_dev, found.st_ino))


def signature(place: Place) -> Signature | None:
    """The signature of a regular file; None when there is none at that place. Links are not followed."""
    try:
        found = os.stat(native(place), follow_symlinks=False)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if _kind(found) is not Kind.FILE:
        return None
    return Signature(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def read_bytes(place: Place, *, limit: int | None = None, follow: bool = True) -> bytes:
    """The bytes of a regular file. A pipe, socket or device is refused before anything could block on it.

    Raises TooLarge past `limit` bytes; without `follow` a symbolic link is refused.
    """
    opened = open_regular(place, follow=follow)
    try:
        found = os.fstat(opened)
        if limit is not None and found.st_size > limit:
            raise TooLarge(found.st_size)
        return _read_all(opened, found.st_size, limit)
    finally:
        os.close(opened)


def read_head(place: Place, size: int) -> bytes:
    """The first bytes of a regular file; a link is not followed."""
    opened = open_regular(place)
    try:
        return read_part(opened, 0, size)
    finally:
        os.close(opened)


def open_regular(place: Place, *, follow: bool = False) -> int:
    """Open a regular file for reading; anything else is refused, and without `follow` a link too."""
    if not follow and not _NO_FOLLOW and os.path.islink(native(place)):
        raise OSError(errno.ELOOP, "a symbolic link is not followed")
    opened = os.open(native(place), _READ | (0 if follow else _NO_FOLLOW))
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is not a regular file")
    return opened


def size_of(opened: int) -> int:
    """How long an open file is."""
    return os.fstat(opened).st_size


def read_part(opened: int, start: int, size: int) -> bytes:
    """So many bytes of an open file from a place; fewer where it ends."""
    pieces = []
    while size and (piece := _read_at(opened, size, start)):
        pieces.append(piece)
        size, start = size - len(piece), start + len(piece)
    return b"".join(pieces)


def _read_at(opened: int, size: int, start: int) -> bytes:
    """Without moving where others read who share the file, as processes do that began as copies of one."""
    if sys.platform == "win32":
        os.lseek(opened, start, os.SEEK_SET)
        return os.read(opened, size)
    return os.pread(opened, size, start)


def real(place: Place) -> str:
    """The absolute path with every symbolic link resolved as far as the path exists."""
    return _slashes(os.path.realpath(native(place)))


def absolute(place: Place) -> str:
    """The absolute path, links left as they are."""
    return _slashes(os.path.abspath(native(place)))


def homes() -> tuple[str, ...]:
    """The user's home folder, by the environment and by the user database."""
    found = {os.path.expanduser("~")}  # noqa: TID251 - the guard against writing there must not hang on a caller
    if sys.platform != "win32":
        import pwd

        with suppress(KeyError):
            found.add(pwd.getpwuid(os.getuid()).pw_dir)
    return tuple(sorted(home for home in found if os.path.isabs(home)))


def create(place: Place) -> int:
    """Open a new file for writing; FileExistsError when anything is there."""
    return os.open(native(place), _CREATE, 0o666)


def open_lock(place: Place) -> int:
    """Open a lock file, making it where there is none."""
    return os.open(native(place), _LOCK, 0o666)


def write(opened: int, content: bytes | memoryview) -> int:
    """Write some of `content`; how many bytes went out."""
    return os.write(opened, content)


def sync(opened: int) -> None:
    """Wait until the file is on the medium."""
    os.fsync(opened)


def close(opened: int) -> None:
    """Close a file that `create` opened."""
    os.close(opened)


def replace(source: Place, target: Place) -> None:
    """Rename over whatever file or link is at `target`, at once.

    Windows refuses while a reader or a virus scanner holds the target: then it is tried again for a second.
    """
    for _ in range(_REPLACE_TRIES if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            os.replace(native(source), native(target))
            return
        time.sleep(_REPLACE_PAUSE)
    os.replace(native(source), native(target))


def make_folder(place: Place, *, is_private: bool = False) -> None:
    """Make one folder; its parent must exist. FileExistsError when anything is there.

    `is_private`: nobody but its owner can look into it.
    """
    os.mkdir(native(place), 0o700 if is_private else 0o777)


def remove(place: Place) -> None:
    """Remove one file or link."""
    os.unlink(native(place))


def remove_folder(place: Place) -> None:
    """Remove one empty folder."""
    os.rmdir(native(place))


def sync_folder(place: Place) -> None:
    """Ask that renames in a folder reach the medium, where the system can do that."""
    if sys.platform == "win32":
        return
    opened = os.open(native(place), os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(opened)


def _bytes_of(place: PathLike[str]) -> bytes:
    """A path from pathlib; where the locale cannot spell a part that came from a note, that part is UTF-8."""
    try:
        return os.fsencode(place)
    except UnicodeEncodeError:
        return os.fspath(place).encode("utf-8", "surrogateescape")


def _kind(found: os.stat_result) -> Kind:
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == 0xA0000003:
        return Kind.LINK
    if stat.S_ISDIR(found.st_mode):
        return Kind.FOLDER
    return Kind.FILE if stat.S_ISREG(found.st_mode) else Kind.OTHER


def _read_all(opened: int, size: int, limit: int | None) -> bytes:
    """Asks for one byte more than promised, so that a file that grew is noticed in one call."""
    content = os.read(opened, size + 1)
    if len(content) == size:
        return content
    pieces, total = [content], len(content)
    while content:
        content = os.read(opened, 1 << 20)
        pieces.append(content)
        total += len(content)
        if limit is not None and total > limit:
            raise TooLarge(total)
    return b"".join(pieces)


def _slashes(path: str | bytes) -> str:
    shown = path if isinstance(path, str) else path.decode("utf-8", "surrogateescape")
    return shown.removeprefix("\\\\?\\").replace("\\", "/") if sys.platform == "win32" else shown


def _windows(path: str) -> str:
    """Paths past 260 characters need the long form."""
    if len(path) < _WINDOWS_LONG or path.startswith("\\\\") or not os.path.isabs(path):
        return path
    return "\\\\?\\" + os.path.normpath(path)
