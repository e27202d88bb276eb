"""YAML as a small tree of texts with offsets, read from the parser's events and never built into objects.

The limits are checked as the events stream in, so that no input can make the parser recurse, expand or construct.
"""

import re
from collections.abc import Callable
from importlib import import_module
from sys import intern
from typing import Any, NamedTuple, TypeAlias

import yaml

from milepost.model.said import say

_Parser: Callable[[str], yaml.parser.Parser]
try:
    _Parser = import_module("yaml.cyaml").CParser
except ImportError:  # PyYAML without libyaml
    _Parser = yaml.SafeLoader
IS_FAST = _Parser is not yaml.SafeLoader

MAX_CHARACTERS = 65_536
MAX_DEPTH = 16
MAX_NODES = 5_000
_A_WORD = 24
"""Texts up to this length are words that come back in many notes (`active`, `q2`): all notes share one."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(NamedTuple):
    """A single value as text. `plain` means without quotes and not a block."""

    text: str
    start: int
    end: int
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing is given: null, or blank text."""
        return not self.text.strip() or (self.plain and self.text in NULLS)


class Listing(NamedTuple):
    """A sequence."""

    items: "tuple[Node, ...]"
    start: int
    end: int


class Table(NamedTuple):
    """A mapping, as pairs in order; keys may repeat."""

    pairs: "tuple[tuple[Node, Node], ...]"
    start: int
    end: int


Node: TypeAlias = Scalar | Listing | Table


def typed(node: Node, text: str) -> str:
    """A node as one line of text: a scalar's own, else what was typed (`text` is what the node was read from)."""
    if isinstance(node, Scalar):
        return " ".join(node.text.split())
    return " ".join(text[node.start : node.end].split())


class RefusedError(Exception):
    """Why YAML was not read: at which offset, in one sentence. `forbidden`: it is YAML, but more than is allowed."""

    def __init__(self, offset: int, message: str, *, forbidden: bool = False) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.forbidden = forbidden


_YAML_TAG = "tag:yaml.org,2002:"
_RUN_OF_BRACKETS = re.compile(rf"[\[{{](?:\s*[\[{{]){{{MAX_DEPTH}}}")
_ODD = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters YAML allows nowhere, and those it takes for line ends that no editor does (NEL, LS, PS)."""


def read_nodes(text: str) -> Node | None:
    """The tree of one YAML document, None when it is empty. Raises `RefusedError`, and nothing else."""
    if len(text) > MAX_CHARACTERS:
        raise _forbidden(0, f"The front matter has more than {MAX_CHARACTERS // 1024} KB.")
    if deep := _RUN_OF_BRACKETS.search(text):
        raise _too_deep(deep.start())
    if odd := _ODD.search(text):
        raise RefusedError(odd.start(), f"YAML cannot hold the character U+{ord(odd[0]):04X}.")
    try:
        return _tree(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RefusedError(mark.index if mark else 0, _sentence(error)) from None
    except yaml.YAMLError as error:
        raise RefusedError(0, f"YAML cannot read this: {error}.") from None


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return say(
        "YAML cannot read this: {problem}.", problem=error.problem or error.context or say("something is missing")
    )


def _tree(text: str) -> Node | None:
    next_event: Callable[[], Any] = _Parser(text).get_event
    outer: list[tuple[bool, int, list[Node]]] = []
    top: list[Node] = []
    into, count = top, 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            into.append(_scalar(event))
            count += 1
        elif kind in _STARTS:
            outer.append((kind is yaml.MappingStartEvent, _start(event, depth=len(outer)), into))
            into = []
            count += 1
        elif kind in _ENDS:
            is_map, start, enclosing = outer.pop()
            enclosing.append(_collection(into, start, event.end_mark.index, is_map=is_map))
            into = enclosing
        elif kind is yaml.StreamEndEvent:
            return top[0] if top else None
        else:
            _check_other(event, after=top)
        if count > MAX_NODES:
            raise _forbidden(event.start_mark.index, f"The front matter has more than {MAX_NODES} values.")


_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _scalar(event: Any) -> Scalar:
    if event.anchor is not None or event.tag is not None:
        raise _extra(event)
    plain = not event.style
    if plain and event.value == "<<":
        raise _forbidden(event.start_mark.index, "Merge keys (`<<`) are not read.")
    value = event.value
    return Scalar(
        intern(value) if len(value) <= _A_WORD else value, event.start_mark.index, event.end_mark.index, plain
    )


def _start(event: Any, *, depth: int) -> int:
    at: int = event.start_mark.index
    if event.anchor is not None or event.tag is not None:
        raise _extra(event)
    if depth >= MAX_DEPTH:
        raise _too_deep(at)
    return at


def _collection(parts: list[Node], start: int, end: int, *, is_map: bool) -> Node:
    if is_map:
        return Table(tuple(zip(parts[::2], parts[1::2], strict=True)), start, end)
    return Listing(tuple(parts), start, end)


def _check_other(event: Any, *, after: list[Node]) -> None:
    """Documents begin and end; everything else that may come is forbidden."""
    at = event.start_mark.index
    if isinstance(event, yaml.AliasEvent):
        raise _forbidden(at, f"The alias `*{event.anchor}` is not read.")
    if isinstance(event, yaml.DocumentStartEvent) and (after or event.version or event.tags):
        raise _forbidden(at, "A second document or a directive is not read.")


def _extra(event: Any) -> RefusedError:
    what = (
        say("The anchor `&{anchor}`", anchor=event.anchor)
        if event.anchor is not None
        else say("The tag `{tag}`", tag=event.tag.replace(_YAML_TAG, "!!"))
    )
    return _forbidden(event.start_mark.index, say("{what} is not read.", what=what))


def _too_deep(offset: int) -> RefusedError:
    return _forbidden(offset, say("Values are nested more than {max_depth} deep.", max_depth=MAX_DEPTH))


def _forbidden(offset: int, message: str) -> RefusedError:
    return RefusedError(offset, message, forbidden=True)
