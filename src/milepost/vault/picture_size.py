"""How large a picture is, by the first bytes of its file: PNG, GIF, WebP, JPEG, and drawings that say it in pixels.

Formats: https://www.w3.org/TR/png/#11IHDR, https://www.w3.org/Graphics/GIF/spec-gif89a.txt (18),
https://developers.google.com/speed/webp/docs/riff_container, ITU T.81 (B.2.2), CIPA DC-008 (Exif orientation).
"""

import re
import struct
from struct import unpack_from

from milepost.model.rim import Size

SHORT_HEAD, LONG_HEAD = 4_096, 256_000
"""As much of a file as is looked at; more of a photo, as cameras write a lot before its size."""

LARGEST = 30_000
"""A side longer than this is no picture's."""

_PHOTO = b"\xff\xd8"
_WITHOUT_SIZE = frozenset((0x01, *range(0xD0, 0xD9)))
_NO_FRAME = frozenset((0xC4, 0xC8, 0xCC))
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_START, _EXIF = re.compile(rb"<svg\b([^<>]*)>"), b"Exif\0\0"
_SIDE = re.compile(rb"""(?:^|\s)(width|height)\s*=\s*["']\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*["']""")
_ORIENTATION, _FIRST_TURNED = 0x0112, 5


def size_of(head: bytes) -> Size | None:
    """Width and height in pixels, as a browser shows it; None where the bytes do not say."""
    try:
        found = _size(head)
    except struct.error:
        return None
    return found if found is not None and min(found) > 0 and max(found) <= LARGEST else None


def says_later(head: bytes) -> bool:
    """Whether the size may stand behind a short head."""
    return head.startswith(_PHOTO)


def _size(head: bytes) -> Size | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _pair(unpack_from(">II", head, 16)) if head[12:16] == b"IHDR" else None
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _pair(unpack_from("<HH", head, 6))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(_PHOTO):
        return _jpeg(head)
    return _drawing(head)


def _pair(found: tuple[int, ...]) -> Size:
    return found[0], found[1]


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8X" and len(head) >= 30:
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        (bits,) = unpack_from("<I", head, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = unpack_from("<HH", head, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _jpeg(head: bytes) -> Size | None:
    """The first frame's size; the sides swapped where the camera was held upright."""
    at, is_turned = 2, False
    while True:
        mark, kind = unpack_from(">BB", head, at)
        if mark != 0xFF:
            return None
        if kind == 0xFF or kind in _WITHOUT_SIZE:
            at += 1 if kind == 0xFF else 2
            continue
        if 0xC0 <= kind <= 0xCF and kind not in _NO_FRAME:
            height, width = unpack_from(">HH", head, at + 5)
            return (height, width) if is_turned else (width, height)
        (length,) = unpack_from(">H", head, at + 2)
        if kind == 0xE1 and head[at + 4 : at + 10] == _EXIF:
            is_turned = _is_turned(head[at + 10 : at + 2 + length])
        if length < 2 or kind == 0xDA:
            return None
        at += 2 + length


def _is_turned(exif: bytes) -> bool:
    try:
        return _orientation(exif) >= _FIRST_TURNED
    except struct.error:
        return False


def _orientation(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 0
    (table,) = unpack_from(f"{order}I", exif, 4)
    (count,) = unpack_from(f"{order}H", exif, table)
    for at in range(table + 2, table + 2 + 12 * count, 12):
        tag, _, _, value = unpack_from(f"{order}HHIH", exif, at)
        if tag == _ORIENTATION:
            return int(value)
    return 0


def _drawing(head: bytes) -> Size | None:
    start = _START.search(_COMMENT.sub(b"", head))
    sides = {found[1]: int(found[2]) for found in _SIDE.finditer(start[1])} if start else {}
    return (sides[b"width"], sides[b"height"]) if len(sides) == 2 else None
