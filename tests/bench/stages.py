"""The middle of a build by stages: CPU seconds of graph, analysis and page values, each step under its own name."""

import os
import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from milepost.model.memo import Memo
from milepost.model.sweep import Order
from milepost.session.pool import Pool
from milepost.session.shares import shares_of

Steps = dict[str, float]


class Timed(Memo):
    """Remembers nothing but how long each step took, without the steps inside it."""

    def __init__(self) -> None:
        super().__init__(keeps=False)
        self.taken: Steps = {}
        self._inside = [0.0]

    @contextmanager
    def _timing(self, step: str) -> Iterator[None]:
        self._inside.append(0.0)
        started = time.process_time()
        yield
        whole = time.process_time() - started
        self.taken[step] = self.taken.get(step, 0.0) + whole - self._inside.pop()
        self._inside[-1] += whole

    def value(self, step: str, key: Hashable, inputs: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """A value, timed where it is one of the whole plan: those of each goal are part of a sweep."""
        if key is not None:
            return make()
        with self._timing(step):
            return make()

    def sweep(self, step: str, order: Order[Any], *inputs: Any, **others: Any) -> Mapping[Any, Any]:
        """A sweep, timed."""
        with self._timing(step):
            return super().sweep(step, order, *inputs, **others)

    def group(self, step: str, *inputs: Any, **others: Any) -> Mapping[Any, tuple[Any, ...]]:
        """A grouping, timed."""
        with self._timing(step):
            return super().group(step, *inputs, **others)

    def spread(self, step: str, *inputs: Any) -> Mapping[Any, Any]:
        """A spread, timed."""
        with self._timing(step):
            return super().spread(step, *inputs)


def middle(root: Path, as_of: date) -> Steps:
    """Graph, analysis and page values over notes that are read already, then each step of the first two.

    The whole of it is what one process does, and as much again as the copy takes that makes the larger part of the page
    values; what it costs to start copies is not counted.
    """
    from milepost.analysis.analyse import analyse
    from milepost.graph.build import build_plan
    from milepost.report.site import site_of
    from milepost.session.build import Session
    from milepost.session.collection import paused_collection
    from milepost.session.notebook import Notebook
    from milepost.session.reading import Reader
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    settings = read_settings(root).value
    snapshot = read_vault(root, settings, out=None)
    with paused_collection():
        memo = Timed()
        notes = Notebook(Reader()).read(snapshot.notes, settings.reading, memo)
        memo.taken.clear()
        begun = time.process_time()
        plan = build_plan(notes.documents, notes.paths, snapshot, settings=settings, memo=memo).plan
        built = time.process_time()
        analyse(plan, settings, as_of, memo)
        analysed = time.process_time()
        build = Session(keeps=False).build(snapshot, settings, as_of)
        ready = time.process_time()
        pages = site_of(build.material).pages
        paths = list(pages)
        listed = time.process_time()
        longest = by_copies(pages, paths)
        counted = time.process_time()
        for path in paths:
            pages[path]()
        valued = time.process_time()
    whole = analysed - begun + listed - ready
    return {
        "graph": built - begun,
        "analysis": analysed - built,
        "page values": listed - ready + valued - counted,
        f"whole middle, {COPIES} processes": whole + longest,
        **steps(memo.taken),
    }


COPIES = 2
Pages = Mapping[str, Callable[[], object]]
_pages: list[Pages] = []


def by_copies(pages: Pages, paths: Sequence[str]) -> float:
    """CPU seconds of that copy of this process which takes longest, when each makes the next share that a build has."""
    spent: dict[int, float] = {}
    with Pool(COPIES, _pages.append, pages) as pool:
        for answer in [pool.submit(_made, share) for _, share in shares_of(paths, COPIES)]:
            process, seconds = answer.result()
            spent[process] = spent.get(process, 0.0) + seconds
    return max(spent.values(), default=0.0)


def _made(paths: Sequence[str]) -> tuple[int, float]:
    begun = time.process_time()
    for path in paths:
        _pages[-1][path]()
    return os.getpid(), time.process_time() - begun


def steps(taken: Mapping[str, float], most: int = 16) -> Steps:
    """The dearest steps; the rest together."""
    dearest: Sequence[str] = sorted(taken, key=lambda step: -taken[step])
    found = {f"- {step}": taken[step] for step in dearest[:most]}
    return {**found, "- all other steps": sum(taken[step] for step in dearest[most:])}
