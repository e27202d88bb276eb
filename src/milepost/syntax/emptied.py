"""HTML without elements that say nothing: what is left where all of their words were taken out."""

import re
from html import unescape

from milepost.syntax.escape import escape

_TAG = re.compile(r"(<[^<>]*>)")
_HREF, _KIND = re.compile(r'<a href="([^"]*)" rel='), re.compile(r'data-callout="([^"]*)"')
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#]+)", re.IGNORECASE)
_WITHIN = frozenset({"em", "strong", "del", "mark"})
_BLOCKS = frozenset({"p", "li", "ul", "ol", "blockquote", *(f"h{level}" for level in range(1, 7))})
_MATH = '<code class="mp-math"'


def without_empty(html: str) -> str:
    """HTML without empty emphasis, paragraphs, items and headings; links and callouts without words get a name."""
    shown: list[str] = []
    kind = behind = ""
    for piece in _TAG.split(html):
        if piece.startswith("</") and (at := _opened(shown, piece[2:-1])) >= 0:
            opening = shown[at]
            if name := _name(opening, kind):
                shown += [name, piece]
            elif behind := _what_goes_behind(opening):
                is_spaced = behind == " " and len(shown) > at + 1
                del shown[at:]
                if is_spaced and not _ends_in_space(shown):
                    shown.append(" ")
            else:
                shown.append(piece)
            continue
        kind = found[1] if (found := _KIND.search(piece)) else kind
        text = piece.removeprefix(behind) if behind == "\n" or _ends_in_space(shown) else piece
        behind = "" if piece else behind
        if text:
            shown.append(text)
    return "".join(shown)


def host(url: str) -> str:
    """The name of the host that an address leads to; the address where there is none."""
    found = _HOST.match(url)
    return found[1] if found else url


def callout_title(kind: str) -> str:
    """What a callout without a title of its own is called."""
    return kind.replace("-", " ").capitalize()


def _opened(shown: list[str], name: str) -> int:
    """Where the element of this name begins of which nothing shows yet; -1 where something does."""
    at = len(shown) - 1
    while at >= 0 and shown[at].isspace():
        at -= 1
    is_own = at >= 0 and shown[at].startswith((f"<{name}>", f"<{name} "))
    return at if is_own else -1


def _name(opening: str, kind: str) -> str:
    """What an empty link or title of a callout is called; nothing for other elements."""
    if found := _HREF.match(opening):
        return escape(host(unescape(found[1])))
    return callout_title(kind) if opening in ("<summary>", '<p class="mp-callout-title">') else ""


def _what_goes_behind(opening: str) -> str:
    """What goes behind an element that may be left out: a new line, or a second space; nothing for those that stay."""
    name = opening[1:-1].partition(" ")[0]
    return "\n" if name in _BLOCKS else " " if name in _WITHIN or opening.startswith(_MATH) else ""


def _ends_in_space(shown: list[str]) -> bool:
    return bool(shown) and shown[-1].endswith(" ")
