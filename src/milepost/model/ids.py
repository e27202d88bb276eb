"""Names of things: vault paths, ids, and the slugs that make them safe in file names and links."""

import re
import unicodedata
from typing import NewType

VaultPath = NewType("VaultPath", str)
"""A vault-relative POSIX path, as the file system spells it. Never absolute, never with `..`."""

GoalId = NewType("GoalId", str)
"""A goal's `id`, else its path without suffix."""

ItemId = NewType("ItemId", str)
"""A milestone's or task's own id, else `<goal id>#<block id or slug>`."""

SLUG_CHARACTERS = 80
SLUG_BYTES = 200

_NOT_SLUG = re.compile(r"[\W_]+")
_WORDS = "".join(chr(code).lower() if chr(code).isalnum() else " " for code in range(128))
_IS_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


def slug(text: str) -> str:
    """Lower-case letters, digits and `-` in NFC; at most 80 characters and 200 bytes; may be empty."""
    if text.isascii():
        if text.replace(" ", "").isalnum():
            words = "-".join(text.lower().split())
            return words if len(words) <= SLUG_CHARACTERS else words[:SLUG_CHARACTERS].strip("-")
        if len(text) <= SLUG_CHARACTERS and _IS_SLUG.match(text):
            return text
        return "-".join(text.translate(_WORDS).split())[:SLUG_CHARACTERS].strip("-")
    folded = unicodedata.normalize("NFC", text).lower()
    words = _NOT_SLUG.sub("-", unicodedata.normalize("NFC", folded)).strip("-")
    cut = words[:SLUG_CHARACTERS]
    while len(cut.encode("utf-8", "ignore")) > SLUG_BYTES:
        cut = cut[:-1]
    return cut.strip("-")


def fold(name: str) -> str:
    """The form in which names compare: NFC, then casefold."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def without_suffix(path: str) -> str:
    """The path of a note without `.md` or `.markdown` (any case)."""
    if path.endswith(".md"):
        return path[:-3]
    for suffix in (".md", ".markdown"):
        if path.lower().endswith(suffix):
            return path[: -len(suffix)]
    return path
