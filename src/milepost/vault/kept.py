"""Kept: the files of a vault as they were read last, so that a rescan opens only those that may have changed.

A file whose signature is the same is not opened. A signature younger than two seconds proves nothing, because a second
write within one tick of the file system's clock would leave it equal: such a file is read again until it has settled.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from milepost.files import disk
from milepost.files.disk import Signature
from milepost.model.frozen import frozen
from milepost.model.rim import SourceFile

YOUNG_NS = 2_000_000_000

Reader = Callable[[], SourceFile | None]
"""Reads one file; None when it is gone."""


@frozen
class KeptFile:
    """One file: its signature from before it was read, whether that proves anything, and what was read."""

    signature: Signature
    is_settled: bool
    file: SourceFile


def is_settled(signature: Signature, now_ns: int) -> bool:
    """Whether any later write would change the signature. A time in the future never settles."""
    return max(signature.mtime_ns, signature.ctime_ns) < now_ns - YOUNG_NS


def proves_unchanged(kept: KeptFile, signature: Signature) -> bool:
    """Whether a file need not be opened."""
    return kept.is_settled and kept.signature == signature and not kept.file.problem


State = Mapping[str, tuple[tuple[int, ...], bool, SourceFile]]
"""By path what a file's signature was, whether that proves anything, and what was read."""


class Kept:
    """What the last whole scan read, by path. `now_ns` is the clock that files get their times from."""

    def __init__(
        self,
        now_ns: Callable[[], int],
        state: State = MappingProxyType({}),
        stats: Mapping[str, Signature] = MappingProxyType({}),
    ) -> None:
        """`state` is that of another process; `stats` are those of files that were looked at just now."""
        self._now_ns, self._stats = now_ns, stats
        self._files: dict[str, KeptFile] = {
            path: KeptFile(Signature(*signature), settled, file) for path, (signature, settled, file) in state.items()
        }
        self._seen: dict[str, KeptFile] = {}
        self.opened = 0

    def file(self, place: str, path: str, read: Reader) -> SourceFile | None:
        """The file at `place`, from memory where its signature allows; None when it is gone. Equal files are one."""
        try:
            signature = self._stats.get(path) or disk.signature(place)
        except OSError:
            signature = None
        kept = self._files.get(path)
        if kept is not None and signature is not None and proves_unchanged(kept, signature):
            self._seen[path] = kept
            return kept.file
        now_ns = self._now_ns()  # before reading: what is written from here on is younger
        self.opened += 1
        file = read()
        if file is not None and kept is not None and file == kept.file:
            file = kept.file
        if file is not None and signature is not None:
            self._seen[path] = KeptFile(signature, is_settled(signature, now_ns), file)
        return file

    @property
    def state(self) -> State:
        """What another process can go on from."""
        return {path: (tuple(one.signature), one.is_settled, one.file) for path, one in self._files.items()}

    def forget_others(self) -> None:
        """A whole scan is over: forget the files that it did not meet."""
        self._files, self._seen, self._stats = self._seen, {}, {}

    def remember(self) -> None:
        """A look at single files is over: they are known anew, all others as before."""
        self._files.update(self._seen)
        self._seen = {}
