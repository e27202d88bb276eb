"""The short way through ordinary texts: wikilinks, links, code and emphasis that lie beside each other in plain words.

It makes the same tokens as the inline parser, several times as fast, or gives up. What it gives up on is everything
that could mean something else than it seems: marks within marks, escapes, entities, HTML, mathematics, references.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from milepost.syntax.tokens import PlainToken

_WORDS = r"[^*_`\\<&\[\]!~=%$^\n]"
_SPAN = re.compile(
    r"\[\[(?P<wikilink>[^\s\[\]|\\][^\[\]\n|\\]*(?:\|[^\[\]\n\\]*)?)\]\]"
    rf"|\[(?P<label>{_WORDS}+)\]\((?P<target>[^\s()<>\\&]+)\)"
    rf"|\*\*(?=[^\W_])(?P<strong>{_WORDS}*[^\W_])\*\*"
    rf"|\*(?=[^\W_])(?P<em>{_WORDS}*[^\W_])\*"
    r"|`(?P<code>[^`\n]+)`"
)

Found = tuple[list[Token], list[tuple[int, int]]]
"""Tokens, and the stretches in which no field can stand."""


def has_markup(text: str) -> bool:
    """Whether a text can be more than plain text, link references aside. Looking for each mark is the fastest way."""
    return (
        "*" in text
        or "_" in text
        or "`" in text
        or (
            "[" in text
            and ("[[" in text or "](" in text or "][" in text or "![" in text or "[^" in text or "^[" in text)
        )
        or "<" in text
        or "\\" in text
        or "&" in text
        or "$" in text
        or "==" in text
        or "~~" in text
        or "%%" in text
        or "  \n" in text
    )


def parse_simple(text: str) -> Found | None:
    """The tokens of a text, or None where the inline parser has to be asked."""
    tokens: list[Token] = []
    opaque: list[tuple[int, int]] = []
    at = 0
    for found in _SPAN.finditer(text):
        start, end = found.span()
        if start > at and not _add_text(tokens, text[at:start]):
            return None
        kind = found.lastgroup or ""
        if (start and text[start - 1] in "*`!^[\\") or text[end : end + 1] in _STICKY.get(kind, ()):
            return None
        _MAKERS[kind](found, tokens, opaque)
        at = end
    if at < len(text) and not _add_text(tokens, text[at:]):
        return None
    return tokens, opaque


_STICKY: Mapping[str, Sequence[str]] = {
    "strong": ("*",),
    "em": ("*",),
    "code": ("`",),
    "wikilink": ("(", "["),
    "target": (),
}


def _add_text(tokens: list[Token], text: str) -> bool:
    """Add words between two marks; no if there is markup in them."""
    if has_markup(text):
        return False
    tokens.append(PlainToken("text", "", 0, text))
    return True


def _wikilink(found: re.Match[str], tokens: list[Token], opaque: list[tuple[int, int]]) -> None:
    inside, (start, end) = found["wikilink"], found.span()
    pipe = inside.find("|")
    tokens.append(PlainToken("wikilink", "", 0, inside, meta={"at": (start, end)}))
    opaque.append((start, end if pipe < 0 else start + 3 + pipe))


def _link(found: re.Match[str], tokens: list[Token], opaque: list[tuple[int, int]]) -> None:
    start, end = found.span()
    opening = PlainToken("link_open", "a", 1, "", meta={"at": (start, end)})
    opening.attrs["href"] = found["target"]
    tokens += [opening, PlainToken("text", "", 0, found["label"]), PlainToken("link_close", "a", -1)]
    opaque.append((found.end("label"), end))


def _emphasis(found: re.Match[str], tokens: list[Token], _: list[tuple[int, int]]) -> None:
    name = found.lastgroup or ""
    tokens += [
        PlainToken(f"{name}_open", name, 1),
        PlainToken("text", "", 0, found[name]),
        PlainToken(f"{name}_close", name, -1),
    ]


def _code(found: re.Match[str], tokens: list[Token], opaque: list[tuple[int, int]]) -> None:
    inside = found["code"]
    if inside[0] == inside[-1] == " " and inside.strip(" "):
        inside = inside[1:-1]
    tokens.append(PlainToken("code_inline", "code", 0, inside))
    opaque.append(found.span())


_MAKERS: Mapping[str, Callable[[re.Match[str], list[Token], list[tuple[int, int]]], None]] = {
    "wikilink": _wikilink,
    "target": _link,
    "strong": _emphasis,
    "em": _emphasis,
    "code": _code,
}
