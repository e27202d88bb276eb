"""Asked: by which keys a written name is looked up, and which keys a note gives, so that of all links only those are
looked up again that ask for a name which came, went, or means something else now.
"""

from collections.abc import Iterator, Mapping

from milepost.graph.face import Face, file_name, folder
from milepost.graph.names import NUMBERED, joined_path
from milepost.model.ids import VaultPath, fold, without_suffix

ANY = "\n"
"""The key of who was told what a name may have been meant for: each name that comes or goes bears on that."""


def keys_asked(name: str, source: VaultPath) -> Iterator[str]:
    """The keys of a name in the note `source`: the last part of a path, the whole word, the number of an id."""
    word = fold(name.strip())
    wanted = fold(name.replace("\\", "/").strip())
    path = joined_path(fold(folder(source)), wanted) if wanted.startswith(("./", "../")) else wanted
    last = (path or "").rpartition("/")[2]
    yield last
    if word != last:
        yield word
    numbered = NUMBERED.match(name.strip())
    if numbered:
        yield numbered[1]


def keys_given(face: Face, title: str) -> tuple[tuple[str, tuple[str, VaultPath]], ...]:
    """The keys by which a note can be found, each with the way in which it can. `title` as written, if it is."""
    path, folded = face.path, fold(face.path)
    ends = dict.fromkeys(key.rpartition("/")[2] for key in (folded, without_suffix(folded)))
    rows = [(end, ("path", path)) for end in ends]
    rows += [(fold(alias), ("alias", path)) for alias in face.aliases]
    return (*rows, (fold(title or file_name(path)), ("title", path)))


def keys_of_ids(*owners: Mapping[str, str]) -> dict[str, tuple[tuple[int, str, str], ...]]:
    """The keys by which ids can be found, with what goes by them."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for kind, ids in enumerate(owners):
        for name, owner in ids.items():
            found.setdefault(fold(name), []).append((kind, name, owner))
            numbered = NUMBERED.match(name)
            if numbered:
                found.setdefault(numbered[1], []).append((kind, name, owner))
    return {key: tuple(rows) for key, rows in found.items()}
