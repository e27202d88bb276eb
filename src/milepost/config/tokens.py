"""Design tokens: the names that settings may give another value, and what is a value of each.

The sheet's own tokens and this table are the same set, which a test sees to. A value is one colour, length, share or
list of fonts, and nothing that could end its declaration.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from milepost.config.colours import NAMED

_FONT = r"""(?:"[\w \-]{1,60}"|'[\w \-]{1,60}'|-?[A-Za-z][\w\-]*(?: [A-Za-z][\w\-]*)*)"""


class Kind(NamedTuple):
    """What a token's value is: the pattern of it, and how to say so."""

    pattern: re.Pattern[str]
    words: str


COLOUR = Kind(
    re.compile(
        rf"#(?:[0-9a-f]{{3,4}}|[0-9a-f]{{6}}|[0-9a-f]{{8}})|(?:{'|'.join(NAMED)})"
        r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([0-9a-z.,%/ +\-]{1,80}\)",
        re.IGNORECASE,
    ),
    "a colour, such as #1a3fb0, rebeccapurple or oklch(60% 0.15 250)",
)
LENGTH = Kind(re.compile(r"0|\d{0,4}\.?\d{1,4}(?:rem|em|px|ch|pt|mm|cm)"), "a length, such as 1.5rem or 8px")
SHARE = Kind(re.compile(r"\d{1,2}(?:\.\d{1,3})?%|100%"), "a share, such as 12%")
FONTS = Kind(re.compile(rf"{_FONT}(?:\s*,\s*{_FONT}){{0,20}}"), 'fonts, such as "Source Sans 3", sans-serif')

_COLOURS = (
    *("page", "surface", "sunken", "ink", "ink-2", "ink-3", "link", "focus", "control", "hairline"),
    *("done", "on-track", "at-risk", "off-track", "not-started", "paused"),
)
_LENGTHS = (
    *("text-xs", "text-s", "text-m", "text-l", "text-xl", "text-2xl", "text-3xl"),
    *("1", "2", "3", "4", "5", "6", "7", "radius", "radius-bar", "radius-card", "width", "measure"),
)
TOKENS: Mapping[str, Kind] = {
    **dict.fromkeys(_COLOURS, COLOUR),
    **dict.fromkeys(_LENGTHS, LENGTH),
    "tint": SHARE,
    "sans": FONTS,
    "mono": FONTS,
}
SCHEMES = ("light", "dark")


def token_name(written: str) -> str:
    """A token's name as the table has it: `--mp-at-risk` and `at_risk` are `at-risk`."""
    return written.strip().lower().replace("_", "-").removeprefix("--").removeprefix("mp-")
