"""The numbers of each health reason, and where each goes on."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from milepost.analysis.facts import MilestoneState, Reason
from milepost.analysis.forecast.odds import chance_by
from milepost.analysis.health.rules import BIG_SHARE, EVEN, LATE_DAYS, LIKELY, NOT_STARTED_DAYS, allowed_silence
from milepost.model.goal import Goal
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import name_of, parts_of
from milepost.report.explain.expected import pace_formula
from milepost.report.explain.explanation import Input
from milepost.report.explain.terms import MINUS, exact, state_words
from milepost.report.wording import counted


def reason_input(asked: Asked, reason: Reason) -> Input:
    """One rule that fired, with its evidence and where to go on."""
    since = f" (since {reason.since})" if reason.since else ""
    said = f"{state_words(reason.severity)}: {reason.message}{since}"
    if reason.code == "stale":
        last = next((one for on, one in dated_facts(asked.goal) if on == asked.health.newest), None)
        if last is not None:
            return Input(reason.code, said, last.path, last.line, _ask(asked, reason))
    return Input(reason.code, said, reason.path, _line(asked, reason), _ask(asked, reason))


def _line(asked: Asked, reason: Reason) -> int:
    """Where the evidence stands; of a whole note the line that names it."""
    if reason.line > 1:
        return reason.line
    about = (asked.evidence.plan.goals[name] for name in (asked.goal.id, *asked.goal.children))
    return next((asked.evidence.title_line(goal) for goal in about if goal.path == reason.path), reason.line)


def _ask(asked: Asked, reason: Reason) -> str:
    """The figure that the rule judged: of the goal, or of the part its line names."""
    figure = _FIGURES.get(reason.code, "")
    if reason.code == "forecast" and asked.facts.due is None:
        figure = "forecast"
    if reason.code == "children":
        named = (name for name in asked.goal.children if asked.evidence.plan.goals[name].path == reason.path)
        return next((f"{name}.{figure}" for name in named), "")
    if reason.code in _OF_PARTS:
        at_line = (part for part in parts_of(asked.goal) if (part.path, part.line) == (reason.path, reason.line))
        part = next(at_line, None)
        return f"{part.id}.{figure}" if part is not None else asked.ask(figure)
    return asked.ask(figure) if figure else ""


_OF_PARTS = ("milestone-overdue", "slack", "dead-blocked")
_FIGURES = {
    "overdue": "due",
    "pace": "gap",
    "forecast": "chance_by_due",
    "milestone-overdue": "due",
    "slack": "total_slack",
    "dependency": "blocked",
    "dead-blocked": "dead_blocked",
    "stale": "newest",
    "not-started": "progress",
    "children": "health",
    "maintain": "metric",
}


def reason_formula(asked: Asked, reason: Reason) -> Iterator[str]:
    """The rule with its numbers; the verdict is the reason's own."""
    sums = _SUMS.get(reason.code)
    for sum_ in sums(asked, reason) if sums is not None else ():
        yield f"{reason.code}: {sum_}"


def _overdue(asked: Asked, reason: Reason) -> Iterator[str]:
    due, today = asked.health.due, asked.evidence.as_of
    if due is not None:
        yield f"{today} − {due} = {counted((today - due).days, 'day')} > 0 → {state_words(reason.severity)}"


def _forecast(asked: Asked, reason: Reason) -> Iterator[str]:
    found = asked.evidence.analysis.forecasts.get(asked.goal.id)
    due = asked.health.due
    if found is not None and found.odds and due is not None:
        limit = EVEN if reason.severity == "off_track" else LIKELY
        chance = chance_by(found.odds, due, asked.evidence.as_of)
        yield f"chance by the due date {chance:.4f} < {limit:.2f} → {state_words(reason.severity)}"


def _late_milestones(asked: Asked, reason: Reason) -> Iterator[str]:
    today = asked.evidence.as_of
    late = [
        (today - one.due).days
        for one in asked.facts.milestones.values()
        if one.state is MilestoneState.OVERDUE and one.due is not None
    ]
    if late:
        said = f"{counted(len(late), 'open milestone')} past {'its' if len(late) == 1 else 'their'} date"
        limit = f"off track from 2, or above {LATE_DAYS} days"
        yield f"{said}, the longest by {counted(max(late), 'day')} ({limit}) → {state_words(reason.severity)}"


def _slack(asked: Asked, reason: Reason) -> Iterator[str]:
    name = _ask(asked, reason).rpartition(".")[0]
    found = asked.evidence.analysis.schedule.get(name)
    if found is not None and found.total_slack is not None:
        spare = f"from {found.earliest_start} to {found.latest_start}: {MINUS}{counted(-found.total_slack, 'day')}"
        yield f"{spare} < 0 → {state_words(reason.severity)}"


def _stale(asked: Asked, reason: Reason) -> Iterator[str]:
    newest, today = asked.health.newest, asked.evidence.as_of
    if newest is not None:
        allowed = allowed_silence(asked.goal, newest)
        two = f" (twice the cadence {asked.goal.fields.cadence.text})" if asked.goal.fields.cadence else ""
        quiet = f"{today} − {newest} = {counted((today - newest).days, 'day')}"
        yield f"{quiet} > {allowed}{two} → {state_words(reason.severity)}"


def _not_started(asked: Asked, reason: Reason) -> Iterator[str]:
    start, today = asked.health.start, asked.evidence.as_of
    if start is not None:
        days = f"{today} − {start} = {counted((today - start).days, 'day')}"
        yield f"{days} ≥ {NOT_STARTED_DAYS}, and progress is 0 → {state_words(reason.severity)}"


def _children(asked: Asked, _: Reason) -> Iterator[str]:
    weights = {share.id: share.weight for share in asked.facts.progress.shares}
    weights |= {one.linked: weights[one.id] for one in asked.goal.milestones if one.linked and one.id in weights}
    for name in asked.goal.children:
        health = asked.evidence.analysis.healths[name]
        if health.state == "off_track":
            key = ", `key: true`" if asked.evidence.plan.goals[name].fields.key else ""
            share = f"{exact(weights[name])} of the weight" if name in weights else "no weight in the count"
            yield f"{asked.evidence.title(name)}: {share}{key} (off track from {exact(BIG_SHARE)})"


_SUMS: Mapping[str, Callable[[Asked, Reason], Iterator[str]]] = {
    "overdue": _overdue,
    "pace": lambda asked, _: iter(pace_formula(asked)),
    "forecast": _forecast,
    "milestone-overdue": _late_milestones,
    "slack": _slack,
    "stale": _stale,
    "not-started": _not_started,
    "children": _children,
}


def dated_facts(goal: Goal) -> Iterator[tuple[date, Input]]:
    """Every dated fact of a goal's note that says that something was done, with its line."""
    for entry in goal.check_ins:
        yield entry.day, Input(f"check-in {entry.day}", entry.note or entry.health or "", goal.path, entry.line)
    for decision in goal.decisions:
        yield decision.day, Input(f"decision {decision.day}", decision.text, goal.path, decision.line)
    for part in parts_of(goal):
        if part.fields.done is not None:
            yield part.fields.done.last, Input(name_of(part), f"done {part.fields.done.last}", part.path, part.line)
