"""Built sites as tests see them: the real command writes one, and each page is parsed as strictly as HTML allows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

CSP = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "obsidian"})

_ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "cite",
    "manifest",
    "ping",
    "srcset",
)
_CLASSES = re.compile(r'class="([^"]*)"')
_OF_THE_VAULT = re.compile(r"(?:\.\./)?files/[^/?#]+\Z")
_SVG_USE = re.compile(r"#[\w-]+\Z")


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a site."""

    path: str
    text: str

    @cached_property
    def tree(self) -> Element:
        """The page, parsed; any parse error is an exception."""
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
        parsed: Element = parser.parse(self.text)
        return parsed

    def elements(self) -> Iterator[tuple[str, Element]]:
        """All elements with their names, without namespaces."""
        for element in self.tree.iter():
            if isinstance(element.tag, str):
                yield element.tag.rpartition("}")[2], element

    def named(self, name: str) -> list[Element]:
        """All elements of a name."""
        return [element for tag, element in self.elements() if tag == name]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.attrib["id"] for _, element in self.elements() if "id" in element.attrib]

    @cached_property
    def shows(self) -> frozenset[str]:
        """What can be seen on it: its kind, and all classes; looked for in the text, which is faster than parsing."""
        return frozenset(name for names in _CLASSES.findall(self.text) for name in names.split())

    def addresses(self) -> Iterator[str]:
        """Everything the page points at."""
        for tag, element in self.elements():
            for name, value in element.attrib.items():
                plain = name.rpartition("}")[2]
                if plain in _ADDRESSES and not (tag == "use" and _SVG_USE.match(value)):
                    yield value

    def text_of(self, name: str) -> str:
        """The words of the first element of a name."""
        return " ".join(" ".join(self.named(name)[0].itertext()).split())

    @property
    def words(self) -> str:
        """The words of the page's `main`."""
        return self.text_of("main")


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder."""

    root: Path

    @cached_property
    def pages(self) -> Mapping[str, BuiltPage]:
        """Its HTML files by path."""
        return {
            path.relative_to(self.root).as_posix(): BuiltPage(
                path.relative_to(self.root).as_posix(), path.read_text(encoding="utf-8")
            )
            for path in sorted(self.root.rglob("*.html"))
        }

    def __getitem__(self, path: str) -> BuiltPage:
        """One page."""
        return self.pages[path]

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """Pages that between them show everything: each kind of page, and each class of the style sheet in use."""
        shown = {path: page.shows for path, page in self.pages.items()}
        missing = frozenset[str]().union(*shown.values())
        chosen = []
        while missing:
            best = max(sorted(shown), key=lambda path: len(shown[path] & missing))
            chosen.append(best)
            missing -= shown[best]
        return tuple(sorted(chosen))

    def broken_links(self) -> list[str]:
        """Every address within the site that leads to no file, or to a fragment its page does not have."""
        return [
            f"{page.path} -> {address}"
            for page in self.pages.values()
            for address in page.addresses()
            if not urlsplit(address).scheme and not self._resolves(page, address)
        ]

    def _resolves(self, page: BuiltPage, address: str) -> bool:
        parts = urlsplit(address)
        if parts.netloc or parts.path.startswith("/"):
            return False
        target = self.root / page.path if not parts.path else (self.root / page.path).parent / unquote(parts.path)
        resolved = target.resolve()
        if not resolved.is_file() or not resolved.is_relative_to(self.root.resolve()):
            return False
        if not parts.fragment:
            return True
        path = resolved.relative_to(self.root.resolve()).as_posix()
        return path in self.pages and unquote(parts.fragment) in self.pages[path].ids


def faults(page: BuiltPage) -> list[str]:
    """What no page may have: parse errors, inline code or style, equal ids, foreign schemes, references that dangle.

    Nor may a chart lack its finding, its title and description, or its numbers as a table.
    """
    found = []
    if len(page.named("h1")) != 1:
        found.append(f"{len(page.named('h1'))} h1")
    twice = sorted({name for name in page.ids if page.ids.count(name) > 1})
    found += [f"id {name!r} twice" for name in twice]
    for tag, element in page.elements():
        found += _element_faults(tag, element, page)
    for figure in page.named("figure"):
        found += _chart_faults(figure)
    policies = [meta.attrib["content"] for meta in page.named("meta") if "http-equiv" in meta.attrib]
    if policies != [CSP]:
        found.append(f"policy {policies}")
    return [f"{page.path}: {fault}" for fault in found]


def _chart_faults(figure: Element) -> Iterator[str]:
    inside = {element.tag.rpartition("}")[2] for element in figure.iter()}
    if "svg" in inside:
        for part in ("figcaption", "title", "desc", "details", "table"):
            if part not in inside:
                yield f"chart {''.join(figure.itertext()).strip()[:40]!r} without <{part}>"


def _element_faults(tag: str, element: Element, page: BuiltPage) -> Iterator[str]:
    if tag in ("style", "iframe", "object", "embed", "base", "form", "audio", "video", "foreignObject"):
        yield f"<{tag}>"
    if tag == "img" and not (_OF_THE_VAULT.match(element.attrib["src"]) and element.attrib.get("alt")):
        yield f"picture {element.attrib}"
    if tag == "script" and ("src" not in element.attrib or (element.text or "").strip()):
        yield "inline script"
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2].lower()
        if plain == "style" or plain.startswith("on"):
            yield f"attribute {plain} on <{tag}>"
        if plain in _ADDRESSES and urlsplit(value.strip()).scheme.lower() not in SAFE_SCHEMES:
            yield f"{plain} {value!r}"
        if plain in ("aria-labelledby", "for", "headers") and not set(value.split()) <= set(page.ids):
            yield f"{plain} {value!r} names nothing"
        if tag == "use" and plain == "href" and value[1:] not in page.ids:
            yield f"no icon {value}"
