"""Outline: one walk over a note's block tokens that finds headings, checklist items, links, tags and dated passages.

The walk also notes on the tokens what `prose` prints: `meta["symbol"]` and `meta["state"]` of list items,
`meta["anchor"]` of headings, `meta["callout"]` of quotes, `meta["block"]` of what a block id names; `children` of texts
that are more than plain.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern

from markdown_it.token import Token

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem
from milepost.model.ids import slug
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.status import ItemState
from milepost.syntax.block_parser import BLOCK_NESTING
from milepost.syntax.checklist import BOX, Checklist
from milepost.syntax.document import ChecklistItem, Heading, ItemList
from milepost.syntax.inlines import Inlines, Read, Text
from milepost.syntax.links import sole_wikilink
from milepost.syntax.markdown import Blocks
from milepost.syntax.passages import WIN, Passage, Sections
from milepost.syntax.tags import is_goal_tag, without_tags
from milepost.syntax.values_link import wikilink_target

_BLOCK_ID = re.compile(r"(?:^|[ \t\n])\^([A-Za-z0-9-]+)$")
_FIRST_BLOCK_ID = re.compile(r"[^\n]*[ \t]\^([A-Za-z0-9-]+)(?=\n)")
_CALLOUT = re.compile(r"\[!([^\]|\n]+)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*")
_ANCHOR = "h-"


@dataclass(slots=True)
class Outline:
    """What one walk found, in the note's order."""

    headings: list[Heading] = field(default_factory=list)
    items: list[ChecklistItem] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    block_ids: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waits: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    has_goal_tag: bool = False


@dataclass(slots=True)
class _Above:
    """An open list item: its line, and the checklist item that encloses what is in it (-1: none)."""

    line: int
    item: int


