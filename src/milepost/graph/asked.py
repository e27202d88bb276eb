"""Asked: by which keys a written name is looked up, and which keys a note gives, so that of all links only those are
looked up again that ask for a name which came, went, or means something else now.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from milepost.graph.face import Face, file_name, folder
from milepost.model.ids import VaultPath, fold, without_suffix

_NUMBERED = re.compile(r"[^\W\d_][^\W_]*[-_ ]0*(\d+)$")

ANY = "\n"
"""The key of who was told what a name may have been meant for: each name that comes or goes bears on that."""


class Way(NamedTuple):
    """How a note can be found: `how` is "path", "alias" or "title". `word` is what may be suggested, "" of titles."""

    how: str
    path: VaultPath
    word: str = ""


def keys_asked(name: str, source: VaultPath) -> Iterator[str]:
    """The keys of a name in the note `source`: the last part of a path, the whole word, the number of an id."""
    word = fold(name.strip())
    wanted = fold(name.replace("\\", "/").strip())
    path = joined_path(fold(folder(source)), wanted) if wanted.startswith(("./", "../")) else wanted
    if wanted.startswith("/"):
        path = wanted.strip("/")
    last = (path or "").rpartition("/")[2]
    yield last
    if word != last:
        yield word
    number = number_of(name.strip())
    if number:
        yield number


def number_of(name: str) -> str:
    """The number of an id that ends in one: of `G-007` it is 7."""
    numbered = _NUMBERED.match(name)
    return numbered[1] if numbered else ""


def keys_given(face: Face, title: str) -> tuple[tuple[str, Way], ...]:
    """The keys by which a note can be found, each with the way in which it can; its title, as written, last."""
    path, name = face.path, file_name(face.path)
    last, way = fold(path).rpartition("/")[2], Way("path", path, name)
    bare = without_suffix(last)
    rows = [(last, way)] if bare == last else [(last, way), (bare, way)]
    rows += [(fold(alias), Way("alias", path, alias)) for alias in face.aliases]
    return (*rows, (fold(title or name), Way("title", path)))


def joined_path(base: str, relative: str) -> str | None:
    """A path from the folder it is written in; None where it leads out of the vault."""
    parts = [part for part in base.split("/") if part]
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in (".", ""):
            parts.append(part)
    return "/".join(parts)
