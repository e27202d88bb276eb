"""Shares: the files of a site made and staged by several processes, each a share of them."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from milepost.emit.staging import Staged, drop, stage
from milepost.model.frozen import frozen
from milepost.model.rim import RenderedFile
from milepost.render.theme import TemplateFault
from milepost.session.pool import COPIES, Pool
from milepost.session.published import Published
from milepost.session.records import Noted

PAGES = 40
"""Goals' pages in one share; the files that tell of all goals come first."""

_OF_GOALS = "goals/"
_WITH_ROWS = ("areas", "graph", "index", "overview", "people", "roadmap", "tags")
"""How the paths of lists begin in which goals are rows of a table or summed up by area; others list milestones,
problems and days.
"""

Jobs = Callable[[int], int]
"""How many processes make that many files."""

Share = tuple[int, Sequence[str]]
"""How many files come before it, and the paths of its own."""


@dataclass(slots=True)
class _Copy:
    """What a process knows that began as a copy of the one that builds."""

    site: Published
    out: str


@frozen
class _Done:
    """What comes of a share: its files, and what was looked at to make them."""

    staged: list[Staged]
    noted: Noted | None


_copies: list[_Copy] = []


def stage_site(
    site: Published, out: str, jobs: Jobs, trusted: Mapping[str, str] = MappingProxyType({})
) -> list[Staged]:
    """As `emit.staging.stage`, by as many processes as pay. Raises the same. `trusted` are the digests of files that
    lie in `out` for certain.
    """
    known = stage(site.known, out, trusted=trusted)
    try:
        staged = known + _stage_unknown(site, out, jobs(len(site.unknown)), len(known))
    except BaseException:
        drop(known)
        raise
    site.wrote({file.path: file.digest for file in staged})
    return sorted(staged, key=lambda file: file.path)


def _stage_unknown(site: Published, out: str, jobs: int, before: int) -> list[Staged]:
    if jobs < 2 or not COPIES:
        return stage(chain(map(site.file, site.unknown), site.attachments()), out, before)
    staged, shares = list[Staged](), deque[Future[_Done | str]]()
    try:
        lists, goals = _by_process(site)
        with Pool(jobs, _begin, site, out) as pool:
            shares.extend(pool.submit(_stage, share) for share in shares_of(goals, jobs))
            staged += stage(map(site.file, lists), out, before)
            failed = _collect(shares, site, staged)
        if failed:
            site.file(failed)  # raises, with all that a template's author needs to know
        staged += stage(site.attachments(), out, before + len(lists))
    except BrokenExecutor:  # a process was killed: nothing is lost but time
        drop((*staged, *_left(shares)))
        return stage(chain(map(site.file, site.unknown), site.attachments()), out, before)
    except BaseException:
        drop((*staged, *_left(shares)))
        raise
    return staged


def _left(shares: Iterable["Future[_Done | str]"]) -> Iterator[Staged]:
    """What was staged and not gathered, once nobody works any more."""
    for share in shares:
        if share.done() and not share.cancelled() and share.exception() is None:
            found = share.result()
            yield from () if isinstance(found, str) else found.staged


def _by_process(site: Published) -> tuple[Sequence[str], Sequence[str]]:
    """What this process makes itself, and what its copies do.

    What is to be remembered of pages that list goals must be known here; else copies can make them as well.
    """
    if not site.is_remembered:
        return (), site.unknown
    goals = [path for path in site.unknown if path.startswith(_OF_GOALS)]
    return [path for path in site.unknown if not path.startswith(_OF_GOALS)], goals


def _collect(shares: "deque[Future[_Done | str]]", site: Published, staged: list[Staged]) -> str:
    """Gather what was staged; the path of a page that could not be made, "" where all could. Waits for all of them."""
    failed, errors = "", list[BaseException]()
    while shares:
        error = shares[0].exception()
        share = shares.popleft()  # what it made is not held any longer
        if error is not None:
            errors.append(error)
        elif isinstance(found := share.result(), str):
            failed = failed or found
        else:
            staged += found.staged
            if site.records is not None and found.noted is not None:
                site.records.take(found.noted)
    if errors:
        raise errors[0]
    return failed


def _begin(site: Published, out: str) -> None:
    _copies[:] = [_Copy(site, out)]
    if site.records is not None:
        site.records.be_copy()


def _stage(share: Share) -> _Done | str:
    """In a copy: the share as it was staged, or the path of a page that a template cannot make.

    What tells of all goals is made by a copy of the copy: what that takes goes with it, and is no burden while goals'
    pages are made.
    """
    if all(map(_is_goal, share[1])):
        return _stage_here(share)
    copy = _copies[0]
    with Pool(1, _begin, copy.site, copy.out) as pool:
        return pool.submit(_stage_here, share).result()


def _stage_here(share: Share) -> _Done | str:
    before, paths = share
    copy, at = _copies[0], [""]

    def made() -> Iterator[RenderedFile]:
        for path in paths:
            at[0] = path
            yield copy.site.file(path)

    try:
        staged = stage(made(), copy.out, before)
        return _Done(staged, copy.site.records.give() if copy.site.records is not None else None)
    except TemplateFault:
        return at[0]


def shares_of(paths: Sequence[str], jobs: int) -> Iterator[Share]:
    """The files that tell of all goals, then goals' pages.

    A process that has made one list knows much of the next: a row for each goal, to begin with. So files of a kind stay
    together, in no more shares than half the processes will be done with while the others make goals' pages; and the
    kinds apart, as a process that makes them all would need twice the memory for it.
    """
    wholes = [path for path in paths if not _is_goal(path)]
    goals = [path for path in paths if _is_goal(path)]
    before = 0
    for files, size in (*_kinds_of_wholes(wholes, jobs), (goals, PAGES)):
        for at in range(0, len(files), size):
            share = files[at : at + size]
            yield before, share
            before += len(share)


def _is_goal(path: str) -> bool:
    return path.startswith(_OF_GOALS) and path.endswith(".html")


def _kinds_of_wholes(paths: Sequence[str], jobs: int) -> Iterator[tuple[Sequence[str], int]]:
    """Those that have what they are made of in common, and how many of them make a share."""
    shares = max(1, jobs // 4)
    for is_kind in (True, False):
        kind = [path for path in paths if path.startswith(_WITH_ROWS) == is_kind]
        yield kind, len(kind) // shares + 1
