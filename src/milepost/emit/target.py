"""Where a site may go. Everything is checked before anything is touched."""

import posixpath
from pathlib import Path

from milepost.config.settings import Settings
from milepost.emit.manifest import OWN_FOLDER, Damaged, read_manifest
from milepost.emit.refusal import Environment, Refused
from milepost.files import disk, scan
from milepost.files.disk import Kind

_ELSEWHERE = "Choose another folder with --out."
_TAKE_OVER = "Choose another folder with --out, empty this one, or pass --adopt to let milepost take it over."


def default_out(root: Path, settings: Settings) -> Path:
    """The output folder when none is given: `[site] out`, else out of Obsidian's sight, else `site`."""
    if settings.site.out:
        return root / settings.site.out
    found = disk.look(root / ".obsidian", follow=True)
    if found is not None and found.kind is Kind.FOLDER:
        return root / ".milepost" / "site"
    return root / "site"


def check_target(out: Path, root: Path, *, adopt: bool = False) -> None:
    """Refuse an output folder in which a build could do harm. Changes nothing.

    Never allowed: the vault or a folder above it, home or a folder above it, a file, the inside of `.git` or
    `.obsidian`, a link that leads out of the vault. Allowed with `adopt` only: a repository's root and a folder that
    holds files but no manifest of ours. Raises Refused, or Environment when the place cannot be looked at.
    """
    try:
        _check(out, root, adopt=adopt)
    except OSError as error:
        raise Environment(f"The output folder {out} cannot be looked at: {error.strerror or error}") from None


def check_caches(caches: str, out: Path) -> None:
    """Refuse a folder for caches that would be published with the site: it holds what withheld notes say."""
    if is_below(disk.real(caches), disk.real(out)):
        raise Refused(f"The folder for caches {caches} lies in the output folder {out}.", "Choose another --cache-dir.")


def _check(out: Path, root: Path, *, adopt: bool) -> None:
    place, vault = disk.real(out), disk.real(root)
    _check_place(out, place, vault)
    if is_below(disk.absolute(out), disk.absolute(root)) and not is_below(place, vault):
        raise Refused(
            f"The output folder {out} is a link that leads out of the vault.", f"Name the real folder: --out {place}"
        )
    found = disk.look(place)
    if found is None:
        return
    if found.kind is not Kind.FOLDER:
        raise Refused(f"The output {out} is a file, not a folder.", _ELSEWHERE)
    _check_holding(out, place, adopt=adopt)


def _check_place(out: Path, place: str, vault: str) -> None:
    if posixpath.dirname(place) == place:
        raise Refused(f"The output folder {out} is the root of a drive.", _ELSEWHERE)
    if is_same(place, vault):
        raise Refused(f"The output folder {out} is the vault itself.", _ELSEWHERE)
    if _holds(place, vault):
        raise Refused(f"The output folder {out} holds the vault.", _ELSEWHERE)
    for home in disk.homes():
        if is_same(place, disk.real(home)) or _holds(place, disk.real(home)):
            raise Refused(f"The output folder {out} is your home folder or holds it.", _ELSEWHERE)
    for name in (".git", ".obsidian"):
        if name in place.split("/"):
            raise Refused(f"The output folder {out} lies in {name}, which belongs to another program.", _ELSEWHERE)


def _check_holding(out: Path, place: str, *, adopt: bool) -> None:
    names = {entry.name: entry.kind for entry in scan.list_folder(place)}
    if names.get(OWN_FOLDER, Kind.FOLDER) is not Kind.FOLDER:
        raise Refused(f"{OWN_FOLDER} in the output folder {out} is a link or a file.", f"Remove it. {_ELSEWHERE}")
    try:
        is_ours = read_manifest(place) is not None
        damaged = False
    except Damaged:
        is_ours, damaged = False, True
    if is_ours or adopt:
        return
    if damaged:
        raise Refused(f"The manifest in the output folder {out} is damaged.", _TAKE_OVER)
    if ".git" in names:
        raise Refused(f"The output folder {out} is the root of a repository.", _TAKE_OVER)
    if names.keys() - {OWN_FOLDER}:
        raise Refused(f"The output folder {out} holds files that milepost did not write.", _TAKE_OVER)


def is_below(place: str, folder: str) -> bool:
    """Whether an absolute path lies below a folder, or is it."""
    return place == folder or place.startswith(folder.rstrip("/") + "/")


def is_same(place: str, other: str) -> bool:
    """Whether two absolute paths are one folder, even where case or mounts give it two names."""
    if place == other:
        return True
    one, two = disk.look(place, follow=True), disk.look(other, follow=True)
    return one is not None and two is not None and one.identity == two.identity


def _holds(place: str, inner: str) -> bool:
    """Whether `inner` lies below `place`; compared by identity at each step, for the same reason."""
    if is_below(inner, place):
        return True
    if disk.look(place, follow=True) is None:
        return False
    above = posixpath.dirname(inner)
    while above != posixpath.dirname(above):
        if is_same(place, above):
            return True
        above = posixpath.dirname(above)
    return False
