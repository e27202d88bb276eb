"""Nearest names: "did you mean" over thousands of names without comparing each with each."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from milepost.model.ids import fold

_SHORTLIST = 24


class Nearest:
    """Suggests the name a writer probably meant. The index (letter pairs) is built at the first question."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names
        self._index: dict[str, list[str]] | None = None

    def to(self, wrong: str) -> str | None:
        """The closest known name, or None when nothing is close."""
        if self._index is None:
            self._index = _index(self._names)
        shared: Counter[str] = Counter()
        for pair in _pairs(wrong):
            shared.update(self._index.get(pair, ()))
        ranked = sorted(shared.items(), key=lambda hit: (-hit[1] / (2 + len(hit[0])), hit[0]))[:_SHORTLIST]
        folded = {fold(name): name for name, _ in ranked}
        close = get_close_matches(fold(wrong), list(folded), n=1, cutoff=0.6)
        return folded[close[0]] if close else None


def _index(names: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        for pair in _pairs(name):
            index.setdefault(pair, []).append(name)
    return index


def _pairs(name: str) -> set[str]:
    text = fold(name)[:80]
    return {text[at : at + 3] for at in range(max(1, len(text) - 2))}
