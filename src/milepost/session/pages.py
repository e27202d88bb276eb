"""Publisher: from a build's material to its site. Keeps the theme."""

from collections.abc import Callable
from functools import partial

from milepost.files.theme_files import builtin_theme
from milepost.model.rim import RenderedFile
from milepost.render.html import render_page, state_file
from milepost.render.theme import Theme
from milepost.report.around import Around
from milepost.report.exports import Export, site_exports
from milepost.report.material import Material
from milepost.report.pages import Page
from milepost.report.site import Maker, site_of
from milepost.session.attached import Attached, Drawings
from milepost.session.exports import export_bytes
from milepost.session.published import FileMaker, Published

Kept = dict[Page, RenderedFile]

Doubt = Callable[[str], None]
"""Is told the path of a page that was kept and is not what is rendered now."""

ONE_IN = 32
"""Of so many kept pages one is rendered all the same, and compared."""


class Publisher:
    """Publishes builds in one theme. `keeps_pages`: a page whose value an earlier build had is not rendered again.

    With `doubt` some of these are, and compared: where one differs, no page that was kept is handed out any more.
    """

    def __init__(self, *, keeps_pages: bool = False, doubt: Doubt | None = None) -> None:
        self._theme = Theme(builtin_theme())
        self._doubt, self._spared = doubt, 0
        self._drawings = Drawings()
        self._kept: Kept | None = {} if keeps_pages else None

    def publish(self, material: Material, folder: str = "") -> Published:
        """The site of one build; `folder` is where the vault lies on the disk, if it does."""
        site = site_of(material)
        before = self._kept
        if before is not None:
            self._kept = {}
        files: dict[str, FileMaker] = {path: partial(self._page, make, before) for path, make in site.pages.items()}
        files.update({path: partial(_written, path, text) for path, text in site.texts.items()})
        for export in site_exports(material.plan):
            files[export.path] = partial(_exported, export, site.around)
        for file in (*self._theme.static_files, state_file(site.state)):
            files[file.path] = partial(_itself, file)
        return Published(files, Attached(site.around, folder, self._drawings))

    def _page(self, make: Maker, before: Kept | None) -> RenderedFile:
        page = make()
        if before is None or self._kept is None:
            return render_page(page, self._theme)
        file = before.get(page) or self._kept.get(page)
        if file is None:
            file = render_page(page, self._theme)
        elif self._doubt is not None:
            file = self._compared(page, file, before, self._doubt)
        self._kept[page] = file
        return file

    def _compared(self, page: Page, file: RenderedFile, before: Kept, doubt: Doubt) -> RenderedFile:
        """A kept page, or now and then what is rendered now."""
        self._spared += 1
        if self._spared % ONE_IN:
            return file
        fresh = render_page(page, self._theme)
        if fresh != file:
            before.clear()
            if self._kept is not None:
                self._kept.clear()
            doubt(fresh.path)
        return fresh


def _exported(export: Export, around: Around) -> RenderedFile:
    return RenderedFile(export.path, export_bytes(export.name, around))


def _written(path: str, text: Callable[[], str]) -> RenderedFile:
    return RenderedFile(path, text().encode("utf-8", "replace"))


def _itself(file: RenderedFile) -> RenderedFile:
    return file
