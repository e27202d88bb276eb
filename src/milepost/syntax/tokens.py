"""Tokens of markdown-it-py, made fast: a note has two hundred, and making them was a tenth of reading it."""

from typing import Any, Literal

from markdown_it.token import Token


class PlainToken(Token):
    """A token made from what is known at once. Its constructor looks at nothing else."""

    __slots__ = ()

    def __init__(
        self,
        kind: str,
        tag: str,
        nesting: Literal[-1, 0, 1],
        content: str = "",
        *,
        meta: dict[Any, Any] | None = None,
    ) -> None:
        self.type = kind
        self.tag = tag
        self.nesting = nesting
        self.attrs = {}
        self.map = self.children = None
        self.level = 0
        self.content = content
        self.markup = self.info = ""
        self.meta = {} if meta is None else meta
        self.block = self.hidden = False
