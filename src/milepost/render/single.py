"""Single: pages put into one file, as sections whose links lead to each other. No script, and nothing loaded.

Its policy allows one sheet, by its hash, and pictures that stand in the file itself. What is left out of it (search,
exports, other files) is not linked to.
"""

import base64
import hashlib
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.report.names import address

Picture = Callable[[str], str]
"""A picture of the site, by its path, as a `data:` address; "" where it cannot be had."""

MARK = "<!doctype html>\n<!-- One plan in one file, made by milepost. -->\n"
"""How such a file begins, by which a later one may replace it."""

_REFERRING = frozenset(("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list"))
_LINKS = frozenset(("href", "xlink:href"))
_WITHIN = re.compile(r"url\(#([^)]+)\)")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))


@frozen
class Part:
    """One page as a section: its path, what it is called, its kind (a class of the body), and its HTML."""

    path: str
    title: str
    kind: str
    html: str


class FrameWords(NamedTuple):
    """What the frame says."""

    skip: str
    pages: str
    private: str
    as_of: str
    made_by: str


@frozen
class Cover:
    """What stands around the sections."""

    title: str
    words: FrameWords
    generator: str
    is_private: bool
    sheets: Sequence[str]
    contents: Sequence[tuple[str, str]]
    icon: str = ""
    logo: str = ""
    lang: str = "en"
    direction: str = ""
    loads_from_web: bool = False


def frame_words(as_of: str, generator: str, say_it: Callable[[str], str]) -> FrameWords:
    """The words of the frame in the language of the site."""
    said = (
        say("Skip to the content"),
        say("Pages"),
        say("Private copy"),
        say("As of {day}", day=as_of),
        say("Made by {generator}", generator=generator),
    )
    return FrameWords(*map(say_it, said))


def key_of(path: str) -> str:
    """The fragment of a page's section."""
    return f"mp_{path.removesuffix('.html').replace('/', '.')}"


def part_of(path: str, html: str, pages: frozenset[str], picture: Picture) -> Part:
    """What is in the `main` of a page, with fragments and links fitted in."""
    reader = _Reader(path, pages, picture)
    reader.feed(html)
    reader.close()
    return Part(path, "".join(reader.title), reader.kind, "".join(reader.out))


def contents_of(html: str, pages: frozenset[str]) -> list[tuple[str, str]]:
    """The pages that the navigation of the first page names, with their words, in its order."""
    reader = _Navigation()
    reader.feed(html)
    return [(path, " ".join(words.split())) for path, words in reader.found if path in pages]


def single_file(cover: Cover, parts: Sequence[Part]) -> bytes:
    """The file."""
    return "".join(_pieces(cover, parts)).encode("utf-8", "replace")


def _pieces(cover: Cover, parts: Sequence[Part]) -> Iterator[str]:
    sheet = "\n".join(cover.sheets).replace("</", "<\\/")
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8", "replace")).digest()).decode()
    fonts = "font-src data:; " if "data:font/" in sheet else ""
    web = " https:" if cover.loads_from_web else ""
    allowed = f"img-src data:{web}; {fonts}style-src 'sha256-{digest}'"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    robots = '<meta name="robots" content="noindex">\n' if cover.is_private else ""
    icon = f'<link rel="icon" href="{cover.icon}">\n' if cover.icon else ""
    title, words = escape(cover.title), cover.words
    direction = f' dir="{escape(cover.direction)}"' if cover.direction else ""
    logo = f'<img src="{cover.logo}" height="28" alt="">' if cover.logo else ""
    brand = "mp-brand mp-logo" if logo else "mp-brand"
    yield (
        f'{MARK}<html lang="{escape(cover.lang)}"{direction}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f'{robots}<meta name="generator" content="{escape(cover.generator)}">\n<title>{title}</title>\n'
        f"{icon}<style>{sheet}</style>\n</head>\n"
    )
    first = key_of(parts[0].path) if parts else "mp_main"
    links = "".join(
        f'<li><a href="#{address(key_of(path))}">{escape(words)}</a></li>' for path, words in cover.contents
    )
    yield (
        '<body class="mp-single">\n<a class="mp-skip" href="#mp_main">{escape(words.skip)}</a>\n'
        f'<header class="mp-top"><a class="{brand}" href="#{first}">{logo}<span>{title}</span></a>\n'
        f'<nav class="mp-contents" aria-label="{escape(words.pages)}"><ul>{links}</ul></nav></header>\n'
        '<main id="mp_main" class="mp-wrap" tabindex="-1">\n'
    )
    for part in parts:
        kind = escape(part.kind)
        yield f'<section id="{escape(key_of(part.path))}" class="{kind}" aria-label="{escape(part.title)}">\n'
        yield f"{part.html.strip()}\n</section>\n"
    private = f'<p class="mp-private">{escape(words.private)}</p>\n' if cover.is_private else ""
    yield (
        f'</main>\n<footer class="mp-foot">\n{private}<p>{escape(words.as_of)}</p>\n'
        f"<p>{escape(words.made_by)}</p>\n</footer>\n</body>\n</html>\n"
    )


