"""Pages in the real browser, opened from the disk as their readers open them; whatever it complains of is kept."""

from typing import Any

from tests.sites import BuiltSite

WIDTHS = (320, 768, 1280)
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(15, 18, 22)"

UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true; })"


class Window:
    """One page in a window of its own."""

    def __init__(self, browser: Any, site: BuiltSite, **how: Any) -> None:
        self.context = browser.new_context(**how)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self._site = site
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("request", self._only_files)

    def open(self, path: str) -> Any:
        """The page, loaded from the disk."""
        self.page.goto((self._site.root / path).as_uri())
        return self.page

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what the next page left unfinished
            self.complaints.append(f"failed: {request.url}: {request.failure}")

    def _only_files(self, request: Any) -> None:
        if not request.url.startswith("file:"):
            self.complaints.append(f"asked for {request.url}")
