"""Why a metric is as far from its path as it is: pace, path, safe days and the day it would arrive."""

from datetime import date, timedelta
from fractions import Fraction

from milepost.analysis.facts import MetricFacts, PaceFacts
from milepost.analysis.pace import Then, compared_with, path_points, value_on
from milepost.model.fields import MetricSpec
from milepost.report.explain.asked import Asked
from milepost.report.explain.dates import start_inputs
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import current_inputs, figure_text, metric_inputs
from milepost.report.explain.noted import joined_formula, place_of, spec_of
from milepost.report.explain.terms import number, shortest
from milepost.report.jsonable import day, rounded
from milepost.report.wording import counted

_NO_PACE = "Only a metric with values, which moves towards a target, has a pace."
_NOTHING = PaceFacts()


def _known(asked: Asked) -> tuple[MetricFacts, PaceFacts] | None:
    """The metric and its pace; None where there is neither or no value."""
    facts = asked.facts.metric
    pace = asked.evidence.analysis.paces.get(asked.goal.id, _NOTHING)
    return (facts, pace) if facts is not None and facts.current is not None else None


def pace(asked: Asked) -> Explanation:
    """The change a week."""
    known = _known(asked)
    rule = "The change a week over the last 28 days; where no value is that old, since the start."
    if known is None or known[1].current is None:
        return Explanation(None, "none", rule if known else _NO_PACE, metric_inputs(asked))
    facts, found = known
    then = compared_with(facts, asked.health.start, asked.evidence.as_of)
    assert found.current is not None
    assert then is not None
    assert facts.current is not None
    week = f"{figure_text(found.current, asked)} a week"
    formula = f"({number(facts.current)} − {number(then.value)}) / {then.days} days · 7 = {shortest(found.current)}"
    inputs = (*current_inputs(asked), _earlier(asked, facts, then))
    joined = joined_formula(asked, facts.current_day, facts.current)
    return Explanation(rounded(found.current), week, rule, inputs, (*joined, formula), _light(asked))


def _earlier(asked: Asked, facts: MetricFacts, then: Then) -> Input:
    """What the value is compared with: an earlier one, or the baseline with which the metric began."""
    if (then.day, then.value) in facts.series:
        return Input(f"value on {then.day}", number(then.value), *place_of(asked, then.day))
    line = asked.evidence.line_of(asked.goal.path, "metric.baseline", "baseline", "metric")
    return Input(f"baseline on {then.day}", number(then.value), asked.goal.path if line else "", line)


def _light(asked: Asked) -> tuple[str, ...]:
    smart = asked.evidence.analysis.smart.get(asked.goal.id)
    return (f"achievable: {smart.a.evidence}",) if smart is not None and smart.a.passes is not None else ()


def required_pace(asked: Asked) -> Explanation:
    """The change a week that it takes from now on."""
    known = _known(asked)
    rule = "What is left to the target, by the weeks that are left to the due date."
    if known is None or known[1].required is None:
        return Explanation(None, "none", rule if known else _NO_PACE, (*metric_inputs(asked), *_due(asked)))
    facts, found = known
    assert found.required is not None
    assert facts.current is not None
    inputs = (*metric_inputs(asked), *_due(asked))
    if not found.required or asked.facts.due is None or facts.target is None:
        return Explanation(rounded(found.required), "none: the target is met", rule, inputs)
    left = (asked.facts.due - asked.evidence.as_of).days
    sum_ = f"({number(facts.target)} − {number(facts.current)}) / {left} days · 7 = {shortest(found.required)}"
    week = f"{figure_text(found.required, asked)} a week"
    return Explanation(rounded(found.required), week, rule, inputs, (sum_,), _light(asked))


def _due(asked: Asked) -> tuple[Input, ...]:
    facts = asked.facts
    return (asked.field("due", facts.due_text),) if facts.due is not None else (Input("due", "none written"),)


def path_value(asked: Asked) -> Explanation:
    """Where the value should be today."""
    known = _known(asked)
    rule = (
        "The path runs straight from the baseline at the start, through its dated points, to the target on the due day."
    )
    if known is None or known[1].expected is None:
        return Explanation(None, "none", rule if known else _NO_PACE, metric_inputs(asked))
    facts, found = known
    expected = found.expected
    assert expected is not None
    corners = path_points(_spec(asked), facts, asked.health.start, asked.facts.due)
    inputs = tuple(Input(f"path on {on}", shortest(value), *_corner(asked, on)) for on, value in corners)
    today = asked.evidence.as_of
    before, after = _around(corners, today)
    formula = f"on {today}: {shortest(expected)}"
    if before is not None and after is not None:
        share = f"{(today - before[0]).days}/{(after[0] - before[0]).days}"
        rise = f"({shortest(after[1])} − {shortest(before[1])})"
        formula = f"{shortest(before[1])} + {rise} · {share} = {shortest(expected)}"
    return Explanation(rounded(expected), figure_text(expected, asked), rule, inputs, (formula,))


