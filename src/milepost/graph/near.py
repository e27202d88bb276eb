"""Nearest names: "did you mean" over thousands of names without comparing each with each."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from milepost.model.ids import fold

_SHORTLIST = 24


class Nearest:
    """Suggests the name a writer probably meant. The index (letter pairs) is built at the first question."""

    def __init__(self, names: Iterable[str], before: "Nearest | None" = None) -> None:
        """`before` suggested from much the same names: its index is gone on with."""
        self._names = names
        self._known: set[str] = set()
        self._index: dict[str, set[str]] | None = None
        self._before = before._last_built() if before is not None else None

    def to(self, wrong: str) -> str | None:
        """The closest known name, or None when nothing is close."""
        if self._index is None:
            self._index = self._indexed()
        shared: Counter[str] = Counter()
        for pair in _pairs(wrong):
            shared.update(self._index.get(pair, ()))
        ranked = sorted(shared.items(), key=lambda hit: (-hit[1] / (2 + len(hit[0])), hit[0]))[:_SHORTLIST]
        folded = {fold(name): name for name, _ in ranked}
        close = get_close_matches(fold(wrong), list(folded), n=1, cutoff=0.6)
        return folded[close[0]] if close else None

    def _last_built(self) -> "Nearest | None":
        return self if self._index is not None else self._before

    def _indexed(self) -> dict[str, set[str]]:
        """Names by what they hold; of an index that was there, what came and went."""
        before, self._before = self._before, None
        index, known = (before._index or {}, before._known) if before is not None else ({}, set[str]())
        self._known = set(self._names)
        for name in known - self._known:
            for pair in _pairs(name):
                index[pair].discard(name)
        for name in self._known - known:
            for pair in _pairs(name):
                index.setdefault(pair, set()).add(name)
        return index


def _pairs(name: str) -> set[str]:
    text = fold(name)[:80]
    return {text[at : at + 3] for at in range(max(1, len(text) - 2))}
