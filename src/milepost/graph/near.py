"""Nearest names: "did you mean" over thousands of names without comparing each with each."""

from collections import Counter
from collections.abc import Iterable, Set
from difflib import get_close_matches
from heapq import nsmallest
from typing import NamedTuple

from milepost.model.ids import fold

_SHORTLIST = 24
_FEW = 64
"""Names that come or go at once, at most, for answers to be looked at one by one."""

Rank = tuple[float, str]


class _Answer(NamedTuple):
    """The closest of the names that have most in common with a wrong one, and these names, best first."""

    close: str | None
    shortlist: tuple[Rank, ...]

    def holds(self, pairs: Set[str], gone: Set[str], new: Set[str]) -> bool:
        """Whether the shortlist stays as it is though some names go and others come. `pairs` are of the wrong one."""
        if any(name in gone for _, name in self.shortlist):
            return False
        ranks = (_rank(name, len(pairs & _pairs(name))) for name in new)
        is_full = len(self.shortlist) == _SHORTLIST
        return not any(rank[0] < 0 and (not is_full or rank < self.shortlist[-1]) for rank in ranks)


class Nearest:
    """Suggests the name a writer probably meant. The index (letter pairs) is built at the first question."""

    def __init__(self, names: Iterable[str], before: "Nearest | None" = None) -> None:
        """`before` suggested from much the same names: its index and its answers are gone on with."""
        self._names = names
        self._known: Set[str] = frozenset()
        self._index: dict[str, set[str]] | None = None
        self._answers: dict[str, _Answer] = {}
        self._before = before._last_built() if before is not None else None

    def to(self, wrong: str) -> str | None:
        """The closest known name, or None when nothing is close."""
        index = self._index if self._index is not None else self._indexed()
        found = self._answers.get(wrong)
        if found is None:
            found = self._answers[wrong] = _answer(wrong, index)
        return found.close

    def _last_built(self) -> "Nearest | None":
        return self if self._index is not None else self._before

    def _indexed(self) -> dict[str, set[str]]:
        """Names by what they hold; of an index that was there, what came and went."""
        before, self._before = self._before or Nearest(()), None
        index, known, self._known = before._index or {}, before._known, frozenset(self._names)
        gone, new = known - self._known, self._known - known
        for name in gone:
            for pair in _pairs(name):
                index[pair].discard(name)
        for name in new:
            for pair in _pairs(name):
                index.setdefault(pair, set()).add(name)
        if len(gone) + len(new) <= _FEW:
            held = before._answers.items()
            self._answers = {wrong: found for wrong, found in held if found.holds(_pairs(wrong), gone, new)}
        self._index = index
        return index


def _answer(wrong: str, index: dict[str, set[str]]) -> _Answer:
    shared: Counter[str] = Counter()
    for pair in _pairs(wrong):
        shared.update(index.get(pair, ()))
    shortlist = tuple(nsmallest(_SHORTLIST, map(_rank, shared, shared.values())))
    folded = {fold(name): name for _, name in shortlist}
    close = get_close_matches(fold(wrong), list(folded), n=1, cutoff=0.6)
    return _Answer(folded[close[0]] if close else None, shortlist)


def _rank(name: str, shared: int) -> Rank:
    """What has more in common with a wrong name stands before what has less."""
    return -shared / (2 + len(name)), name


def _pairs(name: str) -> set[str]:
    text = fold(name)[:80]
    return {text[at : at + 3] for at in range(max(1, len(text) - 2))}
