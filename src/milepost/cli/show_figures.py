"""The figures of one goal in the terminal: outlook, metric, ending, SMART lights and people, a row or section each."""

from collections.abc import Iterator
from datetime import date

from rich.console import Console

from milepost.analysis.closing import closing, wins
from milepost.analysis.facts import GoalFacts, Health, MetricFacts
from milepost.analysis.forecast.backtest import back_test
from milepost.analysis.forecast.reference import closed_spans, reference
from milepost.cli.terminal import heading, line, styled
from milepost.diagnostics.wording import slack_words
from milepost.model.goal import Goal
from milepost.report.closing_words import ended_words, score_words, win_words
from milepost.report.goal.facts import habit_periods
from milepost.report.material import Material
from milepost.report.outlook_words import (
    ahead_words,
    back_test_words,
    chance_words,
    forecast_words,
    pace_words,
    reference_words,
)
from milepost.report.spare import spare_read
from milepost.report.wording import percent, raw_percent, short_day, with_unit

Rows = Iterator[tuple[str, str]]
_LIGHTS = {"s": "specific", "m": "measurable", "a": "achievable", "r": "relevant", "t": "time-bound"}
_SAYS = {True: ("pass", "done"), False: ("fail", "warning"), None: ("cannot tell", "faint")}


def words(state: str) -> str:
    """A state's word for people."""
    return state.replace("_", " ")


def outlook_rows(goal: Goal, material: Material) -> Rows:
    """Health, what is expected by now, days to spare, forecast, and what past goals say."""
    analysis = material.analysis
    facts, as_of = analysis.goals[goal.id], analysis.as_of
    health = analysis.healths.get(goal.id)
    if health and health.state:
        yield "health", _health_words(health)
    if facts.outcome != "open":
        return
    if health and health.expected is not None and facts.kind != "ongoing":
        yield "by now", f"{percent(health.expected)} expected, by the {health.expected_rule}"
    spare = spare_read(goal.id, analysis)
    if spare is not None:
        yield "slack", str(slack_words(spare.slack, calendar_days=material.settings.calendar_days))
    elif facts.kind == "ongoing" and health and health.due is not None:
        yield "slack", "an ongoing goal is never late"
    yield from _forecast_rows(goal, facts, material, as_of)
    yield "hint", ahead_words(facts.progress)


def _health_words(health: Health) -> str:
    """The state that leads, and the other one of the computed and the declared."""
    state = words(health.state or "")
    if health.computed is not None and health.computed != health.state:
        return f"{state}, as declared (computed: {words(health.computed)})"
    return f"{state} (declared: {words(health.declared)})" if health.declared else state


def _forecast_rows(goal: Goal, facts: GoalFacts, material: Material, as_of: date) -> Rows:
    found = material.analysis.forecasts.get(goal.id)
    if found is not None:
        yield "forecast", forecast_words(found, as_of)
        if found.chance_by_due is not None:
            yield "in time", f"{chance_words(found.chance_by_due)} likely"
    tested = back_test(goal, material.plan, material.analysis)
    if tested is not None:
        yield "so far", back_test_words(tested)
    alike = reference(facts, closed_spans(material.analysis))
    if alike is not None:
        yield "goals like it", reference_words(alike, as_of)


def metric_rows(goal: Goal, facts: MetricFacts | None, material: Material) -> Rows:
    """From where to where, the latest and the best value, and the pace."""
    spec, as_of = goal.fields.metric, material.analysis.as_of
    if spec is None or facts is None:
        return
    if facts.target is not None or facts.baseline is not None:
        ends = [with_unit(end, spec.unit) if end is not None else "?" for end in (facts.baseline, facts.target)]
        yield spec.name or "metric", " → ".join(ends)
    if facts.current is not None:
        on = f" on {short_day(facts.current_day, as_of)}" if facts.current_day else ""
        best = ""
        if facts.best is not None and facts.best != facts.current and facts.best_day:
            best = f", best {with_unit(facts.best, spec.unit)} on {short_day(facts.best_day, as_of)}"
        yield "now", f"{with_unit(facts.current, spec.unit)}{on}{best}"
    if facts.adherence is not None:
        yield "held", f"{percent(facts.adherence)} of the days"
    if facts.raw is not None and not 0 <= facts.raw <= 1:
        yield "reached", raw_percent(facts.raw)
    pace = material.analysis.paces.get(goal.id)
    if pace is not None and material.analysis.goals[goal.id].outcome == "open":
        yield "pace", pace_words(pace, as_of)


def closing_rows(goal: Goal, facts: GoalFacts, material: Material) -> Rows:
    """How it ended, its score, who carries on, and what there is to celebrate."""
    ended = closing(goal, facts)
    if ended is not None:
        yield "ended", "; ".join(part for part in (ended.lead, ended_words(ended, material.analysis.as_of)) if part)
        yield "score", ", ".join(part for part in score_words(ended) if part)
    for label, names in (("carried to", goal.carried_to), ("carries on", goal.carried_from)):
        yield label, ", ".join(material.plan.goals[name].title for name in names if name in material.plan.goals)
    celebrated = wins(goal, facts, material.analysis.as_of)
    yield "wins", "; ".join(win_words(celebrated, habit_periods(goal)))


def print_lights(console: Console, goal: Goal, material: Material) -> None:
    """The five SMART lights, each with its evidence and what to write; not for a mission, nor for what has ended."""
    found = material.analysis.smart.get(goal.id)
    if found is None or goal.is_mission or material.analysis.goals[goal.id].status.is_closed:
        return
    heading(console, f"SMART: {found.passed} of 5")
    for letter, light in found.lights:
        said, style = _SAYS[light.passes]
        name, sign = _LIGHTS[letter].ljust(10), styled(said.ljust(11), style)
        console.print(line(f"  {name}  ", sign, f"  {light.evidence}"))
        if light.write:
            console.print(line(styled("    next: ", "faint"), light.write))
