"""Places in notes, as the page of a goal names them."""

from functools import lru_cache

from milepost.model.said import Said, say
from milepost.report.visible import visible

_MOST_LINES = 1_000


@lru_cache(_MOST_LINES)
def line_words(line: int) -> Said:
    """`line 12`."""
    return say("line {line}", line=line)


def place(path: str, line: int, own: str) -> str:
    """`line 12` of a goal's own note, which its page names once; `Goals/Run.md:12` of another one."""
    return line_words(line) if path == own else f"{visible(path)}:{line}"
