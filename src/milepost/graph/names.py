"""Link resolution: which file, id or item a written name means, in Obsidian's order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from milepost.graph.face import Face, folder
from milepost.graph.titles import Titles
from milepost.model.ids import VaultPath, fold, without_suffix

NUMBERED = re.compile(r"[^\W\d_][^\W_]*[-_ ]0*(\d+)$")


@dataclass(frozen=True, slots=True)
class Found:
    """What a name led to. `how` is "here", "path", "id", "alias", "title", "number" or "" (nothing).

    `candidates` holds every hit where there was more than one, in the order in which they were preferred.
    """

    path: VaultPath | None
    how: str = ""
    candidates: tuple[VaultPath, ...] = ()


NOTHING = Found(None)


class Names:
    """An index over every link target of a vault, built once a build; aliases and titles only when first needed."""

    def __init__(self, notes: Sequence[Face], attachments: Iterable[VaultPath], titles: Titles) -> None:
        self._notes, self._titles = notes, titles
        self._paths = frozenset(note.path for note in notes)
        self._by_path: dict[str, VaultPath] = {}
        self._by_name: dict[str, list[VaultPath]] = {}
        self._anywhere: dict[str, Found] = {}
        self._here: dict[tuple[str, str], Found] = {}
        self._aliases: dict[str, list[VaultPath]] | None = None
        for path in (*(note.path for note in notes), *attachments):
            self._add(path)

    def _add(self, path: VaultPath) -> None:
        folded = fold(path)
        bare = without_suffix(folded)
        for key in {folded, bare}:
            self._by_path.setdefault(key, path)
            self._by_name.setdefault(key.rsplit("/", 1)[-1], []).append(path)

    def find(self, name: str, source: VaultPath) -> Found:
        """Resolve the path part of a link written in the note `source`: path, file name, alias, title."""
        known = self._anywhere.get(name)
        return known if known is not None else self._find_from(name, source)

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
        """As Obsidian resolves it: relative, path from the root, then path suffix or file name. Falsy path: nothing."""
        wanted = fold(name.replace("\\", "/").strip())
        if not wanted:
            return NOTHING
        if wanted.startswith(("./", "../")):
            joined = joined_path(fold(folder(source)), wanted)
            return self._exact(joined) if joined is not None else NOTHING
        if wanted.startswith("/"):
            return self._exact(wanted.lstrip("/"))
        exact = self._exact(wanted)
        return exact if exact.path else self._by_suffix(wanted, source)

    def _exact(self, path: str) -> Found:
        hit = self._by_path.get(path)
        return Found(hit, "path") if hit else NOTHING

    def _by_suffix(self, wanted: str, source: VaultPath) -> Found:
        hits = self._by_name.get(wanted.rsplit("/", 1)[-1], [])
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
        hits, how = self._alias_table().get(wanted, []), "alias"
        if not hits:
            hits, how = [path for path in self._titles.find(wanted) if path in self._paths], "title"
        return Found(hits[0], how, tuple(hits) if len(hits) > 1 else ()) if hits else NOTHING

    def _alias_table(self) -> dict[str, list[VaultPath]]:
        if self._aliases is None:
            self._aliases = {}
            for note in self._notes:
                for alias in note.aliases:
                    self._aliases.setdefault(fold(alias), []).append(note.path)
        return self._aliases

    def known(self) -> list[str]:
        """Every name a link may use, for suggestions: file names without suffix, aliases and titles."""
        names = [without_suffix(path.rsplit("/", 1)[-1]) for path in self._by_path.values()]
        names += [alias for note in self._notes for alias in note.aliases]
        return list(dict.fromkeys(names))


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


class Ids:
    """Ids that notes and items claim, for link fields: exact, then without case, then by number."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self._owners = owners
        self._folded: dict[str, list[str]] = {}
        self._numbers: dict[str, list[str]] = {}
        for name in owners:
            self._folded.setdefault(fold(name), []).append(name)
            numbered = NUMBERED.match(name)
            if numbered:
                self._numbers.setdefault(numbered[1], []).append(name)

    def exact(self, name: str) -> str | None:
        """The holder of exactly this id."""
        return self._owners.get(name)

    def near(self, name: str) -> tuple[str, str] | None:
        """The id meant by another case, or by the same number under another prefix, with its holder; if just one."""
        hits = self._folded.get(fold(name), [])
        numbered = NUMBERED.match(name)
        if not hits and numbered:
            hits = self._numbers.get(numbered[1], [])
        return (hits[0], self._owners[hits[0]]) if len(hits) == 1 else None

    def known(self) -> list[str]:
        """Every id."""
        return list(self._owners)
