"""Where builds go while a vault is watched, and what is said of them. A folder is such a place, the server another."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from milepost.diagnostics.problem import Diagnostic
from milepost.emit.emit import emit
from milepost.emit.refusal import Environment, Refused
from milepost.emit.staging import Staged
from milepost.files import disk
from milepost.model.frozen import frozen
from milepost.model.rim import RenderedFile, SiteFile
from milepost.render.theme import TemplateFault
from milepost.report.problems.text import place
from milepost.session.build import Build
from milepost.session.collection import paused_collection
from milepost.session.look import Look


class Site(Protocol):
    """The files of one build, each made when it is asked for."""

    def file(self, path: str) -> RenderedFile:
        """One file. Raises KeyError, and TemplateFault."""

    def attachment(self, path: str) -> SiteFile | None:
        """One file of the vault, if a page shows it."""


class WholeSite(Site, Protocol):
    """The same where all of them can be had at once."""

    def whole(self) -> Iterator[SiteFile]:
        """Every file. Raises TemplateFault, and what ends a build that went on from something damaged."""

    def stage(self, out: str) -> list[Staged]:
        """The same, compared with what lies in a folder; made are those that may differ."""


@frozen
class Update:
    """A build that is to be shown; `notes` are the vault paths of the notes that changed."""

    look: Look
    build: Build
    site: WholeSite
    notes: tuple[str, ...]


@frozen
class Trouble:
    """Why there is no new site: what is wrong, where (`file:line:column`, "" if nowhere), and what to do."""

    what: str
    where: str = ""
    remedy: str = ""


@frozen
class Told:
    """One thing to say about a rebuild: why it happened, how long it took, and what came of it.

    `counts` are the problems by severity.
    """

    why: str
    seconds: float
    counts: Mapping[str, int]
    trouble: Trouble | None = None


Tell = Callable[[Told], None]


class Outlet(Protocol):
    """Takes builds. `holds` says that a site made with broken settings is not to replace a good one; `writes`, that
    every page is made, and not when somebody asks for it.
    """

    holds: bool
    writes: bool

    def alone(self) -> AbstractContextManager[object]:
        """Held while a build is computed, so that nobody else uses the session."""

    def show(self, update: Update) -> None:
        """Put a build where it is seen. Raises Refused, Environment, TemplateFault."""

    def show_trouble(self, trouble: Trouble) -> None:
        """Say that the last good site stays for now."""

    def beat(self) -> None:
        """Called now and then."""


class FolderOutlet:
    """Writes each build into its output folder, as `build` does."""

    holds = False
    writes = True

    def alone(self) -> AbstractContextManager[object]:
        """Nobody else is there."""
        return nullcontext()

    def show(self, update: Update) -> None:
        """Write what differs."""
        with paused_collection():
            emit(update.site.whole(), update.look.out, root=update.look.root, stager=update.site.stage)

    def show_trouble(self, trouble: Trouble) -> None:
        """The folder stays as it is."""

    def beat(self) -> None:
        """Nothing needs doing."""


def trouble_of(error: Exception) -> Trouble:
    """What a failed build says to its author."""
    if isinstance(error, TemplateFault):
        where = f"{error.name}:{error.line}:1" if error.line else error.name
        return Trouble(f"A template fails: {error.why}", where, "Correct the template, or remove it.")
    if isinstance(error, Refused | Environment):
        return Trouble(error.message, "", error.help)
    if isinstance(error, OSError):
        return Trouble(
            f"{disk.blamed(error) or 'The vault'}: {error.strerror or error}", "", "The last good site stays."
        )
    return Trouble(
        f"milepost failed: {type(error).__name__}: {error}", "", "Please report it with the notes that cause it."
    )


def trouble_in(diagnostic: Diagnostic) -> Trouble:
    """A problem of the settings."""
    return Trouble(diagnostic.message, place(diagnostic), diagnostic.help)
