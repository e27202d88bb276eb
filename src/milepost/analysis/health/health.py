"""Health of every goal: all rules run, the worst wins, every one that fired is kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain

from milepost.analysis.facts import Forecast, GoalFacts, Health, Reason
from milepost.analysis.fronts import Fronts
from milepost.analysis.health.declared import declared_health, stands_back
from milepost.analysis.health.expected import Span, expected_progress, span_of
from milepost.analysis.health.rules import ALL, BEFORE_START
from milepost.analysis.health.view import OFF_TRACK, View
from milepost.analysis.schedule.schedule import Schedule
from milepost.config.settings import Settings
from milepost.graph.dependencies import waits_of
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.status import Status

UNTOLD = ("unknown", "not_started", None)
"""Healths of a sub-goal that say nothing of its parent."""


@frozen
class Means:
    """What health is judged by beside progress. `fronts` says where front matter stands."""

    spans: Mapping[GoalId, Span]
    schedule: Schedule
    forecasts: Mapping[GoalId, Forecast]
    fronts: Fronts
    settings: Settings
    as_of: date


def healths(plan: Plan, facts: Mapping[GoalId, GoalFacts], means: Means, memo: Memo) -> Mapping[GoalId, Health]:
    """The health of every goal, children before parents."""
    goals, as_of, schedule, spans = plan.goals, means.as_of, means.schedule, means.spans

    def made(name: GoalId, known: Mapping[GoalId, Health]) -> Health:
        goal = goals[name]
        expected, rule = expected_progress(goal, facts, spans[name], as_of)
        view = View(
            goal=goal,
            own=facts[name],
            plan=plan,
            facts=facts,
            healths=known,
            schedule=schedule,
            forecasts=means.forecasts,
            forecast=means.forecasts[name],
            span=spans[name],
            expected=expected,
            rule=rule,
            newest=newest_fact(goal, facts[name], as_of),
            settings=means.settings,
            as_of=as_of,
        )
        return _health(view)

    times = schedule.times
    inputs = (
        *(goals, facts, spans, means.forecasts, means.fronts.own),
        *(schedule.reads, schedule.loud, schedule.homes, schedule.blocked, schedule.gone),
        times.at,
    )
    shared = (means.settings, as_of)
    return memo.sweep(
        "health",
        plan.order,
        inputs,
        made,
        shared=shared,
        reads=lambda name: goals[name].children,
        beside=lambda name: _beside(goals[name], schedule),
        in_order=False,
    )


def _beside(goal: Goal, schedule: Schedule) -> Iterator[str]:
    """Its sub-goals and what it waits for; of what is blocked for good, also what its parts wait for."""
    yield from goal.children
    targets = [edge.target for edge in goal.depends_on]
    if goal.id in schedule.blocked:
        targets = [wait.target for wait in waits_of(goal)]
    for target in targets:
        yield target
        yield from schedule.goals_of(target)


def spans_of(plan: Plan, facts: Mapping[GoalId, GoalFacts], memo: Memo) -> Mapping[GoalId, Span]:
    """The days each goal has: its own, else those of what it is part of."""
    return memo.sweep(
        "span",
        plan.downwards,
        (plan.goals, facts),
        lambda name, known: span_of(plan.goals[name], facts, known),
        reads=lambda name: plan.goals[name].parents,
        in_order=False,
    )


def newest_fact(goal: Goal, own: GoalFacts, as_of: date) -> date | None:
    """The day of the last dated fact: check-in, decision, value, or a tick with a date."""
    days = [entry.day for entry in goal.check_ins]
    days += [decision.day for decision in goal.decisions]
    if own.metric is not None and own.metric.series:
        days.append(own.metric.series[-1][0])
    days += [one.fields.done.last for one in goal.milestones if one.fields.done is not None]
    days += chain.from_iterable([facts.below.days for facts in own.milestones.values()])
    days += [task.fields.done.last for task in goal.loose if task.fields.done is not None]
    newest = max(days, default=None)
    if newest is None or newest <= as_of:
        return newest
    return max([day for day in days if day <= as_of], default=None)


def _health(view: View) -> Health:
    own = view.own
    p = own.progress.value
    gap = p - view.expected if p is not None and view.expected is not None else None
    state, reasons = _computed(view)
    declared = declared_health(view.goal, view.as_of)
    leads = (
        declared is not None and own.outcome == "open" and not stands_back(declared, view.goal, view.newest, view.as_of)
    )
    return Health(
        state=declared.state if declared is not None and leads else state,
        computed=state,
        declared=declared.state if declared else None,
        declared_day=declared.day if declared else None,
        reasons=reasons,
        expected=view.expected,
        expected_rule=view.rule if view.expected is not None else "",
        gap=gap,
        start=view.span.start,
        due=view.span.due,
        inherited=view.span.inherited,
        newest=view.newest,
    )


def _computed(view: View) -> tuple[str | None, tuple[Reason, ...]]:
    match view.own.status:
        case Status.DROPPED:
            return None, ()
        case Status.DONE:
            return "done", ()
        case Status.MISSED:
            return "missed", ()
        case Status.PAUSED:
            return "paused", ()
        case _:
            pass
    if view.own.outcome == "reached":
        return "done", ()
    start = view.span.start
    early = view.own.status is Status.PROPOSED or (start is not None and view.as_of < start)
    reasons = tuple([reason for rule in (BEFORE_START if early else ALL) for reason in rule(view)])
    if reasons:
        return (OFF_TRACK if any(reason.severity == OFF_TRACK for reason in reasons) else "at_risk"), reasons
    if early:
        return "not_started", ()
    return ("on_track" if _has_evidence(view) else "unknown"), ()


def _has_evidence(view: View) -> bool:
    """Silence never turns green: a dated fact, measured progress against expected, or a child that is known.

    A metric tells nothing before its first value, whatever else was noted.
    """
    own = view.own
    if own.kind == "metric" and "no_data" in own.progress.flags:
        return False
    if view.newest is not None or (own.progress.value and view.expected is not None):
        return True
    if own.kind == "ongoing" and own.adherence:
        return True
    return any(view.healths[name].state not in UNTOLD for name in view.goal.children if name in view.healths)
