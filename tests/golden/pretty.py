"""A site's files with a line for each part, so that a change of the site can be read as a difference."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any, TypeAlias

import html5lib

from milepost import __version__

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tspan", "u", "var", "wbr",
))  # fmt: skip
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_STAMP = re.compile(r"(?<=[.-])[0-9a-f]{8,64}(?=\.(?:css|js|svg|woff2|json)\b)")
"""The content hash in the name of a static file: a change of a style sheet shall not change every page here."""

Element: TypeAlias = Any
"""An element of the parsed page; its tag is a function where it is a comment."""

STATIC = "static/"
"""Files that the site takes over as they are; only their names are compared."""


def without_stamp(text: str) -> str:
    """Without content hashes in file names and milepost's own version: a release shall not change every page."""
    return _STAMP.sub("HASH", text).replace(f"milepost {__version__}", "milepost VERSION")


def pretty(path: str, content: bytes) -> str:
    """A file of the site as text to compare."""
    text = content.decode("utf-8")
    if path.endswith(".html"):
        tree = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
        text = "\n".join(_lines(tree, 0)) + "\n"
    elif path.endswith(".json"):
        text = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    elif path.endswith((".csv", ".ics")):
        text = text.replace("\r\n ", "").replace("\r\n", "\n")  # where a line is folded is icalendar's business
    return without_stamp(text)


def pretty_part(element: Element) -> str:
    """One element of a parsed page, in the same way."""
    return "\n".join(_lines(element, 0))


def _lines(element: Element, depth: int) -> Iterator[str]:
    indent = " " * depth
    name = _name(element)
    if name == "pre" or not any(_is_block(child) for child in element):
        yield indent + _inline(element)
        return
    yield f"{indent}<{name}{_attributes(element)}>"
    yield from _flow(element, depth + 1)
    yield f"{indent}</{name}>"


def _flow(element: Element, depth: int) -> Iterator[str]:
    """Blocks on lines of their own, what stands between them on one."""
    run = _text(element.text)
    for child in element:
        if _is_block(child):
            yield from _run(run, depth)
            yield from _lines(child, depth)
            run = ""
        else:
            run += _inline(child)
        run += _text(child.tail)
    yield from _run(run, depth)


def _run(run: str, depth: int) -> Iterator[str]:
    if run.strip():
        yield " " * depth + run.strip()


def _inline(element: Element) -> str:
    if not isinstance(element.tag, str):
        return f"<!--{element.text}-->"
    name = _name(element)
    if name in _VOID:
        return f"<{name}{_attributes(element)}>"
    raw = name in ("pre", "script", "style")
    text = escape(element.text or "", quote=False) if raw else _text(element.text)
    inner = text + "".join(
        _inline(child) + (escape(child.tail or "", quote=False) if raw else _text(child.tail)) for child in element
    )
    return f"<{name}{_attributes(element)}>{inner if raw or name in _INLINE else inner.strip()}</{name}>"


def _is_block(element: Element) -> bool:
    return isinstance(element.tag, str) and _name(element) not in _INLINE


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attributes(element: Element) -> str:
    values: dict[Any, str] = dict(element.attrib)
    return "".join(f' {str(name).rpartition("}")[2]}="{escape(value)}"' for name, value in values.items())


def _text(text: str | None) -> str:
    return escape(re.sub(r"[ \t\r\n]+", " ", text or ""), quote=False)
