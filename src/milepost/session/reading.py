"""Reading: notes to Documents, each content once. A rename or a touch costs nothing."""

from collections.abc import Iterable, Sequence

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Span
from milepost.model.rim import SourceFile
from milepost.session.store import Store
from milepost.syntax.document import Document
from milepost.syntax.read import read_document


class Reader:
    """Documents by content digest, for one set of reading settings at a time; a store has those of other processes."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._settings: ReadingSettings | None = None
        self._known: dict[bytes, Document] = {}
        self._is_kept = False
        self.parsed = 0

    def read(self, notes: Sequence[SourceFile], settings: ReadingSettings) -> list[Document]:
        """The Document of each note. Contents that no note has any more are forgotten."""
        known = self._known if settings == self._settings else self._stored(notes, settings)
        found: dict[bytes, Document] = {}
        documents = []
        for note in notes:
            if note.problem:
                documents.append(_unreadable(note.problem))
                continue
            document = found.get(note.digest) or known.get(note.digest)
            if document is None:
                document = read_document(note.content, settings)
                self.parsed += 1
                self._is_kept = False
            found[note.digest] = document
            documents.append(document)
        self._settings, self._known = settings, found
        return documents

    def keep(self) -> None:
        """Leave what was read for the next process."""
        if self._store is not None and self._settings is not None and not self._is_kept:
            self._store.keep(self._known, self._settings)
            self._is_kept = True

    def _stored(self, notes: Iterable[SourceFile], settings: ReadingSettings) -> dict[bytes, Document]:
        self._is_kept = False
        if self._store is None:
            return {}
        return self._store.take({note.digest for note in notes if not note.problem}, settings)


def _unreadable(why: str) -> Document:
    problem = Problem("unreadable-note", Span(1), f"this note cannot be read: {why}", "make it readable, or ignore it")
    return Document(problems=(problem,), readable=False)
