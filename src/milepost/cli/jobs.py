"""How many processes work at a build: `--jobs`, else as many as there are processors, where that pays."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from milepost.model.frozen import frozen
from milepost.session.pool import Pool
from milepost.session.reading import SHARE, Hands

_MOST = 8
_LARGE = 500
"""Notes or pages from which more processes pay: they take a tenth of a second to start, and a note takes 1 ms."""


@frozen
class Jobs:
    """A number of processes, and how much there must be to do for them."""

    number: int
    least: int

    @classmethod
    def of(cls, asked: int | None) -> "Jobs":
        """What was asked for."""
        return cls(asked, SHARE) if asked is not None else cls(min(_MOST, _processors()), _LARGE)

    @contextmanager
    def hands(self) -> Iterator[Hands | None]:
        """Who shares the reading while this is open."""
        if self.number < 2:
            yield None
            return
        with Pool(self.number) as pool:
            yield Hands(pool, self.least)

    def for_pages(self, pages: int) -> int:
        """How many make that many pages."""
        return self.number if pages >= self.least else 1


def _processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
