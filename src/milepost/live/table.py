"""The table: what the server may hand out, by site path: the files of the last build, and no other of any disk.

Files are made when they are asked for, one at a time and never during a build. Where making one fails, its last good
state is handed out.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from threading import Lock

from milepost.files import disk
from milepost.live.outlet import Site
from milepost.model.frozen import frozen
from milepost.model.rim import CopiedFile, RenderedFile
from milepost.render.theme import TemplateFault

KINDS: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "bmp": "image/bmp",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
_TAG_BYTES = 12
_HEAD_ENDS = b"</head>"


@frozen
class Served:
    """One answer: bytes, what they are, and a tag that is equal as long as the built file is."""

    content: bytes
    kind: str
    tag: str


class Table:
    """The site as it is served. `fails` is told, on the asking thread, when a template fails."""

    def __init__(self, script: str, fails: Callable[[TemplateFault], None]) -> None:
        self.alone = Lock()
        self._script, self._fails = script, fails
        self._further = ""
        self._site: Site | None = None
        self._made: dict[str, Served] = {}
        self._before: dict[str, Served] = {}

    def put(self, site: Site, further: str = "") -> None:
        """A new build: from now on its files are handed out, pages with the elements `further` in their heads."""
        with self.alone:
            self._further = further
            self._before = {**self._before, **self._made}
            self._site, self._made = site, {}

    def get(self, path: str) -> Served | None:
        """One file; None when the site has none of that path. Raises TemplateFault when it was never made."""
        made = self._made.get(path)
        if made is not None:
            return made
        with self.alone:
            return self._made.get(path) or self._make(path)

    def _make(self, path: str) -> Served | None:
        if self._site is None:
            return None
        try:
            file = self._site.file(path)
        except KeyError:
            return self._attached(path)
        except TemplateFault as fault:
            self._fails(fault)
            if path not in self._before:
                raise
            return self._before[path]
        self._made[path] = served(path, file.content, self._script, self._further)
        return self._made[path]

    def _attached(self, path: str) -> Served | None:
        """A file of the vault that a page shows. It is read each time: browsers keep it, nobody here has to."""
        file = self._site.attachment(path) if self._site is not None else None
        if isinstance(file, CopiedFile):
            with suppress(OSError):
                return served(path, disk.read_bytes(file.place, follow=False), self._script)
        return served(path, file.content, self._script) if isinstance(file, RenderedFile) else None


def served(path: str, content: bytes, script: str, further: str = "") -> Served:
    """A file as it is handed out: a page with the live script in its head, anything else as it was built.

    The script's element bears the page's tag, so that the script knows which state of the page it is in.
    """
    kind = KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    tag = blake2b(content + further.encode(), digest_size=_TAG_BYTES).hexdigest()
    if path.endswith(".html"):
        head, ends, body = content.partition(_HEAD_ENDS)
        content = head + f'<script src="{script}" data-tag="{tag}" defer></script>{further}'.encode() + ends + body
    return Served(content, kind, tag)
