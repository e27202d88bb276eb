"""Attachments: what a site may hold of a vault's other files, told by their names alone.

Only kinds that no browser runs, whoever opens them: a page, a script or an XML document in a vault stays there.
"""

from milepost.model.ids import VaultPath

Stamp = tuple[int, ...]
"""What a folder says of a file's content: as long as it is equal, nobody has written to the file."""

DRAWING = "svg"
"""Pictures that can hold scripts: shown as pictures only, never linked to, and without what could run."""

PICTURES = frozenset(("avif", "bmp", "gif", "jpeg", "jpg", "png", DRAWING, "webp"))

_OTHERS = frozenset(
    "csv doc docx epub flac gz ics json m4a m4v mkv mov mp3 mp4 odp ods odt ogg ogv opus pdf ppt pptx rtf tar tsv txt"
    " wav webm xls xlsx zip".split()
)
_KNOWN = PICTURES | _OTHERS


def kind_of(path: VaultPath | str) -> str:
    """The suffix of a file that a site may hold, in lower case and without its dot; "" for any other file."""
    suffix = path.rpartition("/")[2].rpartition(".")[2].lower()
    return suffix if suffix in _KNOWN else ""


def is_picture(path: VaultPath | str) -> bool:
    """Whether a page can show it."""
    return kind_of(path) in PICTURES
