"""The words that stand in templates themselves, found between tags and in attributes that people hear or read.

A template is written in English, as it is read. A run of text between two tags, with the values printed in it, is one
message: `Made by {{ frame.generator }}` is known to catalogues as `Made by {1}`. A catalogue is put to use before a
template is parsed, so that pages in English cost nothing and no text can be forgotten. Words given to macros are
marked: `_("Area")`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import NamedTuple

Catalogue = Mapping[str, str]

_JINJA = re.compile(r"(\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\})", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z!]")
_HEARD = re.compile(r"\b(?:aria-label|title|placeholder|alt|data-word-[a-z]+)=\Z")
_MARKED = re.compile(r"\b_\(\s*\"([^\"]+)\"\s*\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENTITY = re.compile(r"&#?\w+;")
_HOLE = re.compile(r"\{(\d+)\}")


class Run(NamedTuple):
    """Text in a template: where it stands, its message, and the expressions that are printed in it."""

    start: int
    end: int
    message: str
    prints: tuple[str, ...]


def runs(source: str) -> Iterator[Run]:
    """Every run of text that has words."""
    for start, end in _Reader(source).spans():
        text = source[start:end]
        prints = tuple(part for part in _JINJA.findall(text))
        message = " ".join(_numbered(text).split())
        if _WORD.search(_ENTITY.sub("", _HOLE.sub("", message))):
            lead = len(text) - len(text.lstrip())
            yield Run(start + lead, end - (len(text) - len(text.rstrip())), message, prints)


def messages(source: str) -> Iterator[tuple[int, str]]:
    """Every message of a template with its line, those that are marked among them."""
    for run in runs(source):
        yield source.count("\n", 0, run.start) + 1, run.message
    for marked in _MARKED.finditer(source):
        yield source.count("\n", 0, marked.start()) + 1, marked[1]


def translated(source: str, catalogue: Catalogue) -> str:
    """A template in another language; what the catalogue does not have stays as it is. Lines keep their numbers."""
    pieces, at = [], 0
    for run in runs(source):
        said = catalogue.get(run.message)
        if said is not None:
            lines = source.count("\n", run.start, run.end)
            pieces += [source[at : run.start], _filled(said, run.prints), "{#" + "\n" * lines + "#}" if lines else ""]
            at = run.end
    return "".join((*pieces, source[at:]))


def _filled(said: str, prints: tuple[str, ...]) -> str:
    """A translation with the expressions in their places, safe in text and in attributes."""

    def print_of(hole: re.Match[str]) -> str:
        number = int(hole[1])
        return prints[number - 1] if 0 < number <= len(prints) else ""

    safe = escape(said.replace("&nbsp;", "\xa0")).replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
    return _HOLE.sub(print_of, safe)


def _numbered(text: str) -> str:
    number = iter(range(1, 100))
    return _JINJA.sub(lambda _: f"{{{next(number)}}}", text)


class _Reader:
    """Goes through a template and knows whether it is in a tag, and in which attribute."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._in_tag, self._quote = False, ""
        self._begin = -1

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where text begins and ends: up to a tag, a quote, or a statement."""
        at = 0
        for part in _JINJA.split(self._source):
            if _JINJA.fullmatch(part):
                if not part.startswith("{{"):
                    yield from self._ended(at)
                elif self._begin < 0 and not self._in_tag:
                    self._begin = at
            else:
                yield from self._literal(part, at)
            at += len(part)
        yield from self._ended(at)

    def _literal(self, part: str, start: int) -> Iterator[tuple[int, int]]:
        for offset, sign in enumerate(part):
            at = start + offset
            if not self._in_tag:
                if sign == "<" and _TAG.match(self._source, at):
                    yield from self._ended(at)
                    self._in_tag = True
                elif self._begin < 0:
                    self._begin = at
            elif self._quote:
                if sign == self._quote:
                    yield from self._ended(at)
                    self._quote = ""
            elif sign in "\"'":
                self._quote = sign
                self._begin = at + 1 if _HEARD.search(self._source, max(0, at - 40), at) else -1
            elif sign == ">":
                self._in_tag = False

    def _ended(self, at: int) -> Iterator[tuple[int, int]]:
        if 0 <= self._begin < at:
            yield self._begin, at
        self._begin = -1


def marked(catalogue: Catalogue) -> Callable[[str], str]:
    """`_` in a template."""
    return lambda text: catalogue.get(text, text)
