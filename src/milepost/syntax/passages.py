"""Passages: the texts that check-ins, decisions, wins and reviews are made of, and the sections they stand in."""

from collections.abc import Mapping
from functools import lru_cache

from milepost.config.settings import ReadingSettings
from milepost.model.frozen import frozen
from milepost.model.status import ItemState, squash
from milepost.syntax.inlines import NOTHING_READ, Read
from milepost.syntax.section_names import section_keys

CHECK_IN = "check-in"
DECISION = "decision"
WIN = "win"
REVIEW = "review"

_KINDS: Mapping[str, str] = {
    "decisions": DECISION,
    "decisionlog": DECISION,
    "wins": WIN,
    "review": REVIEW,
    "reflection": REVIEW,
    "retrospective": REVIEW,
    "lessons": REVIEW,
    "lessonslearned": REVIEW,
}


@frozen
class Passage:
    """One text: an "item" (a list item's first paragraph), "paragraph", "heading", table "header" or "row".

    `kind` is that of the section, "" outside of all. `state` is that of a box, `level` a heading's, `depth` counts the
    list items round it.
    """

    form: str
    line: int
    content: str
    kind: str
    read: Read = NOTHING_READ
    cells: tuple[str, ...] = ()
    state: ItemState | None = None
    level: int = 0
    depth: int = 0


@lru_cache(maxsize=8)
def _kinds(check_in_headings: tuple[str, ...]) -> Mapping[str, str]:
    return {**_KINDS, **{squash(name): CHECK_IN for name in check_in_headings}}


class Sections:
    """Which kind of section the headings seen so far have opened; a section holds its sub-sections."""

    def __init__(self, settings: ReadingSettings) -> None:
        self._kinds = _kinds(settings.check_in_headings)
        self._open: list[tuple[int, str]] = []

    @property
    def kind(self) -> str:
        """The kind of the innermost section that has one."""
        return self._open[-1][1] if self._open else ""

    def enter(self, level: int, name: str) -> None:
        """A heading: it closes its equals and what is below them."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        own = next((self._kinds[key] for key in section_keys(name) if key in self._kinds), "")
        self._open.append((level, own or self.kind))
