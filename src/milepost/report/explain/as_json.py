"""Explanations as JSON documents."""

from collections.abc import Sequence
from datetime import date

from milepost.model.goal import Goal, Milestone
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.resolve import NoGoal
from milepost.report.explain.wholes import Whole
from milepost.report.jsonable import Json, day

SCHEMA_VERSION = 1


def explanation_json(asked: Asked | Whole, found: Explanation, as_of: date) -> Json:
    """One figure of one subject."""
    return {**_head(asked, as_of), **_figure(found)}


def overview_json(asked: Asked | Whole, found: Sequence[Explanation], silent: Sequence[str], *, as_of: date) -> Json:
    """Every figure that says something, and the names of the others."""
    return {**_head(asked, as_of), "figures": [_figure(one) for one in found], "other_figures": list(silent)}


def no_goal_json(found: NoGoal, as_of: date) -> Json:
    """A note that is no goal."""
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": day(as_of),
        "subject": {"is": "note", "id": found.path, "title": found.path, "path": found.path, "line": 1},
        "figure": "is_goal",
        "value": False,
        "shown": "no goal",
        "rule": found.why,
    }


def rule_json(name: str, severity: str, group: str, text: str) -> Json:
    """A rule's page."""
    return {"schema_version": SCHEMA_VERSION, "rule": name, "severity": severity, "group": group, "text": text}


def _head(asked: Asked | Whole, as_of: date) -> Json:
    return {"schema_version": SCHEMA_VERSION, "as_of": day(as_of), "subject": _subject(asked)}


def _subject(asked: Asked | Whole) -> Json:
    if isinstance(asked, Whole):
        line = 1 if asked.path else None
        return {"is": asked.kind, "id": asked.id, "title": asked.title, "path": asked.path or None, "line": line}
    part = asked.part
    word = "goal" if isinstance(part, Goal) else "milestone" if isinstance(part, Milestone) else "task"
    return {"is": word, "id": part.id, "title": part.title, "path": part.path, "line": part.line}


def _figure(found: Explanation) -> Json:
    return {
        "figure": found.figure,
        "value": list(found.value) if isinstance(found.value, tuple) else found.value,
        "shown": found.shown,
        "rule": found.rule,
        "inputs": [_input(one) for one in found.inputs],
        "formula": list(found.formula),
        "follows": list(found.follows),
        "decided_by": _input(found.decided_by) if found.decided_by else None,
    }


def _input(one: Input) -> Json:
    return {
        "name": one.name,
        "value": one.value,
        "path": one.path or None,
        "line": one.line or None,
        "ask": one.ask or None,
    }