class Walk:
    """The walk itself. Its state is what is open at the token it stands on."""

    def __init__(self, blocks: Blocks, inlines: Inlines, settings: ReadingSettings) -> None:
        self.found = Outline()
        self._tokens = blocks.tokens
        self._inlines = inlines
        self._checklist = Checklist(inlines, settings, self.found.problems, self.found.waits)
        self._sections = Sections(settings)
        self._anchors: dict[str, int] = {}
        self._lists: list[ItemList] = []
        self._list_count = 0
        self._above: list[_Above] = []
        self._quotes = 0
        self._footnotes = 0
        self._starts = inlines.starts
        self._cells: list[str] = []
        self._cell_line, self._cell_from = 0, 0

    def run(self) -> Outline:
        """Walk from the first token to the last."""
        for index, token in enumerate(self._tokens):
            handler = _HANDLERS.get(token.type)
            if handler:
                handler(self, index, token)
        self._report_cuts()
        return self.found

    # -- containers

    def _list_open(self, _: int, token: Token) -> None:
        self._list_count += 1
        is_ordered = token.type == "ordered_list_open"
        self._lists.append(ItemList(len(self.found.headings) - 1, self._list_count, is_ordered, self._quotes > 0))

    def _list_close(self, _: int, __: Token) -> None:
        self._lists.pop()

    def _list_item_open(self, _: int, token: Token) -> None:
        enclosing = self._above[-1].item if self._above else -1
        self._above.append(_Above(_line(token), enclosing))

    def _list_item_close(self, _: int, __: Token) -> None:
        self._above.pop()

    def _quote_open(self, _: int, __: Token) -> None:
        self._quotes += 1

    def _quote_close(self, _: int, __: Token) -> None:
        self._quotes -= 1

    def _footnote_open(self, _: int, __: Token) -> None:
        self._footnotes += 1

    def _footnote_close(self, _: int, __: Token) -> None:
        self._footnotes -= 1

    def _row_open(self, _: int, __: Token) -> None:
        self._cells = []

    def _row_close(self, index: int, token: Token) -> None:
        if self._sections.kind and not self._footnotes:
            form = "header" if self._tokens[index - 1].type == "th_close" else "row"
            line = _line(token) if token.map else _line(self._tokens[index - 2])
            self.found.passages.append(Passage(form, line, "", self._sections.kind, cells=tuple(self._cells)))

    def _comment(self, _: int, token: Token) -> None:
        self._inlines.comment(_text(token))

    # -- texts

    def _inline(self, index: int, token: Token) -> None:
        before = self._tokens[index - 1]
        if before.type == "paragraph_open":
            self._paragraph(index, token)
        elif before.type == "heading_open":
            self._heading(before, token)
        else:
            self._cell(token)

    def _paragraph(self, index: int, token: Token) -> None:
        container = self._tokens[index - 2] if index > 1 else token
        starts_item = container.type == "list_item_open"
        box = BOX.match(token.content) if starts_item else None
        if box:
            self._item(container, token, box)
            return
        if container.type == "blockquote_open" and token.content.startswith("[!"):
            self._callout(container, token)
        if "^" in token.content and (block_id := self._take_block_id(token)):
            self._name_block(container if starts_item else self._tokens[index - 1], block_id, _line(token))
        read = self._inlines.read(_text(token), "item" if self._above else "prose")
        if read.children:
            token.children = list(read.children)
        if read.tags and not self._above:
            self._note_goal_tag(read.tags)
        self._pass("item" if starts_item else "paragraph", token, read)

    def _item(self, container: Token, token: Token, box: re.Match[str]) -> None:
        symbol, at, typed = box[1], token.meta["at"], token.content.split("\n", 1)[0]
        token.content, token.meta["at"] = token.content[box.end() :], (at[0] + box.end(), *at[1:])
        block_id = self._take_block_id(token) if "^" in token.content else ""
        text = _text(token)
        line, start = text.line, self._starts[text.line - 1]
        state = self._checklist.state(symbol, line, at[0] - start + 1)
        item = self._checklist.read(text, token.meta["at"][0] - start + 1)
        if item.read.children:
            token.children = list(item.read.children)
        container.meta = {"symbol": symbol, "state": state, "line": line}
        if item.block_id and not block_id:
            self.found.block_ids.setdefault(item.block_id, line)
        self._name_block(container, block_id or item.block_id, line)
        above = self._above[-1]
        sole = sole_wikilink(without_tags(item.title)) if "[[" in item.title else None
        self.found.items.append(
            ChecklistItem(
                line=line,
                column=self._inlines.blocks.text.rfind(container.info + container.markup, 0, at[0]) - start + 1,
                symbol=symbol,
                state=state,
                title=item.title,
                plain=item.plain,
                parent_line=self._above[-2].line if len(self._above) > 1 else None,
                parent=above.item,
                within=self._lists[-1],
                fields=item.fields,
                tags=tuple(item.read.tags),
                block_id=block_id or item.block_id,
                sole_link=wikilink_target(sole) if sole else None,
                end_column=at[0] - start + len(typed.rstrip()) + 1,
                counted=self._checklist.counts(symbol, text.content),
            )
        )
        above.item = len(self.found.items) - 1
        self._pass("item", token, item.read, state)

    def _heading(self, opening: Token, token: Token) -> None:
        block_id = self._take_block_id(token) if "^" in token.content else ""
        # the same headings come back in many notes: they share the words
        token.content = intern(token.content)
        text = _text(token)
        read = self._inlines.read(text, "prose")
        token.children = list(read.children)
        if opening.level:
            return
        self._note_goal_tag(read.tags)
        line = self._checklist.heading(text, read.opaque)
        typed = text.content.replace("\n", " ")
        plain = self._checklist.plain(typed, typed, read.children)
        heading = Heading(
            level=int(opening.tag[1:]),
            text=typed,
            plain=plain,
            line=text.line,
            title=line.title,
            fields=line.fields,
            tags=tuple(read.tags),
            block_id=block_id or line.block_id,
            anchor=self._anchor(plain),
        )
        opening.meta["anchor"] = heading.anchor
        self.found.headings.append(heading)
        self._sections.enter(heading.level, plain if line.title == typed else self._checklist.plain(line.title))
        if self._sections.kind:
            self.found.passages.append(
                Passage("heading", text.line, text.content, self._sections.kind, read, level=heading.level)
            )

    def _callout(self, quote: Token, token: Token) -> None:
        """Take the first line of a callout off its first paragraph and put it on the quote."""
        found = _CALLOUT.match(token.content)
        if found is None:
            return
        first, _, rest = token.content.partition("\n")
        at = token.meta["at"]
        title = Text(first[found.end() :], (at[0] + found.end(),), _line(token))
        read = self._inlines.read(title, "prose")
        self._note_goal_tag(read.tags)
        quote.meta["callout"] = (found[1].strip().lower(), found[2], title.content, read.children)
        token.content, token.meta["at"] = rest, at[1:]
        token.map = [_line(token), token.map[1]] if token.map else None

    def _cell(self, token: Token) -> None:
        content, line = token.content, _line(token)
        row = self._line_text(line)
        written = content.replace("|", "\\|")
        if self._cell_line != line:
            self._cell_line, self._cell_from = line, 0
        column = max(row.find(written, self._cell_from), 0)
        self._cell_from = column + len(written)
        read = self._inlines.read(Text(content, (self._starts[line - 1] + column,), line, in_cell=True), "prose")
        token.children = list(read.children)
        self._note_goal_tag(read.tags)
        self._cells.append(content)

    # -- small parts

    def _pass(self, form: str, token: Token, read: Read, state: ItemState | None = None) -> None:
        """Keep a text for `checkins`, if it may be one of theirs: a footnote stands in no section."""
        if self._footnotes:
            return
        kind = self._sections.kind
        if kind or (read.tags and WIN in map(str.casefold, read.tags)):
            line = _line(token)
            depth = len(self._above)
            self.found.passages.append(Passage(form, line, token.content, kind, read, state=state, depth=depth))

    def _note_goal_tag(self, tags: Sequence[str]) -> None:
        if tags and not self._above and any(map(is_goal_tag, tags)):
            self.found.has_goal_tag = True

    def _take_block_id(self, token: Token) -> str:
        """Take a block id off the end of a text, or of its first line. Alone, it names what stands before it."""
        found = _BLOCK_ID.search(token.content) or _FIRST_BLOCK_ID.match(token.content)
        if found is None:
            return ""
        token.content = token.content[: found.start(1) - 1].rstrip() + token.content[found.end(1) :]
        self.found.block_ids.setdefault(found[1], _line(token))
        return found[1]

    def _name_block(self, opening: Token, block_id: str, line: int) -> None:
        """Let a block bear its id, unless another one has it already."""
        if block_id and self.found.block_ids.get(block_id) == line:
            opening.meta["block"] = block_id

    def _line_text(self, line: int) -> str:
        stop = self._starts[line] - 1 if line < len(self._starts) else len(self._inlines.blocks.text)
        return self._inlines.blocks.text[self._starts[line - 1] : stop]

    def _anchor(self, plain: str) -> str:
        """An id of its own for each heading; equal ones are numbered in order."""
        base = slug(plain) or "section"
        anchor, number = base, self._anchors.get(base, 0)
        while not number or anchor in self._anchors:
            number += 1
            anchor = base if number == 1 else f"{base}-{number}"
        self._anchors[base] = max(number, 1)
        self._anchors.setdefault(anchor, 1)
        return intern(_ANCHOR + anchor)

    def _report_cuts(self) -> None:
        for line in self._inlines.blocks.scratch.cut_lines[:1]:
            message = say(
                "Quotes and lists lie more than {block_nesting} levels deep here; what is deeper is not read.",
                block_nesting=BLOCK_NESTING,
            )
            self.found.problems.append(Problem("nesting-cut", Span(line + 1), message, say("Nest less deeply.")))


def _line(token: Token) -> int:
    """The first line of a token, from 1."""
    return token.map[0] + 1 if token.map else 1


def _text(token: Token) -> Text:
    return Text(token.content, token.meta["at"], _line(token))


_HANDLERS: Mapping[str, Callable[[Walk, int, Token], None]] = {
    "inline": Walk._inline,
    "list_item_open": Walk._list_item_open,
    "list_item_close": Walk._list_item_close,
    "bullet_list_open": Walk._list_open,
    "ordered_list_open": Walk._list_open,
    "bullet_list_close": Walk._list_close,
    "ordered_list_close": Walk._list_close,
    "blockquote_open": Walk._quote_open,
    "blockquote_close": Walk._quote_close,
    "comment": Walk._comment,
    "footnote_reference_open": Walk._footnote_open,
    "footnote_reference_close": Walk._footnote_close,
    "tr_open": Walk._row_open,
    "tr_close": Walk._row_close,
}
