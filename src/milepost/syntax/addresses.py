"""Addresses that lead to what is the author's alone: files, hosts of the own network, programs on the own computer.

Which schemes these are, one list says. Any other scheme is the web's (`git+https:`, `s3:`) or a word of the text.
"""

import re
from collections.abc import Iterator

_SCHEMES = (
    "file ftp ftps sftp ssh scp smb cifs nfs afp dav davs webdav "
    "obsidian app capacitor content vscode vscode-insiders vscodium cursor windsurf zed jetbrains idea pycharm "
    "webstorm subl sublime txmt mvim emacs org-protocol logseq zotero things omnifocus bear evernote onenote notion "
    "x-devonthink-item hook message"
).split()
_SIGN = re.compile(r":(?:[:/\\~]|[a-z]:)", re.IGNORECASE)
_SIGN_IN_BYTES = re.compile(_SIGN.pattern.encode(), re.IGNORECASE)
_START = (
    rf"(?:(?-i:(?<![a-zA-Z0-9]))(?:[a-z0-9]{{1,20}}\+)?(?:{'|'.join(sorted(_SCHEMES, reverse=True))})\\?:"
    r"|(?<!\S):(?=//))"
    r"(?:[/\\]++|(?=~|[a-z]:[/\\]))"
)
"""A scheme and what of an address follows it; before `://` it may have been read as the value of a field."""
_WORD = r"[^\s<>\"“”„«»|()\[\]\x00\x01]"
_BODY = (
    rf"(?:\({_WORD}*\)|\[{_WORD}*\]|&(?!(?:lt|gt|quot|#39);)\w+;|\x00[0-9]+\x00|\|(?=/)"
    r"|(?:[.,;:!?'*_}]|&#39;)*(?!&(?:lt|gt|quot|#39);)[^\s<>\"“”„«»|)\]}\x00\x01.,;:!?'*_])+"
)
_ADDRESS = re.compile(
    rf"!?\[\[\s*{_START}[^\[\]\n\x01]*\]\]"
    rf"|(?:<|&lt;){_START}(?:(?!&[lg]t;)[^<>\n\x01])*(?:>|&gt;)"
    rf"|(?<=\])\([ <]*{_START}(?:[^()\n\x01]|\([^()\n\x01]*\))*\)"
    rf"|([*_~=]{{1,3}}){_START}{_BODY}\1"
    rf"|[(“„«]{_START}{_BODY}[)”“»]"
    rf"|{_START}{_BODY}",
    re.IGNORECASE,
)
"""An address with the brackets, marks or quotes that hold nothing else; what follows a link's words, to its end."""


def may_have_private(text: str) -> bool:
    """Whether an address that is the author's alone, or a field, may be in a text: few others pass."""
    return _SIGN.search(text) is not None


def may_have_private_bytes(text: bytes) -> bool:
    """The same of text as bytes."""
    return _SIGN_IN_BYTES.search(text) is not None


def private_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where such addresses are in Markdown, plain text or HTML with marks for its tags, in order."""
    if ":" in text:
        yield from (found.span() for found in _ADDRESS.finditer(text))


def holds_private_address(text: str) -> bool:
    """Whether there is one."""
    return may_have_private(text) and _ADDRESS.search(text) is not None
