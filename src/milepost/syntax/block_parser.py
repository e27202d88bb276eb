"""Blocks in linear time: markdown-it-py's block rules, asked only where a line's first character lets them match.

Owns which rules there are, the limit of nesting, and where two rules of the stock parser were merged or guarded for
speed. Knows nothing of what the blocks mean.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from markdown_it import MarkdownIt, rules_block
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from milepost.syntax.block_rules import bullets, comment, definition, heading, hr, math, paragraph, table
from milepost.syntax.scratch import scratch
from milepost.syntax.tokens import PlainToken

BLOCK_NESTING = 200
"""Levels of quotes and lists that are read: 99 lists in one another."""

Rule = RuleFuncBlockType

_INDENT = re.compile(r"[ \t]*")
_DIGITS = "0123456789"
_STARTS: tuple[tuple[str, Rule, str], ...] = (
    ("fence", rules_block.fence, "`~"),
    ("blockquote", rules_block.blockquote, ">"),
    ("hr", hr, "*-_"),
    ("list", bullets, "*+-" + _DIGITS),
    ("comment", comment, "%"),
    ("math", math, "$"),
    ("definition", definition, "["),
    ("html_block", rules_block.html_block, "<"),
    ("heading", heading, "#"),
)
"""Rules in the order in which they are tried, with the characters a line they match begins with."""
_INTERRUPTS: Mapping[str, frozenset[str]] = {
    "paragraph": frozenset(
        {"fence", "blockquote", "hr", "list", "comment", "math", "definition", "html_block", "heading"}
    ),
    "reference": frozenset(
        {"fence", "blockquote", "hr", "list", "comment", "math", "definition", "html_block", "heading"}
    ),
    "blockquote": frozenset({"fence", "blockquote", "hr", "list", "comment", "math", "html_block", "heading"}),
    "list": frozenset({"fence", "blockquote", "hr", "comment", "math"}),
}
"""Which rules end what: the stock table, with comments and math as fences."""
_ACTIVE = [*(name for name, _, _ in _STARTS), "code"]
_ENDED_BY_TABLES = frozenset({"paragraph", "reference"})


def _by_character(names: frozenset[str] | None = None) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, tuple[Rule, ...]] = {}
    for name, rule, characters in _STARTS:
        for character in characters if names is None or name in names else "":
            found[character] = (*found.get(character, ()), rule)
    return found


class _Endings(Ruler[Rule]):
    """The rules that end a block, each chain as one function that looks at the line's first character first."""

    def __init__(self) -> None:
        super().__init__()
        for name, rule, _ in _STARTS:
            self.push(name, rule)
        self.push("code", rules_block.code)
        self._chains = {
            chain: [_ending(_by_character(names), tables=chain in _ENDED_BY_TABLES)]
            for chain, names in _INTERRUPTS.items()
        }

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803 - the library's name
        return self._chains.get(chainName, [])

    def get_active_rules(self) -> list[str]:
        return _ACTIVE


def _ending(rules_of: Mapping[str, tuple[Rule, ...]], *, tables: bool) -> Callable[[StateBlock, int, int, bool], bool]:
    def ends(state: StateBlock, start: int, end: int, _silent: bool) -> bool:  # noqa: FBT001 - the library's signature
        at = state.bMarks[start] + state.tShift[start]
        rules = rules_of.get(state.src[at : at + 1], ())
        for rule in rules:
            if rule(state, start, end, True):
                return True
        return tables and table(state, start, end, True)

    return ends


class BlockState(StateBlock):
    """markdown-it-py's block state, its table of lines made from offsets that are already known."""

    def __init__(self, text: str, starts: Sequence[int], md: MarkdownIt, env: EnvType) -> None:
        super().__init__("", md, env, [])
        stops = [*(start - 1 for start in starts[1:]), len(text)]
        if not text[starts[-1] :].strip(" \t"):
            starts, stops = starts[:-1], stops[:-1]
        self.src = text
        self.bMarks, self.eMarks = [*starts, len(text)], [*stops, len(text)]
        self.tShift = [_indent(text, start, stop) for start, stop in zip(starts, stops, strict=True)]
        self.sCount = [
            shift if "\t" not in (space := text[start : start + shift]) else len(space.expandtabs(4))
            for start, shift in zip(starts, self.tShift, strict=True)
        ]
        self.tShift.append(0)
        self.sCount.append(0)
        self.bsCount = [0] * len(self.bMarks)
        self.lineMax = len(starts)

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token."""
        token = PlainToken(ttype, tag, nesting)
        token.block = True
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


def _indent(text: str, start: int, stop: int) -> int:
    """How many spaces and tabs a line begins with."""
    if start < stop and text[start] not in " \t":
        return 0
    found = _INDENT.match(text, start, stop)
    return found.end() - start if found else 0


class BlockParser(ParserBlock):
    """markdown-it-py's block parser with a table from first characters to rules in place of trying all rules."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler = _Endings()
        last = (table, paragraph)
        self._rules = {character: (*rules, *last) for character, rules in _by_character().items()}
        self._last = last

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Read the lines of one container. Lines nested too deeply are skipped, and their first is noted."""
        line, seen_empty = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                return
            if state.level >= BLOCK_NESTING:
                scratch(state.env).cut_lines.append(line)
                state.line = endLine
                return
            self._block(state, line, endLine)
            state.tight = not seen_empty
            line = state.line
            seen_empty = seen_empty or state.isEmpty(line - 1)
            if line < endLine and state.isEmpty(line):
                seen_empty = True
                state.line = line = line + 1

    def _block(self, state: StateBlock, line: int, end: int) -> None:
        if state.sCount[line] - state.blkIndent > 3:
            rules_block.code(state, line, end, False)
            return
        for rule in self._rules.get(state.src[state.bMarks[line] + state.tShift[line]], self._last):
            if rule(state, line, end, False):
                return
