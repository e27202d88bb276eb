"""Goals as data.json shows them. What later analyses compute is there and null."""

from collections.abc import Sequence
from datetime import date

from milepost.analysis.facts import GoalFacts
from milepost.model.goal import CheckIn, Goal, Stage
from milepost.model.ids import ItemId
from milepost.model.status import squash
from milepost.model.vocabulary import HEALTH_WORDS
from milepost.report.export_item import first, metric_json, milestone_json, targets, task_json
from milepost.report.jsonable import Json, day, duration, number, rounded, text, weight

_LATER = (
    "health", "expected", "gap", "original_due", "slip", "pushes", "blocked", "dead_blocked", "smart", "schedule",
    "forecast",
)  # fmt: skip


def goal_json(goal: Goal, facts: GoalFacts, blocks: Sequence[str], as_of: date) -> Json:
    """One goal with everything that hangs on it; `blocks` are the ids that wait for it."""
    parts = _says(goal, as_of) | _figures(facts) | _edges(goal, blocks) | _contents(goal, facts)
    parts |= dict.fromkeys(_LATER) | {"reasons": []}
    return {key: parts[key] for key in GOAL_KEYS}


def _says(goal: Goal, as_of: date) -> Json:
    """What the note itself says."""
    fields = goal.fields
    return {
        "id": goal.id,
        "path": goal.path,
        "line": goal.line,
        "title": goal.title,
        "level": text(goal.level),
        "declared_health": declared_health(goal, as_of),
        "owner": first(fields.owner),
        "with": list(dict.fromkeys([*fields.owner[1:], *fields.with_])),
        "approver": fields.approver,
        "area": text(goal.area),
        "tags": list(goal.tags),
        "priority": fields.priority,
        "weight": weight(fields.weight),
        "estimate": duration(fields.estimate),
        "why": fields.why,
        "done_when": fields.done_when,
        "commitment": fields.commitment,
        "confidence": number(fields.confidence),
        "score": number(fields.score),
    }


def _figures(facts: GoalFacts) -> Json:
    progress = facts.progress
    return {
        "kind": facts.kind,
        "status": facts.status.value,
        "outcome": facts.outcome,
        "progress": rounded(progress.value),
        "progress_raw": rounded(progress.raw),
        "reached": rounded(progress.reached),
        "activity": rounded(progress.activity),
        "done_count": progress.done_count,
        "total_count": progress.total_count,
        "start": day(facts.start),
        "due": day(facts.due),
        "due_text": text(facts.due_text),
        "done": day(facts.done),
        "horizon": facts.horizon,
        "cycle": facts.cycle,
    }


def _edges(goal: Goal, blocks: Sequence[str]) -> Json:
    return {
        "parents": list(goal.parents),
        "children": list(goal.children),
        "depends_on": targets(goal.depends_on),
        "blocks": list(blocks),
    }


def _contents(goal: Goal, facts: GoalFacts) -> Json:
    return {
        "metric": metric_json(goal.fields.metric, facts.metric),
        "stages": [_stage_json(stage, facts) for stage in goal.stages],
        "milestones": [milestone_json(each, facts.milestones[each.id]) for each in goal.milestones],
        "loose": [task_json(task) for task in goal.loose],
        "check_ins": [_check_in_json(entry) for entry in goal.check_ins],
        "decisions": [{"date": day(each.day), "text": each.text, "line": each.line} for each in goal.decisions],
    }


def declared_health(goal: Goal, as_of: date) -> str | None:
    """The owner's own word, `at_risk` for "At risk": that of the latest check-in that has one, else the note's."""
    said = [entry for entry in goal.check_ins if entry.health and entry.day <= as_of]
    word = max(said, key=lambda entry: entry.day).health if said else goal.fields.health
    return HEALTH_WORDS.get(squash(word), word) if word else None


def _stage_json(stage: Stage, facts: GoalFacts) -> Json:
    start, end = span_of(stage.milestones, facts)
    return {"title": stage.title, "start": day(start), "end": day(end), "milestones": list(stage.milestones)}


def span_of(milestones: Sequence[ItemId], facts: GoalFacts) -> tuple[date | None, date | None]:
    """From the first to the last date of some milestones, each by its due date, else the day it was done."""
    days = [on for on in (_dated(facts, each) for each in milestones) if on]
    return (min(days), max(days)) if days else (None, None)


def _dated(facts: GoalFacts, milestone: ItemId) -> date | None:
    found = facts.milestones[milestone]
    return found.due or found.done


def _check_in_json(entry: CheckIn) -> Json:
    return {
        "date": day(entry.day),
        "value": number(entry.value),
        "health": entry.health,
        "confidence": number(entry.confidence),
        "note": text(entry.note),
        "line": entry.line,
    }


GOAL_KEYS = (
    "id", "path", "line", "title", "level", "kind", "status", "outcome", "health", "declared_health", "progress",
    "progress_raw", "reached", "activity", "expected", "gap", "done_count", "total_count", "start", "due", "due_text",
    "done", "original_due", "slip", "pushes", "horizon", "cycle", "owner", "with", "approver", "area", "tags",
    "priority", "weight", "estimate", "why", "done_when", "commitment", "confidence", "score", "parents", "children",
    "depends_on", "blocks", "blocked", "dead_blocked", "smart", "reasons", "schedule", "metric", "forecast",
    "stages", "milestones", "loose", "check_ins", "decisions",
)  # fmt: skip
"""The keys of a goal in the order in which data.json gives them."""
