"""Where milepost's own templates are: in the installed package, or in the checkout beside `src/`."""

from pathlib import Path

from milepost.files import disk
from milepost.files.scan import list_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_templates", _PACKAGE.parents[1] / "templates")


def builtin_theme() -> dict[str, bytes]:
    """Name (`goal.html.j2`, `static/milepost.css`) → content. Raises OSError when the installation is broken."""
    place = next((place for place in _PLACES if disk.look(place)), _PLACES[0])
    return theme_in(str(place))


def theme_in(folder: str) -> dict[str, bytes]:
    """The files of one layer of templates, by their path below the folder."""
    found: dict[str, bytes] = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        for entry in list_folder(f"{folder}/{inside}"):
            name = f"{inside}{entry.name}"
            if entry.kind is disk.Kind.FOLDER:
                waiting.append(f"{name}/")
            elif entry.kind is disk.Kind.FILE and not entry.name.startswith("."):
                found[name] = disk.read_bytes(f"{folder}/{name}")
    return found
