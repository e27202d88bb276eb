"""Shares: the files of a site made and staged by several processes, each a share of them."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass

from milepost.emit.staging import Staged, drop, stage
from milepost.model.rim import RenderedFile
from milepost.render.theme import TemplateFault
from milepost.session.pool import COPIES, Pool
from milepost.session.published import Published

PAGES = 40
"""Pages in one share; files that list all goals are a share each, and come first."""

Share = tuple[int, Sequence[str]]
"""How many files come before it, and the paths of its own."""


@dataclass(slots=True)
class _Copy:
    """What a process knows that began as a copy of the one that builds."""

    site: Published
    out: str


_copies: list[_Copy] = []


def stage_in_shares(site: Published, out: str, jobs: int) -> list[Staged]:
    """As `emit.staging.stage`, by `jobs` processes. Raises the same."""
    if jobs < 2 or not COPIES:
        return stage(site.whole(), out)
    staged: list[Staged] = []
    try:
        with Pool(jobs, _begin, site, out) as pool:
            failed = _collect([pool.submit(_stage, share) for share in _shares(site.paths)], staged)
        if failed:
            site.file(failed)  # raises, with all that a template's author needs to know
        staged += stage(site.attachments(), out)
    except BrokenExecutor:  # a process was killed: nothing is lost but time
        drop(staged)
        return stage(site.whole(), out)
    except BaseException:
        drop(staged)
        raise
    return sorted(staged, key=lambda file: file.path)


def _collect(shares: Iterable["Future[list[Staged] | str]"], staged: list[Staged]) -> str:
    """Gather what was staged; the path of a page that could not be made, "" where all could. Waits for all of them."""
    failed, errors = "", list[BaseException]()
    for share in shares:
        error = share.exception()
        if error is not None:
            errors.append(error)
        elif isinstance(found := share.result(), str):
            failed = failed or found
        else:
            staged += found
    if errors:
        raise errors[0]
    return failed


def _begin(site: Published, out: str) -> None:
    _copies[:] = [_Copy(site, out)]


def _stage(share: Share) -> list[Staged] | str:
    """In a copy: the share as it was staged, or the path of a page that a template cannot make."""
    before, paths = share
    copy, at = _copies[0], [""]

    def made() -> Iterator[RenderedFile]:
        for path in paths:
            at[0] = path
            yield copy.site.file(path)

    try:
        return stage(made(), copy.out, before)
    except TemplateFault:
        return at[0]


def _shares(paths: Sequence[str]) -> Iterator[Share]:
    lists = [path for path in paths if not path.endswith(".html")]
    pages = [path for path in paths if path.endswith(".html")]
    for at, path in enumerate(lists):
        yield at, (path,)
    for at in range(0, len(pages), PAGES):
        yield len(lists) + at, pages[at : at + PAGES]
