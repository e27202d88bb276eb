"""data.json: the whole plan as one document for other programs (`export json`). Its shape is `export_schema`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from milepost.analysis.facts import Analysis
from milepost.analysis.facts_people import PersonFacts
from milepost.analysis.forecast.reference import closed_spans
from milepost.model.ids import GoalId
from milepost.report.export.goal import goal_json
from milepost.report.jsonable import Json, day, diagnostic, json_line, rounded
from milepost.report.material import Material
from milepost.report.problems.text import in_order

SCHEMA_VERSION = 1


def data_json(material: Material, generator: str) -> Json:
    """The document. Absent values are null; what this version does not compute is null or empty."""
    parts = _parts(material, generator)
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in parts.items()}


def data_text(material: Material, generator: str) -> Iterator[str]:
    """The same as text, in pieces: a line for each goal, person and diagnostic, so that no plan is held as values."""
    before = "{"
    for key, value in _parts(material, generator).items():
        yield f'{before}\n"{key}": '
        if isinstance(value, Iterator):
            yield from _lines(value)
        else:
            yield json_line(value)
        before = ","
    yield "\n}\n"


def _lines(values: Iterator[Json]) -> Iterator[str]:
    before = "[\n"
    for value in values:
        yield f"{before}{json_line(value)}"
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _parts(material: Material, generator: str) -> dict[str, Any]:
    """The keys of the document; its long lists are made while they are taken."""
    plan, analysis = material.plan, material.analysis
    closed = closed_spans(analysis)
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": generator,
        "as_of": day(analysis.as_of),
        "audience": "private" if material.is_private else "public",
        "vault": _vault_json(material),
        "totals": _totals_json(material),
        "goals": (goal_json(goal, plan, analysis, closed) for goal in plan.goals.values()),
        "people": iter(people_json(material)),
        "diagnostics": (diagnostic(found) for found in in_order(material.diagnostics)),
    }


def one_goal_json(material: Material, goal_id: GoalId, generator: str) -> Json:
    """One goal as in data.json, in a document of its own."""
    plan, analysis = material.plan, material.analysis
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": generator,
        "as_of": day(analysis.as_of),
        "goal": goal_json(plan.goals[goal_id], plan, analysis, closed_spans(analysis)),
    }


def _vault_json(material: Material) -> Json:
    plan = material.plan
    milestones = [milestone for goal in plan.goals.values() for milestone in goal.milestones]
    return {
        "title": plan.title or material.vault_name,
        "mission": plan.mission,
        "notes": plan.notes,
        "goals": len(plan.goals),
        "milestones": len({milestone.written_at for milestone in milestones}),
        "tasks": len({(task.path, task.line) for milestone in milestones for task in milestone.tasks}),
        "goal_rule": plan.goal_rule,
        "skipped": [{"path": skipped.path, "why": skipped.why} for skipped in plan.skipped],
        "commit": None,
        "history": None,
    }


def _totals_json(material: Material) -> Json:
    analysis = material.analysis
    items = analysis.items
    return {
        "progress": rounded(analysis.progress),
        "by_health": _by_health(analysis),
        "by_status": dict(analysis.by_status),
        "items": {
            "total": items.total,
            "done": items.done,
            "cancelled": items.cancelled,
            "in_progress": items.in_progress,
            "todo": items.todo,
        },
    }


def _by_health(analysis: Analysis) -> Json:
    """How many goals have each health, in alphabetical order; those without any are left out."""
    counts = Counter(found.state for found in analysis.healths.values() if found.state)
    return {state: counts[state] for state in sorted(counts)}


def people_json(material: Material) -> Sequence[Json]:
    """People with the goals they are accountable for, what is open and overdue, and their load from this week on."""
    found = material.analysis.people
    return [_person(found.get(person.id) or PersonFacts(person.id, person.name)) for person in material.plan.people]


def _person(one: PersonFacts) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "goals": list(one.goals),
        "open_items": one.open_items,
        "overdue": one.overdue,
        "load": [[week, count] for week, count in one.load],
    }
