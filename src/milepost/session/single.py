"""A build's site as one file: which pages are in it, in which order, and the pictures that they show."""

import base64
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from milepost import __version__
from milepost.files import disk
from milepost.model.ids import VaultPath
from milepost.model.rim import RenderedFile, SiteFile
from milepost.render.single import Cover, contents_of, frame_words, part_of, single_file
from milepost.report.frame import direction_of
from milepost.report.plan_title import plan_title
from milepost.report.wording import day_words
from milepost.session.build import Build, Session
from milepost.session.published import Published

_FIRST = "index.html"
_LEFT_OUT = ("404.html", "search.html")
_GOALS = "goals/"
_STATIC = "static/"
_ICON, _LOGO = "static/icon.", "static/site-logo."
_SHEETS = ("static/milepost.", "static/extra.")
_URL = re.compile(r'url\("([^"\n]+)"\)')
_KINDS: Mapping[str, str] = {
    "svg": "image/svg+xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    **{kind: f"image/{kind}" for kind in ("png", "gif", "webp", "avif", "bmp")},
    **{kind: f"font/{kind}" for kind in ("woff2", "woff", "ttf", "otf")},
}


class Whole(NamedTuple):
    """The file, and the pictures of the vault that pages show and that could not be read."""

    content: bytes
    left_out: tuple[VaultPath, ...]


def whole_in_one(session: Session, build: Build) -> Whole:
    """The site of a build as one HTML file. Raises TemplateFault."""
    site, material = session.site(build), build.material
    pages = frozenset(path for path in site.paths if path.endswith(".html") and path not in _LEFT_OUT)
    contents = contents_of(_text(site, _FIRST), pages)
    title, generator = plan_title(material), f"milepost {__version__}"

    pictures: dict[str, str] = {}

    def picture(path: str) -> str:
        if path not in pictures:
            pictures[path] = _data(site.attachment(path), path)
        return pictures[path]

    parts = [
        part_of(path, _text(site, path), pages, picture) for path in _in_order(pages, [each for each, _ in contents])
    ]
    cover = Cover(
        title=title,
        words=frame_words(day_words(build.analysis.as_of), generator, site.say),
        generator=generator,
        is_private=material.is_private,
        sheets=[_whole(site, path) for path in _sheets(site)],
        contents=contents,
        icon=next((_data(site.file(path), path) for path in site.paths if path.startswith(_ICON)), ""),
        logo=next((_data(site.file(path), path) for path in site.paths if path.startswith(_LOGO)), ""),
        lang=material.settings.site.lang,
        direction=direction_of(material.settings.site.lang),
        loads_from_web=material.settings.site.remote_images,
    )
    unread = {path for path, data in pictures.items() if not data}
    return Whole(single_file(cover, parts), site.missing(unread))


def _in_order(pages: frozenset[str], named: Sequence[str]) -> list[str]:
    """As the navigation has them, each with its further pages behind it; then goals, then all others."""
    stems = {path.removesuffix(".html"): at for at, path in enumerate(named)}

    def rank(path: str) -> tuple[int, str]:
        stem = path.removesuffix(".html")
        own = "index" if stem.startswith("overview-") else stem
        while own and own not in stems:
            own = own.rpartition("-")[0]
        if own:
            return stems[own], stem
        return (len(stems), stem) if path.startswith(_GOALS) else (len(stems) + 1, stem)

    return sorted(pages, key=rank)


def _sheets(site: Published) -> list[str]:
    """Our own sheet, then the vault's, as pages load them."""
    return [path for name in _SHEETS for path in site.paths if path.startswith(name) and path.endswith(".css")]


def _whole(site: Published, path: str) -> str:
    """A sheet, with the fonts and pictures that it names."""
    own = frozenset(site.paths)

    def held(found: re.Match[str]) -> str:
        name = f"{_STATIC}{found[1]}"
        return f'url("{_data(site.file(name), name)}")' if name in own else found[0]

    return _URL.sub(held, _text(site, path))


def _text(site: Published, path: str) -> str:
    return site.file(path).content.decode("utf-8", "replace")


def _data(file: SiteFile | None, path: str) -> str:
    """A picture as an address that holds it; "" where it cannot be read."""
    kind = _KINDS.get(path.rpartition(".")[2])
    if file is None or kind is None:
        return ""
    try:
        content = file.content if isinstance(file, RenderedFile) else disk.read_bytes(file.place, follow=False)
    except OSError:
        return ""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
