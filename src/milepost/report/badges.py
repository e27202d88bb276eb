"""How a state looks: its word, its shape and its tone. Colour is never the only carrier.

The health words of later pages stand here already, so that a health takes its badge from the same table.
"""

from collections.abc import Mapping

from milepost.analysis.facts import MilestoneFacts, MilestoneState
from milepost.diagnostics.problem import Severity
from milepost.model.said import say
from milepost.model.status import ItemState, Status, squash
from milepost.model.vocabulary import HEALTH_WORDS
from milepost.report.pages.parts import Badge

HEALTH: Mapping[str, Badge] = {
    "done": Badge(say("done"), "done", "done"),
    "on_track": Badge(say("on track"), "half", "on-track"),
    "at_risk": Badge(say("at risk"), "triangle", "at-risk"),
    "off_track": Badge(say("off track"), "octagon", "off-track"),
    "not_started": Badge(say("not started"), "dashed", "not-started"),
    "paused": Badge(say("paused"), "pause", "paused"),
    "missed": Badge(say("missed"), "octagon", "off-track"),
    "unknown": Badge(say("unknown"), "question", "not-started"),
}

STATUS: Mapping[Status, Badge] = {
    Status.PROPOSED: Badge(say("proposed"), "dashed", "not-started"),
    Status.PLANNED: Badge(say("planned"), "dashed", "not-started"),
    Status.ACTIVE: Badge(say("active"), "dot", "plain"),
    Status.PAUSED: Badge(say("paused"), "pause", "paused"),
    Status.DONE: Badge(say("done"), "done", "done"),
    Status.MISSED: Badge(say("missed"), "octagon", "off-track"),
    Status.DROPPED: Badge(say("dropped"), "dash", "not-started"),
}

MILESTONE: Mapping[MilestoneState, Badge] = {
    MilestoneState.DONE: Badge(say("done"), "done", "done"),
    MilestoneState.CANCELLED: Badge(say("cancelled"), "dash", "not-started"),
    MilestoneState.OVERDUE: Badge(say("overdue"), "triangle", "at-risk"),
    MilestoneState.NEXT: Badge(say("next"), "arrow", "plain"),
    MilestoneState.OPEN: Badge(say("open"), "ring", "plain"),
}

WAITING = Badge(say("waiting for approval"), "hourglass", "at-risk")

ITEM: Mapping[ItemState, Badge] = {
    ItemState.TODO: Badge(say("to do"), "ring", "plain"),
    ItemState.IN_PROGRESS: Badge(say("in progress"), "begun", "plain"),
    ItemState.ON_HOLD: Badge(say("on hold"), "pause", "paused"),
    ItemState.DONE: Badge(say("done"), "done", "done"),
    ItemState.CANCELLED: Badge(say("cancelled"), "dash", "not-started"),
}

SEVERITY: Mapping[Severity, Badge] = {
    Severity.ERROR: Badge(say("error"), "octagon", "off-track"),
    Severity.WARNING: Badge(say("warning"), "triangle", "at-risk"),
    Severity.INFO: Badge(say("info"), "info", "not-started"),
    Severity.OFF: Badge(say("off"), "dash", "not-started"),
}

WORST_FIRST = (
    *(
        say("off track"),
        say("at risk"),
        say("on track"),
        "unknown",
        "active",
        say("not started"),
        "planned",
        "proposed",
        "paused",
    ),
    *("reached", "done", "missed", "dropped"),
)
"""The words of goals' badges, open ones first, those that need somebody before the others."""

REACHED = Badge(say("reached"), "done", "done")
LATE = Badge(say("overdue"), "triangle", "at-risk")
READY = Badge(say("ready to close"), "done", "done")


def is_overdue(facts: MilestoneFacts) -> bool:
    """Past its date and not reached. What waits for approval is not its owner's to finish."""
    return facts.state is MilestoneState.OVERDUE and not facts.waiting_for_approval


def milestone_badge(facts: MilestoneFacts) -> Badge:
    """A milestone's state; a ticked one that nobody has approved yet waits."""
    return WAITING if facts.waiting_for_approval else MILESTONE[facts.state]


def declared_badge(word: str) -> Badge:
    """The health an owner wrote, in their own word; with a shape of its own only where the word is known."""
    key = squash(word)
    known = HEALTH.get(HEALTH_WORDS.get(key, key), HEALTH["unknown"])
    return Badge(word, known.shape, known.tone)
