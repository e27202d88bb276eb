"""The words people use for how things stand, and the few states they mean."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from milepost.model.quick import quickly_named


@quickly_named
class Status(StrEnum):
    """Where a goal stands by its author's word."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"

    @property
    def is_closed(self) -> bool:
        """Done, missed or dropped: nothing more is expected of it."""
        return self in _CLOSED


_CLOSED = (Status.DONE, Status.MISSED, Status.DROPPED)


@quickly_named
class ItemState(StrEnum):
    """What a checkbox says."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    ON_HOLD = "on_hold"
    DONE = "done"
    CANCELLED = "cancelled"


STATUS_WORDS: Mapping[str, Status] = {
    word.replace(" ", ""): status
    for status, words in {
        Status.PROPOSED: "proposed, idea, draft, backlog",
        Status.PLANNED: "planned, todo, to do, open, not started, accepted",
        Status.ACTIVE: "active, in progress, doing, started, wip, implementing",
        Status.PAUSED: "paused, on hold, blocked, waiting, deferred",
        Status.DONE: "done, complete, completed, achieved, closed, finished, implemented",
        Status.MISSED: "missed, failed, expired",
        Status.DROPPED: "dropped, cancelled, canceled, abandoned, withdrawn, rejected, archived, won't do, wont do, "
        "removed",
    }.items()
    for word in words.split(", ")
}

ITEM_STATE_OF_STATUS: Mapping[Status, ItemState] = {
    Status.PROPOSED: ItemState.TODO,
    Status.PLANNED: ItemState.TODO,
    Status.ACTIVE: ItemState.IN_PROGRESS,
    Status.PAUSED: ItemState.ON_HOLD,
    Status.DONE: ItemState.DONE,
    Status.MISSED: ItemState.TODO,
    Status.DROPPED: ItemState.CANCELLED,
}

KNOWN_SYMBOLS: Mapping[str, ItemState] = {
    " ": ItemState.TODO,
    "x": ItemState.DONE,
    "X": ItemState.DONE,
    "/": ItemState.IN_PROGRESS,
    "-": ItemState.CANCELLED,
    "h": ItemState.ON_HOLD,
    **dict.fromkeys('><!?*"lbiSIpcfkwudnrP', ItemState.TODO),
}
"""Checkbox characters with a settled meaning: the Tasks plugin's own, then those of common themes."""

_SEPARATORS = re.compile(r"[\s_\-’]+")


@lru_cache(4096)
def squash(word: str) -> str:
    """A word without case, spaces, dashes and underscores: the form in which keys and statuses compare."""
    return _SEPARATORS.sub("", word).lower()


def read_status(word: str, custom: Mapping[str, str]) -> Status | None:
    """The status a word means, whole words only; `custom` maps squashed words to ours and wins."""
    key = squash(word)
    own = custom.get(key)
    return STATUS_WORDS.get(squash(own) if own is not None else key)
