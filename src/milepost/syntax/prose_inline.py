"""Inline tokens as escaped HTML, with gaps where links go.

Everything an author typed is escaped; attributes are quoted; there are no styles and no scripts. Only addresses of the
allow list (`links.Reach`) become links.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from milepost.syntax.emptied import host
from milepost.syntax.escape import escape
from milepost.syntax.inlines import picture_words
from milepost.syntax.links import Reach, Wikilink, embed_words, reach, read_wikilink
from milepost.syntax.prose_blocks import PICTURE, Part

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|^[ \t]*%%.*?(?:%%|\Z)|(?<![0-9])%%[^\n]*?%%", re.DOTALL | re.MULTILINE)
"""In HTML as elsewhere, but that signs behind a number are per cent."""
_BARE = re.compile(r"(?<![\w/@.-])https?://[^\s<>\"`]+", re.IGNORECASE)
"""An address of the web as it is typed, which Obsidian makes a link."""
_AFTER = ".,;:!?'*_~|"
"""What ends a sentence rather than an address."""

_TAGS: Mapping[str, str] = {
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<del>",
    "s_close": "</del>",
    "mark_open": "<mark>",
    "mark_close": "</mark>",
    "hardbreak": "<br>\n",
    "comment": "",
}


def words(text: str, new_line: str = "\n") -> str:
    """Words as HTML, with the addresses of the web in them as links."""
    if "\n" in text and new_line != "\n":
        return new_line.join(words(line) for line in text.split("\n"))
    if "://" not in text:
        return escape(text)
    html, at = [], 0
    for found in _BARE.finditer(text):
        url = _address(found[0])
        if reach(url) is Reach.WEB:
            html += [escape(text[at : found.start()]), _web_link(url, escape(url))]
            at = found.start() + len(url)
    return "".join([*html, escape(text[at:])])


def _address(text: str) -> str:
    """An address without the marks of the sentence behind it, and without a bracket that was opened in front of it."""
    end = len(text)
    unopened = {")": text.count(")") - text.count("("), "]": text.count("]") - text.count("[")}
    while text[end - 1] in _AFTER or unopened.get(text[end - 1], 0) > 0:
        if text[end - 1] in unopened:
            unopened[text[end - 1]] -= 1
        end -= 1
    return text[:end]


def without_comments(html: str) -> str:
    """HTML source without its comments."""
    return _COMMENT.sub("", html) if "<!--" in html or "%%" in html else html


def inline_parts(children: Sequence[Token], new_line: str) -> list[Part]:
    """The HTML of a text. Links do not lie in one another. `new_line` stands between the lines of a paragraph."""
    parts: list[Part] = []
    inner: list[str] = []
    opening: Token | None = None
    for token in children:
        html = new_line if token.type == "softbreak" else _TAGS.get(token.type)
        if token.type == "link_open":
            opening, inner = token, []
        elif token.type == "link_close" and opening is not None:
            parts.append(_linked(opening, "".join(inner)))
            opening = None
        elif opening is not None:
            inner.append(html if html is not None else _flat(_leaf(token), token))
        else:
            parts.append(html if html is not None else words(token.content) if token.type == "text" else _leaf(token))
    if opening is not None:
        parts.extend(inner)
    return parts


def _leaf(token: Token) -> Part:
    return _LEAVES.get(token.type, _escaped)(token)


def _flat(part: Part, token: Token) -> str:
    """A link in a link's text is text."""
    if token.type == "image":
        return escape(picture_words(token))
    return part if isinstance(part, str) else escape(token.content)


def _linked(token: Token, html: str) -> Part:
    at = token.meta.get("link")
    return (at, html) if isinstance(at, int) else _outside(str(token.attrs["href"]), html)


def _outside(url: str, html: str) -> Part:
    """A link out of the vault, if it is one we follow."""
    match reach(url):
        case Reach.WEB:
            return _web_link(url, html)
        case Reach.OBSIDIAN:
            return url, html if html.strip() else escape(url)
        case _:
            return (url, html) if "://" in url and html == escape(url) else html


def _web_link(url: str, html: str) -> str:
    """A link to the web; without words of its own it is called after the host."""
    shown = html if html.strip() else escape(host(url))
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>'


def _wikilink(token: Token) -> Part:
    link = read_wikilink(token.content)
    shown = Wikilink(link.target, embed_words(link.shown)[0]).text if token.markup else link.text
    at = token.meta.get("link")
    return (at, escape(shown)) if isinstance(at, int) else escape(shown)


def _image(token: Token) -> Part:
    """A picture of the vault is a link that embeds; whether one from elsewhere is loaded, the settings say."""
    url, words = str(token.attrs["src"]), picture_words(token)
    at = token.meta.get("link")
    if isinstance(at, int):
        return at, escape(embed_words(words)[0])
    return (PICTURE + url, words) if reach(url) is Reach.WEB else escape(words or url)


def _code(token: Token) -> Part:
    return f"<code>{escape(token.content)}</code>"


def _math(token: Token) -> Part:
    return f'<code class="mp-math">{escape(token.content)}</code>'


def _html(token: Token) -> Part:
    return escape(without_comments(token.content))


def _footnote(token: Token) -> Part:
    number = token.meta["number"]
    place = f' id="fnref-{number}"' if token.meta.get("is_first") else ""
    return f'<sup{place}><a class="mp-footnote-ref" href="#fn-{number}">{number}</a></sup>'


def _escaped(token: Token) -> Part:
    return escape(token.content)


_LEAVES: Mapping[str, Callable[[Token], Part]] = {
    "wikilink": _wikilink,
    "image": _image,
    "code_inline": _code,
    "math": _math,
    "html_inline": _html,
    "footnote_ref": _footnote,
}
