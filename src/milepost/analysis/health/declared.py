"""What the owner says: the health word of the front matter or of the newest check-in."""

from datetime import date

from milepost.analysis.standing import later
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.status import squash
from milepost.model.vocabulary import HEALTH_WORDS

STALE_DAYS = 30
"""How long a word or a fact holds where no cadence is written."""


@frozen
class Declared:
    """A declared state with its day (None in the front matter, which has no date) and whether a reason was written."""

    state: str
    day: date | None
    has_reason: bool
    line: int = 1


def declared_health(goal: Goal, as_of: date) -> Declared | None:
    """The newest check-in with a known health word, else the front matter's."""
    entries = [
        entry
        for entry in goal.check_ins
        if entry.health and entry.day <= as_of and squash(entry.health) in HEALTH_WORDS
    ]
    if entries:
        newest = max(entries, key=lambda entry: entry.day)
        return Declared(HEALTH_WORDS[squash(newest.health or "")], newest.day, bool(newest.note.strip()), newest.line)
    written = squash(goal.fields.health or "")
    return Declared(HEALTH_WORDS[written], None, has_reason=False) if written in HEALTH_WORDS else None


def stands_back(declared: Declared, goal: Goal, newest: date | None, as_of: date) -> str:
    """Why the declared health is not the headline, "" where it is: "undated", "no reason", "old" or "newer data".

    It leads when it is newer than the newest other data, no older than one cadence (30 days without one), and has a
    written reason.
    """
    if declared.day is None:
        return "undated"
    if not declared.has_reason:
        return "no reason"
    if (as_of - declared.day).days > cadence_days(goal, declared.day):
        return "old"
    return "newer data" if newest is not None and declared.day < newest else ""


def cadence_days(goal: Goal, since: date, count: int = 1) -> int:
    """The days of so many cadences from a day on, months by the calendar; 30 where none is written."""
    cadence = goal.fields.cadence
    if cadence is None:
        return STALE_DAYS
    if cadence.months and cadence.months == int(cadence.months) and not (cadence.weeks or cadence.days):
        return (later(since, int(cadence.months) * count) - since).days
    return max(1, int(cadence.in_days(calendar=True))) * count
