"""Which vault and which of its notes the paths on a command line mean."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from milepost.cli.exits import Code, Stop
from milepost.files import disk
from milepost.files.disk import Kind
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.vault.find import find_root


@frozen
class Selection:
    """The vault (None: found from the current folder) and the paths asked for (none: all notes)."""

    root: Path | None
    wanted: tuple[Path, ...] = ()

    def within(self, notes: Iterable[VaultPath]) -> Collection[VaultPath] | None:
        """The notes meant, None for all; ends the command where a path names none."""
        if self.root is None or not self.wanted:
            return None
        known = tuple(notes)
        return {note for path in self.wanted for note in _below(path, self.root, known)}


def select(paths: Sequence[Path]) -> Selection:
    """One folder is the vault itself; from a note the vault is found upwards, and further paths lie in the same."""
    kinds = [_kind(path) for path in paths]
    if not paths:
        return Selection(None)
    if kinds == [Kind.FOLDER]:
        return Selection(paths[0])
    return Selection(find_root(paths[0]), tuple(paths))


def _kind(path: Path) -> Kind:
    found = disk.look(path, follow=True)
    if found is None:
        raise Stop(Code.USAGE, f"There is no note or folder {str(path)!r}", "milepost inspect alone lists every note.")
    return found.kind


def _below(path: Path, root: Path, notes: Sequence[VaultPath]) -> tuple[VaultPath, ...]:
    place, base = disk.real(path), disk.real(root).rstrip("/") + "/"
    inside = place.removeprefix(base)
    found = tuple(note for note in notes if note == inside or note.startswith(inside + "/"))
    if not found:
        raise Stop(
            Code.USAGE,
            f"{str(path)!r} is no note of the vault {str(root)!r}",
            "Only .md and .markdown files are notes; milepost check -v lists what was not read.",
        )
    return found
