"""Why something that goes on without end is kept as well as it is: the last periods of its cadence, one by one."""

from collections.abc import Mapping
from datetime import date
from itertools import islice

from milepost.analysis.adherence import PERIODS, kept_days, periods
from milepost.model.said import say
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import adherence as metric_adherence
from milepost.report.explain.reasons import dated_facts
from milepost.report.jsonable import rounded
from milepost.report.wording import percent


def kept(asked: Asked) -> Explanation:
    """How many of the last periods were kept."""
    rule = say(
        "Of the last {periods} periods of its cadence, those with a tick, a check-in or a value on the good side.",
        periods=PERIODS,
    )
    facts = asked.facts
    if facts.kind != "ongoing" or facts.adherence_count is None or facts.adherence is None:
        why = say("nothing dated yet") if facts.kind == "ongoing" else "none"
        said = rule if facts.kind == "ongoing" else "Only what goes on without end is kept period by period."
        return Explanation(None, why, said, (Input("kind", facts.kind, ask=asked.ask("kind")),))
    count, looked = facts.adherence_count
    shown = say("{count} of the last {looked} periods", count=count, looked=looked)
    inputs = (_cadence(asked), *_periods(asked, looked))
    formula = say("{count} / {looked} = {share}", count=count, looked=looked, share=percent(facts.adherence))
    return Explanation(rounded(facts.adherence), shown, rule, inputs, (formula,))


def adherence(asked: Asked) -> Explanation:
    """A held metric's share of good days; without one, the share of periods kept."""
    if asked.is_goal and asked.facts.metric is None and asked.facts.kind == "ongoing":
        return kept(asked)
    return metric_adherence(asked)


def _cadence(asked: Asked) -> Input:
    cadence = asked.goal.fields.cadence
    if cadence is None:
        return Input(say("cadence"), say("weekly (none is written)"))
    return asked.field(say("cadence"), cadence.text)


def _periods(asked: Asked, looked: int) -> tuple[Input, ...]:
    """The periods looked at, newest first, each with the line that keeps it."""
    days = sorted(set(kept_days(asked.goal, asked.facts.metric)))
    lines = _lines(asked)
    rows = []
    for first, last in islice(periods(asked.goal.fields.cadence, asked.evidence.as_of), looked):
        inside = [on for on in days if first <= on <= last]
        at = lines.get(inside[-1]) if inside else None
        said = f"kept on {inside[-1]}" if inside else "not kept"
        rows.append(Input(f"{first} to {last}", said, at.path if at else "", at.line if at else 0))
    return tuple(rows)


def _lines(asked: Asked) -> Mapping[date, Input]:
    in_table = {on: Input("", "", *asked.evidence.table_row(asked.goal, on)) for on, _ in asked.goal.series}
    return in_table | dict(dated_facts(asked.goal))
