"""data.json: the whole plan as one document for other programs (`export json`). Its shape is `export_schema`."""

from collections import Counter
from collections.abc import Sequence

from milepost.analysis.facts import Analysis
from milepost.model.goal import Person
from milepost.model.ids import GoalId, fold
from milepost.model.plan import Plan
from milepost.report.export_goal import goal_json
from milepost.report.jsonable import Json, day, diagnostic, rounded
from milepost.report.material import Material
from milepost.report.problems_text import in_order

SCHEMA_VERSION = 1


def data_json(material: Material, generator: str) -> Json:
    """The document. Absent values are null; what this version does not compute is null or empty."""
    plan, analysis = material.plan, material.analysis
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": generator,
        "as_of": day(analysis.as_of),
        "audience": "private",
        "vault": _vault_json(material),
        "totals": _totals_json(material),
        "goals": [goal_json(goal, plan, analysis) for goal in plan.goals.values()],
        "people": people_json(plan),
        "diagnostics": [diagnostic(found) for found in in_order(material.diagnostics)],
    }


def one_goal_json(material: Material, goal_id: GoalId, generator: str) -> Json:
    """One goal as in data.json, in a document of its own."""
    plan, analysis = material.plan, material.analysis
    return {
        "schema_version": SCHEMA_VERSION,
        "generator": generator,
        "as_of": day(analysis.as_of),
        "goal": goal_json(plan.goals[goal_id], plan, analysis),
    }


def _vault_json(material: Material) -> Json:
    plan = material.plan
    milestones = [milestone for goal in plan.goals.values() for milestone in goal.milestones]
    return {
        "title": plan.title or material.vault_name,
        "mission": plan.mission,
        "notes": plan.notes,
        "goals": len(plan.goals),
        "milestones": len({milestone.id for milestone in milestones}),
        "tasks": len({task.id for milestone in milestones for task in milestone.tasks}),
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


def people_json(plan: Plan) -> Sequence[Json]:
    """People with the goals they are accountable for. Load is not computed yet."""
    owned: dict[str, list[str]] = {}
    for goal in plan.goals.values():
        for owner in goal.fields.owner[:1]:
            owned.setdefault(fold(owner), []).append(goal.id)
    return [
        {
            "id": person.id,
            "name": person.name,
            "goals": _owned_by(person, owned),
            "open_items": None,
            "overdue": None,
            "load": [],
        }
        for person in plan.people
    ]


def _owned_by(person: Person, owned: dict[str, list[str]]) -> list[str]:
    names = {fold(name) for name in (person.id, person.name, *person.aliases)}
    return sorted({goal for name in names for goal in owned.get(name, ())})
