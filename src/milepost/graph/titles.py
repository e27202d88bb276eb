"""Titles: what notes are called, and which of it a plan's frame was made of: of most titles nothing is."""

from collections.abc import Iterable, Mapping, Sequence

from milepost.graph.face import file_name
from milepost.model.ids import VaultPath, fold


class Titles:
    """Titles as written, "" where the file name is it. Remembers what it was asked.

    Two are equal if they are one. As long as nobody has asked about a title, another one takes its place unnoticed: a
    lookup that comes later finds the new one.
    """

    def __init__(self, written: Mapping[VaultPath, str], sought: Iterable[str] = ()) -> None:
        """`sought` was asked for before, by who may not ask again."""
        self._written = written
        self._by_title: dict[str, list[VaultPath]] | None = None
        self._told: set[VaultPath] = set()
        self._sought = set(sought)

    def of(self, path: VaultPath) -> str:
        """What a note is called."""
        self._told.add(path)
        return self._title(path)

    def find(self, wanted: str) -> Sequence[VaultPath]:
        """The notes that are called so, as names compare."""
        self._sought.add(wanted)
        if self._by_title is None:
            self._by_title = {}
            for path in self._written:
                self._by_title.setdefault(fold(self._title(path)), []).append(path)
        return self._by_title.get(wanted, ())

    def now(self, written: Mapping[VaultPath, str]) -> "Titles":
        """These titles as they are now: the same, if what was asked would be answered as before."""
        if written.keys() != self._written.keys() or any(map(self._bears, *self._differences(written))):
            return Titles(written, self._sought)
        self._written, self._by_title = written, None
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
