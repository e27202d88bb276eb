"""Tabs: where builds go when they are served. The table gets the site, open tabs are told that there is a new one."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from threading import Lock

from milepost.live.editors import script_attributes
from milepost.live.outlet import Trouble, Update, trouble_of
from milepost.live.own import EDITOR, SCRIPT, SHEET
from milepost.live.streams import Streams
from milepost.live.table import Table
from milepost.model.attachment import Stamp
from milepost.model.ids import VaultPath
from milepost.render.theme import TemplateFault
from milepost.report.whereabouts import page_of
from milepost.session.look import Look

BEATS_BETWEEN = 20
"""Beats after which tabs that have gone are noticed."""


class TabsOutlet:
    """Serves builds. `born` tells it from earlier ones at the same port; `follows`: tabs go where the edit is."""

    holds = True
    writes = False

    def __init__(self, born: str, fails: Callable[[Trouble], None], *, follows: bool) -> None:
        self.streams = Streams()
        self.table = Table(f"/{SCRIPT}", self._template_fails)
        self._born, self._fails, self._follows = born, fails, follows
        self._lock = Lock()
        self._number = 0
        self._stamps: Mapping[VaultPath, Stamp] = {}
        self._pictures = 0
        self._trouble: Trouble | None = None
        self._beats = 0

    def alone(self) -> AbstractContextManager[object]:
        """No page is made meanwhile."""
        return self.table.alone

    def show(self, update: Update) -> None:
        """Hand out the new site. Pages are made when they are asked for, so those that are open come first."""
        follow = self._followed(update)
        self.table.put(update.site, _editor(update.look))
        with self._lock:
            self._number += 1
            self._look_at_pictures(update.look.snapshot.stamps)
            self._trouble = None
            self._tell(follow)

    def show_trouble(self, trouble: Trouble) -> None:
        """Lay it over the page that is open."""
        with self._lock:
            self._trouble = trouble
            self._tell()

    def beat(self) -> None:
        """Forget tabs that were closed."""
        self._beats += 1
        if self._beats % BEATS_BETWEEN == 0:
            self.streams.beat()

    def _look_at_pictures(self, stamps: Mapping[VaultPath, Stamp]) -> None:
        """Remember the build with which a file of the vault was last written: pages that show it stay as they are."""
        if stamps is not self._stamps and stamps != self._stamps:
            self._pictures = self._number
        self._stamps = stamps

    def _followed(self, update: Update) -> str:
        """The page to go to. A checkout of many notes leads nowhere. Looking it up is like making a page."""
        if not self._follows or len(update.notes) != 1:
            return ""
        with self.table.alone:
            return page_of(update.build.material, update.notes[0])

    def _template_fails(self, fault: TemplateFault) -> None:
        """A page was asked for and cannot be made."""
        trouble = trouble_of(fault)
        with self._lock:
            is_news = trouble != self._trouble
            self._trouble = trouble
            if is_news:
                self._tell()
        if is_news:
            self._fails(trouble)

    def _tell(self, follow: str = "") -> None:
        trouble = self._trouble
        said = {"what": trouble.what, "where": trouble.where, "remedy": trouble.remedy} if trouble else None
        pictures = f"{self._born}-{self._pictures}"
        message = {"version": f"{self._born}-{self._number}", "pictures": pictures, "trouble": said}
        self.streams.tell(message, once={"follow": follow} if follow else None)


def _editor(look: Look) -> str:
    """The script that opens notes in the author's editor."""
    attributes = script_attributes(look.settings.site.editor, look.root)
    if not attributes:
        return ""
    return f'<link rel="stylesheet" href="/{SHEET}"><script src="/{EDITOR}"{attributes} defer></script>'
