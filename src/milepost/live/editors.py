"""Editors: the addresses by which they open a file at a line. Only `serve` knows where on the disk a vault lies."""

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from milepost.files import disk

FORMS: Mapping[str, str] = {
    "vscode": "vscode://file{path}:{line}",
    "vscodium": "vscodium://file{path}:{line}",
    "cursor": "cursor://file{path}:{line}",
    "windsurf": "windsurf://file{path}:{line}",
    "zed": "zed://file{path}:{line}",
    "idea": "idea://open?file={path}&line={line}",
    "pycharm": "pycharm://open?file={path}&line={line}",
    "webstorm": "webstorm://open?file={path}&line={line}",
    "sublime": "subl://open?url=file://{path}&line={line}",
    "textmate": "txmt://open?url=file://{path}&line={line}",
    "macvim": "mvim://open?url=file://{path}&line={line}",
    "obsidian": "obsidian://open?path={path}",
}
_FORM = re.compile(r"(?!javascript|data|vbscript)[a-z][a-z0-9+.-]*://[^\s<>\"'`\\]*\Z", re.IGNORECASE)


def editor_form(name: str) -> str:
    """The address of an editor by its name, or one that is written out with `{path}`; "" for no links."""
    known = FORMS.get(name.strip().lower())
    if known:
        return known
    return name.strip() if "{path}" in name and _FORM.match(name.strip()) else ""


def script_attributes(name: str, root: Path) -> str:
    """What the live script has to know to open a note; "" where it opens none."""
    form = editor_form(name)
    if not form:
        return ""
    place = disk.real(root)
    place = place if place.startswith("/") else f"/{place}"
    return f' data-editor="{escape(form)}" data-root="{escape(place)}"'
