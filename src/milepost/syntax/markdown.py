"""The Markdown parser: markdown-it-py with Obsidian's syntax added, its blocks read once and its inlines on request.

What raw HTML holds is text, so it is read as HTML (no box in it is an item) and never printed as such.
"""

from collections.abc import MutableMapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from milepost.model.frozen import frozen
from milepost.syntax.block_parser import BLOCK_NESTING, BlockParser, BlockState
from milepost.syntax.inline_fast import has_markup, parse_simple
from milepost.syntax.inline_parser import InlineParser
from milepost.syntax.scratch import Scratch, new_env, scratch

_REFERENCE_ROOM = 100_000


class _Markdown(MarkdownIt):
    """Link targets stay as they were typed: what may be linked is decided where links are printed."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": True, "maxNesting": BLOCK_NESTING})
        # the rules ask for options at every list item: a plain dict answers ten times as fast
        self.options = cast(OptionsDict, dict(self.options))
        self.block = BlockParser()
        self.inline = InlineParser()

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True


@cache
def _parser() -> MarkdownIt:
    return _Markdown()


@frozen
class Blocks:
    """A note's block tokens. Their `map` counts lines of the whole note, from 0; inlines are still to be read."""

    text: str
    tokens: Sequence[Token]
    env: MutableMapping[str, Any] = field(repr=False)

    @property
    def scratch(self) -> Scratch:
        """What the rules noted."""
        return scratch(self.env)


def parse_blocks(text: str, starts: Sequence[int], first_line: int) -> Blocks:
    """The blocks of `text` from its line `first_line`, counted from 0. Lines begin at `starts` and end in LF only."""
    env = new_env(max(len(text), _REFERENCE_ROOM))
    parser = _parser()
    state = BlockState(text, starts, parser, env)
    parser.block.tokenize(state, first_line, state.lineMax)
    return Blocks(text, state.tokens, env)


def is_plain(text: str, env: MutableMapping[str, Any]) -> bool:
    """Whether a text is the same with and without inline rules."""
    return not has_markup(text) and not ("references" in env and "[" in text)


def parse_inline(text: str, env: MutableMapping[str, Any]) -> tuple[list[Token], Sequence[tuple[int, int]]]:
    """The inline tokens of a text, and the stretches of it in which no field can stand, in order."""
    simple = parse_simple(text) if "references" not in env else None
    if simple is not None:
        return simple
    notes = scratch(env)
    notes.source, notes.opaque = text, []
    parser = _parser()
    children: list[Token] = []
    parser.inline.parse(text, parser, env, children)
    return children, sorted(notes.opaque)
