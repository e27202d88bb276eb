"""The order of titles as people read them: without regard to case, and "Part 2" before "Part 10"."""

import re
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_LONGEST = 9_999
_MOST_TITLES = 20_000


@lru_cache(_MOST_TITLES)
def natural(title: str) -> str:
    """A text that sorts where its title belongs: before each number stands how many digits it has."""
    return _DIGITS.sub(_with_length, title.casefold())


def _with_length(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0") or "0"
    return f"{min(len(digits), _LONGEST):04}{digits}"
