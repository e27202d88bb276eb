"""The one table of fields: front matter keys, emoji signs and bracket keys, and how each value is read.

To add a field, add a row here and an attribute in `model.fields`.
"""

from collections.abc import Mapping
from enum import StrEnum

from milepost.model.frozen import frozen
from milepost.model.quick import quickly_named
from milepost.model.status import squash


@quickly_named
class Reads(StrEnum):
    """How a field's text becomes a value (`syntax.values` has one reader for each)."""

    TEXT = "text"
    WORD = "word"
    SLUG = "slug"
    TEXTS = "list of text"
    TAGS = "list of tags"
    STATUS = "status word"
    DATE = "date or period"
    PERIODS = "list of periods"
    LINKS = "links"
    PEOPLE = "people"
    PERSON = "person"
    NUMBER = "number"
    AMOUNT = "number ≥ 0"
    WEIGHT = "number ≥ 0 or n%"
    FRACTION = "0..1 or n%"
    PROGRESS = "percent"
    DURATION = "duration"
    CADENCE = "cadence"
    SWITCH = "true or false"
    STRICT_SWITCH = "strictly true or false"
    METRIC = "metric"
    PRIORITY = "priority"
    KIND = "kind"
    HORIZON = "horizon"
    HEALTH = "health word"
    DIRECTION = "direction"
    COMMITMENT = "commitment"
    ROLLUP = "roll-up rule"


@frozen
class Field:
    """One row: the attribute it fills, how it is read, and every spelling that means it."""

    name: str
    reads: Reads
    aliases: tuple[str, ...] = ()
    meaning: str = ""


# fmt: off
NOTE_FIELDS: tuple[Field, ...] = (
    Field("title", Reads.TEXT, (), "The goal's name; else the first H1, else the file name."),
    Field("id", Reads.SLUG, ("uid",), "A stable name; else the path without suffix."),
    Field("aliases", Reads.TEXTS, ("alias",), "Other names a link may use."),
    Field("type", Reads.WORD, (), "What the note is: goal, milestone, task, person, report, …"),
    Field("level", Reads.WORD, (), "What the goal calls itself: objective, key result, initiative, …"),
    Field("kind", Reads.KIND, (), "milestone, metric, binary or ongoing; inferred when absent."),
    Field("status", Reads.STATUS, ("state",), "Where it stands by your word."),
    Field("start", Reads.DATE, ("begin", "start_date", "started", "started_date", "scheduled"), "When it begins."),
    Field("due", Reads.DATE, ("deadline", "due_date", "target_date", "end", "end_date", "target"), "When it shall be reached."),
    Field("done", Reads.DATE, ("completed", "completion", "completed_date", "closed"), "The day it was reached."),
    Field("created", Reads.DATE, ("created_date", "date"), "The day the note was begun."),
    Field("parent", Reads.LINKS, ("goal", "up", "project", "parent_task_id", "parent_id", "epic", "objective"), "The goal it is part of; several are allowed."),
    Field("depends_on", Reads.LINKS, ("dependsOn", "dependencies", "blocked_by", "after", "requires"), "What must be finished first; `\"[[A]] +5d\"` adds a lag."),
    Field("owner", Reads.PEOPLE, ("assignee", "assignees", "lead", "responsible", "point_of_contact"), "Who is accountable (the first of a list)."),
    Field("with", Reads.PEOPLE, ("members", "contributors"), "Who takes part."),
    Field("approver", Reads.PERSON, ("approved_by",), "Who has to say yes."),
    Field("approved", Reads.DATE, ("approved_on",), "The day they said yes."),
    Field("gate", Reads.WORD, (), "What kind of point a milestone is: approval, funding, launch, …"),
    Field("area", Reads.TEXT, ("domain", "theme", "category", "pillar"), "Part of life or work; else the first folder below the goals folder."),
    Field("tags", Reads.TAGS, ("tag",), "Tags, with or without `#`, nested by `/`."),
    Field("priority", Reads.PRIORITY, (), "highest, high, medium, low, lowest; A–C; 1–5."),
    Field("horizon", Reads.HORIZON, (), "short, medium or long; else from the due date."),
    Field("cycle", Reads.DATE, ("quarter", "period"), "The period it belongs to; else that of its due date."),
    Field("weight", Reads.WEIGHT, (), "Its share in the parent; 1 unless given."),
    Field("estimate", Reads.DURATION, ("effort", "duration"), "How long the work takes: `3d`, `2w`, `1mo`, `4h`."),
    Field("why", Reads.TEXT, ("reason", "purpose"), "Why it matters."),
    Field("done_when", Reads.TEXT, ("success", "outcome"), "What is true when it is reached."),
    Field("metric", Reads.METRIC, (), "A number that tells how far you are."),
    Field("baseline", Reads.NUMBER, (), "The metric's value at the start."),
    Field("target", Reads.NUMBER, ("goal_value",), "The metric's value when reached."),
    Field("current", Reads.NUMBER, (), "The metric's value now."),
    Field("unit", Reads.TEXT, (), "The metric's unit."),
    Field("direction", Reads.DIRECTION, (), "increase, decrease, at_least or at_most."),
    Field("health", Reads.HEALTH, (), "How it stands in the owner's eyes."),
    Field("confidence", Reads.FRACTION, (), "How sure the owner is, 0..1."),
    Field("progress", Reads.PROGRESS, ("progress_percentage", "percent_complete"), "Progress stated by hand: shown beside the computed one."),
    Field("cadence", Reads.CADENCE, (), "How often a check-in is expected: daily, weekly, 2w, monthly, quarterly."),
    Field("skills", Reads.TEXTS, (), "What a person can do."),
    Field("interests", Reads.TEXTS, (), "What a person likes to do."),
    Field("away", Reads.PERIODS, (), "When a person is away."),
    Field("capacity", Reads.AMOUNT, (), "How many items a week a person can take."),
    Field("needs", Reads.TEXTS, (), "Skills a goal or milestone asks for."),
    Field("commitment", Reads.COMMITMENT, (), "committed or aspirational."),
    Field("score", Reads.FRACTION, (), "The closing score, 0..1."),
    Field("carried_to", Reads.LINKS, (), "The goal that takes over."),
    Field("carried_from", Reads.LINKS, (), "The goal this one took over from."),
    Field("rollup", Reads.ROLLUP, (), "children (default), leaves or sum."),
    Field("started_credit", Reads.FRACTION, (), "What a started item counts, 0..1; 0 unless set."),
    Field("ordered", Reads.SWITCH, (), "Whether numbered milestones follow one another."),
    Field("key", Reads.SWITCH, (), "Whether the parent stands or falls with it."),
    Field("publish", Reads.STRICT_SWITCH, (), "Whether the note may appear on a public site."),
    Field("ignore", Reads.STRICT_SWITCH, (), "Keeps the note out of everything."),
)
# fmt: on
"""Front matter. Where two rows share a spelling (`target`), the value decides, in table order."""

