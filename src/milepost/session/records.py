"""Records: of each page that was written what it was made of, so that another build knows which pages stay as they are.

A page that looked at nothing that has changed since would come out as it is, and need not be made. Which keys of which
tables have changed the steps of the build say themselves.
"""

from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

from milepost.model.alike import alike
from milepost.model.memo import Memo
from milepost.report.shelf import Key
from milepost.report.witness import EVERYWHERE, SHARED, WHOLE, Ground, Seen, found_at

_PLACES = 256
"""More than there are tables: a look is one number, made of the key's and the table's."""

_NUMBERS = "I"
"""How looks are packed: there is room for 16 million keys."""


class Noted(NamedTuple):
    """What pages looked at, by their paths, and what the values did that they share: by numbers of its own, each the
    place of a key in `keys` and of a table in `places`.
    """

    places: tuple[str, ...]
    keys: tuple[Any, ...]
    pages: Mapping[str, bytes]
    shared: Mapping[int, bytes]


class Records:
    """What pages were made of, on the ground that their site stands on. What a value that pages share was made of is
    known by the number of a look at it.
    """

    def __init__(self) -> None:
        self._ground: Ground | None = None
        self._places: dict[str, int] = {}
        self._keys: dict[Any, int] = {}
        self._looks: dict[str, bytes] = {}
        self._shared: dict[int, bytes] = {}
        self._digests: dict[str, str] = {}
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
        if before is None:
            return
        if any(_changed(found_at(before, place), found_at(ground, place), memo) for place in EVERYWHERE):
            self.forget_all()
        touched = set(self._numbers(before, ground, memo))
        if touched:
            self._touch_shared(touched)
            gone = [path for path, looks in self._looks.items() if not touched.isdisjoint(_unpacked(looks))]
            for path in gone:
                self.forget(path)

    def _touch_shared(self, touched: set[int]) -> None:
        """Values that pages share may be others as well, and so what looked at these."""
        while gone := [one for one, looks in self._shared.items() if not touched.isdisjoint(_unpacked(looks))]:
            touched.update(gone)
            for one in gone:
                del self._shared[one]

    def _numbers(self, before: Ground, now: Ground, memo: Memo) -> Iterator[int]:
        """The numbers of all looks that would meet something else."""
        for place, at in self._places.items():
            if place.startswith(SHARED):
                continue
            for key in _changed(found_at(before, place), found_at(now, place), memo):
                number = self._keys.get(key)
                if number is not None:
                    yield number * _PLACES + at

    def leave_ground(self) -> None:
        """They are to stand on the same ground next, made anew."""
        self._ground = None

    def is_behind(self, digests: Mapping[str, str]) -> bool:
        """Whether a page is known to be another one by now than was noted."""
        return any(digests.get(path, known) != known for path, known in self._digests.items())

    def digest(self, path: str) -> str:
        """The digest of a page that is as it was; "" if it must be made."""
        return self._digests.get(path, "")

    def saw(self, path: str, seen: Seen) -> None:
        """Note what a page was made of."""
        self._note(path, self._packed(seen))

    def _note(self, path: str, looks: Iterable[int]) -> None:
        self._looks[path] = array(_NUMBERS, looks).tobytes()
        self._digests.pop(path, None)
        self.fresh += 1

    def saw_shared(self, shared: Mapping[Key, Seen]) -> None:
        """Note what values were made of that pages share."""
        for (kind, goal), seen in shared.items():
            self._shared[self._number(SHARED + kind, goal)] = array(_NUMBERS, self._packed(seen)).tobytes()

    def _packed(self, seen: Seen) -> Iterator[int]:
        for place, keys in seen.items():
            at = self._places.setdefault(place, len(self._places))
            for key in keys:
                yield self._keys.setdefault(key, len(self._keys)) * _PLACES + at

    def _number(self, place: str, key: Hashable) -> int:
        return next(iter(self._packed({place: (key,)})))

    def be_copy(self) -> None:
        """This process is a copy of the one that builds: what it notes is for the other."""
        self._places, self._keys, self._looks, self._shared = {}, {}, {}, {}

    def give(self) -> Noted:
        """What was noted since this was asked last, for the process that this one is a copy of."""
        noted = Noted(tuple(self._places), tuple(self._keys), self._looks, self._shared)
        self.be_copy()
        return noted

    def take(self, noted: Noted) -> None:
        """What a copy of this process noted."""
        places = [self._places.setdefault(place, len(self._places)) for place in noted.places]
        keys = [self._keys.setdefault(key, len(self._keys)) * _PLACES for key in noted.keys]

        def own(looks: Iterable[int]) -> Iterator[int]:
            return (keys[look // _PLACES] + places[look % _PLACES] for look in looks)

        for one, looks in zip(own(noted.shared), noted.shared.values(), strict=True):
            self._shared[one] = array(_NUMBERS, own(_unpacked(looks))).tobytes()
        for path, looks in noted.pages.items():
            self._note(path, own(_unpacked(looks)))

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
        self._looks, self._shared, self._digests = {}, {}, {}

    def __len__(self) -> int:
        return len(self._looks)


def _unpacked(looks: bytes) -> Iterable[int]:
    numbers = array(_NUMBERS)
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
