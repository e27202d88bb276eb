"""Vaults on the disk for tests, and the proof that none of their files was changed."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

Content = str | bytes

OUTPUT_FOLDERS = ("site", ".milepost")
"""Where a build may write inside a vault without being told."""


@dataclass(frozen=True, slots=True)
class Record:
    """What must not change of one path. Folders in which an output appears change their time, so theirs is 0."""

    kind: int
    mode: int
    mtime_ns: int
    content: bytes

    def __str__(self) -> str:
        """What a failing test shows."""
        return f"mode {self.mode:o}, mtime {self.mtime_ns}, {len(self.content)} bytes {self.content[:40]!r}"


def record(root: Path, *, outputs: tuple[Path, ...] = ()) -> dict[str, Record]:
    """Everything below (and with) a vault, apart from what a build writes; links are not followed, pipes not opened."""
    return record_whole(root, {*outputs, *(root / name for name in OUTPUT_FOLDERS)})


def record_whole(root: Path, apart: AbstractSet[Path] = frozenset()) -> dict[str, Record]:
    """Everything below (and with) a folder."""
    return {path.relative_to(root).as_posix(): _record(path, apart) for path in _paths(root, apart)}


def differences(before: Mapping[str, Record], after: Mapping[str, Record]) -> list[str]:
    """What happened between two records, one line a path."""
    gone = [f"{path} is gone" for path in sorted(before.keys() - after.keys())]
    new = [f"{path} is new" for path in sorted(after.keys() - before.keys())]
    both = sorted(before.keys() & after.keys())
    return gone + new + [f"{path}: {before[path]} -> {after[path]}" for path in both if before[path] != after[path]]


@dataclass(slots=True)
class Vaults:
    """Call it with files to get a vault; each is compared, byte, mode and mtime, when the test ends.

    A test that means to change a vault does it through `write`, `remove` or `rename`, or calls `settle` after changing
    it by hand. A site that goes elsewhere into the vault than `site/` or `.milepost/` is named by `output`.
    """

    folder: Callable[[], Path]
    records: dict[Path, dict[str, Record]] = field(default_factory=dict)
    outputs: list[Path] = field(default_factory=list)

    def __call__(self, files: Mapping[str, Content] | None = None, *, name: str = "vault") -> Path:
        """A new vault; a second one in the same test needs another `name`."""
        root = self.folder() / name
        root.mkdir(parents=True)
        return self.write(root, files or {})

    def write(self, root: Path, files: Mapping[str, Content]) -> Path:
        """Write files into a vault, as its owner would."""
        for path, content in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self.settle(root)

    def remove(self, root: Path, *paths: str) -> Path:
        """Remove files from a vault, as its owner would."""
        for path in paths:
            (root / path).unlink()
        return self.settle(root)

    def rename(self, root: Path, old: str, new: str) -> Path:
        """Rename a file of a vault, as its owner would."""
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)
        return self.settle(root)

    def output(self, folder: Path) -> Path:
        """Let a build write to this folder, inside a vault or not."""
        self.outputs.append(folder)
        for root in self.records:
            self.settle(root)
        return folder

    def settle(self, root: Path) -> Path:
        """Take the vault as it is now for what it has to stay. Also for a folder that was not made here."""
        self.records[root] = record(root, outputs=tuple(self.outputs))
        return root

    def changed(self) -> list[str]:
        """What is no longer as it was, in all vaults."""
        return [
            f"{root.name}/{line}"
            for root, before in self.records.items()
            for line in differences(before, record(root, outputs=tuple(self.outputs)))
        ]


def _paths(root: Path, apart: AbstractSet[Path]) -> Iterator[Path]:
    waiting = [root]
    while waiting:
        path = waiting.pop()
        yield path
        if path.is_dir() and not path.is_symlink():
            waiting += [child for child in path.iterdir() if child not in apart]


def _record(path: Path, apart: AbstractSet[Path]) -> Record:
    found = path.lstat()
    kind = stat.S_IFMT(found.st_mode)
    content = b""
    if kind == stat.S_IFREG:
        content = path.read_bytes()
    elif kind == stat.S_IFLNK:
        content = os.fsencode(path.readlink())
    holds_output = any(path in place.parents for place in apart)
    mtime_ns = 0 if kind == stat.S_IFDIR and holds_output else found.st_mtime_ns
    return Record(kind, stat.S_IMODE(found.st_mode), mtime_ns, content)
