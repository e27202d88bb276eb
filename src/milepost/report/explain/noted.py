"""What was noted on a day: the check-ins and rows of a table that the value of that day is made of."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from milepost.model.fields import MetricSpec
from milepost.model.said import joined, say
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Input
from milepost.report.explain.terms import number
from milepost.report.wording import with_unit

_MOST = 12
"""So many values of one day are named one by one."""


class Noted(NamedTuple):
    """A value, what said it, and where."""

    name: str
    value: Decimal
    path: str
    line: int


def spec_of(asked: Asked) -> MetricSpec | None:
    """The metric as written, on the goal or on the line."""
    return asked.part.fields.metric


def value_text(asked: Asked, value: Decimal | None) -> str:
    """A value in the metric's unit."""
    spec = spec_of(asked)
    return with_unit(value, spec.unit if spec else "").replace("-", "−", 1) if value is not None else "none"


def noted_inputs(asked: Asked, day: date | None) -> tuple[Input, ...]:
    """What the value of a day is made of; of very many, in one input."""
    noted = _counted(asked, day)
    if len(noted) > _MOST:
        name, last = say("{n:,} values on {day}", n=len(noted), day=day), noted[-1]
        return (Input(name, say("the last {value}", value=value_text(asked, last.value)), last.path, last.line),)
    return tuple([Input(one.name, value_text(asked, one.value), one.path, one.line) for one in noted])


def place_of(asked: Asked, day: date) -> tuple[str, int]:
    """Where the value of a day stands, or the last of those that it is made of."""
    noted = _counted(asked, day)
    return (noted[-1].path, noted[-1].line) if noted else ("", 0)


def joined_formula(asked: Asked, day: date | None, value: Decimal) -> tuple[str, ...]:
    """How the values of a day became one, where the metric joins them."""
    how, noted = _aggregate(asked), _counted(asked, day)
    if how == "last" or (len(noted) < 2 and how != "count"):
        return ()
    return (joined(": ", (str(day), _sum(how, [one.value for one in noted], number(value)))),)


def _sum(how: str, values: Sequence[Decimal], value: str) -> str:
    n = len(values)
    if how == "count":
        return say("{n:,} value was noted", many="{n:,} values were noted", n=n)
    terms = [number(one) if one >= 0 else f"({number(one)})" for one in values] if n <= _MOST else None
    if how in ("max", "min"):
        which = say("the greatest") if how == "max" else say("the least")
        listed = ", ".join(terms) if terms else say("{n:,} values", n=n)
        return say("{which} of {listed} = {value}", which=which, listed=listed, value=value)
    added = " + ".join(terms) if terms else say("the sum of {n:,} values", n=n)
    return f"({added}) / {n:,} = {value}" if how == "mean" else joined(" = ", (added, value))


def _aggregate(asked: Asked) -> str:
    spec = spec_of(asked)
    return spec.aggregate if spec is not None else "last"


def _counted(asked: Asked, day: date | None) -> Sequence[Noted]:
    noted = [*_noted(asked, day)] if day is not None else []
    return noted[-1:] if _aggregate(asked) == "last" else noted


def _noted(asked: Asked, day: date) -> Iterator[Noted]:
    """Rows of the table, then check-ins: the last one counts, unless they are joined."""
    goal = asked.goal
    in_table = [value for on, value in goal.series if on == day]
    path, lines = asked.evidence.table_rows(goal, day) if in_table else ("", ())
    for at, value in enumerate(in_table):
        yield Noted(say("table {on}", on=day), value, path, lines[at] if at < len(lines) else 0)
    for entry in goal.check_ins:
        if entry.day == day and entry.value is not None:
            yield Noted(say("check-in {day}", day=day), entry.value, goal.path, entry.line)
