"""Attached: the part of a site that is files of the vault, looked for when somebody asks for it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b

from milepost.model.attachment import DRAWING, kind_of
from milepost.model.ids import VaultPath
from milepost.model.rim import CopiedFile, RenderedFile, SiteFile
from milepost.render.svg import passive
from milepost.report.around import Around
from milepost.report.shown_files import shown_files
from milepost.vault.attachments import drawing, place_of


class Drawings:
    """Drawings made harmless, by what they held: a session makes each once."""

    def __init__(self) -> None:
        self._known: dict[bytes, bytes | None] = {}

    def passive(self, content: bytes) -> bytes | None:
        """What a site may hold of it; None if that is nothing."""
        name = blake2b(content, digest_size=16).digest()
        if name not in self._known:
            self._known[name] = passive(content)
        return self._known[name]


class Attached:
    """The attachments that the pages of one build show. Those that cannot be had are not there."""

    def __init__(self, around: Around, folder: str, drawings: Drawings) -> None:
        """`folder` is the vault's real place; "" where there is none, as in a vault that was never on a disk."""
        self._around, self._folder, self._drawings = around, folder, drawings

    @cached_property
    def shown(self) -> Mapping[str, VaultPath]:
        """The attachments that pages show, by their site path."""
        return shown_files(self._around) if self._folder else {}

    def file(self, path: str) -> SiteFile | None:
        """The file of this site path. A drawing is in memory, as it is not the one in the vault; others are not."""
        own = self.shown.get(path)
        place = place_of(self._folder, own) if own is not None else None
        if own is None or place is None:
            return None
        if kind_of(own) != DRAWING:
            return CopiedFile(path, place)
        content = drawing(place)
        clean = self._drawings.passive(content) if content is not None else None
        return RenderedFile(path, clean) if clean is not None else None

    def __iter__(self) -> Iterator[SiteFile]:
        return (file for path in sorted(self.shown) if (file := self.file(path)) is not None)
