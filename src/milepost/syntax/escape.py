"""Text as HTML, wherever it was typed."""

import re
from collections.abc import Mapping

_UNSAFE = re.compile(r"[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAFE: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escape(text: str) -> str:
    """Text as HTML. Control characters, which HTML may not hold, become a replacement character."""
    return _UNSAFE.sub(lambda found: _SAFE.get(found[0], "\ufffd"), text) if _UNSAFE.search(text) else text
