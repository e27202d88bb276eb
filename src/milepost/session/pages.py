"""Publisher: from a build's material to the files of the site. Keeps the theme, and pages that did not change."""

from collections.abc import Mapping

from milepost.files.theme_files import builtin_theme
from milepost.model.rim import RenderedFile
from milepost.render.html import render_site
from milepost.render.theme import Theme
from milepost.report.material import Material
from milepost.report.pages import Page
from milepost.report.site import build_site


class Publisher:
    """Renders sites of one theme: a page whose value is that of the last build is not rendered again."""

    def __init__(self) -> None:
        self._theme: Theme | None = None
        self._kept: Mapping[Page, RenderedFile] = {}

    def publish(self, material: Material) -> tuple[RenderedFile, ...]:
        """Every file of the site, in path order. Raises render.theme.TemplateFault."""
        if self._theme is None:
            self._theme = Theme(builtin_theme())
        site = build_site(material)
        files = render_site(site, self._theme, self._kept).value
        by_path = {file.path: file for file in files}
        self._kept = {page: by_path[page.head.path] for page in site.pages}
        return files
