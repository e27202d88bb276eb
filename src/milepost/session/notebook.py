"""Notebook: every note by path, as bytes and as it reads. After an edit only what changed is gone through."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import is_not

from milepost.config.settings import ReadingSettings
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.rim import SourceFile
from milepost.model.sweep import Order
from milepost.session.reading import Reader
from milepost.syntax.document import Document

_SPARE = 256
"""Contents that are known beside those of the notes: what was just written over is often back soon."""


@frozen
class Notes:
    """All notes, in the order of `paths`."""

    paths: Order[VaultPath]
    files: Mapping[VaultPath, SourceFile]
    documents: Mapping[VaultPath, Document]


State = tuple[ReadingSettings | None, Sequence[SourceFile], Notes]


class Notebook:
    """Keeps the notes of the last snapshot."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._settings: ReadingSettings | None = None
        self._files: Sequence[SourceFile] = ()
        self._notes = Notes(Order(), {}, {})
        self._written_over = 0

    @property
    def state(self) -> State:
        """What another notebook can go on from."""
        return self._settings, self._files, self._notes

    def go_on(self, state: State) -> None:
        """From what another one has read."""
        self._settings, self._files, self._notes = state
        if self._settings is not None:
            self._reader.know(
                self._settings, zip(self._notes.files.values(), self._notes.documents.values(), strict=True)
            )

    def read(self, files: Sequence[SourceFile], settings: ReadingSettings, memo: Memo) -> Notes:
        """The notes of a snapshot, in its order."""
        is_known = settings == self._settings and self._written_over <= _SPARE
        changed = self._changed(files) if is_known else None
        if changed:
            self._read_some(changed, settings, memo)
        elif changed is None and not (is_known and self._read_moved(files, settings, memo)):
            self._read_all(files, settings)
        self._settings, self._files = settings, files
        return self._notes

    def _changed(self, files: Sequence[SourceFile]) -> list[SourceFile] | None:
        """The notes that are others than before, None where it is not only their text that differs."""
        before = self._files
        if len(files) != len(before):
            return None
        others = list(compress(zip(files, before, strict=True), map(is_not, files, before)))
        if any(now.path != then.path for now, then in others):
            return None
        return [now for now, then in others if now != then]

    def _read_all(self, files: Sequence[SourceFile], settings: ReadingSettings) -> None:
        documents = self._reader.read(files, settings)
        by_path = {file.path: file for file in files}
        self._notes = Notes(Order(by_path), by_path, dict(zip(by_path, documents, strict=True)))
        self._written_over = 0

    def _read_moved(self, files: Sequence[SourceFile], settings: ReadingSettings, memo: Memo) -> bool:
        """Where a few notes came, went or have another name."""
        before, by_path = self._notes, {file.path: file for file in files}
        others = [path for path, file in by_path.items() if before.files.get(path) is not file]
        if len(others) > _SPARE:
            return False
        fresh = dict(zip(others, self._reader.more([by_path[path] for path in others], settings), strict=True))
        known = {**before.documents, **fresh}
        documents = {path: known[path] for path in by_path}
        different = {*others, *(before.files.keys() - by_path.keys())}
        memo.learn(before.files, by_path, different)
        memo.learn(before.documents, documents, different)
        self._notes = Notes(Order(by_path), by_path, documents)
        self._written_over += len(others)
        return True

    def _read_some(self, changed: Sequence[SourceFile], settings: ReadingSettings, memo: Memo) -> None:
        before, paths = self._notes, [file.path for file in changed]
        files = {**before.files, **dict(zip(paths, changed, strict=True))}
        documents = {**before.documents, **dict(zip(paths, self._reader.more(changed, settings), strict=True))}
        memo.learn(before.files, files, paths)
        memo.learn(before.documents, documents, paths)
        self._notes = Notes(before.paths, files, documents)
        self._written_over += len(changed)