ITEM_FIELDS: tuple[Field, ...] = (
    Field("due", Reads.DATE),
    Field("scheduled", Reads.DATE),
    Field("start", Reads.DATE),
    Field("created", Reads.DATE),
    Field("done", Reads.DATE, ("completion",)),
    Field("cancelled", Reads.DATE),
    Field("priority", Reads.PRIORITY),
    Field("recurrence", Reads.TEXT, ("repeat",)),
    Field("on_completion", Reads.WORD, ("onCompletion",)),
    Field("id", Reads.WORD),
    Field("depends_on", Reads.LINKS, ("dependsOn",)),
    Field("owner", Reads.PEOPLE),
    Field("weight", Reads.WEIGHT),
    Field("estimate", Reads.DURATION),
    Field("needs", Reads.TEXTS),
    Field("approver", Reads.PERSON),
    Field("approved", Reads.DATE),
    Field("gate", Reads.WORD),
    Field("value", Reads.NUMBER),
    Field("metric", Reads.METRIC),
)
"""Bracket fields of a checklist line, `[key:: value]` or `(key:: value)`."""

DATE_SIGNS: Mapping[str, str] = {
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "⏳": "scheduled",
    "⌛": "scheduled",
    "🛫": "start",
    "➕": "created",
    "✅": "done",
    "❌": "cancelled",
}
PRIORITY_SIGNS: Mapping[str, str] = {"🔺": "highest", "⏫": "high", "🔼": "medium", "🔽": "low", "⏬": "lowest"}
TEXT_SIGNS: Mapping[str, str] = {"🔁": "recurrence", "🏁": "on_completion", "🆔": "id", "⛔": "depends_on"}


def spellings(table: tuple[Field, ...]) -> dict[str, tuple[Field, ...]]:
    """Squashed spelling → rows it may mean: rows whose own name it is first, then table order."""
    found: dict[str, list[Field]] = {}
    for row in table:
        found.setdefault(squash(row.name), []).append(row)
    for row in table:
        for alias in row.aliases:
            rows = found.setdefault(squash(alias), [])
            if row not in rows:
                rows.append(row)
    return {key: tuple(rows) for key, rows in found.items()}
