"""Marked: titles of checklist items that are written with markup, and what they are without it."""

import re
from collections.abc import Mapping

from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.sweep import Order
from milepost.syntax.document import Document

MARKUP = re.compile(r"[*_`\[\]~=<>#\\&!^$%]")
"""What can be markup, or a tag: a title without it is shown as it is."""

NOT_PLAIN = re.compile(r"[^a-zA-Z0-9 ,.:;?()/'\"@+{}|-]")
"""What a title may not have to be shown as it is without another look: neither markup nor what cannot be seen."""

Marked = Mapping[int, tuple[str, str]]
"""By line: a title as it is written, and its plain text."""

_NONE: Marked = {}


def marked_titles(documents: Mapping[VaultPath, Document], memo: Memo) -> Mapping[VaultPath, Marked]:
    """Of each note."""
    paths = memo.same("notes with titles", None, Order(documents))
    return memo.sweep("marked titles", paths, (documents,), lambda path, _: _marked_in(documents[path]))


def _marked_in(document: Document) -> Marked:
    found = {item.line: (item.title, item.plain) for item in document.items if MARKUP.search(item.title)}
    return found or _NONE
