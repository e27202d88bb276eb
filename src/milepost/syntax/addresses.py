"""Addresses that lead to what is the author's alone: files, hosts of the own network, programs on the own computer.

Which schemes these are, three lists say. Any other scheme is the web's (`git+https:`, `s3:`) or a word of the text; an
address with such a scheme is one of the author's where it holds the address of a file or program, as
`https://example.org/?u=file:///home` does.
"""

import re
from collections.abc import Iterator, Mapping

_SHARES = "file smb cifs nfs afp obsidian"
"""Known by one slash as well: `file:/home`, `file:~/x`, `file:C:/x`."""
_HOSTS = "ftp ftps sftp ssh scp dav davs webdav"
"""In an address of the web they name a place that others reach too, as web archives do."""
_PROGRAMS = (
    "app capacitor content vscode vscode-insiders vscodium cursor windsurf zed jetbrains idea pycharm webstorm subl "
    "sublime txmt mvim emacs org-protocol logseq zotero things omnifocus bear evernote onenote notion "
    "x-devonthink-item hook message"
)
ATOM = "\x02"
"""What stands in a text for code, or a link to a note, within it."""
NO_SCHEME = r"(?!:(?:[/\\]|~[\w.-]*[/\\]|[A-Za-z]:[/\\])|%3[Aa])"
"""Behind a word: it does not begin an address, so it may be a tag, a name or an id."""
_TYPED_COLON = "&(?:amp;)?(?:#0*58|#x0*3a|colon);"
_COLON = rf"(?:[*_~=]{{0,3}}\\?:|%(?:25)*3a|{_TYPED_COLON})"
"""In formulas and HTML, which are shown as they were typed, there may be marks before it."""
_SLASH = r"(?:[/\\]|%(?:25)*(?:2f|5c))"
_SIGN = re.compile(
    r":(?:(?:</?\w+>|[*_=])*[/\\~]|[:%]|[a-z]:)|%(?:25)*3a|" + _TYPED_COLON,
    re.IGNORECASE,
)
"""In Markdown, HTML and plain text: there may be marks of emphasis between the signs of an address."""
_SIGN_IN_BYTES = re.compile(_SIGN.pattern.encode(), re.IGNORECASE)


def _one_of(schemes: str) -> str:
    return f"(?:{'|'.join(sorted(schemes.split(), reverse=True))})"


