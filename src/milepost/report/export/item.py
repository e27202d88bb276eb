"""Milestones and tasks as data.json shows them, with the parts they share with goals."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from milepost.analysis.facts import MetricFacts, MilestoneFacts, PaceFacts, ScheduleFacts
from milepost.model.fields import MetricSpec
from milepost.model.goal import Dependency, Milestone, Task
from milepost.report.jsonable import Json, day, duration, last_day, number, rounded, text, weight

Schedule: TypeAlias = Mapping[str, ScheduleFacts]


def milestone_json(milestone: Milestone, facts: MilestoneFacts, schedule: Schedule) -> Json:
    """One milestone of a goal. `goal` is set for a linked one only."""
    fields = milestone.fields
    return {
        "id": milestone.id,
        "path": milestone.path,
        "goal": milestone.linked,
        "title": milestone.title,
        "line": milestone.line,
        "state": facts.state.value,
        "symbol": milestone.symbol,
        "gate": fields.gate,
        "approver": fields.approver,
        "approved": last_day(fields.approved),
        "due": day(facts.due),
        "due_text": text(facts.due_text),
        "done": day(facts.done),
        "original_due": None,
        "slip": None,
        "pushes": None,
        "owner": first(milestone.owner),
        "progress": rounded(facts.progress.value),
        "done_count": facts.progress.done_count,
        "total_count": facts.progress.total_count,
        "weight": weight(fields.weight),
        "estimate": duration(fields.estimate),
        "depends_on": targets(milestone.depends_on, milestone.after),
        "schedule": schedule_json(schedule.get(milestone.id)),
        "metric": metric_json(fields.metric, facts.metric),
        "tasks": [task_json(task, schedule) for task in milestone.tasks],
    }


def task_json(task: Task, schedule: Schedule) -> Json:
    """One task below a milestone, or a loose one."""
    return {
        "id": task.id,
        "path": task.path,
        "parent_id": text(task.parent_id),
        "title": task.title,
        "line": task.line,
        "state": task.state.value,
        "symbol": task.symbol,
        "due": last_day(task.fields.due),
        "done": last_day(task.fields.done),
        "owner": first(task.owner),
        "depth": task.depth,
        "depends_on": targets(task.depends_on, task.after),
        "schedule": schedule_json(schedule.get(task.id)),
    }


def schedule_json(found: ScheduleFacts | None) -> Json | None:
    """When something can and must happen."""
    if found is None:
        return None
    return {
        "earliest_start": day(found.earliest_start),
        "earliest_finish": day(found.earliest_finish),
        "latest_start": day(found.latest_start),
        "latest_finish": day(found.latest_finish),
        "total_slack": found.total_slack,
        "free_slack": found.free_slack,
        "critical": found.critical,
        "start_by": day(found.start_by),
        "suggested": found.suggested,
    }


def metric_json(spec: MetricSpec | None, facts: MetricFacts | None, pace: PaceFacts | None = None) -> Json | None:
    """A metric with its figures; those of the pace are null where there is none."""
    if spec is None:
        return None
    pace = pace or PaceFacts()
    known = facts or MetricFacts(progress=None, direction=spec.direction)
    return {
        "name": text(spec.name),
        "unit": text(spec.unit),
        "baseline": number(spec.baseline if known.baseline is None else known.baseline),
        "target": number(spec.target if known.target is None else known.target),
        "direction": text(known.direction),
        "current": number(known.current),
        "current_date": day(known.current_day),
        "best": number(known.best),
        "expected": rounded(pace.expected),
        "delta": rounded(pace.delta),
        "safe_days": pace.safe_days,
        "required_pace": rounded(pace.required),
        "pace": rounded(pace.current),
        "projected": day(pace.projected),
        "adherence": rounded(known.adherence),
        "now_ok": known.now_ok,
        "series": [[day(on), number(value)] for on, value in known.series],
    }


def targets(dependencies: Iterable[Dependency], after: str = "") -> list[str]:
    """The ids that something waits for, each once: what it names, and what stands before it in a numbered list."""
    named = [dependency.target for dependency in dependencies if dependency.target]
    return list(dict.fromkeys([*named, after] if after else named))


def first(names: tuple[str, ...]) -> str | None:
    """The accountable one of several people."""
    return names[0] if names else None
