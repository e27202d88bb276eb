"""Layers: files by name, an earlier layer's before a later one's.

A layer maps names (`goal.html.j2`, `static/milepost.css`) to what the files hold. The last layer is milepost's own;
those before it were found in a vault. A name in a template may say where to look: `!next/goal.html.j2` in the layers
below the template's own, `!builtin/goal.html.j2` in milepost's. Inside, a place is spelt `!1/goal.html.j2`: from layer
1 down.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

Layer = Mapping[str, bytes]

VAULT_FOLDER = "_milepost/"
VAULT_TEMPLATES = f"{VAULT_FOLDER}templates/"
STATIC_FOLDER = "static/"
TEMPLATE_SUFFIX = ".j2"
EXTRA_SHEET = "extra.css"
LOGO = "site-logo."
_NEXT, _BUILTIN = "!next/", "!builtin/"
_FROM = re.compile(r"!(\d+)/")


class Found(NamedTuple):
    """A template: which layer has it, its name there, and its text as bytes."""

    layer: int
    name: str
    content: bytes

    @property
    def address(self) -> str:
        """The one spelling of where it is."""
        return f"!{self.layer}/{self.name}"


class Layers:
    """Templates of several layers."""

    def __init__(self, *layers: Layer) -> None:
        self.all = layers
        self._last = len(layers) - 1

    def find(self, address: str) -> Found | None:
        """The first template of that name, from the layer down that the address says."""
        start = _FROM.match(address)
        first, name = (int(start[1]), address[start.end() :]) if start else (0, address)
        if not name.startswith(STATIC_FOLDER) and name.endswith(TEMPLATE_SUFFIX):
            for at in range(first, len(self.all)):
                if name in self.all[at]:
                    return Found(at, name, self.all[at][name])
        return None

    def leads(self, name: str, parent: str) -> str:
        """The address of what a template names. `parent` is the address of that template."""
        if name.startswith(_NEXT):
            own = self.find(parent)
            return f"!{own.layer + 1 if own else 0}/{name.removeprefix(_NEXT)}"
        if name.startswith(_BUILTIN):
            return f"!{self._last}/{name.removeprefix(_BUILTIN)}"
        return name

    def is_ours(self, found: Found) -> bool:
        """Whether a template is milepost's own."""
        return found.layer == self._last

    def shown(self, found: Found) -> str:
        """A template's name for people: the path in the vault, or just its name when it is ours."""
        return found.name if self.is_ours(found) else f"{VAULT_TEMPLATES}{found.name}"

    @property
    def names(self) -> list[str]:
        """The names of all templates."""
        every = {name for layer in self.all for name in layer}
        return sorted(name for name in every if name.endswith(TEMPLATE_SUFFIX) and not name.startswith(STATIC_FOLDER))

    @property
    def static(self) -> dict[str, bytes]:
        """The static files of all layers, without their folder."""
        merged = {name: content for layer in reversed(self.all) for name, content in layer.items()}
        own = {name: content for name, content in merged.items() if name.startswith(STATIC_FOLDER)}
        return {name.removeprefix(STATIC_FOLDER): own[name] for name in sorted(own)}
