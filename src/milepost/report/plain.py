"""A title as plain text for places without markup: terminals, calendars, file names."""

import re

_WIKILINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\\?\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:<[^<>]*>|[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"(\*\*|__|~~|==|`)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ANY_MARK = re.compile(r"[\[*_~=`\\]")
_LONGEST = 1_000


def plain(text: str) -> str:
    """The text shown of links, and marks and escapes without what makes them; a text too long for a title stays."""
    if len(text) > _LONGEST or not _ANY_MARK.search(text):
        return text
    shown = _WIKILINK.sub(lambda found: found[2] or found[1], text)
    shown = _LINK.sub(lambda found: found[1], shown)
    shown = _MARKS.sub(lambda found: found[2], shown)
    return _ESCAPED.sub(r"\1", shown)
