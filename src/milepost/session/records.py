"""Records: of each page that was written what it was made of, so that another build knows which pages stay as they are.

A page that looked at nothing that has changed since would come out as it is, and need not be made. Which keys of which
tables have changed the steps of the build say themselves.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from milepost.model.alike import alike
from milepost.model.memo import Memo
from milepost.report.witness import WHOLE, Ground, Seen, found_at

_PLACES = 256
"""More than there are tables: a look is one number, made of the key's and the table's."""


class Records:
    """What pages were made of, on the ground that their site stands on."""

    def __init__(self) -> None:
        self._ground: Ground | None = None
        self._places: dict[str, int] = {}
        self._keys: dict[Any, int] = {}
        self._looks: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}
        self._noted: dict[str, Seen] | None = None
        self._look: object = None
        self.fresh = 0

    def dress(self, look: object) -> None:
        """In another look every page is another one."""
        if look != self._look:
            self._look = look
            self.forget_all()

    def stand_on(self, ground: Ground, memo: Memo) -> None:
        """From now on pages are those of this build: what is known of those that may be others is let go."""
        before, self._ground, self.fresh = self._ground, ground, 0
        touched = set(self._numbers(before, ground, memo)) if before is not None else set()
        if touched:
            gone = [path for path, looks in self._looks.items() if not touched.isdisjoint(_unpacked(looks))]
            for path in gone:
                self.forget(path)

    def _numbers(self, before: Ground, now: Ground, memo: Memo) -> Iterator[int]:
        """The numbers of all looks that would meet something else."""
        for place, at in self._places.items():
            for key in _changed(found_at(before, place), found_at(now, place), memo):
                number = self._keys.get(key)
                if number is not None:
                    yield number * _PLACES + at

    def digest(self, path: str) -> str:
        """The digest of a page that is as it was; "" if it must be made."""
        return self._digests.get(path, "")

    def saw(self, path: str, seen: Seen) -> None:
        """Note what a page was made of."""
        if self._noted is not None:
            self._noted[path] = {place: tuple(keys) for place, keys in seen.items() if keys}
            return
        self._looks[path] = array("Q", self._packed(seen)).tobytes()
        self._digests.pop(path, None)
        self.fresh += 1

    def _packed(self, seen: Seen) -> Iterator[int]:
        for place, keys in seen.items():
            at = self._places.setdefault(place, len(self._places))
            for key in keys:
                yield self._keys.setdefault(key, len(self._keys)) * _PLACES + at

    def be_copy(self) -> None:
        """This process is a copy of the one that builds: what it notes is for the other."""
        self._noted = {}

    def give(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """What was noted of some pages, for the process that this one is a copy of."""
        noted = self._noted or {}
        return {path: noted.pop(path) for path in paths if path in noted}

    def take(self, seen: Mapping[str, Seen]) -> None:
        """What a copy of this process noted."""
        for path, one in seen.items():
            self.saw(path, one)

    def wrote(self, path: str, digest: str) -> None:
        """Note what came of a page."""
        if path in self._looks:
            self._digests[path] = digest

    def forget(self, path: str) -> None:
        """Make a page anew, whatever it is made of."""
        self._looks.pop(path, None)
        self._digests.pop(path, None)

    def forget_all(self) -> None:
        """Make every page anew."""
        self._looks, self._digests = {}, {}

    def __len__(self) -> int:
        return len(self._looks)


def _unpacked(looks: bytes) -> Iterable[int]:
    numbers = array("Q")
    numbers.frombytes(looks)
    return numbers


def _changed(before: object, now: object, memo: Memo) -> Iterable[Any]:
    if before is now:
        return ()
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        changed = memo.changed(before, now)
        return (*changed, WHOLE) if changed or tuple(before) != tuple(now) else ()
    if isinstance(before, Set) and isinstance(now, Set):
        return (*(before ^ now), WHOLE) if before != now else ()
    return () if alike(before, now) else (WHOLE,)
