"""What the owner says: the health word of the front matter or of the newest check-in."""

from dataclasses import dataclass
from datetime import date

from milepost.model.goal import Goal
from milepost.model.status import squash

WORDS = {
    "ontrack": "on_track",
    "green": "on_track",
    "good": "on_track",
    "ok": "on_track",
    "atrisk": "at_risk",
    "yellow": "at_risk",
    "amber": "at_risk",
    "offtrack": "off_track",
    "red": "off_track",
    "bad": "off_track",
    "done": "done",
    "paused": "paused",
    "missed": "missed",
    "unknown": "unknown",
    "notstarted": "not_started",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared state with its day (None in the front matter, which has no date) and whether a reason was written."""

    state: str
    day: date | None
    has_reason: bool
    line: int = 1


def declared_health(goal: Goal, as_of: date) -> Declared | None:
    """The newest check-in with a known health word, else the front matter's."""
    entries = [
        entry for entry in goal.check_ins if entry.health and entry.day <= as_of and squash(entry.health) in WORDS
    ]
    if entries:
        newest = max(entries, key=lambda entry: entry.day)
        return Declared(WORDS[squash(newest.health or "")], newest.day, bool(newest.note.strip()), newest.line)
    written = squash(goal.fields.health or "")
    return Declared(WORDS[written], None, has_reason=False) if written in WORDS else None
