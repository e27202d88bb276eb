"""Whether the repository around a vault holds its whole history, from git's own files: no git is run."""

from milepost.files import disk
from milepost.model.frozen import frozen
from milepost.vault.repository import common_folder, git_folder


@frozen
class Clone:
    """A repository's folder, and whether its history was cut off when it was cloned."""

    root: str
    is_shallow: bool


def clone_of(base: str) -> Clone | None:
    """The repository that the real folder `base` lies in."""
    found = git_folder(base)
    if found is None:
        return None
    root, git = found
    return Clone(root, disk.look(f"{common_folder(git)}/shallow") is not None)
