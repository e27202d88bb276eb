"""The JSON Schema (Draft 2020-12) of data.json. Additions to the document are allowed; a change is a new version."""

from collections.abc import Mapping

from milepost.diagnostics.problem import Severity
from milepost.model.status import ItemState, Status
from milepost.report.jsonable import Json

_HEALTH = ("on_track", "at_risk", "off_track", "unknown", "paused", "done", "missed", "not_started")
_TEXT: Json = {"type": "string"}
_MAYBE_TEXT: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}
_MAYBE_COUNT: Json = {"type": ["integer", "null"], "minimum": 0}
_LINE: Json = {"type": "integer", "minimum": 1}
_NUMBER: Json = {"type": ["number", "null"]}
_WHOLE: Json = {"type": ["integer", "null"]}
_SWITCH: Json = {"type": ["boolean", "null"]}
_DAY: Json = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MAYBE_DAY: Json = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_SHARE: Json = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
_IDS: Json = {"type": "array", "items": _TEXT}
_WEIGHT: Json = {"type": ["number", "string", "null"], "description": "A number, or a share such as 40%."}
_STATES: Json = {"enum": [state.value for state in ItemState]}


def data_schema() -> Json:
    """The schema as a JSON document."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "milepost data.json",
        "description": "Dates are ISO days, progress is 0..1 with six decimals, ids are strings, absent is null.",
        **_object(_DOCUMENT),
        "$defs": {name: _object(rows) for name, rows in _DEFINITIONS.items()},
    }


def _object(rows: Mapping[str, object]) -> Json:
    return {"type": "object", "properties": dict(rows), "required": list(rows)}


def _list(name: str) -> Json:
    return {"type": "array", "items": _ref(name)}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _maybe(name: str) -> Json:
    return {"anyOf": [_ref(name), {"type": "null"}]}


def _counts(*names: str) -> Json:
    return {"type": "object", "propertyNames": {"enum": list(names)}, "additionalProperties": _COUNT}


_PLANNED: Json = {
    "due": _MAYBE_DAY,
    "done": _MAYBE_DAY,
    "owner": _MAYBE_TEXT,
    "depends_on": _IDS,
    "schedule": _maybe("schedule"),
}
_MOVED: Json = {"due_text": _MAYBE_TEXT, "original_due": _MAYBE_DAY, "slip": _WHOLE, "pushes": _WHOLE}
_ROLLED_UP: Json = {"progress": _SHARE, "done_count": _COUNT, "total_count": _COUNT}

_DOCUMENT: Json = {
    "schema_version": {"const": 1},
    "generator": _TEXT,
    "as_of": _DAY,
    "audience": {"enum": ["private", "public"]},
    "vault": _ref("vault"),
    "totals": _ref("totals"),
    "goals": _list("goal"),
    "people": _list("person"),
    "diagnostics": _list("diagnostic"),
}

_DEFINITIONS: dict[str, Json] = {
    "vault": {
        "title": _TEXT,
        "mission": {**_MAYBE_TEXT, "description": "The id of the mission among the goals."},
        "notes": _COUNT,
        "goals": _COUNT,
        "milestones": _COUNT,
        "tasks": _COUNT,
        "goal_rule": {"enum": ["declared", "guessed"]},
        "skipped": _list("skipped"),
        "commit": _MAYBE_TEXT,
        "history": _maybe("history"),
    },
    "skipped": {"path": _TEXT, "why": _TEXT},
    "history": {"source": _TEXT, "first": _MAYBE_DAY, "last": _MAYBE_DAY, "shallow": _SWITCH},
    "totals": {
        "progress": _SHARE,
        "by_health": _counts(*_HEALTH),
        "by_status": _counts(*(status.value for status in Status)),
        "items": _ref("items"),
    },
    "items": {"total": _COUNT, "done": _COUNT, "cancelled": _COUNT, "in_progress": _COUNT, "todo": _COUNT},
    "goal": {
        "id": _TEXT,
        "path": _TEXT,
        "line": _LINE,
        "title": _TEXT,
        "level": _MAYBE_TEXT,
        "kind": {"enum": ["milestone", "metric", "binary", "ongoing"]},
        "status": {"enum": [status.value for status in Status]},
        "outcome": {"enum": ["open", "reached", "missed", "dropped"]},
        "health": {"enum": [*_HEALTH, None]},
        "declared_health": _MAYBE_TEXT,
        **_ROLLED_UP,
        "progress_raw": _NUMBER,
        "reached": _SHARE,
        "activity": _SHARE,
        "kept": _SHARE,
        "kept_count": _MAYBE_COUNT,
        "kept_total": _MAYBE_COUNT,
        "expected": _SHARE,
        "gap": _NUMBER,
        "start": _MAYBE_DAY,
        **_MOVED,
        **_PLANNED,
        "horizon": {"enum": ["short", "medium", "long", None]},
        "cycle": _MAYBE_TEXT,
        "with": _IDS,
        "approver": _MAYBE_TEXT,
        "area": _MAYBE_TEXT,
        "tags": _IDS,
        "priority": _MAYBE_TEXT,
        "weight": _WEIGHT,
        "estimate": _MAYBE_TEXT,
        "why": _MAYBE_TEXT,
        "done_when": _MAYBE_TEXT,
        "commitment": _MAYBE_TEXT,
        "confidence": _SHARE,
        "score": _SHARE,
        "parents": _IDS,
        "children": _IDS,
        "blocks": _IDS,
        "blocked": _SWITCH,
        "dead_blocked": _SWITCH,
        "smart": _maybe("smart"),
        "reasons": _list("reason"),
        "metric": _maybe("metric"),
        "forecast": _maybe("forecast"),
        "stages": _list("stage"),
        "milestones": _list("milestone"),
        "loose": _list("task"),
        "check_ins": _list("check_in"),
        "decisions": _list("decision"),
    },
    "milestone": {
        "id": _TEXT,
        "path": _TEXT,
        "goal": {**_MAYBE_TEXT, "description": "The goal that a linked milestone stands for."},
        "title": _TEXT,
        "line": _LINE,
        "state": {"enum": ["done", "cancelled", "overdue", "next", "open"]},
        "symbol": _TEXT,
        "gate": _MAYBE_TEXT,
        "approver": _MAYBE_TEXT,
        "approved": _MAYBE_DAY,
        **_MOVED,
        **_PLANNED,
        **_ROLLED_UP,
        "weight": _WEIGHT,
        "estimate": _MAYBE_TEXT,
        "metric": _maybe("metric"),
        "tasks": _list("task"),
    },
    "task": {
        "id": _TEXT,
        "path": _TEXT,
        "parent_id": _MAYBE_TEXT,
        "title": _TEXT,
        "line": _LINE,
        "state": _STATES,
        "symbol": _TEXT,
        "depth": _COUNT,
        **_PLANNED,
    },
    "metric": {
        "name": _MAYBE_TEXT,
        "unit": _MAYBE_TEXT,
        "baseline": _NUMBER,
        "target": _NUMBER,
        "direction": _MAYBE_TEXT,
        "current": _NUMBER,
        "current_date": _MAYBE_DAY,
        "best": _NUMBER,
        "expected": _NUMBER,
        "delta": _NUMBER,
        "safe_days": _WHOLE,
        "required_pace": _NUMBER,
        "pace": _NUMBER,
        "projected": _MAYBE_DAY,
        "adherence": _SHARE,
        "now_ok": _SWITCH,
        "series": {
            "type": "array",
            "items": {"type": "array", "prefixItems": [_DAY, _NUMBER], "minItems": 2, "maxItems": 2},
        },
    },
    "schedule": {
        "earliest_start": _MAYBE_DAY,
        "earliest_finish": _MAYBE_DAY,
        "latest_start": _MAYBE_DAY,
        "latest_finish": _MAYBE_DAY,
        "total_slack": _WHOLE,
        "free_slack": _WHOLE,
        "critical": _SWITCH,
        "start_by": _MAYBE_DAY,
        "suggested": _SWITCH,
    },
    "forecast": {
        "p50": _MAYBE_DAY,
        "p85": _MAYBE_DAY,
        "p95": _MAYBE_DAY,
        "chance_by_due": _SHARE,
        "remaining": _WHOLE,
        "weeks": _WHOLE,
        "reason": _MAYBE_TEXT,
        "backtest": {**_maybe("backtest"), "description": "How often past forecasts held; null where none was due."},
        "reference": {**_maybe("reference"), "description": "What goals of about this length took; null with too few."},
    },
    "backtest": {"held_50": _COUNT, "of_50": _COUNT, "held_85": _COUNT, "of_85": _COUNT},
    "reference": {
        "goals": _COUNT,
        "planned_days": _COUNT,
        "takes_days": _COUNT,
        "takes_days_85": _COUNT,
        "likely": _MAYBE_DAY,
    },
    "smart": {letter: {**_SWITCH, "description": "null: cannot tell"} for letter in "smart"},
    "reason": {
        "code": _TEXT,
        "severity": {"enum": ["at_risk", "off_track"]},
        "message": _TEXT,
        "since": _MAYBE_DAY,
        "path": _TEXT,
        "line": _LINE,
    },
    "stage": {"title": _TEXT, "start": _MAYBE_DAY, "end": _MAYBE_DAY, "milestones": _IDS},
    "check_in": {
        "date": _DAY,
        "value": _NUMBER,
        "health": _MAYBE_TEXT,
        "confidence": _SHARE,
        "note": _MAYBE_TEXT,
        "line": _LINE,
    },
    "decision": {"date": _DAY, "text": _TEXT, "line": _LINE},
    "person": {
        "id": _TEXT,
        "name": _TEXT,
        "goals": _IDS,
        "open_items": {"type": ["integer", "null"], "minimum": 0},
        "overdue": {"type": ["integer", "null"], "minimum": 0},
        "load": {"type": "array", "items": {"type": "array", "prefixItems": [_TEXT, _COUNT]}},
    },
    "diagnostic": {
        "rule": _TEXT,
        "severity": {"enum": [severity.value for severity in Severity if severity is not Severity.OFF]},
        "path": _TEXT,
        "line": _LINE,
        "column": _LINE,
        "end_column": _LINE,
        "message": _TEXT,
        "help": _TEXT,
    },
}
