"""Reading: notes to Documents, each content once. A rename or a touch costs nothing."""

from collections.abc import Sequence

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Span
from milepost.model.rim import SourceFile
from milepost.syntax.document import Document
from milepost.syntax.read import read_document


class Reader:
    """Documents by content digest, for one set of reading settings at a time."""

    def __init__(self) -> None:
        self._settings: ReadingSettings | None = None
        self._known: dict[bytes, Document] = {}
        self.parsed = 0

    def read(self, notes: Sequence[SourceFile], settings: ReadingSettings) -> list[Document]:
        """The Document of each note. Contents that no note has any more are forgotten."""
        known = self._known if settings == self._settings else {}
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
            found[note.digest] = document
            documents.append(document)
        self._settings, self._known = settings, found
        return documents


def _unreadable(why: str) -> Document:
    problem = Problem("unreadable-note", Span(1), f"this note cannot be read: {why}", "make it readable, or ignore it")
    return Document(problems=(problem,), readable=False)
