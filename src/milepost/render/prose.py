"""Prose: a note's text, whose HTML `syntax` has made safe, with links put into its gaps.

Nothing else may print text unescaped. An address is an attribute between quotes and escaped like any other; one that is
empty leaves the words without a link.
"""

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from milepost.model.said import say
from milepost.report.pages.parts import Picture, Prose, TextLink

_NOT_HTML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What may not stand in HTML. Other text on a page has been through `report.visible`."""

_CLASS = {"outside": ' class="mp-out" rel="noopener noreferrer"', "page": "", "file": ""}


_LABELS = {
    str(label): label
    for label in (
        *(say("to do"), say("in progress"), say("on hold"), say("done"), say("cancelled")),
        *(say("Table"), say("Back to the text")),
    )
}
"""What `syntax` says in its HTML: the states of boxes, of what a table is, and where a footnote leads."""
_LABEL = re.compile(
    r'(<(?:span class="mp-box" role="img"|div class="mp-scroll" tabindex="0" role="region"'
    r'|a class="mp-footnote-back" href="[^"]*") aria-label=")([\w ]+)"'
)


def prose(parts: Prose) -> Markup:
    """The HTML of a note's text."""
    return _markup("".join(part if isinstance(part, str) else _gap(part) for part in parts))


def prose_in(say_it: Callable[[str], str]) -> Callable[[Prose], Markup]:
    """The same in a language that is not English."""

    def label(found: re.Match[str]) -> str:
        return f'{found[1]}{escape(say_it(_LABELS.get(found[2], found[2])))}"'

    return lambda parts: _markup(
        "".join(_LABEL.sub(label, part) if isinstance(part, str) else _gap(part) for part in parts)
    )


def _markup(html: str) -> Markup:
    return Markup(_NOT_HTML.sub("\ufffd", html))  # noqa: S704 - syntax escapes all text in it


def with_code(text: str) -> Markup:
    """Plain text in which what stands between backquotes is code."""
    if "`" not in text:
        return escape(text)
    pieces = str(escape(text)).split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return Markup("".join(f"<code>{piece}</code>" if at % 2 else piece for at, piece in enumerate(pieces)))  # noqa: S704 - escaped


def _gap(part: TextLink | Picture) -> str:
    return _picture(part) if isinstance(part, Picture) else _link(part)


def _picture(picture: Picture) -> str:
    width = f' width="{picture.width}"' if picture.width else ""
    height = f' height="{picture.height}"' if picture.height else ""
    size = f"{width}{height}"
    kind = "mp-picture mp-forced" if picture.is_forced else "mp-picture"
    return f'<img class="{kind}" src="{escape(picture.src)}" alt="{escape(picture.alt)}"{size} loading="lazy">'


def _link(link: TextLink) -> str:
    if not link.href:
        return f'<span class="mp-nowhere">{link.html}</span>'
    return f'<a href="{escape(link.href)}"{_CLASS[link.kind]}>{link.html}</a>'
