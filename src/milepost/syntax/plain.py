"""A checklist line's title without markup, for messages and terminals: wherever its parsed text is not at hand."""

import re

from milepost.syntax.tags import without_tags

_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\\?\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(?<!\\)(\*\*|__|~~|==|`|\*|(?<!\w)_)(?=[^\s*_])(.+?)(?<=[^\s\\])\1(?!(?<=_)\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ANY_MARK = re.compile(r"[\[*_~=`\\]")
_ANY_SIGN = re.compile(r"[\[*_~=`\\#]")
_LONGEST, _DEEPEST = 1_000, 3


def plain(text: str) -> str:
    """The text shown of links, and marks and escapes without what makes them; a text too long for a title stays."""
    if len(text) > _LONGEST or not _ANY_MARK.search(text):
        return text
    shown = _WIKILINK.sub(lambda found: found[2] or found[1], text)
    shown = _LINK.sub(lambda found: found[1], shown)
    for _ in range(_DEEPEST):
        shown, count = _MARKS.subn(lambda found: found[2], shown)
        if not count:
            break
    return _ESCAPED.sub(r"\1", shown)


def named(title: str) -> str:
    """What a milestone or task is called: its title as plain text without tags; as it is where nothing else is left."""
    if not _ANY_SIGN.search(title):
        return title
    shown = plain(title)
    return without_tags(shown) or shown.strip() or title
