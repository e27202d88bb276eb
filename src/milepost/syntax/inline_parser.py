"""Inlines in linear time: markdown-it-py's inline rules, asked only at characters that can begin what they match.

Owns which rules there are and the limit of nesting.
"""

import re

from markdown_it import MarkdownIt, rules_inline
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from milepost.syntax import inline_rules as ours
from milepost.syntax.scratch import scratch

INLINE_NESTING = 20
"""Levels of brackets and emphasis that are read."""

Rule = RuleFuncInlineType

_SPECIAL = re.compile(r"[\n\\`*_\[\]<&$]|!\[|\^\[|~~|==|%%")

_RULES: dict[str, tuple[Rule, ...]] = {
    "\n": (rules_inline.newline,),
    "\\": (rules_inline.escape,),
    "`": (ours.code,),
    "~": (rules_inline.strikethrough.tokenize,),
    "*": (ours.emphasis,),
    "_": (rules_inline.emphasis.tokenize,),
    "[": (ours.wikilink, ours.link, ours.footnote_reference),
    "!": (ours.wikilink, ours.image),
    "^": (ours.inline_footnote,),
    "<": (rules_inline.autolink, ours.html),
    "&": (rules_inline.entity,),
    "=": (ours.highlight,),
    "%": (ours.comment,),
    "$": (ours.math,),
}


def _text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the library's signature
    found = _SPECIAL.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


_TEXT = (_text,)


class InlineParser(ParserInline):
    """markdown-it-py's inline parser with a table from characters to rules in place of trying all rules."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler2.enableOnly(["balance_pairs", "strikethrough", "emphasis", "fragments_join"])

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """The tokens of a text. Only where marks stand that may belong together are they brought together."""
        state = StateInline(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or any(meta and meta["delimiters"] for meta in state.tokens_meta):
            for rule in self.ruler2.getRules(""):
                rule(state)
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Read the text up to `posMax`. Nested too deeply, it is text."""
        end, src = state.posMax, state.src
        while state.pos < end:
            if state.level < INLINE_NESTING:
                for rule in _RULES.get(src[state.pos], _TEXT):
                    if rule(state, False):
                        break
                else:
                    self._literal(state)
            else:
                scratch(state.env).is_deep = True
                state.append_pending(src[state.pos : end])
                state.pos = end
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the library's name
        """Step over what begins here without reading it; remembered, so that brackets in brackets stay linear."""
        start = state.pos
        known = state.cache.get(start)
        if known is not None:
            state.pos = known
            return
        if state.level < INLINE_NESTING:
            state.level += 1
            if not any(rule(state, True) for rule in _RULES.get(state.src[start], _TEXT)):
                state.pos = start + 1
            state.level -= 1
        else:
            scratch(state.env).is_deep = True
            state.pos = state.posMax
        state.cache[start] = state.pos

    @staticmethod
    def _literal(state: StateInline) -> None:
        state.append_pending(state.src[state.pos])
        state.pos += 1
