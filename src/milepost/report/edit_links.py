"""Where a note can be opened: in Obsidian, and for editing on the web."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from milepost.model.ids import VaultPath, without_suffix
from milepost.model.said import say
from milepost.report.material import Material
from milepost.report.names import address, query_text
from milepost.report.pages.parts import Link

_NO_LINKS = "off"
_AS_GIT_SAYS = "git"
_PLACE = "{path}"
_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"`\\]+\Z", re.IGNORECASE)
_FORGES: Mapping[str, tuple[str, str]] = {
    "github": ("GitHub", "/edit/{branch}/{path}"),
    "gitlab": ("GitLab", "/-/edit/{branch}/{path}"),
    "codeberg": ("Codeberg", "/_edit/{branch}/{path}"),
    "gitea": ("Gitea", "/_edit/{branch}/{path}"),
    "forgejo": ("Forgejo", "/_edit/{branch}/{path}"),
    "bitbucket": ("Bitbucket", "/src/{branch}/{path}?mode=edit"),
}
"""A word in the name of a forge's host, what it is called, and where its repositories edit a file."""


def open_links(path: VaultPath, material: Material) -> tuple[Link, ...]:
    """The links that open a note, without those that are of no use to the site's readers."""
    found = (_in_obsidian(path, material), _on_the_web(path, material))
    return tuple(link for link in found if link is not None)


def _in_obsidian(path: VaultPath, material: Material) -> Link | None:
    """For the author only."""
    if not (material.has_obsidian and material.vault_name):
        return None
    query = f"vault={query_text(material.vault_name)}&file={query_text(without_suffix(path))}"
    return Link(say("Open in Obsidian"), f"obsidian://open?{query}")


def _on_the_web(path: VaultPath, material: Material) -> Link | None:
    """As `edit_uri` says, else on a private site where the repository has its home: its name may be a secret itself."""
    written = material.settings.site.edit_uri.strip()
    if written == _NO_LINKS or not (written or material.is_private):
        return None
    return _as_written(written, path) if written not in ("", _AS_GIT_SAYS) else _on_the_forge(path, material)


def _on_the_forge(path: VaultPath, material: Material) -> Link | None:
    repository = material.repository
    host = urlsplit(repository.web).hostname or "" if repository else ""
    forge = next((each for word, each in _FORGES.items() if word in host), None)
    if repository is None or forge is None:
        return None
    name, form = forge
    where = form.format(branch=_part(repository.branch), path=_part(repository.folder + path))
    return Link(say("Edit on {name}", name=name), repository.web + where)


def _as_written(written: str, path: VaultPath) -> Link | None:
    """The setting with the note's path in its place, or behind it. Only web addresses are links."""
    if not _WEB.match(written.replace(_PLACE, "")):
        return None
    form = written if _PLACE in written else f"{written.rstrip('/')}/{_PLACE}"
    return Link(say("Edit this note"), form.replace(_PLACE, _part(path)))


def _part(path: str) -> str:
    """A path in an address; `#` is a letter of it."""
    return address(path).replace("#", "%23")
