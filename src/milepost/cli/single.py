"""What `build --single-file` does: the whole site as one file to send."""

from collections import Counter
from pathlib import Path

from milepost.cli.building import SEVERITIES, Asked, Done
from milepost.cli.exits import Code, Stop
from milepost.cli.jobs import Jobs
from milepost.cli.opening import open_vault
from milepost.cli.roots import root_of
from milepost.cli.terminal import patience
from milepost.emit.target import default_out
from milepost.files import disk, write
from milepost.files.disk import Kind
from milepost.render.single import MARK
from milepost.session.single import whole_in_one
from milepost.vault.settings import read_settings

_SUFFIXES = (".html", ".htm")


def write_single(asked: Asked) -> Done:
    """Write the site of a vault into one file. Refuses before anything is written."""
    root = root_of(asked.vault)
    place = Path(disk.absolute(asked.out)) if asked.out is not None else _default(root)
    _check(place, adopt=asked.adopt)
    with Jobs.of(asked.jobs).hands() as hands:
        opened = open_vault(
            root, asked.today, audience=asked.audience, cache_dir=asked.cache_dir, is_fresh=asked.verify, hands=hands
        )
    with patience("Making the file"):
        content, left_out = whole_in_one(opened.session, opened.build)
    is_there = disk.look(place) is not None and disk.read_bytes(place, follow=False) == content
    if not is_there:
        write.make_folders(place.parent)
        write.write_atomic(place, content)
    counts = Counter(found.severity.value for found in opened.build.diagnostics)
    return Done(
        out=disk.text(place.parent),
        page=place.name,
        as_of=opened.build.analysis.as_of.isoformat(),
        goals=len(opened.build.plan.goals),
        notes=opened.build.plan.notes,
        is_private=opened.material.is_private,
        problems={severity: counts[severity] for severity in SEVERITIES},
        written=() if is_there else (place.name,),
        unchanged=int(is_there),
        left_out=left_out,
    )


def _default(root: Path) -> Path:
    """Beside the folder into which the site goes."""
    folder = default_out(root, read_settings(root).value)
    return Path(disk.absolute(folder.with_name(f"{folder.name}.html")))


def _check(place: Path, *, adopt: bool) -> None:
    """Only a file of this kind is replaced, unless the author says so; never a note, a folder or a link."""
    if place.suffix.lower() not in _SUFFIXES:
        raise Stop(Code.USAGE, f"{place} is no name for an HTML file", "Name one: --out plan.html")
    found = disk.look(place)
    if found is None:
        return
    if found.kind is not Kind.FILE:
        raise Stop(Code.REFUSED, f"{place} is a {found.kind.value}", "Choose another name with --out.")
    if not adopt and not disk.read_bytes(place, follow=False).startswith(MARK.encode()):
        raise Stop(
            Code.REFUSED,
            f"{place} is a file that milepost did not write",
            "Choose another name with --out, or pass --adopt to replace it.",
        )
