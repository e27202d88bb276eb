"""Inlines: the texts of a note read one after the other, and the links and tags found on the way, each in its place."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.token import Token

from milepost.diagnostics.problem import Problem
from milepost.model.said import say
from milepost.model.span import Span
from milepost.syntax.document import Link
from milepost.syntax.inline_parser import INLINE_NESTING
from milepost.syntax.line_pieces import Stretches
from milepost.syntax.links import Reach, reach, read_wikilink, vault_target, wikilinks_in
from milepost.syntax.markdown import Blocks, is_plain, parse_inline
from milepost.syntax.source import line_starts
from milepost.syntax.tags import find_tags, unique_tags

_COMMENT = "comment"


class Text(NamedTuple):
    """A text as it stands in the note: `at` gives the offset of each of its lines, `line` its first line, from 1.

    In a table cell (`in_cell`) each `|` is written `\\|`.
    """

    content: str
    at: tuple[int, ...]
    line: int
    in_cell: bool = False


class Read(NamedTuple):
    """A text read: its inline tokens (none if it is plain), its tags, and where no field can stand."""

    children: Sequence[Token] = ()
    tags: Sequence[str] = ()
    opaque: Stretches = ()


NOTHING_READ = Read()


@dataclass(slots=True)
class Inlines:
    """Reads texts in the order of the note and gathers what they link to and are tagged with."""

    blocks: Blocks
    starts: Sequence[int]
    links: list[Link] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    comment_tags: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    _rows: tuple[str, Sequence[int]] = ("", (0,))
    _pipes: tuple[str, int, int] = ("", 0, 0)

    def read(self, text: Text, where: str) -> Read:
        """Read one text; plain text takes the short way."""
        content = text.content
        if is_plain(content, self.blocks.env):
            if "#" not in content:
                return NOTHING_READ
            tags = find_tags(content)
            self.tags.extend(tags)
            return Read((), tags)
        children, opaque = parse_inline(content, self.blocks.env)
        if self.blocks.scratch.is_deep:
            self._cut(text)
        return Read(children, self._collect(children, text, where), opaque)

    def comment(self, comment: Text, start: int = 0, end: int | None = None) -> None:
        """What a comment, a stretch of a text, is tagged with and links to: Obsidian counts both."""
        content = comment.content[start:end]
        tags = find_tags(content)
        self.tags.extend(tags)
        self.comment_tags.update(map(str.casefold, tags))
        for first, last, embed, inside in wikilinks_in(content) if "[[" in content else ():
            link = read_wikilink(inside)
            place = self.place(comment, start + first, start + last)
            self.links.append(Link(link.target, link.text, *place, embed, True, _COMMENT))

    def tags_of_comments(self) -> tuple[str, ...]:
        """The tags that stand in comments only."""
        if not self.comment_tags:
            return ()
        times = Counter(map(str.casefold, self.tags))
        return tuple(
            tag for tag in unique_tags(self.tags) if times[tag.casefold()] == self.comment_tags[tag.casefold()]
        )

    def span(self, text: Text, start: int, end: int) -> Span:
        """Where a stretch of a text stands, as far as it lies on its first line."""
        return Span(*self.place(text, start, end))

    def place(self, text: Text, start: int, end: int) -> tuple[int, int, int]:
        """The numbers of that span."""
        content = text.content
        row, begin = self._row(content, start)
        stop = content.find("\n", start, end)
        length = (end if stop < 0 else stop) - start
        offset = text.at[row] + start - begin
        if text.in_cell:
            offset += self._pipes_before(content, start)
            length += content.count("|", start, end)
        line = bisect_right(self.starts, offset)
        column = offset - self.starts[line - 1] + 1
        return line, column, column + length

    def _row(self, content: str, offset: int) -> tuple[int, int]:
        """Which line of a text an offset is on, and where that line begins."""
        if "\n" not in content:
            return 0, 0
        if self._rows[0] is not content:
            self._rows = (content, line_starts(content))
        row = bisect_right(self._rows[1], offset) - 1
        return row, self._rows[1][row]

    def _pipes_before(self, content: str, offset: int) -> int:
        """How many `|` stand before an offset; counted on from the last time, as cells are read in order."""
        known, at, count = self._pipes
        if known is not content or at > offset:
            at = count = 0
        count += content.count("|", at, offset)
        self._pipes = (content, offset, count)
        return count

    def _collect(self, children: Sequence[Token], text: Text, where: str) -> Sequence[str]:
        tags: list[str] = []
        in_link = 0
        for index, token in enumerate(children):
            kind = token.type
            if kind == "text":
                if not in_link and "#" in token.content:
                    tags.extend(find_tags(token.content))
            elif kind == "wikilink":
                self._wikilink(token, text, where)
            elif kind == "link_open":
                in_link += 1
                self._markdown_link(token, linked_text(children, index), text, where)
            elif kind == "link_close":
                in_link -= 1
            else:
                tags.extend(self._other(token, text, where))
        self.tags.extend(tags)
        return tags

    def _other(self, token: Token, text: Text, where: str) -> Sequence[str]:
        if token.type == "image":
            self._image(token, text, where)
        elif token.type == _COMMENT:
            start, end = token.meta["at"]
            self.comment(text, start + 2, end - 2)
        elif token.type == "footnote_ref" and token.children:
            # the footnote's own offsets do not count from the text's beginning: its links stand where it stands
            for child in token.children:
                child.meta["at"] = token.meta["at"]
            return self._collect(token.children, text, where)
        return ()

    def _wikilink(self, token: Token, text: Text, where: str) -> None:
        link = read_wikilink(token.content)
        self._add(token, Link(link.target, link.text, *self._place_of(token, text), bool(token.markup), True, where))

    def _markdown_link(self, token: Token, shown: str, text: Text, where: str) -> None:
        url = str(token.attrs["href"])
        if reach(url) is Reach.VAULT:
            self._add(token, Link(vault_target(url), shown, *self._place_of(token, text), False, False, where))

    def _image(self, token: Token, text: Text, where: str) -> None:
        url = str(token.attrs["src"])
        if reach(url) is Reach.VAULT:
            self._add(
                token, Link(vault_target(url), picture_words(token), *self._place_of(token, text), True, False, where)
            )

    def _add(self, token: Token, link: Link) -> None:
        token.meta["link"] = len(self.links)
        self.links.append(link)

    def _place_of(self, token: Token, text: Text) -> tuple[int, int, int]:
        return self.place(text, *token.meta["at"])

    def _cut(self, text: Text) -> None:
        self.blocks.scratch.is_deep = False
        message = say(
            "Brackets or emphasis lie more than {inline_nesting} deep here; what is deeper is shown as text.",
            inline_nesting=INLINE_NESTING,
        )
        self.problems.append(Problem("nesting-cut", Span(text.line), message))


def linked_text(children: Sequence[Token], start: int) -> str:
    """The plain text of the link that opens at `start`."""
    end = next((at for at in range(start + 1, len(children)) if children[at].type == "link_close"), len(children))
    return plain_text(children[start + 1 : end])


def plain_text(children: Sequence[Token]) -> str:
    """Inline tokens as text without markup, as a reader sees them."""
    return "".join([_plain(token) for token in children])


def picture_words(token: Token) -> str:
    """The words of a picture, a size behind them included, as plain text."""
    return " ".join(plain_text(token.children or ()).split())


def _plain(token: Token) -> str:
    match token.type:
        case "image":
            return picture_words(token)
        case "text":
            return token.content
        case "wikilink":
            return read_wikilink(token.content).text
        case "softbreak" | "hardbreak":
            return " "
        case "comment" | "footnote_ref":
            return ""
        case "html_inline":
            return "" if token.content.startswith("<!--") else token.content
        case _:
            return token.content
