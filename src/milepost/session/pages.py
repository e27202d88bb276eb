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
from milepost.session.exports import export_bytes
from milepost.session.published import FileMaker, Published

Kept = dict[Page, RenderedFile]


class Publisher:
    """Publishes builds in one theme. `keeps_pages`: a page whose value an earlier build had is not rendered again."""

    def __init__(self, *, keeps_pages: bool = False) -> None:
        self._theme = Theme(builtin_theme())
        self._kept: Kept | None = {} if keeps_pages else None

    def publish(self, material: Material) -> Published:
        """The site of one build."""
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
        return Published(files)

    def _page(self, make: Maker, before: Kept | None) -> RenderedFile:
        page = make()
        if before is None or self._kept is None:
            return render_page(page, self._theme)
        file = before.get(page) or self._kept.get(page) or render_page(page, self._theme)
        self._kept[page] = file
        return file


def _exported(export: Export, around: Around) -> RenderedFile:
    return RenderedFile(export.path, export_bytes(export.name, around))


def _written(path: str, text: Callable[[], str]) -> RenderedFile:
    return RenderedFile(path, text().encode("utf-8", "replace"))


def _itself(file: RenderedFile) -> RenderedFile:
    return file
