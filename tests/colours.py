"""Colours as eyes see them: contrast after WCAG, difference after CIEDE2000, and what colour-blind eyes make of them.

CIEDE2000 follows Sharma, Wu and Dalal (2005), whose test data tests/unit/test_tokens.py repeats; the matrices of colour
blindness are those of Machado, Oliveira and Fernandes (2009) at full severity.
"""

from collections.abc import Mapping
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]
"""Red, green and blue between 0 and 1."""

VISION: Mapping[str, tuple[Colour, Colour, Colour]] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def colour(text: str) -> Colour:
    """`#1a3399`."""
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mixed(top: Colour, share: float, ground: Colour) -> Colour:
    """What `color-mix(in srgb, top share, transparent)` looks like on a ground."""
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(top, ground, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Between 1 and 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(what: Colour, vision: str) -> Colour:
    """A colour as eyes of some kind see it."""
    red, green, blue = (_bent(min(max(part, 0), 1)) for part in _times(VISION[vision], _straight(what)))
    return red, green, blue


def lab(what: Colour) -> Colour:
    """Its place in CIELAB, under daylight."""
    parts = [part / white for part, white in zip(_times(_TO_XYZ, _straight(what)), _WHITE, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 between two places in CIELAB: 1 is just to be noticed."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    pull = (1 - _grown((hypot(a1, b1) + hypot(a2, b2)) / 2)) / 2
    a1, a2 = a1 * (1 + pull), a2 * (1 + pull)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + h2 if not c1 * c2 else (h1 + turn / 2) % 360
    tint = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    far = (lightness - 50) ** 2
    by_lightness = (l2 - l1) / (1 + 0.015 * far / sqrt(20 + far))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * tint)
    twist = -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2)))) * 2 * _grown(chroma)
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


def _grown(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _luminance(what: Colour) -> float:
    red, green, blue = _straight(what)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _straight(what: Colour) -> Colour:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in what)
    return red, green, blue


def _bent(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _times(matrix: tuple[Colour, Colour, Colour], what: Colour) -> Colour:
    red, green, blue = (sum(a * b for a, b in zip(row, what, strict=True)) for row in matrix)
    return red, green, blue
