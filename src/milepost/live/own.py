"""Own: what the server adds to a site. The live script and its sheet, and the pages that say why there is none."""

from collections.abc import Mapping
from pathlib import Path

from milepost.files import disk
from milepost.live.table import Served, served

FOLDER = ".milepost"
"""No file of a site lies in this folder, so nothing of ours hides one of its files."""

EVENTS = f"{FOLDER}/events"
SCRIPT = f"{FOLDER}/live.js"
SHEET = f"{FOLDER}/live.css"
EDITOR = f"{FOLDER}/editor.js"

_ASSETS = Path(__file__).parent / "assets"
_NOTICES: Mapping[int, tuple[str, str]] = {
    404: (
        "There is no such page",
        "The goal may have been renamed or removed. It is shown here as soon as it is there.",
    ),
    500: ("This page cannot be made", "A template fails. The page is shown here as soon as it can be made."),
}


def own_files() -> Mapping[str, Served]:
    """Our files by site path. Raises OSError when the installation is broken."""
    return {path: served(path, _asset(path), "") for path in (SCRIPT, SHEET, EDITOR)}


def notices() -> Mapping[int, Served]:
    """A page for each status that has one. They lie under any address, so their links start at the root."""
    page = _asset("notice.html").decode()
    return {
        status: served("notice.html", page.format(heading=heading, text=text).encode(), f"/{SCRIPT}")
        for status, (heading, text) in _NOTICES.items()
    }


def _asset(path: str) -> bytes:
    return disk.read_bytes(_ASSETS / path.rpartition("/")[2])
