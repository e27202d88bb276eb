"""A checklist line's title without markup, for messages and terminals: wherever its parsed text is not at hand."""

import re
from html import unescape

from milepost.syntax.tags import without_tags

_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\\?\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_COMMENT = re.compile("%%.*?%%|<!--.*?-->")
CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
"""An element of code as it is typed; its second group is what is shown."""

_LITERAL = re.compile(CODE.pattern + r"|(?<!\\)\$\$(.+?)\$\$|(?<![\\0-9$])\$(?![\s$])(.+?)(?<=[^\s\\$])\$(?![0-9$])")
"""Code, or a formula: in both marks are text."""
_FOOTNOTE = re.compile(r"(?<!\\)(?:\^\[[^\[\]]*\]|\[\^[^\[\]\s]+\](?!\())")
_ASIDE = re.compile("\0([0-9]+)\0")
_MARKS = re.compile(r"(?<!\\)(\*\*|__|~~|==|\*|(?<!\w)_)(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?!(?<=_)\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9A-Za-z]{2,32});")
_ANY_MARK = re.compile(r"[\[*_~=`\\&%<$]")
_ANY_SIGN = re.compile(r"[\[*_~=`\\&%<$#]")
_LONGEST, _DEEPEST = 1_000, 3


def plain(text: str) -> str:
    """The text shown of links, formulas, marks, escapes and entities; a text too long for a title stays."""
    if len(text) > _LONGEST or not _ANY_MARK.search(text):
        return text
    codes: list[str] = []
    shown = text
    if ("`" in text or "$" in text) and "\0" not in text:
        shown = _LITERAL.sub(lambda found: _aside(found[2] or found[3] or found[4], codes), text)
    for unseen in (_COMMENT, _FOOTNOTE):
        shown = " ".join(unseen.sub("", shown).split()) if unseen.search(shown) else shown
    shown = _WIKILINK.sub(lambda found: found[2] or found[1], shown)
    shown = _LINK.sub(lambda found: found[1], shown)
    for _ in range(_DEEPEST):
        shown, count = _MARKS.subn(lambda found: found[2], shown)
        if not count:
            break
    shown = _ESCAPED.sub(lambda found: found[1] or unescape(found[0]), shown)
    return _ASIDE.sub(lambda found: codes[int(found[1])], shown) if codes else shown


def _aside(code: str, codes: list[str]) -> str:
    """What stands for code or a formula while the rest loses its marks."""
    codes.append(code.strip())
    return f"\0{len(codes) - 1}\0"


def named(title: str) -> str:
    """What a milestone or task is called: its title as plain text without tags; as it is where nothing else is left."""
    if not _ANY_SIGN.search(title):
        return title
    shown = plain(title)
    return without_tags(shown) or shown.strip() or title