class _Reader(HTMLParser):
    """Takes over what is in `main` as it is written, but for addresses and fragments."""

    def __init__(self, path: str, pages: frozenset[str], picture: Picture) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.title: list[str] = []
        self.kind = ""
        self._path, self._pages, self._picture = path, pages, picture
        self._key = key_of(path)
        self._in_main = self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.kind = dict(attrs).get("class") or ""
        elif tag == "main":
            self._in_main = True
        elif self._in_main and tag != "script":
            self.out.append(self._tag(tag, attrs))
        elif tag == "title":
            self._in_title = not self.title

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._in_main:
            written = self._tag(tag, attrs)
            self.out.append(written if tag in _VOID or written.endswith("/>") else f"{written[:-1]}/>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        elif self._in_main and tag != "script":
            self.out.append(f"</{tag}>")
        elif tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        self._say(data if self._in_title or self.cdata_elem != "script" else "")

    def handle_entityref(self, name: str) -> None:
        self._say({"amp": "&", "lt": "<", "gt": ">", "quot": '"'}.get(name, "") if self._in_title else f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._say(f"&#{name};" if not self._in_title else chr(int(name, 10)) if name.isdecimal() else "")

    def _say(self, text: str) -> None:
        if self._in_title:
            self.title.append(text)
        elif self._in_main:
            self.out.append(text)

    def _tag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> str:
        """The tag as it is written, unless one of its attributes has to be another one."""
        fitted = [(name, self._fitted(tag, name, value)) for name, value in attrs]
        if all(new == old for (_, new), (_, old) in zip(fitted, attrs, strict=True)):
            return self.get_starttag_text() or f"<{tag}>"
        said = "".join(_attribute(name, value) for name, value in fitted if value is not None or (name, None) in attrs)
        return f"<{tag}{said}>"

    def _fitted(self, tag: str, name: str, value: str | None) -> str | None:
        if value is None:
            return None
        if name == "id":
            return f"{self._key}--{value}"
        if name in _REFERRING:
            return " ".join(f"{self._key}--{each}" for each in value.split())
        if name in _LINKS:
            return self._led(value)
        if name == "src" and tag == "img":
            return value if _SCHEME.match(value) else self._picture(self._site_path(value)) or None
        return _WITHIN.sub(lambda found: f"url(#{self._key}--{found[1]})", value) if "url(#" in value else value

    def _led(self, href: str) -> str | None:
        """Where a link leads in this file; None where its page is not in it."""
        if _SCHEME.match(href):
            return href
        path, _, fragment = href.partition("#")
        page = self._site_path(path) if path else self._path
        if page not in self._pages:
            return None
        key = address(key_of(page))
        return f"#{key}--{fragment}" if fragment else f"#{key}"

    def _site_path(self, href: str) -> str:
        path = unquote(href.partition("?")[0].partition("#")[0])
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._path), path))


class _Navigation(HTMLParser):
    """The links of the frame's navigation."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._depth = 0
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said: Mapping[str, str | None] = dict(attrs)
        if tag == "nav" and "mp-nav" in (said.get("class") or "").split():
            self._depth = 1
        elif tag == "a" and self._depth:
            self._is_open = True
            self.found.append((unquote(said.get("href") or ""), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._depth = 0
        elif tag == "a":
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open and self._depth:
            path, words = self.found[-1]
            self.found[-1] = path, words + data


def _attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{escape(value)}"'
