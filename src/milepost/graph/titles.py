"""Titles: what notes are called, and which of it a plan's frame was made of: of most titles nothing is."""

from collections.abc import Iterable, Mapping

from milepost.graph.asked import Way
from milepost.graph.face import file_name
from milepost.model.ids import VaultPath, fold

Called = Mapping[str, tuple[Way, ...]]
"""How notes that take part can be found, by key."""


class Titles:
    """Titles as written, "" where the file name is it, and which notes are `called` so. Remembers what it was asked.

    Two are equal if they are one. As long as nobody has asked about a title, another one takes its place unnoticed: a
    lookup that comes later finds the new one. So `called` is an input of every step that looks names up.
    """

    def __init__(self, written: Mapping[VaultPath, str], called: Called, sought: Iterable[str] = ()) -> None:
        """`sought` was asked for before, by who may not ask again."""
        self._written, self.called = written, called
        self._told: set[VaultPath] = set()
        self._sought = set(sought)

    def of(self, path: VaultPath) -> str:
        """What a note is called."""
        self._told.add(path)
        return self._title(path)

    def find(self, wanted: str) -> list[VaultPath]:
        """The notes that are called so, as names compare."""
        self._sought.add(wanted)
        return [way.path for way in self.called.get(wanted, ())]

    def now(self, written: Mapping[VaultPath, str], called: Called) -> "Titles":
        """These titles as they are now: the same, if what was asked would be answered as before."""
        if written.keys() != self._written.keys() or any(map(self._bears, *self._differences(written))):
            return Titles(written, called, self._sought)
        self._written, self.called = written, called
        return self

    def _differences(self, written: Mapping[VaultPath, str]) -> tuple[list[VaultPath], list[str]]:
        changed = [path for path, word in written.items() if word != self._written[path]]
        return changed, [written[path] for path in changed]

    def _bears(self, path: VaultPath, word: str) -> bool:
        """Whether anything was made of a title, or would have been made of the new one."""
        if path in self._told:
            return True
        return fold(self._title(path)) in self._sought or fold(word or file_name(path)) in self._sought

    def _title(self, path: VaultPath) -> str:
        return self._written[path] or file_name(path)


def titles_of(written: Mapping[VaultPath, str], called: Called, known: Titles | None) -> Titles:
    """The titles of a vault: the `known` ones, if nothing that was made of them is different."""
    return known.now(written, called) if known is not None else Titles(written, called)
