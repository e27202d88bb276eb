"""Why something says what its author wrote: the field with its line, and what stands in where nothing is written."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from milepost.model.goal import Goal, Milestone
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input, Value
from milepost.report.jsonable import duration, last_day, number

_AS_WRITTEN = "As its note or line says."


class _Field(NamedTuple):
    """A written field: its value as data.json has it, and the rule where it is more than the text."""

    value: Callable[[Asked], Value]
    rule: str = _AS_WRITTEN


def written(name: str) -> Callable[[Asked], Explanation]:
    """What a field says."""
    field = _FIELDS[name]

    def explain(asked: Asked) -> Explanation:
        value = field.value(asked)
        shown = ", ".join(value) if isinstance(value, tuple) else str(value) if value is not None else "none"
        typed = asked.part.fields.owner[:1] if name == "owner" else ()
        said = f"{shown}, by `{typed[0]}`" if typed and typed[0] != shown else shown
        own = asked.evidence.field(asked.part, name, said) if value not in (None, ()) else None
        inputs = (own,) if own is not None and own.line else _stand_in(asked, name, shown)
        return Explanation(value, shown or "none", field.rule, inputs)

    return explain


def _stand_in(asked: Asked, name: str, shown: str) -> tuple[Input, ...]:
    """Where a value comes from that no field gives."""
    if name == "title":
        return (asked.evidence.part(asked.part, shown),)
    if name == "level" and (line := asked.evidence.line_of(asked.part.path, "type")):
        return (Input("type", shown, asked.part.path, line),)
    return ()


def _of_goal(read: Callable[[Goal], Value]) -> Callable[[Asked], Value]:
    return lambda asked: read(asked.goal)


def _estimate(asked: Asked) -> Value:
    return duration(asked.part.fields.estimate)


def _owner(asked: Asked) -> Value:
    return asked.part.owner[0] if asked.part.owner else None


def _gate(asked: Asked) -> Value:
    return asked.part.fields.gate


def _approver(asked: Asked) -> Value:
    return asked.part.fields.approver


def _approved(asked: Asked) -> Value:
    return last_day(asked.part.fields.approved) if isinstance(asked.part, Milestone) else None


_FIELDS: Mapping[str, _Field] = {
    "title": _Field(_of_goal(lambda goal: goal.title), "Its `title`; else its first heading, else its file's name."),
    "level": _Field(_of_goal(lambda goal: goal.level or None), "What the goal calls itself, by `level` or `type`."),
    "area": _Field(_of_goal(lambda goal: goal.area or None), "As written; else the folder it lies in below the goals."),
    "priority": _Field(_of_goal(lambda goal: goal.fields.priority)),
    "why": _Field(_of_goal(lambda goal: goal.fields.why)),
    "done_when": _Field(_of_goal(lambda goal: goal.fields.done_when)),
    "commitment": _Field(_of_goal(lambda goal: goal.fields.commitment)),
    "confidence": _Field(_of_goal(lambda goal: number(goal.fields.confidence)), "As its front matter says."),
    "estimate": _Field(_estimate),
    "owner": _Field(_owner),
    "gate": _Field(_gate),
    "approver": _Field(_approver),
    "approved": _Field(_approved),
}
