"""Parts: a file that is read in parts, whichever are asked for."""

from milepost.files import disk
from milepost.files.disk import Place


class Parts:
    """Stays open, so that it is one and the same file also after another one was renamed into its place."""

    def __init__(self, place: Place) -> None:
        """A regular file, and no link. Raises OSError."""
        self._opened = disk.open_regular(place)
        self.size = disk.size_of(self._opened)

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from a place; fewer where the file ends. Raises OSError."""
        return disk.read_part(self._opened, start, size)

    def close(self) -> None:
        """Nothing is read any more; a second time is no mistake."""
        opened, self._opened = self._opened, -1
        if opened >= 0:
            disk.close(opened)
