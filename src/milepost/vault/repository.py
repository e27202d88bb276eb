"""The repository around a vault, from git's own files: no git is run. Links are not followed."""

import re
from collections.abc import Mapping

from milepost.files import disk
from milepost.files.disk import Kind
from milepost.model.repository import Repository, web_address

_LIMIT = 1_000_000
_SECTION = re.compile(r'\s*\[\s*(remote|branch)\s+"((?:[^"\\]|\\.)*)"\s*\]\s*', re.IGNORECASE)
_VALUE = re.compile(r"\s*(url|remote|merge)\s*=\s*(.*?)\s*\Z", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)")
_HEAD = re.compile(r"ref: refs/(?:heads|remotes/origin)/([^\x00-\x20~^:?*\[\\]+)\s*\Z")


def read_repository(base: str) -> Repository | None:
    """Where the vault at the real folder `base` can be edited on the web; None without a remote that says it."""
    found = git_folder(base)
    if found is None:
        return None
    at, git = found
    common = common_folder(git)
    config = _config(_text(f"{common}/config"))
    web, branch = _followed(config, _branch(git, common))
    return Repository(web, branch, f"{base[len(at) :].strip('/')}/".removeprefix("/")) if web and branch else None


def git_folder(base: str) -> tuple[str, str] | None:
    """The nearest folder, `base` or above it, that is a repository's, and the one in which git keeps its own files."""
    at = base
    while True:
        git = _git_folder(at)
        if git:
            return at, git
        above = at.rpartition("/")[0]
        if not above or above == at:
            return None
        at = above


def _git_folder(folder: str) -> str:
    """What `.git` is: a folder, or a file that names one, as in work trees and submodules."""
    place = f"{folder}/.git"
    try:
        found = disk.look(place)
    except OSError:
        return ""
    if found is None or found.kind is Kind.LINK:
        return ""
    if found.kind is Kind.FOLDER:
        return place
    named = _text(place).strip()
    return _joined(folder, named.removeprefix("gitdir:").strip()) if named.startswith("gitdir:") else ""


def common_folder(git: str) -> str:
    """The folder that work trees of a repository share."""
    named = _text(f"{git}/commondir").strip()
    return _joined(git, named) if named else git


def _joined(folder: str, path: str) -> str:
    return disk.absolute(path if path.startswith("/") or path[1:2] == ":" else f"{folder}/{path}")


def _config(text: str) -> dict[tuple[str, str, str], str]:
    """What git's settings say of remotes and branches: (remote, its name, url) → the first value that is there."""
    found: dict[tuple[str, str, str], str] = {}
    kind = name = ""
    for line in text.split("\n"):
        section = _SECTION.match(line)
        if section:
            kind, name = section[1].lower(), _ESCAPED.sub(r"\1", section[2])
            line = line[section.end() :]
        elif line.lstrip().startswith("["):
            kind = ""
        value = _VALUE.match(line) if kind else None
        if value:
            found.setdefault((kind, name, value[1].lower()), _ESCAPED.sub(r"\1", value[2].strip('"')))
    return found


def _followed(config: Mapping[tuple[str, str, str], str], branch: str) -> tuple[str, str]:
    """A branch's repository and its name there: those of the branch that it follows, else of `origin` or the first."""
    web = web_address(config.get(("remote", config.get(("branch", branch, "remote"), ""), "url"), ""))
    merge = _HEAD.match(f"ref: {config.get(('branch', branch, 'merge'), '')}")
    if web and merge:
        return web, merge[1]
    first = next((url for (kind, _, key), url in config.items() if (kind, key) == ("remote", "url")), "")
    return web_address(config.get(("remote", "origin", "url"), first)), branch


def _branch(git: str, common: str) -> str:
    """The branch that is checked out; where there is none, the remote's own."""
    for place in (f"{git}/HEAD", f"{common}/refs/remotes/origin/HEAD"):
        found = _HEAD.match(_text(place))
        if found and ".." not in found[1]:
            return found[1]
    return ""


def _text(place: str) -> str:
    try:
        return disk.read_bytes(place, limit=_LIMIT, follow=False).decode("utf-8", "replace")
    except OSError:
        return ""
