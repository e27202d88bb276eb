"""Output names that are safe everywhere, and addresses of them as links spell them.

A name depends on the goal's own slug and path and on which other goals want the same name, never on order.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from milepost.model.attachment import kind_of
from milepost.model.goal import Goal
from milepost.model.ids import SLUG_BYTES, SLUG_CHARACTERS, GoalId, VaultPath, fold, slug, without_suffix

K = TypeVar("K", bound=str)

RESERVED = frozenset(
    ["", "index", "search", "404", "con", "prn", "aux", "nul"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
"""Names that Windows, web servers or later pages of the site keep for themselves."""

_PLAIN = re.compile(r"[A-Za-z0-9._~/#-]*\Z")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/#-")
_IN_QUERY = _UNRESERVED - frozenset(b"/#")
_SHORTEST_SUFFIX = 6


def output_names(wanted: Mapping[GoalId, tuple[str, str]]) -> Mapping[GoalId, str]:
    """The file name (without `.html`) of each goal's page: its slug, with a suffix made of its path on a clash."""
    return distinct_names(wanted, "goal")


def distinct_names(wanted: Mapping[K, tuple[str, str]], spare: str) -> Mapping[K, str]:
    """A file name for each: its slug, with a suffix made of its path where others want the same one.

    All that want one name get a suffix, so that none of them is the real one by accident. `spare` stands for no slug.
    """
    rivals: dict[str, list[K]] = {}
    for key, (own, _) in wanted.items():
        rivals.setdefault(fold(own), []).append(key)
    alone = dict.fromkeys(name for name, keys in rivals.items() if len(keys) == 1 and name not in RESERVED)
    names = {rivals[name][0]: wanted[rivals[name][0]][0] for name in alone}
    taken = set(alone)
    for own, path, key in sorted(
        ((own, path, key) for key, (own, path) in wanted.items() if fold(own) not in alone), key=lambda row: row[1]
    ):
        names[key] = _suffixed(own or spare, path, taken)
    return names


def file_names(named: Iterable[Iterable[VaultPath]]) -> Mapping[VaultPath, str]:
    """The site path of each attachment: `files/`, the slug of its name, and its suffix in lower case."""
    by_kind: dict[str, dict[VaultPath, tuple[str, str]]] = {}
    for path in dict.fromkeys(path for paths in named for path in paths):
        name = path.rpartition("/")[2].rpartition(".")[0]
        by_kind.setdefault(kind_of(path), {})[path] = (slug(name), path)
    return {
        path: f"files/{name}.{kind}"
        for kind, wanted in by_kind.items()
        for path, name in distinct_names(wanted, "file").items()
    }


class Anchors:
    """The fragments of one page: each name is given out once, a second time with `-2`."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._given = dict.fromkeys(taken, 1)

    def take(self, name: str) -> str:
        """`name`, or `name-2`, `name-3`, … when it is taken."""
        free = name or "item"
        while free in self._given:
            self._given[name] = count = self._given.get(name, 1) + 1
            free = f"{name or 'item'}-{count}"
        self._given[free] = 1
        return free


def address(path: str) -> str:
    """A relative path (with or without fragment) as a link spells it: everything unusual as `%XX` of its UTF-8."""
    if _PLAIN.match(path):
        return path
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in path.encode("utf-8", "replace"))


def query_text(text: str) -> str:
    """Text as a value in the query of an address."""
    return "".join(chr(byte) if byte in _IN_QUERY else f"%{byte:02X}" for byte in text.encode("utf-8", "replace"))


def wanted_name(goal: Goal) -> tuple[str, str]:
    """What a goal's page would be called if no other were called so, and its path."""
    return slug(goal.slug) or slug(without_suffix(goal.path.rpartition("/")[2])), goal.path


def _suffixed(base: str, path: str, taken: set[str]) -> str:
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
    for length in range(_SHORTEST_SUFFIX, len(digest) + 1):
        name = f"{_shortened(base, length + 1)}-{digest[:length]}"
        if fold(name) not in taken:
            taken.add(fold(name))
            return name
    return digest


def _shortened(base: str, room: int) -> str:
    cut = base[: SLUG_CHARACTERS - room]
    while len(cut.encode("utf-8", "replace")) > SLUG_BYTES - room:
        cut = cut[:-1]
    return cut.rstrip("-")
