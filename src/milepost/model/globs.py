"""The patterns of the settings (`goals`, `ignore`, `[publish] include`) and the vault paths they match.

A pattern is relative to the vault's root: `*` and `?` stay within one part of the path, `**` spans any number of
parts, everything else stands for itself. A pattern that matches a folder means everything below it, so `Private`,
`Private/` and `Private/**` choose the same notes. Names compare after NFC; case counts.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_END = r"(?=/|\Z)"


def matches(path: str, globs: Sequence[str]) -> bool:
    """Whether a vault path, or a folder above it, matches any of the patterns."""
    return matching(path, globs) is not None


def matching(path: str, globs: Sequence[str], *, is_folder: bool = False) -> str | None:
    """The first pattern that matches a vault path or a folder above it.

    With `is_folder` the path is a folder, and a pattern matches when it takes in everything below.
    """
    if not globs:
        return None
    name = path if path.isascii() else unicodedata.normalize("NFC", path)
    if is_folder:
        name += "/"
    return next((glob for glob in globs if _compiled(glob).match(name)), None)


@lru_cache(maxsize=256)
def _compiled(glob: str) -> re.Pattern[str]:
    """What stands before a wildcard is taken at its first fit and never retried, so no path makes matching slow."""
    text = unicodedata.normalize("NFC", glob.replace("\\", "/"))
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if parts and text.endswith("/"):
        parts.append("**")
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(_pattern(_between_spans(parts)), re.DOTALL)


def _between_spans(parts: Sequence[str]) -> list[list[str]]:
    """The runs of parts before, between and after `**`; a run may be empty at either end only."""
    runs: list[list[str]] = [[]]
    for before, part in zip(["", *parts], parts, strict=False):
        if part != "**":
            runs[-1].append(part)
        elif before != "**":
            runs.append([])
    return runs


def _pattern(runs: Sequence[Sequence[str]]) -> str:
    pieces = []
    for number, run in enumerate(runs):
        if not run:
            continue
        body = "/".join(_part(part) for part in run) + _END
        pieces.append(body if number == 0 else f"(?>(?:[^/]+/)*?{body})")
    return "/".join(pieces) + ("/" if pieces and not runs[-1] else "")


def _part(part: str) -> str:
    """One part of a path; between two stars the text is taken where it first fits."""
    first, *rest = [_literal(piece) for piece in re.split(r"\*+", part)]
    if not rest:
        return first
    middle = "".join(f"(?>[^/]*?{piece})" for piece in rest[:-1] if piece)
    return f"{first}{middle}[^/]*{rest[-1]}"


def _literal(piece: str) -> str:
    return "".join("[^/]" if character == "?" else re.escape(character) for character in piece)
