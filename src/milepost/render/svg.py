"""Passive: a drawing without anything that a browser would run or fetch, however it is opened.

Inside `<img>` no browser runs a drawing's scripts; opened by itself it is a document like a page. So of what a vault
holds only known elements and attributes are taken over. What is not XML, or of odd encoding, is no drawing.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from markupsafe import escape

_SVG, _XHTML, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIX = {_XLINK: "xlink:", _XML: "xml:", "": ""}
_APART = "\x01"
_LEFT_OUT = frozenset(("script", "handler", "listener", "iframe", "audio", "video", "canvas", "set", "discard"))
_ANIMATIONS = frozenset(("animate", "animateColor", "animateMotion", "animateTransform"))
_WORDS = frozenset(
    "b body br code div em font h1 h2 h3 h4 h5 h6 i li ol p pre s small span strong sub sup table tbody td tfoot th"
    " thead tr u ul".split()
)
_HARMLESS = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif|webp|avif);base64,)", re.IGNORECASE)
_REACHES_OUT = re.compile(
    r"@import|expression\(|-moz-binding|\\"
    r"|url\(\s*['\"]?\s*(?!['\"\s]|#|data:(?:image/(?:png|jpe?g|gif|webp)|(?:application/x-)?font))",
    re.IGNORECASE,
)
_STYLE, _PATH = "style", "d"


def passive(drawing: bytes) -> bytes | None:
    """The drawing with what is known to be harmless; None if it is none."""
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=_APART)
    parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(drawing, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return "".join(writer.out).encode("utf-8", "replace") if writer.is_drawing else None


class _Writer:
    """Writes what it is told of, in which it leaves out whole elements."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.is_drawing = False
        self._open: list[tuple[str, str]] = []
        self._hidden = 0
        self._sheet: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(_APART)
        if not self._open and not self._hidden:
            self.is_drawing = (space, local) == (_SVG, "svg")
        if self._hidden or not _is_taken(space, local, attributes):
            self._hidden += 1
            return
        said = "".join(f' {key}="{escape(value)}"' for key, value in _attributes(attributes))
        self.out.append(f"<{local}{self._namespace(space)}{said}>")
        self._open.append((space, local))

    def end(self, _: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        sheet, self._sheet = "".join(self._sheet), []
        if sheet and not _REACHES_OUT.search(sheet):
            self.out.append(str(escape(sheet)))
        self.out.append(f"</{self._open.pop()[1]}>")

    def text(self, text: str) -> None:
        if self._hidden or not self._open:
            return
        if self._open[-1][1] == _STYLE:
            self._sheet.append(text)  # told in pieces, and judged as a whole
        else:
            self.out.append(str(escape(text)))

    def _namespace(self, space: str) -> str:
        if not self._open:
            return f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"'
        return f' xmlns="{space}"' if space != self._open[-1][0] else ""


def _is_taken(space: str, local: str, attributes: Mapping[str, str]) -> bool:
    if space == _XHTML:
        return local in _WORDS
    if space != _SVG or local in _LEFT_OUT:
        return False
    return local not in _ANIMATIONS or not _is_reference(attributes.get("attributeName", ""))


def _is_reference(name: str) -> bool:
    """Whether an animation of this attribute could lead somewhere or run something."""
    plain = name.rpartition(":")[2].strip().lower()
    return plain in ("href", "src", "style") or plain.startswith("on")


def _attributes(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        space, _, local = name.rpartition(_APART)
        if space not in _PREFIX or local.lower().startswith("on") or local == "base":
            continue
        if local in ("href", "src") and not _HARMLESS.match(value):
            continue
        if local != _PATH and _REACHES_OUT.search(value):
            continue
        yield f"{_PREFIX[space]}{local}", value
