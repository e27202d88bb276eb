"""Image: what a session remembers, as one build left it in the cache folder, for the next process to go on from.

It is one file in the folder of the store, written whole, and known by what made it (`image_file`). The root of all
that it holds is read at once, the rest when somebody looks at something in it. Whatever is odd about an image, it is
passed over, and everything is made anew.
"""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from milepost import __version__
from milepost.files import disk, write
from milepost.model.frozen import frozen
from milepost.model.memo import Memo
from milepost.session.image_file import CHECK_BYTES, Damaged, OpenImage, image_pieces
from milepost.session.last import place_name, program_state
from milepost.session.notebook import Notebook
from milepost.session.reading import Reader
from milepost.session.records import Records
from milepost.session.store import FOLDER_SUFFIX, IMAGE
from milepost.vault.kept import State

_FORMAT = 3

Trail = tuple[Any, ...]


@frozen
class Kept:
    """What a session goes on from; `files` are those of the vault as they were on the disk. `trail` is not empty where
    nothing is remembered but what pages were made of: it says of what (`session.trail`).
    """

    memo: Memo
    notebook: tuple[Any, ...]
    records: Records
    files: State
    trail: Trail = ()


_KEPT = [Memo, tuple, Records, dict, tuple]


class Image:
    """The image of one vault and output folder, in a folder for caches."""

    def __init__(self, caches: str, place: str, program: bytes) -> None:
        """`place` names vault and output folder (`last.place_name`), `program` what makes the site."""
        self._caches, self._folder = caches, f"{caches}/{place}{FOLDER_SUFFIX}"
        self._place = f"{self._folder}/{IMAGE}"
        self._made_by = blake2b(repr((_FORMAT, __version__, program)).encode(), digest_size=CHECK_BYTES).digest()
        self._opened: OpenImage | None = None

    def load(self) -> Kept | None:
        """What the last build left; None where there is nothing of use. What is in it may raise Damaged later."""
        try:
            opened = OpenImage(self._place, self._made_by)
            found = opened.root()
        except (OSError, Damaged):
            return None
        if not isinstance(found, tuple) or list(map(type, found)) != _KEPT:
            return None
        self._opened = opened
        return Kept(*found)

    def keep(self, memo: Memo, notebook: Notebook, records: Records, files: State = MappingProxyType({})) -> None:
        """Leave it for the next build. No reason to fail is a disk that refuses, or damage that nobody has met."""
        memo.rest()
        try:
            if self._opened is not None:
                self._opened.fetch_all()
        except Damaged:
            self.forget()
            return
        self._write((memo, notebook.state, records, dict(files), ()), notebook)

    def keep_trail(self, trail: Trail, records: Records) -> None:
        """Leave what pages were made of, and nothing that was made."""
        records.leave_ground()
        nothing = Notebook(Reader())
        self._write((Memo(), nothing.state, records, {}, trail), nothing)

    def _write(self, left: tuple[Memo, *tuple[Any, ...]], notebook: Notebook) -> None:
        with suppress(OSError):
            write.make_folders(self._caches)
            with suppress(FileExistsError):
                disk.make_folder(self._folder, is_private=True)
            write.write_pieces(self._place, image_pieces(left, notebook, self._made_by))

    def forget(self) -> bool:
        """What is odd about it was found late. Whether it is gone."""
        with suppress(OSError):
            disk.remove(self._place)
        return disk.look(self._place) is None


def image_of(caches: str, root: Path, out: Path) -> Image:
    """The image of a vault and its output folder."""
    return Image(caches, place_name(root, out), program_state())
