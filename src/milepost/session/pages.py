"""Publisher: from a build's material to its site. Keeps the theme."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain

from milepost.files.theme_files import builtin_theme
from milepost.model.memo import Memo
from milepost.model.rim import NO_THEME, RenderedFile, ThemeFiles
from milepost.render.html import TEMPLATES, page_fields, render_page, state_file
from milepost.render.sheets import token_sheet
from milepost.render.theme import TemplateFault, Theme
from milepost.report.around import Around
from milepost.report.exports import Export, site_exports
from milepost.report.material import Material
from milepost.report.pages.kinds import Page
from milepost.report.site import Maker, Pages, Site, TextMaker, site_of
from milepost.session.attached import Attached, Drawings
from milepost.session.codes import kept_code
from milepost.session.collection import replace_circles
from milepost.session.exports import export_bytes
from milepost.session.published import FileMaker, Published
from milepost.session.records import Records

Kept = dict[Page, RenderedFile]
Look = tuple[ThemeFiles, str, str]
"""What a theme is made of beside our own templates: a vault's files, the sheet of the settings, and the language."""

_PLAIN: Look = (NO_THEME, "", "en")

Doubt = Callable[[str], None]
"""Is told the path of a page that was kept and is not what is rendered now."""

ONE_IN = 32
"""Of so many kept pages one is rendered all the same, and compared."""


class Publisher:
    """Publishes builds in one theme. `keeps_pages`: a page whose value an earlier build had is not rendered again.

    With `doubt` some of these are, and compared: where one differs, no page that was kept is handed out any more.
    """

    def __init__(
        self,
        *,
        keeps_pages: bool = False,
        doubt: Doubt | None = None,
        memo: Memo | None = None,
        records: Records | None = None,
    ) -> None:
        self._builtin = builtin_theme()
        self._look = _PLAIN
        self._theme = Theme(self._builtin, keeper=kept_code)
        self._doubt, self._spared, self._memo, self._records = doubt, 0, memo, records
        self._drawings = Drawings()
        self._kept: Kept | None = {} if keeps_pages else None

    def publish(self, material: Material, theme: ThemeFiles = NO_THEME, folder: str = "") -> Published:
        """The site of one build; `folder` is where the vault lies on the disk, if it does.

        Raises TemplateFault when the vault's own templates name what there is not.
        """
        settings = material.settings.site
        self._dress((theme, token_sheet(settings.tokens), settings.lang))
        site = site_of(material, self._memo)
        before = self._kept
        if before is not None:
            self._kept = {}
        fixed: dict[str, FileMaker] = {
            export.path: partial(_exported, export, site.around) for export in site_exports(material.plan)
        }
        for file in (*self._theme.static_files, state_file(site.state, self._theme.say)):
            fixed[file.path] = partial(_itself, file)
        files = _Files(site, fixed, self._maker(site, before), self._theme.say)
        attached = Attached(site.around, folder, self._drawings)
        keeps = self._records is not None and self._memo is not None and self._memo.keeps
        return Published(files, attached, self._theme.say, self._records, is_remembered=keeps)

    def _maker(self, site: Site, before: Kept | None) -> Callable[[str], RenderedFile]:
        """What makes a page."""
        records, pages = self._records, site.pages
        if records is None or self._memo is None:
            return lambda path: self._page(pages[path], before)
        site.around.derived.work_out()
        records.dress(self._look)
        records.stand_on(pages.ground, self._memo)
        return lambda path: (
            self._recorded(path, pages, records) if pages.has_witness(path) else self._page(pages[path], before)
        )

    def _recorded(self, path: str, pages: Pages, records: Records) -> RenderedFile:
        """A page, and what it was made of."""
        page, seen = pages.witnessed(path)
        file = render_page(page, self._theme)
        records.saw_shared(pages.seen_of_shared())
        records.saw(path, seen)
        return file

    def _dress(self, look: Look) -> None:
        """Take another theme where it is another one; pages that it renders like the one before are kept."""
        if look == self._look:
            return
        files, sheet, lang = look
        for path, why in sorted(files.unread.items()):
            raise TemplateFault(path, 0, why)
        replace_circles()
        theme = Theme(files.files, self._builtin, sheet=sheet, lang=lang, keeper=kept_code)
        theme.check(page_fields())
        if self._kept:
            same = {name for name in TEMPLATES.values() if theme.digest(name) == self._theme.digest(name)}
            self._kept = {page: file for page, file in self._kept.items() if TEMPLATES[type(page)] in same}
        self._look, self._theme = look, theme

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


class _Files(Mapping[str, FileMaker]):
    """A site's files by path. Which pages there are is found out no further than somebody asks."""

    def __init__(
        self,
        site: Site,
        fixed: Mapping[str, FileMaker],
        rendered: Callable[[str], RenderedFile],
        say: Callable[[str], str],
    ) -> None:
        self._site, self._fixed, self._rendered, self._say = site, fixed, rendered, say

    def __getitem__(self, path: str) -> FileMaker:
        if path in self._fixed:
            return self._fixed[path]
        if path.endswith(".html"):
            if path not in self._site.pages:
                raise KeyError(path)
            return partial(self._rendered, path)
        return partial(_written, path, self._site.texts[path], self._say)

    def __iter__(self) -> Iterator[str]:
        return chain(self._site.pages, self._site.texts, self._fixed)

    def __len__(self) -> int:
        return len(self._site.pages) + len(self._site.texts) + len(self._fixed)


def _exported(export: Export, around: Around) -> RenderedFile:
    return RenderedFile(export.path, export_bytes(export.name, around))


def _written(path: str, text: TextMaker, say: Callable[[str], str]) -> RenderedFile:
    return RenderedFile(path, text(say).encode("utf-8", "replace"))


def _itself(file: RenderedFile) -> RenderedFile:
    return file
