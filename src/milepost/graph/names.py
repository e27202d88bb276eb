"""Names: which file a written name means, in Obsidian's order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from milepost.graph.asked import joined_path
from milepost.graph.face import folder
from milepost.graph.titles import Called, Titles
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath, fold, without_suffix


@frozen
class Found:
    """What a name led to. `how` is "here", "path", "id", "alias", "title", "number" or "" (nothing).

    `candidates` holds every hit where there was more than one, in the order in which they were preferred.
    """

    path: VaultPath | None
    how: str = ""
    candidates: tuple[VaultPath, ...] = ()


NOTHING = Found(None)


class Files:
    """Files that are no notes, by the last part of their paths, with and without suffix."""

    def __init__(self, paths: Iterable[VaultPath]) -> None:
        self._by_name: dict[str, list[VaultPath]] = {}
        for path in paths:
            folded = fold(path)
            for last in {key.rpartition("/")[2] for key in (folded, without_suffix(folded))}:
                self._by_name.setdefault(last, []).append(path)

    def called(self, last: str) -> Sequence[VaultPath]:
        """Those whose path ends so."""
        return self._by_name.get(last, ())

    def known(self) -> Iterator[str]:
        """What they are called."""
        return (without_suffix(path.rpartition("/")[2]) for path in chain.from_iterable(self._by_name.values()))


class Names:
    """Finds what a link leads to, among notes, `given` by the keys of `asked`, and the files beside them."""

    def __init__(self, given: Called, files: Files, titles: Titles) -> None:
        self.given, self.files, self.titles = given, files, titles
        self._anywhere: dict[str, Found] = {}
        self._here: dict[tuple[str, str], Found] = {}

    @property
    def tables(self) -> tuple[Called, Called]:
        """What names are found in, by key, as it is now."""
        return self.given, self.titles.called

    def called(self, last: str) -> list[VaultPath]:
        """The notes, then the files, whose path ends so, with or without suffix."""
        notes = [way.path for way in self.given.get(last, ()) if way.how == "path"]
        return [*notes, *self.files.called(last)]

    def find(self, name: str, source: VaultPath) -> Found:
        """Resolve the path part of a link written in the note `source`: path, file name, alias, title."""
        known = self._anywhere.get(name)
        return known if known is not None else self._find_from(name, source)

    def means_one(self, name: str) -> bool:
        """Whether a name that was asked for leads to the same from every note."""
        return name in self._anywhere

    def _find_from(self, name: str, source: VaultPath) -> Found:
        """The same, of a name that may mean something else in another folder, or was not asked for yet."""
        key = (name, folder(source))
        known = self._here.get(key)
        if known is None:
            found = self.find_file(name, source)
            known = found if found.path else self._find_by_word(name)
            if known.candidates or name.lstrip().startswith("."):
                self._here[key] = known
            else:
                self._anywhere[name] = known
        return known

    def find_file(self, name: str, source: VaultPath) -> Found:
        """As Obsidian resolves it: relative, path from the root, then path suffix or file name. Falsy path: nothing.

        Of a path that begins with `/` the last one may be left standing, as sites are linked: `/folder/note/`.
        """
        wanted = fold(name.replace("\\", "/").strip())
        if not wanted:
            return NOTHING
        if wanted.startswith(("./", "../")):
            joined = joined_path(fold(folder(source)), wanted)
            return self._exact(joined) if joined is not None else NOTHING
        if wanted.startswith("/"):
            return self._exact(wanted.strip("/"))
        exact = self._exact(wanted)
        return exact if exact.path else self._by_suffix(wanted, source)

    def _exact(self, path: str) -> Found:
        for hit in self.called(path.rpartition("/")[2]):
            folded = fold(hit)
            if path in (folded, without_suffix(folded)):
                return Found(hit, "path")
        return NOTHING

    def _by_suffix(self, wanted: str, source: VaultPath) -> Found:
        hits = self.called(wanted.rpartition("/")[2])
        if "/" in wanted:
            tail = "/" + wanted
            hits = [path for path in hits if fold(path).endswith(tail) or without_suffix(fold(path)).endswith(tail)]
        if not hits:
            return NOTHING
        if len(hits) == 1:
            return Found(hits[0], "path")
        here = folder(source) + "/" if folder(source) else ""
        ranked = sorted(set(hits), key=lambda path: (not path.startswith(here) if here else False, len(path), path))
        return Found(ranked[0], "path", tuple(ranked) if len(ranked) > 1 else ())

    def _find_by_word(self, name: str) -> Found:
        wanted = fold(name.strip())
        if not wanted:
            return NOTHING
        hits, how = [way.path for way in self.given.get(wanted, ()) if way.how == "alias"], "alias"
        if not hits:
            hits, how = self.titles.find(wanted), "title"
        return Found(hits[0], how, tuple(hits) if len(hits) > 1 else ()) if hits else NOTHING

    def known(self) -> Iterator[str]:
        """Every name a link may use, for suggestions: file names without suffix, and aliases."""
        yield from (way.word for way in chain.from_iterable(self.given.values()) if way.word)
        yield from self.files.known()
