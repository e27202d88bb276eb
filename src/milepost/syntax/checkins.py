"""Check-ins, decisions, wins and the review: dated passages below headings of their own (notes.md 6).

Three forms mean the same: a list item that begins with a date, a table with a column of dates, a sub-heading that is a
date. A date that does not exist is named, and its passage is text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from milepost.diagnostics.problem import Problem
from milepost.diagnostics.wording import quote
from milepost.model.goal import CheckIn, Decision, Review, Win
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.status import ItemState, squash
from milepost.syntax.entry_text import EntryReader, EntryText, leading_date
from milepost.syntax.passages import CHECK_IN, DECISION, REVIEW, WIN, Passage
from milepost.syntax.values_date import DATE_HELP

_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("date", "day", "when"), "date"),
    **dict.fromkeys(("value", "current", "number"), "value"),
    **dict.fromkeys(("health", "status"), "health"),
    "confidence": "confidence",
}


@dataclass(slots=True)
class Entries:
    """Everything dated that a note says, in its order."""

    check_ins: list[CheckIn] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    wins: list[Win] = field(default_factory=list)
    review: Review | None = None
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """Texts that make one entry. `depth` is that of the list item it is, `level` that of the heading."""

    kind: str
    day: date
    line: int
    texts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    depth: int = 0
    level: int = 0
    is_plain: bool = True

    def holds(self, passage: Passage) -> bool:
        """Whether a text below belongs to it: deeper list items, or all up to the next heading."""
        if passage.kind != self.kind:
            return False
        if self.level:
            return passage.form != "heading" or passage.level > self.level
        return passage.depth > self.depth and passage.form != "heading"

    def add(self, passage: Passage, text: str) -> None:
        """Take a text in."""
        self.texts.append(text)
        self.tags.extend(passage.read.tags)
        self.is_plain = self.is_plain and not passage.read.children


class EntryWalk:
    """Goes through the passages of a note in order."""

    def __init__(self, reader: EntryReader) -> None:
        self._reader = reader
        self._found = Entries()
        self._group: _Group | None = None
        self._columns: Sequence[str] = ()
        self._review: list[Passage] = []

    def run(self, passages: Sequence[Passage]) -> Entries:
        """All entries."""
        for passage in passages:
            if passage.form == "header":
                self._columns = [_COLUMNS.get(squash(cell), cell.strip()) for cell in passage.cells]
            elif passage.form == "row":
                self._row(passage)
            elif passage.kind == REVIEW:
                self._review.append(passage)
            else:
                self._text(passage)
        self._close()
        self._close_review()
        return self._found

    def _text(self, passage: Passage) -> None:
        begins = passage.form == "heading" or (passage.form == "item" and passage.state in (None, ItemState.DONE))
        dated = self._day(passage.content, passage.line) if begins and passage.kind != WIN and passage.kind else None
        if dated:
            if not self._only_holds(passage):
                self._close()
            self._group = _Group(passage.kind, dated[0], passage.line, depth=passage.depth, level=passage.level)
            self._group.add(passage, dated[1])
        elif self._group and self._group.holds(passage):
            self._group.add(passage, passage.content)
        else:
            self._close()
            if passage.kind == CHECK_IN and passage.form == "item" and passage.state is None:
                self._undated(self._reader.undated(passage.content), passage.line)
            if passage.form != "heading" and passage.kind in ("", WIN) and passage.state in (None, ItemState.DONE):
                self._win(passage)

    def _only_holds(self, passage: Passage) -> bool:
        """Whether the entry so far is a heading, such as a month, that says nothing itself and has dated items."""
        group = self._group
        return group is not None and group.level > 0 and not any(group.texts) and group.holds(passage)

    def _close(self) -> None:
        group, self._group = self._group, None
        if group:
            text = self._reader.read("\n".join(text for text in group.texts if text), is_plain=group.is_plain)
            self._add((group.kind, group.day, group.line), text, group.tags)

    def _row(self, passage: Passage) -> None:
        cells = dict(zip(self._columns, passage.cells, strict=False))
        day = cells.get("date", "")
        dated = self._day(day, passage.line)
        if dated is None:
            if passage.kind == CHECK_IN and leading_date(day) is None:
                self._undated(self._reader.undated_cell(cells), passage.line)
            return
        self._close()
        text = self._reader.read_cells({name: cell for name, cell in cells.items() if name != "date"})
        self._add((passage.kind, dated[0], passage.line), text, passage.read.tags)

    def _add(self, place: tuple[str, date, int], text: EntryText, tags: Sequence[str]) -> None:
        kind, day, line = place
        names = frozenset(map(str.casefold, tags))
        if kind == CHECK_IN:
            self._found.check_ins.append(CheckIn(day, line, text.note, text.value, text.health, text.confidence))
        if kind == DECISION or DECISION in names:
            self._found.decisions.append(Decision(day, text.whole, line))
        if kind == WIN or WIN in names:
            self._found.wins.append(Win(text.whole, line, day))
        self._found.problems.extend(Problem(m.rule, Span(line), m.message, m.help, m.severity) for m in text.misreads)

    def _undated(self, value: str, line: int) -> None:
        if value:
            message = say("{value} has no date, so it is no value of the metric.", value=quote(value))
            remedy = say("Write the day before it, such as `2026-03-15`.")
            self._found.problems.append(Problem("field-not-read", Span(line), message, remedy))

    def _win(self, passage: Passage) -> None:
        dated = self._day(passage.content, passage.line)
        text = dated[1] if dated else passage.content
        title, done = self._reader.win(text)
        if passage.state is None and done is None:
            title = self._reader.read(text, is_plain=not passage.read.children).whole
        if title:
            self._found.wins.append(Win(title, passage.line, dated[0] if dated else done))

    def _close_review(self) -> None:
        texts = [
            passage for passage in self._review if passage.form != "heading" or passage.level > self._review[0].level
        ]
        dated = self._day(texts[0].content, texts[0].line) if texts else None
        written = [dated[1] if dated else passage.content for passage in texts[:1]]
        shown = [self._reader.plain(text) for text in (*written, *(passage.content for passage in texts[1:]))]
        if any(shown):
            days = [dated[0] if dated else None, *(self._reader.any_day(passage.content) for passage in self._review)]
            day = next((day for day in days if day), None)
            self._found.review = Review("\n\n".join(filter(None, shown)), self._review[0].line, day)

    def _day(self, text: str, line: int) -> tuple[date, str] | None:
        """The date a text begins with, and what is behind it; a date that does not exist is named."""
        found = leading_date(text)
        if found is None:
            return None
        day, typed, rest = found
        if day is None:
            problem = Problem("invalid-date", Span(line), say("{typed} is not a date.", typed=quote(typed)), DATE_HELP)
            self._found.problems.append(problem)
            return None
        return day, rest
