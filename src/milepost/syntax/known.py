"""Which field a front matter key means, and which one its author may have meant."""

from collections.abc import Mapping
from functools import lru_cache

from milepost.model.status import squash
from milepost.syntax.fields import NOTE_FIELDS, Field, spellings

_ROWS = spellings(NOTE_FIELDS)
_OWN = {squash(row.name): row for row in NOTE_FIELDS}
_RANKS = {
    (row.name, squash(spelling)): rank
    for row in NOTE_FIELDS
    for rank, spelling in reversed(list(enumerate((row.name, *row.aliases))))
}
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060")
_OTHER_WORDS = frozenset({"width", "scope", "goals", "projects", "objectives", "dates", "ends", "units"})
_SHORTEST_GUESS = 4
_SHORTEST_SUBSTITUTION = 6


def _by_letter() -> dict[str, tuple[tuple[str, str], ...]]:
    """First letter → (spelling, the same squashed): in a slip the first letter is hardly ever the wrong one."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in NOTE_FIELDS:
        for spelling in (row.name, *row.aliases):
            known = squash(spelling)
            found.setdefault(known[0], []).append((spelling, known))
    return {letter: tuple(pairs) for letter, pairs in found.items()}


_BY_LETTER = _by_letter()


@lru_cache(maxsize=4096)
def normal(key: str) -> str:
    """A key without case, spaces, dashes, underscores and invisible characters."""
    return squash(key.translate(_INVISIBLE).strip())


def rows_for(key: str, mapping: Mapping[str, str]) -> tuple[tuple[Field, int], ...]:
    """The fields a key may mean, best first, each with its rank: 0 for the field's own name, then table order.

    A spelling of the vault's own (`mapping`, settings `[fields]`) ranks as the field's own name.
    """
    own = mapping.get(normal(key)) if mapping else None
    if own is not None and squash(own) in _OWN:
        return ((_OWN[squash(own)], 0),)
    return _table_rows(normal(key))


def is_known_key(key: str) -> bool:
    """Whether a key is a spelling of some field."""
    return normal(key) in _ROWS


@lru_cache(maxsize=4096)
def meant_by(key: str) -> str | None:
    """The spelling a key is a slip of: one letter missing, doubled, swapped or (in longer words) wrong.

    Cautious, because real notes are full of keys of their own.
    """
    word = normal(key)
    if len(word) < _SHORTEST_GUESS or word in _OTHER_WORDS:
        return None
    for spelling, known in _BY_LETTER.get(word[0], ()):
        if _is_slip(word, known):
            return spelling
    return None


@lru_cache(maxsize=1024)
def _table_rows(word: str) -> tuple[tuple[Field, int], ...]:
    return tuple((row, _RANKS[row.name, word]) for row in _ROWS.get(word, ()))


def _is_slip(word: str, known: str) -> bool:
    """Whether one edit turns `known` into `word`, which begin alike."""
    if abs(len(word) - len(known)) > 1 or len(known) < _SHORTEST_GUESS:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    if len(word) > len(known):
        return word[at + 1 :] == known[at:]
    if len(word) < len(known):
        return word[at:] == known[at + 1 :]
    swapped = word[at : at + 2] == known[at : at + 2][::-1] and word[at + 2 :] == known[at + 2 :]
    return swapped or (len(known) >= _SHORTEST_SUBSTITUTION and word[at + 1 :] == known[at + 1 :])
