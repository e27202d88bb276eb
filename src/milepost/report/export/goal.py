"""Goals as data.json shows them. What needs history, or is not computed yet, is there and null."""

from collections.abc import Sequence
from datetime import date

from milepost.analysis.closing import score
from milepost.analysis.facts import Analysis, Forecast, GoalFacts, Health, Reason
from milepost.analysis.facts_people import Smart
from milepost.analysis.forecast.backtest import BackTest, back_test
from milepost.analysis.forecast.reference import Reference, Span, reference
from milepost.model.goal import CheckIn, Goal, Stage
from milepost.model.ids import ItemId
from milepost.model.plan import Plan
from milepost.model.status import squash
from milepost.model.vocabulary import HEALTH_WORDS
from milepost.report.export.item import first, metric_json, milestone_json, schedule_json, targets, task_json
from milepost.report.holding import is_blocked, is_dead_blocked
from milepost.report.jsonable import Json, day, duration, number, rounded, text, weight

_MOVED: Json = dict.fromkeys(("original_due", "slip", "pushes"))


def goal_json(goal: Goal, plan: Plan, analysis: Analysis, closed: Sequence[Span]) -> Json:
    """One goal with everything that hangs on it. `closed` are the plan's closed goals, to compare it with."""
    parts = goal_summary(goal, plan, analysis) | _contents(goal, analysis.goals[goal.id], analysis)
    parts |= {"forecast": _forecast(goal, plan, analysis, closed), "smart": _smart(analysis.smart.get(goal.id))}
    return {key: parts[key] for key in GOAL_KEYS}


def goal_summary(goal: Goal, plan: Plan, analysis: Analysis) -> Json:
    """What a goal says and its figures, without what hangs on it, forecast and lights; in no order."""
    facts = analysis.goals[goal.id]
    parts = _says(goal) | _figures(facts) | _health(analysis.healths.get(goal.id))
    return parts | _edges(goal, plan, analysis) | {"score": number(score(goal, facts))} | _MOVED


def _says(goal: Goal) -> Json:
    """What the note itself says."""
    fields = goal.fields
    return {
        "id": goal.id,
        "path": goal.path,
        "line": goal.line,
        "title": goal.title,
        "level": text(goal.level),
        "owner": first(goal.owner),
        "with": list(dict.fromkeys([*goal.owner[1:], *goal.with_])),
        "approver": goal.approver,
        "area": text(goal.area),
        "tags": list(goal.tags),
        "priority": fields.priority,
        "weight": weight(fields.weight),
        "estimate": duration(fields.estimate),
        "why": fields.why,
        "done_when": fields.done_when,
        "commitment": fields.commitment,
        "confidence": number(fields.confidence),
    }


def _figures(facts: GoalFacts) -> Json:
    progress, (kept, looked) = facts.progress, facts.adherence_count or (None, None)
    return {
        "kind": facts.kind,
        "status": facts.status.value,
        "outcome": facts.outcome,
        "progress": rounded(progress.value),
        "progress_raw": rounded(progress.raw),
        "reached": rounded(progress.reached),
        "activity": rounded(progress.activity),
        "kept": rounded(facts.adherence) if facts.adherence_count else None,
        "kept_count": kept,
        "kept_total": looked,
        "done_count": progress.done_count,
        "total_count": progress.total_count,
        "start": day(facts.start),
        "due": day(facts.due),
        "due_text": text(facts.due_text),
        "done": day(facts.done),
        "horizon": facts.horizon,
        "cycle": facts.cycle,
    }


def _health(found: Health | None) -> Json:
    found = found or Health(None, None)
    return {
        "health": found.state,
        "declared_health": found.declared,
        "expected": rounded(found.expected),
        "gap": rounded(found.gap),
        "reasons": [_reason(each) for each in found.reasons],
    }


def _reason(found: Reason) -> Json:
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "since": day(found.since),
        "path": found.path,
        "line": found.line,
    }


def _edges(goal: Goal, plan: Plan, analysis: Analysis) -> Json:
    schedule = analysis.schedule.get(goal.id)
    blocked = is_blocked(goal.id, plan, analysis) if schedule else None
    return {
        "parents": list(goal.parents),
        "children": list(goal.children),
        "depends_on": targets(goal.depends_on),
        "blocks": list(plan.blocks.get(goal.id, ())),
        "blocked": blocked,
        "dead_blocked": is_dead_blocked(goal.id, plan, analysis) if blocked else blocked,
        "schedule": schedule_json(schedule),
    }


def _forecast(goal: Goal, plan: Plan, analysis: Analysis, closed: Sequence[Span]) -> Json | None:
    found = analysis.forecasts.get(goal.id)
    if found is None:
        return None
    tested = back_test(goal, plan, analysis)
    class_ = reference(analysis.goals[goal.id], closed)
    return odds_json(found) | {
        "backtest": _back_test(tested) if tested else None,
        "reference": _reference(class_) if class_ else None,
    }


def odds_json(found: Forecast) -> Json:
    """The forecast itself, without what the past says about it."""
    return {
        "p50": day(found.p50),
        "p85": day(found.p85),
        "p95": day(found.p95),
        "chance_by_due": None if found.chance_by_due is None else round(found.chance_by_due, 6),
        "remaining": found.remaining,
        "weeks": found.weeks,
        "reason": text(found.reason),
    }


def _back_test(found: BackTest) -> Json:
    return {"held_50": found.held_50, "of_50": found.of_50, "held_85": found.held_85, "of_85": found.of_85}


def _reference(found: Reference) -> Json:
    return {
        "goals": found.goals,
        "planned_days": found.planned,
        "takes_days": found.takes,
        "takes_days_85": found.takes_85,
        "likely": day(found.likely),
    }


def _smart(found: Smart | None) -> Json | None:
    """The five lights; null where nobody can tell."""
    return {letter: light.passes for letter, light in found.lights} if found else None


def _contents(goal: Goal, facts: GoalFacts, analysis: Analysis) -> Json:
    schedule = analysis.schedule
    return {
        "metric": metric_json(goal.fields.metric, facts.metric, analysis.paces.get(goal.id)),
        "stages": [_stage_json(stage, facts) for stage in goal.stages],
        "milestones": [milestone_json(each, facts.milestones[each.id], schedule) for each in goal.milestones],
        "loose": [task_json(task, schedule) for task in goal.loose],
        "check_ins": [_check_in_json(entry) for entry in goal.check_ins],
        "decisions": [{"date": day(each.day), "text": each.text, "line": each.line} for each in goal.decisions],
    }


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
        "health": HEALTH_WORDS.get(squash(entry.health), entry.health) if entry.health else None,
        "confidence": number(entry.confidence),
        "note": text(entry.note),
        "line": entry.line,
    }


GOAL_KEYS = (
    "id", "path", "line", "title", "level", "kind", "status", "outcome", "health", "declared_health", "progress",
    "progress_raw", "reached", "activity", "kept", "kept_count", "kept_total", "expected", "gap", "done_count",
    "total_count", "start", "due", "due_text", "done", "original_due", "slip", "pushes", "horizon", "cycle",
    "owner", "with", "approver", "area", "tags",
    "priority", "weight", "estimate", "why", "done_when", "commitment", "confidence", "score", "parents", "children",
    "depends_on", "blocks", "blocked", "dead_blocked", "smart", "reasons", "schedule", "metric", "forecast",
    "stages", "milestones", "loose", "check_ins", "decisions",
)  # fmt: skip
"""The keys of a goal in the order in which data.json gives them."""
