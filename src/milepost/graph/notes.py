"""Note: a Document at its place in the vault."""

from dataclasses import dataclass

from milepost.model.ids import VaultPath, without_suffix
from milepost.syntax.document import Document


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `digest` names the document's content: equal digests mean equal documents."""

    path: VaultPath
    document: Document
    digest: bytes = b""


def file_name(path: str) -> str:
    """The last segment of a path without a note's suffix."""
    return without_suffix(path.rsplit("/", 1)[-1])


def folder(path: str) -> str:
    """The folder of a path, "" at the root."""
    return path.rpartition("/")[0]


def title_of(note: Note) -> str:
    """The note's title: front matter, else the first H1, else the file name."""
    written = note.document.front.fields.title
    if written:
        return written
    for heading in note.document.headings:
        if heading.level == 1 and heading.plain:
            return heading.plain
    return file_name(note.path)
