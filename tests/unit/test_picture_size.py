"""How large a picture is, told by the first bytes of its file."""

from struct import pack

import pytest

from milepost.vault.picture_size import size_of


def exif(orientation: int, order: str = "<") -> bytes:
    """A segment in which a camera says how it was held."""
    name = b"II*\0" if order == "<" else b"MM\0*"
    table = pack(f"{order}IHHHIHH", 8, 1, 0x0112, 3, 1, orientation, 0)
    body = b"Exif\0\0" + name + table
    return b"\xff\xe1" + pack(">H", len(body) + 2) + body


def photo(*segments: bytes) -> bytes:
    """A JPEG of 600 by 400."""
    frame = b"\xff\xc2" + pack(">HBHH", 17, 8, 400, 600) + bytes(10)
    return b"\xff\xd8\xff\xe0" + pack(">H", 4) + b"JF" + b"".join(segments) + b"\xff" + frame + b"\xff\xda"


PICTURES = {
    "png": b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + b"IHDR" + pack(">II", 600, 400),
    "gif": b"GIF89a" + pack("<HH", 600, 400),
    "webp lossy": b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(10) + pack("<HH", 600, 400 | 0x4000),
    "webp lossless": b"RIFF" + bytes(4) + b"WEBPVP8L" + bytes(5) + pack("<I", 599 | 399 << 14),
    "webp extended": b"RIFF"
    + bytes(4)
    + b"WEBPVP8X"
    + bytes(8)
    + (599).to_bytes(3, "little")
    + (399).to_bytes(3, "little"),
    "jpeg": photo(),
    "jpeg, upright by its camera": photo(exif(1), exif(3, ">")),
    "svg behind a comment": b'<!-- <svg width="1" height="2"> --><svg height="400" width="600">',
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" height="400px" width=\'600\'>',
}


@pytest.mark.parametrize("kind", PICTURES)
def test_the_size_stands_at_the_beginning(kind: str) -> None:
    """Of a file that ends too soon nothing is said, and nothing raises."""
    whole = PICTURES[kind]

    assert size_of(whole) == (600, 400)
    assert {size_of(whole[:end]) for end in range(len(whole))} <= {None, (600, 400)}


@pytest.mark.parametrize("order", "<>")
def test_a_photo_taken_upright_is_shown_upright(order: str) -> None:
    """Browsers turn it by what the camera says."""
    assert size_of(photo(exif(6, order))) == (400, 600)
    assert size_of(photo(b"\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\xff")) == (600, 400)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PNG",
        PICTURES["png"][:16] + pack(">II", 0, 400),
        PICTURES["png"][:16] + pack(">II", 4_000_000_000, 1),
        b'<svg viewBox="0 0 24 24">',
        b'<svg width="100%" height="50%">',
        b"<svg" + b" a" * 100_000,
        b"\xff\xd8" + b"\xff" * 200_000,
    ],
)
def test_what_does_not_say_its_size_has_none(content: bytes) -> None:
    """Nor has what no screen could show."""
    assert size_of(content) is None
