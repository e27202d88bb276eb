"""Reading: notes to Documents, each content once. A rename or a touch costs nothing."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Span
from milepost.model.frozen import frozen
from milepost.model.rim import SourceFile
from milepost.session.store import Store, decoded, encoded
from milepost.syntax.document import Document

SHARE = 32
"""Notes that are read elsewhere together."""


@frozen
class Hands:
    """Who reads notes for us, and how many must wait for it to pay."""

    executor: Executor
    least: int = SHARE


class Reader:
    """Documents by content digest, for one set of reading settings at a time; a store has those of other processes."""

    def __init__(self, store: Store | None = None, hands: Hands | None = None) -> None:
        self._store, self._hands = store, hands
        self._settings: ReadingSettings | None = None
        self._known: dict[bytes, Document] = {}
        self._is_kept = False
        self.parsed = 0

    def read(self, notes: Sequence[SourceFile], settings: ReadingSettings) -> list[Document]:
        """The Document of each note. Contents that no note has any more are forgotten."""
        known = self._known if settings == self._settings else self._stored(notes, settings)
        wanted = {note.digest: note.content for note in notes if not note.problem}
        fresh = [digest for digest in wanted if digest not in known]
        if fresh:
            known = {**known, **dict(self._parsed({digest: wanted[digest] for digest in fresh}, settings))}
            self.parsed += len(fresh)
            self._is_kept = False
        self._settings, self._known = settings, {digest: known[digest] for digest in wanted}
        return self._documents(notes)

    def has(self, notes: Sequence[SourceFile], settings: ReadingSettings) -> bool:
        """Whether all of them were read before, and are known now."""
        known = self._stored(notes, settings)
        is_known = all(note.digest in known for note in notes if not note.problem)
        if is_known:
            self._settings, self._known = settings, known
        return is_known

    def work_alone(self) -> None:
        """From now on nobody takes a share."""
        self._hands = None

    def know(self, settings: ReadingSettings, documents: Iterable[tuple[SourceFile, Document]]) -> None:
        """Take what another reader has read. Only that one leaves it in the store."""
        self._settings, self._store = settings, None
        self._known = {file.digest: document for file, document in documents if not file.problem}

    def more(self, notes: Sequence[SourceFile], settings: ReadingSettings) -> list[Document]:
        """The Document of each of some notes; those of the others are not forgotten. The settings are as before."""
        wanted = {note.digest: note.content for note in notes if not note.problem and note.digest not in self._known}
        for digest, content in wanted.items():
            self._known[digest] = _read(content, settings)
            self._is_kept = False
        self.parsed += len(wanted)
        return self._documents(notes)

    def _documents(self, notes: Iterable[SourceFile]) -> list[Document]:
        return [_unreadable(note.problem) if note.problem else self._known[note.digest] for note in notes]

    def _parsed(self, notes: Mapping[bytes, bytes], settings: ReadingSettings) -> Iterator[tuple[bytes, Document]]:
        """Read what notes say, by their digests; what comes in bytes is given to the store."""
        if self._hands is None or len(notes) < self._hands.least:
            yield from ((digest, _read(content, settings)) for digest, content in notes.items())
            return
        answers = _read_by(self._hands.executor, tuple(notes.values()), settings)
        for (digest, content), written in zip(notes.items(), answers, strict=True):
            yield digest, decoded(written) or _read(content, settings)
            if written and self._store is not None:
                self._store.add(digest, written, settings)

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


def _read_by(executor: Executor, contents: Sequence[bytes], settings: ReadingSettings) -> Iterator[bytes]:
    """Documents as bytes, read in shares elsewhere; none for what does not come back."""
    shares = [contents[at : at + SHARE] for at in range(0, len(contents), SHARE)]
    answers: deque[Future[list[bytes]]] = deque()
    with suppress(BrokenExecutor):
        answers.extend(executor.submit(read_share, settings, share) for share in shares)
    for share in shares:
        answer = [b""] * len(share)
        if answers:
            with suppress(BrokenExecutor, OSError):
                answer = answers.popleft().result()
        yield from answer


def read_share(settings: ReadingSettings, contents: Sequence[bytes]) -> list[bytes]:
    """Some notes as bytes of Documents; none for a Document that cannot be sent."""
    return [encoded(_read(content, settings)) for content in contents]


def _read(content: bytes, settings: ReadingSettings) -> Document:
    from milepost.syntax.read import read_document  # a store has most notes, and then nobody needs the parsers

    return read_document(content, settings)


def _unreadable(why: str) -> Document:
    problem = Problem("unreadable-note", Span(1), f"this note cannot be read: {why}", "make it readable, or ignore it")
    return Document(problems=(problem,), readable=False)
