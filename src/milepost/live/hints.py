"""Hints: what an event of the file system may mean. Never the truth; only a look at the disk is."""

from collections.abc import Iterator
from enum import StrEnum

from milepost.model.frozen import frozen
from milepost.vault.bearing import bears_by_content, bears_by_name


class Sign(StrEnum):
    """What seems to have happened to a path."""

    FINISHED = "finished"
    """A write is over: the file was closed after writing, or moved to its place whole."""
    WRITING = "writing"
    """Somebody has the file open and writes."""
    CHANGED = "changed"
    """It came, went, or changed in a way that says nothing about being finished."""
    LOST = "lost"
    """Events were lost, or could not be understood: anything may have happened."""


@frozen
class Hint:
    """One sign. `path` is a vault path, "" for the vault itself; `at` is the time of arrival on a steady clock."""

    sign: Sign
    path: str
    at: float


@frozen
class Event:
    """One event as the system told it, in its own words. Paths are vault paths, "" for what lies outside."""

    kind: str
    is_folder: bool
    source: str
    target: str = ""


def hints_of(event: Event, at: float, *, knows_closing: bool) -> Iterator[Hint]:
    """What bears on a build in an event. `knows_closing`: this system tells when a writer closes a file."""
    match event.kind:
        case "closed":
            if bears_by_content(event.source):
                yield Hint(Sign.FINISHED, event.source, at)
        case "modified":
            if not event.is_folder and bears_by_content(event.source):
                yield Hint(Sign.WRITING if knows_closing else Sign.CHANGED, event.source, at)
        case "moved":
            yield from _came_or_went(event.source, at)
            if not event.is_folder and bears_by_content(event.target):
                yield Hint(Sign.FINISHED, event.target, at)
            else:
                yield from _came_or_went(event.target, at)
        case "created" | "deleted":
            yield from _came_or_went(event.source, at)
        case _:  # reading, and changes of times and modes
            return


def _came_or_went(path: str, at: float) -> Iterator[Hint]:
    if path and bears_by_name(path):
        yield Hint(Sign.CHANGED, path, at)
