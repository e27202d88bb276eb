"""What is printed for a character that the console cannot show: a plain sign for one of ours, else its escape."""

from collections.abc import Mapping

_PLAIN: Mapping[str, str] = {
    "…": "...",
    "→": "->",
    "←": "<-",
    "−": "-",
    "–": "-",
    "—": "-",
    "·": "-",
    "×": "x",
    "≥": ">=",
    "≤": "<=",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "✓": "+",
    "━": "#",
    "─": "-",
    "\u00a0": " ",
}


def stand_in(error: UnicodeError) -> tuple[str, int]:
    """What to write for the stretch that could not be encoded, and where to go on: an error handler of `codecs`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    stretch = error.object[error.start : error.end]
    return "".join(_PLAIN.get(letter) or _escape(letter) for letter in stretch), error.end


def _escape(letter: str) -> str:
    return letter.encode("ascii", "backslashreplace").decode("ascii")