def _spec(asked: Asked) -> MetricSpec:
    spec = spec_of(asked)
    assert spec is not None
    return spec


def _corner(asked: Asked, on: date) -> tuple[str, int]:
    goal, facts = asked.goal, asked.facts
    if facts.start is None and on == asked.health.start:
        above = start_inputs(asked)[0]
        return above.path, above.line
    names = ("start",) if on == facts.start else ("due",) if on == facts.due else ("metric.path", "metric")
    line = asked.evidence.line_of(goal.path, *names)
    return (goal.path, line) if line else ("", 0)


def _around(
    corners: tuple[tuple[date, Fraction], ...], today: date
) -> tuple[tuple[date, Fraction] | None, tuple[date, Fraction] | None]:
    """The path's corners before and after a day."""
    before = next((corner for corner in reversed(corners) if corner[0] < today), None)
    after = next((corner for corner in corners if corner[0] >= today), None)
    return before, after


def delta(asked: Asked) -> Explanation:
    """How far the value is from its path."""
    known = _known(asked)
    rule = "The value minus the path's, counted towards the good side: below zero is behind."
    if known is None or known[1].delta is None or known[1].expected is None or known[0].current is None:
        return Explanation(None, "none", rule if known else _NO_PACE, metric_inputs(asked))
    facts, found = known
    assert found.delta is not None
    assert found.expected is not None
    assert facts.current is not None
    expected = Input("path today", figure_text(found.expected, asked), ask=asked.ask("path"))
    current, path = number(facts.current), shortest(found.expected)
    upwards = found.delta == Fraction(facts.current) - found.expected
    formula = f"{current} − {path}" if upwards else f"{path} − {current}"
    shown = f"{figure_text(abs(found.delta), asked)} {'behind' if found.delta < 0 else 'ahead'}"
    inputs = (*current_inputs(asked), expected)
    return Explanation(rounded(found.delta), shown, rule, inputs, (f"{formula} = {shortest(found.delta)}",))


def safe_days(asked: Asked) -> Explanation:
    """How long standing still would do."""
    known = _known(asked)
    rule = "The days until the path overtakes the value, if it stood still from now on; equal is good enough."
    if known is None or known[1].expected is None:
        return Explanation(None, "none", rule if known else _NO_PACE, metric_inputs(asked))
    facts, found = known
    assert facts.current is not None
    assert found.expected is not None
    if facts.direction == "at_most":
        rule = "The days until the total passes its path, if each day to come took twice the daily allowance."
    today = asked.evidence.as_of
    inputs = (
        *current_inputs(asked),
        Input("path today", figure_text(found.expected, asked), ask=asked.ask("path")),
    )
    if found.safe_days is None:
        said = f"the path never passes {number(facts.current)}"
        return Explanation(None, "as long as you like", rule, inputs, (said,))
    crossing = today + timedelta(days=found.safe_days)
    formula = [f"{today} + {counted(found.safe_days, 'day')} = {crossing}"]
    if facts.direction != "at_most":
        corners = path_points(_spec(asked), facts, asked.health.start, asked.facts.due)
        formula.insert(
            0, f"the path on {crossing} is {shortest(value_on(corners, crossing))}, the value {number(facts.current)}"
        )
    return Explanation(found.safe_days, counted(found.safe_days, "day"), rule, inputs, tuple(formula))


def projected(asked: Asked) -> Explanation:
    """The day the present pace arrives."""
    known = _known(asked)
    rule = "The day on which the pace of the last 28 days would reach the target."
    pace_input = Input("pace", pace(asked).shown, ask=asked.ask("pace"))
    if known is None or known[1].projected is None:
        said = "none" if known is None else "never at this pace" if known[1].current is not None else "none"
        return Explanation(None, said, rule if known else _NO_PACE, (*metric_inputs(asked), pace_input))
    facts, found = known
    assert found.projected is not None
    assert found.current is not None
    assert facts.current is not None
    assert facts.target is not None
    days = (found.projected - asked.evidence.as_of).days
    left = f"({number(facts.target)} − {number(facts.current)}) / {shortest(found.current)} a week · 7"
    formula = f"{left} = {counted(days, 'day')} from {asked.evidence.as_of}"
    follows: tuple[str, ...] = ()
    if asked.facts.due is not None and found.projected > asked.facts.due:
        follows = (f"{counted((found.projected - asked.facts.due).days, 'day')} after the due date",)
    inputs = (*metric_inputs(asked), pace_input)
    return Explanation(day(found.projected), str(found.projected), rule, inputs, (formula,), follows)
