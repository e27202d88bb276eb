"""Values to XML that is no page: the Atom feed and the badge."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from milepost.report.export.badge import PlanBadge
from milepost.report.export.feed import Feed, FeedEntry

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_ATOM = "http://www.w3.org/2005/Atom"
_SVG = "http://www.w3.org/2000/svg"
_INK = "#16191d"


def feed_text(feed: Feed) -> str:
    """An Atom feed (RFC 4287). All text is plain, so that nobody's note is HTML in a reader."""
    root = Element("feed", xmlns=_ATOM)
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated.isoformat()))
    _add(_add(root, "author"), "name", feed.title)
    _add(root, "generator", feed.generator)
    _link(root, "alternate", feed.address or "index.html", "text/html")
    if feed.address:
        _link(root, "self", f"{feed.address}feed.xml", "application/atom+xml")
    for entry in feed.entries:
        _entry(_add(root, "entry"), entry)
    return _text(root)


def _entry(element: Element, entry: FeedEntry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.day.isoformat()))
    _add(element, "category", term=entry.kind)
    _link(element, "alternate", entry.href, "text/html")
    if entry.text:
        _add(element, "content", entry.text)


def _link(element: Element, rel: str, href: str, kind: str) -> None:
    _add(element, "link", rel=rel, type=kind, href=href)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(element: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    found = SubElement(element, name, attributes)
    found.text = text
    return found


def _text(root: Element) -> str:
    indent(root, " ")
    return f"{_DECLARATION}{tostring(root, encoding='unicode')}\n"


def badge_text(badge: PlanBadge) -> str:
    """The badge as an SVG picture: no style sheet, no script, its words as its name."""
    width = str(badge.width)
    root = Element("svg", xmlns=_SVG, width=width, height="20", viewBox=f"0 0 {width} 20", role="img")
    _add(root, "title", f"{badge.label}: {badge.message}")
    _field(root, badge.label, _INK, range(badge.label_width))
    _field(root, badge.message, badge.colour, range(badge.label_width, badge.width))
    return _text(root)


def _field(root: Element, text: str, colour: str, place: range) -> None:
    _add(root, "rect", x=str(place.start), width=str(len(place)), height="20", fill=colour)
    found = _add(root, "text", text, x=str(place.start + len(place) // 2), y="14", fill="#ffffff")
    found.attrib |= {
        "font-family": "Verdana,DejaVu Sans,sans-serif",
        "font-size": "11",
        "text-anchor": "middle",
        "textLength": str(len(place) - 20),
        "lengthAdjust": "spacingAndGlyphs",
    }
