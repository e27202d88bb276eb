"""Colours as settings write them, as numbers, and the contrast of two of them after WCAG 2.2.

Not everything that is a colour in a browser can be told here: what is transparent, and rarer functions, give None.
"""

import re
from collections.abc import Mapping
from math import cos, radians, sin

Colour = tuple[float, float, float]
"""Red, green and blue between 0 and 1."""

_PAIRS = (
    "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 "
    "black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 "
    "cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc "
    "crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 "
    "darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f "
    "darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a darkseagreen 8fbc8f "
    "darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 "
    "deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff firebrick b22222 "
    "floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 "
    "goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0 hotpink ff69b4 "
    "indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa lavenderblush fff0f5 "
    "lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff "
    "lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 "
    "lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 "
    "lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff "
    "maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db "
    "mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc "
    "mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 "
    "navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 "
    "orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee palevioletred db7093 "
    "papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 "
    "rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 "
    "sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb "
    "slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 "
    "tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 "
    "white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32"
).split()
NAMED: Mapping[str, str] = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""The names of CSS colours, with their six digits."""

_FUNCTION = re.compile(r"(rgba?|hsla?|oklch)\(([^)/]*)\)")
_TURN = 360


def colour(text: str) -> Colour | None:
    """`#1a3399`, `#abc`, `navy`, `rgb(26 51 153)`, `hsl(228, 71%, 35%)`, `oklch(40% 0.15 268)`."""
    text = text.strip().lower()
    digits = NAMED.get(text) or text.removeprefix("#")
    if len(digits) == 3 and text.startswith("#"):
        digits = "".join(digit * 2 for digit in digits)
    if re.fullmatch("[0-9a-f]{6}", digits):
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    function = _FUNCTION.fullmatch(text)
    parts = re.split(r"[\s,]+", function[2].strip()) if function else []
    if function is None or len(parts) != 3 or not all(re.fullmatch(r"[+-]?\d*\.?\d+(%|deg)?", part) for part in parts):
        return None
    return _FORMS[function[1].rstrip("a")](parts)


def digits_of(what: Colour) -> str:
    """`#1a3399`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in what)


def mixed(top: Colour, share: float, ground: Colour) -> Colour:
    """So much of one colour over another."""
    red, green, blue = (a * share + b * (1 - share) for a, b in zip(top, ground, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Between 1 and 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(what: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in what)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(part: str, whole: float) -> float:
    return float(part[:-1]) / 100 * whole if part.endswith("%") else float(part.removesuffix("deg"))


def _rgb(parts: list[str]) -> Colour:
    red, green, blue = (_between(_number(part, 255) / 255) for part in parts)
    return red, green, blue


def _hsl(parts: list[str]) -> Colour:
    """After CSS Color 4, section 7.1."""
    hue = _number(parts[0], _TURN) % _TURN
    saturation, lightness = (_between(float(part.rstrip("%deg")) / 100) for part in parts[1:])
    reach = saturation * min(lightness, 1 - lightness)

    def channel(at: int) -> float:
        place = (at + hue / 30) % 12
        return lightness - reach * max(-1.0, min(place - 3, 9 - place, 1.0))

    return channel(0), channel(8), channel(4)


def _oklch(parts: list[str]) -> Colour:
    """After CSS Color 4, section 9 and its sample code; what lies outside sRGB is cut off there."""
    lightness, chroma, hue = _number(parts[0], 1), _number(parts[1], 0.4), radians(_number(parts[2], _TURN))
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _bent(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _bent(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _bent(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _bent(part: float) -> float:
    """Light to the scale of sRGB."""
    part = _between(part)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _between(part: float) -> float:
    return min(max(part, 0.0), 1.0)


_FORMS = {"rgb": _rgb, "hsl": _hsl, "oklch": _oklch}
