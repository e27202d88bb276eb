"""Note: a Document at its place in the vault."""

from milepost.graph.face import file_name, written_title
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.syntax.document import Document


@frozen
class Note:
    """One note. `digest` names the document's content: equal digests mean equal documents."""

    path: VaultPath
    document: Document
    digest: bytes = b""


def title_of(note: Note) -> str:
    """The note's title: front matter, else the first H1, else the file name."""
    return written_title(note.document) or file_name(note.path)
