"""Text that cannot lie about itself: control and direction characters are spelt out before anything shows them."""

import re

from milepost.model.said import Said, shaped

_SPACE = re.compile(r"[\t\n\r]+")
_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, with ESC and the one-byte terminal commands
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb"  # direction and invisible marks
    "\ud800-\udfff"  # halves of characters, as in file names that are not UTF-8
    "\ufdd0-\ufdef\ufffe\uffff"  # what Unicode reserves for nobody, and HTML forbids
    "]"
)


def visible(text: str) -> str:
    """One line of text in which every character can be seen: tabs and line ends become a space, ESC `\\x1b`.

    Joiners (U+200C, U+200D) stay, as emoji and several scripts need them.
    """
    if text.isascii() and text.isprintable():
        return text
    if type(text) is Said:
        return shaped(text, visible)
    return _HIDDEN.sub(_spelt, _SPACE.sub(" ", text))


def _spelt(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
