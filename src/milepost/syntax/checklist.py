"""Checklist items: what a box says, and the line behind it as title and fields."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem
from milepost.diagnostics.wording import quote
from milepost.model.fields import ItemFields
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.status import KNOWN_SYMBOLS, ItemState
from milepost.syntax.inlines import Inlines, Read, Text, plain_text
from milepost.syntax.line_fields import Line, merged, read_further_line, read_line, read_short
from milepost.syntax.line_pieces import Stretches, first_line
from milepost.syntax.markdown import is_plain, parse_inline
from milepost.syntax.source import line_starts
from milepost.syntax.tags import without_tags

BOX = re.compile(r"\[([^\n])\](?:[ \t]+|(?=\s)|$)")
"""A box at the start of a list item's text."""

_STATE_OF_TYPE: Mapping[str, ItemState] = {
    "TODO": ItemState.TODO,
    "DONE": ItemState.DONE,
    "IN_PROGRESS": ItemState.IN_PROGRESS,
    "ON_HOLD": ItemState.ON_HOLD,
    "CANCELLED": ItemState.CANCELLED,
}
_NO_TASK = "NON_TASK"
_MISSED = "tasks-plugin-would-miss"
_SYMBOL_HELP = say("Use one of `[ ] [x] [/] [-] [h]`, or give the character a meaning in the Tasks plugin's settings.")


class ItemText(NamedTuple):
    """What is behind a box."""

    title: str
    plain: str
    fields: ItemFields
    block_id: str
    read: Read


@dataclass(slots=True)
class Checklist:
    """Reads boxes and the lines behind them; says once of each unknown symbol that it is none.

    `waits`: of the line of what waits, where each of its `depends_on` stands.
    """

    inlines: Inlines
    settings: ReadingSettings
    problems: list[Problem]
    waits: dict[int, tuple[Span, ...]]
    _unknown: set[str] = field(default_factory=set)

    def state(self, symbol: str, line: int, column: int) -> ItemState:
        """What a symbol means: the vault's own table, then the known ones, else open."""
        own = self.settings.symbols.get(symbol)
        if own is not None:
            return _STATE_OF_TYPE.get(own, ItemState.TODO)
        known = KNOWN_SYMBOLS.get(symbol)
        if known is None and symbol not in self._unknown:
            self._unknown.add(symbol)
            message = say("The box {value} is none milepost knows; it is read as open.", value=quote(f"[{symbol}]"))
            span = Span(line, column, column + 3)
            self.problems.append(Problem("unknown-symbol", span, message, _SYMBOL_HELP))
        return known or ItemState.TODO

    def counts(self, symbol: str, text: str) -> bool:
        """Whether the vault's Tasks plugin takes the line for a task, by its global filter and its table of symbols."""
        if self.settings.symbols.get(symbol) == _NO_TASK:
            return False
        return not self.settings.global_filter or self.settings.global_filter in text

    def read(self, text: Text, column: int) -> ItemText:
        """The text behind a box, which begins in `column`: title, fields and block id; further lines may add fields."""
        read = self.inlines.read(text, "item")
        newline = "\n" in text.content
        first = first_line(text.content, read.opaque) if newline else text.content
        short = read_short(first, read.opaque, self.settings)
        line = self.line(first, Span(text.line, column), read.opaque) if short is None else short
        lines = [line, *self._further(text, read.opaque)] if newline else [line]
        fields = merged(lines) if newline else line.fields
        if fields.depends_on:
            self._note_waits(text, lines)
        plain = line.title
        if read.children or "#" in plain:
            plain = self.plain(plain, *(() if newline else (first, read.children)))
        return ItemText(line.title, plain, fields, line.block_id, read)

    def line(self, content: str, place: Span, opaque: Stretches) -> Line:
        """A line as title and fields."""
        line = read_line(content, place, opaque, self.settings)
        if line.problems:
            self.problems.extend(line.problems)
        return line

    def heading(self, text: Text, opaque: Stretches) -> Line:
        """A heading read as a checklist line. The Tasks plugin reads no headings, so it cannot miss anything there."""
        content = text.content.replace("\n", " ")
        line = read_line(content, self.inlines.span(text, 0, 0), opaque, self.settings)
        self.problems.extend(problem for problem in line.problems if problem.rule != _MISSED)
        if line.waits:
            self._note_waits(text, [line])
        return line

    def plain(self, title: str, whole: str = "", children: Sequence[Token] = ()) -> str:
        """A title as plain text without tags. It is read again only where the tokens of the whole line do not tell."""
        env = self.inlines.blocks.env
        if not title or (whole and not children) or is_plain(title, env):
            return without_tags(title)
        shown = plain_text(children) if children and whole.startswith(title) else ""
        behind = whole[len(title) :]
        if shown and shown.endswith(behind):
            shown = shown[: len(shown) - len(behind)]
        else:
            shown = plain_text(parse_inline(title, env)[0])
        return without_tags(" ".join(shown.split()))

    def _note_waits(self, text: Text, lines: Sequence[Line]) -> None:
        """Note where that stands which a text waits for: what the first of its lines says that says so."""
        for line, begin in zip(lines, line_starts(text.content), strict=False):
            if line.waits:
                spans = [self.inlines.span(text, begin + start, begin + end) for start, end in line.waits]
                self.waits[text.line] = tuple(spans)
                return

    def _further(self, text: Text, opaque: Stretches) -> Sequence[Line]:
        lines, first = [], 0
        for row, begin in zip(text.content.split("\n")[1:], line_starts(text.content)[1:], strict=True):
            while first < len(opaque) and opaque[first][1] <= begin:
                first += 1
            last = bisect_left(opaque, (begin + len(row), 0))
            inside = [(start - begin, end - begin) for start, end in opaque[first:last]] if first < last else ()
            place = self.inlines.span(text, begin, begin)
            line = read_further_line(row, place, inside, self.settings)
            self.problems.extend(line.problems)
            lines.append(line)
        return lines