_MAIL = rf"message{_COLON}%(?:25)*3c"
"""A message in a mail program, `message:%3Cid@host%3E`."""
_BEGINS = r"(?:(?-i:(?<![a-zA-Z0-9]))|(?<=%[0-9a-f][0-9a-f]))"
_GLUED = rf"{_one_of(_SHARES)}{_COLON}{_SLASH}{{2,}}+"
"""No other scheme ends so: these are also known behind a letter, as where a link lost its brackets."""
_SHARE = rf"{_one_of(_SHARES)}{_COLON}(?:{_SLASH}++|~[\w.-]*[/\\]|[a-z]{_COLON}{_SLASH})"
_INSIDE = re.compile(
    rf"(?:{_BEGINS}(?:{_SHARE}|{_MAIL}|{_one_of(_PROGRAMS)}{_COLON}{_SLASH}{{2,}}+)|{_GLUED})(?!\s|$)",
    re.IGNORECASE,
)
_START = (
    rf"(?:{_BEGINS}(?:[a-z0-9]{{1,20}}\+)?"
    rf"(?:{_SHARE}|{_MAIL}|{_one_of(f'{_HOSTS} {_PROGRAMS}')}{_COLON}{_SLASH}{{2,}}+)|{_GLUED})"
)
_BRACKETS: Mapping[str, str] = dict(zip("([{（「『【《〈［", ")]}）」』】》〉］", strict=True))
_QUOTES: Mapping[str, str] = dict(zip("“„‘‚«»‹›\"'`", "”“’‘»«›‹\"'`", strict=True))
_PAIRS: Mapping[str, str] = {**_BRACKETS, **_QUOTES}
"""What opens in front of an address, and what closes it."""
_NEVER = r"\s<>\"“”„‚«»‹›|—–。、，：；！？"
"""What ends an address wherever it stands: white space, quotes and the marks of a sentence that no address needs."""
_MAYBE = ".,;:!?'‘’*_`"
"""What ends one if nothing of it follows."""
_CLOSERS = re.escape("".join(_BRACKETS.values()))
_INNER = rf"[^{_NEVER}{_CLOSERS}{re.escape(''.join(_BRACKETS))}]*+"
_BODY = (
    rf"(?:[{_MAYBE}}}]*+(?!(?<=[,;])(?:{_START}|https?://))"
    rf"(?:{'|'.join(re.escape(one) + _INNER + re.escape(other) for one, other in _BRACKETS.items())}"
    rf"|[^{_NEVER}{_CLOSERS}{_MAYBE}])|\|(?=/)|(?<=[0-9])–(?=[0-9]))++"
)
_ADDRESS = re.compile(
    rf"(?P<own>(?:(?<!\S)(?:[@#][\w/:-]{{0,40}}?|[/:]{{1,9}}))?{_START}{_BODY})"
    rf"|(?<![a-zA-Z0-9])[a-z][a-z0-9+.-]{{0,30}}://{_BODY}",
    re.IGNORECASE,
)
"""An address without the marks of the sentence behind it, with what makes it look like a tag or a name."""
_BETWEEN = re.compile(r"[^\S\n]*+(?:[,;.:&+/|、，；。]++[^\S\n]*+)*+")
"""What parts addresses of a list."""
_OPENED = re.compile(
    rf"(?:!?(\[\[)\s*|(\]\()[ <]*|(<)|(\*{{1,3}}|_{{1,3}}|~~?|==|\$)"
    rf"|([{re.escape(''.join(_BRACKETS))}])[ ]?|([{re.escape(''.join(_QUOTES))}]))\Z"
)
_WIDEST = 8
"""As much as is looked at in front of an address for what opens there."""
_TO_THE_END: Mapping[str, re.Pattern[str]] = {
    "[[": re.compile(r"[^\[\]\n]*+\]\]"),
    "](": re.compile(r"(?:[^()\n]|\([^()\n]*+\))*+\)"),
    "<": re.compile(r"[^<>\n]*+>"),
}
"""What stands behind an address in brackets of Markdown, which may hold spaces, to their end."""
_BEFORE_CLOSER = re.compile(r"[ .,;:!?]*+")


def may_have_private(text: str) -> bool:
    """Whether an address that is the author's alone, or a field, may be in a text: few others pass."""
    return _SIGN.search(text) is not None


def may_have_private_bytes(text: bytes) -> bool:
    """The same of text as bytes."""
    return _SIGN_IN_BYTES.search(text) is not None


def private_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where such addresses are in a text as readers see it, in order; several that only marks part are one.

    Brackets, marks or quotes that hold nothing else are part of it, so two of them may overlap.
    """
    start = end = -1
    for found in _ADDRESS.finditer(text) if may_have_private(text) else ():
        if not (found["own"] or _INSIDE.search(text, *found.span())):
            continue
        one = _widened(text, *found.span())
        if start >= 0 and (one[0] <= end or _BETWEEN.fullmatch(text, end, one[0])):
            end = max(end, one[1])
            continue
        if start >= 0:
            yield _widened(text, start, end)
        start, end = one
    if start >= 0:
        yield _widened(text, start, end)


def holds_private_address(text: str) -> bool:
    """Whether there is one."""
    return any(True for _ in private_addresses(text))


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with what opens in front of it and closes behind it."""
    while opened := _OPENED.search(text, max(start - _WIDEST, 0), start):
        closed = _closed(text, opened[opened.lastindex or 0], (start, end))
        if closed < 0:
            break
        start, end = opened.start() + (1 if opened[2] else 0), closed
    return start, end


def _closed(text: str, kind: str, place: tuple[int, int]) -> int:
    """Where what opened in front of a place is closed; -1 where it is not, or holds more."""
    start, end = place
    if kind in _TO_THE_END:
        found = _TO_THE_END[kind].match(text, end)
        return found.end() if found else -1
    if kind in _PAIRS:
        marks = _BEFORE_CLOSER.match(text, end)
        at = marks.end() if marks and (kind in _BRACKETS or " " not in marks[0]) else end
        return at + 1 if text.startswith(_PAIRS[kind], at) else -1
    at = text.rfind(kind, start, end + len(kind))
    return max(end, at + len(kind)) if at >= 0 else -1
