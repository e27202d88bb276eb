"""Steady: a site whose files can be made, also where what they were to be made of turns out to be damaged.

What another process remembered is looked at when a page is made of it, and only then proves to be whole.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from milepost.emit.staging import Staged
from milepost.model.rim import RenderedFile, SiteFile
from milepost.session.image_file import Damaged
from milepost.session.published import Published
from milepost.session.shares import stage_site

T = TypeVar("T")


class SteadySite:
    """The files of one build. `anew` makes it of nothing but the notes; it is called by whoever asks for a file."""

    def __init__(self, site: Published, anew: Callable[[], Published]) -> None:
        self._site, self._anew = site, anew

    def file(self, path: str) -> RenderedFile:
        """One file. Raises KeyError, and TemplateFault."""
        return self._made(lambda site: site.file(path))

    def attachment(self, path: str) -> SiteFile | None:
        """One file of the vault, if a page shows it."""
        return self._made(lambda site: site.attachment(path))

    def whole(self) -> Iterator[SiteFile]:
        """Every file. Raises TemplateFault, and Damaged."""
        return self._site.whole()

    def stage(self, out: str) -> list[Staged]:
        """The same, compared with what lies in a folder; made are those that may differ. Raises the same."""
        return stage_site(self._site, out, lambda _: 1)

    def _made(self, make: Callable[[Published], T]) -> T:
        try:
            return make(self._site)
        except Damaged:
            self._site = self._anew()
            return make(self._site)
