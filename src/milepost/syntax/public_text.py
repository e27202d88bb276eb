"""A line of Markdown, or of plain text, as strangers read it: cleaned as prose is, and written down again.

Of a link only its words are shown, unless it leads to the web or has none; nothing tells of comments and footnotes.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

from milepost.syntax.addresses import may_have_private
from milepost.syntax.inlines import picture_words, plain_text
from milepost.syntax.links import Reach, embed_words, reach, read_wikilink
from milepost.syntax.markdown import parse_inline
from milepost.syntax.marked import Hidden, merged, seen
from milepost.syntax.prose_blocks import PICTURE, Part
from milepost.syntax.prose_inline import inline_parts, without_comments, words
from milepost.syntax.public_prose import cleaned, hidden_in_text
from milepost.syntax.scratch import new_env

_MARKS = re.compile(r"@|\[\[|\]\(|\]\[|%%|<[!a-zA-Z]|\^\[")
_MARKS_IN_PLAIN = re.compile(r"\[\[|\]\(|<[!a-zA-Z]|%%")
_SPACES = re.compile(r"[ \t]{2,}")
_ROOM = 100_000
_IN_TEXT = hidden_in_text()
_DEEPEST = 8
_SIGNS: Mapping[str, str] = {"strong": "**", "em": "*", "del": "~~", "mark": "=="}
_TAG = re.compile(r"</?(strong|em|del|mark)>")
_ELEMENT = re.compile(
    r'<a href="(?P<href>[^"]*)"[^>]*>(?P<words>.*?)</a>|<code(?P<math> class="mp-math")?>(?P<code>.*?)</code>'
)
_READ = re.compile(r"[\\`*_\[\]<&!~=%$^]")


class Shown(NamedTuple):
    """What strangers read: as Markdown, and without markup."""

    text: str
    plain: str


def public_text(text: str, hidden: Hidden = _IN_TEXT) -> str:
    """A line of Markdown as strangers read it."""
    shown = public_line(text, hidden)
    return text if shown is None else shown.text


def public_line(text: str, hidden: Hidden) -> Shown | None:
    """A line of Markdown as strangers read it; None where that is how it was typed."""
    if not _may_hide(text):
        return None
    tokens = parse_inline(text, new_env(_ROOM))[0]
    kept = [token for token in tokens if not _is_aside(token)]
    links = [token for token in kept if token.type == "wikilink"]
    for number, token in enumerate(links):
        token.meta["link"] = number
    leads = any(_has_target(token) for token in kept)
    for token in kept:
        if token.type == "image" and reach(str(token.attrs["src"])) is not Reach.WEB:
            token.type, token.content = "text", embed_words(picture_words(token))[0]
    parts = tuple(merged(inline_parts(kept, "\n")))
    shown = cleaned(parts, public_text, hidden)
    if shown == parts and len(kept) == len(tokens) and not leads:
        return None
    return _shown(shown, links)


def public_plain(text: str, *, hides_names: bool) -> str:
    """A plain text as strangers read it. What was code in it nobody can tell any more.

    A field that held another in code is one when that is gone; where too many lie in one another, the line goes.
    """
    if not may_have_private(text) and _MARKS_IN_PLAIN.search(text) is None:
        return text
    hidden = hidden_in_text(hides_names=hides_names)
    return "\n".join(_plain_line(line, hidden) for line in without_comments(text).split("\n"))


def plain_of(text: str) -> str:
    """A line of Markdown without markup."""
    return plain_text(parse_inline(text, new_env(_ROOM))[0])


def _plain_line(line: str, hidden: Hidden) -> str:
    for _ in range(_DEEPEST):
        shown = _seen(cleaned((words(line),), public_text, hidden))
        if shown == line:
            return line
        line = shown
    return ""


def _may_hide(text: str) -> bool:
    if _MARKS.search(text) is not None or may_have_private(text):
        return True
    return "&" in text and may_have_private(unescape(text))


def _is_aside(token: Token) -> bool:
    is_comment = token.type == "html_inline" and token.content.startswith("<!--")
    return is_comment or token.type in ("comment", "footnote_ref")


def _has_target(token: Token) -> bool:
    """Whether a token is a link into the vault with words in place of its target, or a picture whose words are typed
    otherwise than they read: they are shown without what hides in them.
    """
    match token.type:
        case "wikilink":
            return bool(_words(token))
        case "link_open":
            return reach(str(token.attrs["href"])) is not Reach.WEB
        case "image":
            return reach(str(token.attrs["src"])) is not Reach.WEB or picture_words(token) != token.content
        case _:
            return False


def _words(token: Token) -> str:
    link = read_wikilink(token.content)
    return embed_words(link.shown)[0] if token.markup else link.shown


def _shown(parts: Sequence[Part], links: Sequence[Token]) -> Shown:
    plain = _SPACES.sub(" ", _seen(parts)).strip()
    text = _SPACES.sub(" ", "".join([_typed(part, links) for part in parts])).strip()
    if " ".join(plain_of(text).split()) != " ".join(plain.split()):
        text = _escaped(plain)
    return Shown(text, plain)


def _escaped(plain: str) -> str:
    return _READ.sub(r"\\\g<0>", plain)


def _seen(parts: Sequence[Part]) -> str:
    return "".join([seen(part if isinstance(part, str) else part[1]) for part in parts])


def _typed(part: Part, links: Sequence[Token]) -> str:
    """A part as it is typed."""
    if isinstance(part, str):
        return _markdown(part)
    target, html = part
    if isinstance(target, int):
        link = links[target]
        is_bare = not _words(link) and seen(html) == read_wikilink(link.content).text
        return f"{link.markup}[[{link.content}]]" if is_bare else seen(html)
    return f"![{_escaped(html)}]({target[1:]})" if target.startswith(PICTURE) else seen(html)


def _markdown(html: str) -> str:
    if "<" not in html:
        return unescape(html)
    pieces, done = [], 0
    for found in _ELEMENT.finditer(html):
        pieces += [_marked(html[done : found.start()]), _element(found)]
        done = found.end()
    return "".join([*pieces, _marked(html[done:])])


def _element(found: re.Match[str]) -> str:
    if found["href"] is None:
        code = unescape(found["code"])
        return f"${code}$" if found["math"] else f"`` {code} ``" if "`" in code else f"`{code}`"
    url = unescape(found["href"])
    shown = _marked(found["words"])
    return url if shown == url else f"[{shown}]({url})"


def _marked(html: str) -> str:
    return seen(_TAG.sub(lambda found: _SIGNS[found[1]], html))
