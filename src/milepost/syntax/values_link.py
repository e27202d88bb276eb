"""Readers for what link fields name: wikilinks, Markdown links and bare ids, each with an optional lag."""

import re
from collections.abc import Iterator
from dataclasses import replace
from sys import intern

from mdurl import decode

from milepost.diagnostics.wording import quote
from milepost.model.fields import LinkTarget
from milepost.model.ids import without_suffix
from milepost.model.quantity import Duration
from milepost.model.said import say
from milepost.syntax.misread import Misread, ReadResult, refuse
from milepost.syntax.values_duration import duration_of

_PIECE = re.compile(
    r"!?\[\[(?P<inside>[^\[\]\r\n]+)\]\](?P<after>[^,\[]*)"
    r"|!?\[(?P<shown>[^\[\]\r\n]*)\]\((?:<(?P<angled>[^<>\r\n]*)>|(?P<plain>[^()\s]*))\)(?P<behind>[^,\[]*)"
    r"|(?P<bare>[^\s,;&](?:[^,\[]|\[(?!\[))*)"
)
LINK_HELP = say('Write a link such as "[[Note]]", or an id.')
LAG_HELP = say("Separate links by commas; a lag is written `[[Note]] +5d`.")
_LAG = re.compile(r"([+\-−])\s*(\d[\w .]*)", re.ASCII)
_MOST_LEFTOVERS = 3
_DECIMAL_PARTS = ("months", "weeks", "days", "hours")


def wikilink_target(inside: str) -> LinkTarget:
    """What the text between `[[` and `]]` names. `\\|` separates the shown text as `|` does (tables)."""
    path, _, shown = inside.replace("\\|", "|").partition("|")
    return _target(path, shown.strip(), is_wikilink=True)


def markdown_target(destination: str, shown: str) -> LinkTarget:
    """What a Markdown link's destination names, percent-encoding undone."""
    return _target(decode(destination, ""), shown.strip(), is_wikilink=False)


def read_links(text: str) -> ReadResult:
    """All links in a value; brackets are optional, commas separate, `+5d` after one is its lag."""
    targets: list[LinkTarget] = []
    leftovers: list[Misread] = []
    for piece in _PIECE.finditer(text):
        if piece["bare"] is not None:
            bare = _bare(piece["bare"].strip())
            if _is_torn(bare):
                leftovers.append(Misread("field-not-read", say("{name} is no link.", name=quote(bare.name)), LINK_HELP))
            else:
                targets.append(bare)
            continue
        after = (piece["after"] or piece["behind"] or "").strip(" \t;&")
        lag = _lag(after)
        if after and lag is None:
            leftovers.append(
                Misread(
                    "field-not-read", say("The text {after} behind a link is not read.", after=quote(after)), LAG_HELP
                )
            )
        target = _linked(piece)
        targets.append(target if lag is None else replace(target, lag=lag))
    if targets or leftovers:
        return ReadResult(tuple(targets) or None, tuple(leftovers[:_MOST_LEFTOVERS]))
    return refuse("field-not-read", say("{text} names no note.", text=quote(text)), LINK_HELP)


def link_places(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each link that `read_links` reads in a value; behind brackets its lag is no part of it."""
    for piece in _PIECE.finditer(text):
        if piece["bare"] is None:
            yield piece.start(), piece.end("inside") + 2 if piece["inside"] is not None else piece.start("behind")
        elif not _is_torn(_bare(piece["bare"].strip())):
            yield piece.start(), piece.start() + len(piece[0].rstrip())


def read_link_item(text: str) -> ReadResult:
    """One item of a list of links: without brackets its commas are part of the name."""
    return read_links(text) if "[" in text else ReadResult((_bare(text.strip()),))


def first_name(text: str) -> str:
    """The name the first link in `text` leads to, without suffix; `text` itself when there is no link."""
    value = read_links(text).value
    target = value[0] if isinstance(value, tuple) else None
    return without_suffix(target.name) if isinstance(target, LinkTarget) else text


def _linked(piece: re.Match[str]) -> LinkTarget:
    if piece["inside"] is not None:
        return wikilink_target(piece["inside"])
    return markdown_target(piece["angled"] if piece["angled"] is not None else piece["plain"], piece["shown"])


def _is_torn(bare: LinkTarget) -> bool:
    return "[[" in bare.name or "]]" in bare.name


def _bare(text: str) -> LinkTarget:
    """An id or name without brackets. A lag needs a space before its sign: `task-12` is a name."""
    name, sign, rest = text.rpartition(" +")
    lag = _lag(f"+{rest}") if sign else None
    target = _target(name if lag is not None else text, "", is_wikilink=False)
    return target if lag is None else replace(target, lag=lag)


def _lag(text: str) -> Duration | None:
    found = _LAG.fullmatch(text)
    length = duration_of(found[2].strip()) if found else None
    if found is None or length is None:
        return None
    if found[1] == "+":
        return length
    return Duration(f"-{length.text}", *(-getattr(length, part) for part in _DECIMAL_PARTS))


def _target(path: str, shown: str, *, is_wikilink: bool) -> LinkTarget:
    name, _, fragment = path.partition("#")
    last = fragment.rpartition("#")[2].strip()
    block = last[1:] if last.startswith("^") else ""
    return LinkTarget(intern(name.strip()), "" if block else last, block, shown, is_wikilink=is_wikilink)
