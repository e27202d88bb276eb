"""The health rules, one function each: what speaks against a goal arriving on time."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from milepost.analysis.called import called
from milepost.analysis.facts import Health, MilestoneState, Reason
from milepost.analysis.forecast.odds import chance_by
from milepost.analysis.health.declared import cadence_days
from milepost.analysis.health.since import behind_since, outside_since, unlikely_since
from milepost.analysis.health.view import AT_RISK, OFF_TRACK, View
from milepost.analysis.health.waiting import dead_blocked, dependency, slack
from milepost.analysis.progress import goal_counts
from milepost.diagnostics.wording import ago_words, decimal_words, quote
from milepost.model.goal import Goal
from milepost.model.ids import VaultPath
from milepost.model.said import say

SILENT_BELOW = Fraction(1, 10)
LATE_DAYS = 14
NOT_STARTED_DAYS = 7
LIKELY, EVEN = 0.70, 0.50
BIG_SHARE = Fraction(1, 3)
_OVERDUE = MilestoneState.OVERDUE


def overdue(view: View) -> Iterator[Reason]:
    """The due date is past and the goal is open."""
    due = view.span.due
    if due is not None and view.as_of > due:
        message = say("due {due}, {ago}", due=due, ago=ago_words((view.as_of - due).days))
        step = say("close it, or agree on a new due date and write down why")
        yield view.reason("overdue", OFF_TRACK, message, step, at="due", since=due + timedelta(1))


def pace(view: View) -> Iterator[Reason]:
    """Progress is behind where it should be; silent in the first tenth of the way."""
    p, expected, health = view.own.progress.value, view.expected, view.settings.health
    if p is None or expected is None or expected < SILENT_BELOW or not _has_figure(view):
        return
    severity = _worse(measured(p, expected, health.measure), health.at_risk, health.off_track)
    if severity:
        behind = _hundredths(expected) - _hundredths(p)
        message = say(
            "{share} done, {expected} expected by now: {n} point behind",
            many="{share} done, {expected} expected by now: {n} points behind",
            share=_percent(p),
            expected=_percent(expected),
            n=behind,
        )
        step = _catch_up(view)
        limit = Fraction(health.off_track if severity == OFF_TRACK else health.at_risk)
        above = p - limit if health.measure == "gap" or not limit else p / limit
        yield view.reason("pace", severity, message, step, at="due", since=behind_since(view, above, SILENT_BELOW))


def _catch_up(view: View) -> str:
    if view.own.progress.rule == "metric":
        return say("do more each week, lower the target, or move the due date")
    if view.goal.milestones:
        return say("do the next milestone, or make the plan smaller")
    if view.goal.children:
        return say("see what the goals below it need, or make the plan smaller")
    return say("finish it, or move the due date")


def _has_figure(view: View) -> bool:
    """Whether there is progress to judge.

    Not for what goes on without end, for what is to be held, whose share of good days grows towards nothing, nor before
    a metric's first value.
    """
    if view.own.kind != "metric":
        return view.own.kind != "ongoing"
    is_held = view.own.metric is not None and view.own.metric.now_ok is not None
    return not is_held and "no_data" not in view.own.progress.flags


def measured(p: Fraction, expected: Fraction, measure: str) -> Fraction:
    """What the pace rule compares with its thresholds: p - E, or p / E where the settings say "ratio"."""
    return p / expected if measure == "ratio" else p - expected


def _worse(found: Fraction, at_risk: Decimal, off_track: Decimal) -> str:
    if found < _exact(off_track):
        return OFF_TRACK
    return AT_RISK if found < _exact(at_risk) else ""


@lru_cache(16)
def _exact(threshold: Decimal) -> Fraction:
    return Fraction(threshold)


def forecast(view: View) -> Iterator[Reason]:
    """The chance of finishing by the due date, where there is enough history to tell."""
    chance = _chance(view)
    if chance is None or chance >= LIKELY:
        return
    severity = OFF_TRACK if chance < EVEN else AT_RISK
    message = say(
        "{chance} % chance to finish by {due}, from {weeks} weeks of history",
        chance=int(chance * 100),
        due=view.span.due,
        weeks=view.forecast.weeks,
    )
    if view.forecast.p85:
        message += say("; 85 % likely by {p85}", p85=view.forecast.p85)
    step = say("take something out, or move the due date with a reason")
    since = unlikely_since(view, EVEN if severity == OFF_TRACK else LIKELY)
    yield view.reason("forecast", severity, message, step, at="due", since=since)


def _chance(view: View) -> float | None:
    """The chance of finishing by the due date, be it a parent's; None where there is no telling."""
    odds, due = view.forecast.odds, view.span.due
    return chance_by(odds, due, view.as_of) if odds and due is not None else None


def milestone_overdue(view: View) -> Iterator[Reason]:
    """Open milestones past their dates."""
    late = [
        (one, facts.due)
        for one, facts in zip(view.goal.milestones, view.own.milestones.values(), strict=True)
        if facts.state is _OVERDUE and facts.due is not None
    ]
    if not late:
        return
    first, due = min(late, key=lambda pair: pair[1])
    title, days = called(first), (view.as_of - due).days
    severity = OFF_TRACK if len(late) > 1 or days > LATE_DAYS else AT_RISK
    message = say("{title} was due {due}, {ago}", title=title, due=due, ago=ago_words(days))
    if len(late) > 1:
        message += say(", and {n} more is late", many=", and {n} more are late", n=len(late) - 1)
    step = say("finish {title}, or give it a new date and write down why", title=title)
    yield Reason("milestone-overdue", severity, message, step, first.path, first.line, due + timedelta(1))


def stale(view: View) -> Iterator[Reason]:
    """Nothing dated for more than two cadences (30 days without a cadence)."""
    if view.newest is None:
        return
    allowed = allowed_silence(view.goal, view.newest)
    quiet = (view.as_of - view.newest).days
    if quiet > allowed:
        message = say("nothing has been noted since {newest}, {ago}", newest=view.newest, ago=ago_words(quiet))
        since = view.newest + timedelta(days=allowed + 1)
        yield view.reason("stale", AT_RISK, message, say("write a check-in: where does it stand?"), since=since)


def allowed_silence(goal: Goal, newest: date) -> int:
    """How many days may pass without a dated fact: two cadences, 30 without a cadence."""
    return cadence_days(goal, newest, 2)


def not_started(view: View) -> Iterator[Reason]:
    """A week after the start nothing is done."""
    start = view.span.start
    if start is None or view.own.progress.value != 0 or not _has_figure(view):
        return
    if (view.as_of - start).days >= NOT_STARTED_DAYS:
        since = start + timedelta(days=NOT_STARTED_DAYS)
        message = say("started {start}, and nothing is done yet", start=start)
        step = say("do the first step, or move the start")
        yield view.reason("not-started", AT_RISK, message, step, at="start", since=since)


def children(view: View) -> Iterator[Reason]:
    """Sub-goals that are off track."""
    known = ((name, view.healths.get(name)) for name in view.goal.children)
    off = [name for name, health in known if health is not None and health.state == OFF_TRACK]
    if not off:
        return
    weights = {share.id: share.weight for share in view.own.progress.shares}
    weights |= {one.linked: weights[one.id] for one in view.goal.milestones if one.linked and one.id in weights}
    off = [name for name in off if goal_counts(view.facts[name], has_weight=name in weights)]
    if not off:
        return
    big = [name for name in off if weights.get(name, 0) >= BIG_SHARE or view.plan.goals[name].fields.key]
    worst = (big or off)[0]
    title = view.facts[worst].title
    message = say("{title} is off track", title=quote(title)) + (
        say(", and {off} more", off=len(off) - 1) if len(off) > 1 else ""
    )
    if big:
        message += (
            say("; it is {share} of this goal", share=_percent(Fraction(weights.get(worst, 0))))
            if weights.get(worst)
            else ""
        )
    path: VaultPath = view.plan.goals[worst].path
    step = say("see what {title} needs", title=quote(title))
    since = _off_track_since(view.healths[worst])
    yield Reason("children", OFF_TRACK if big else AT_RISK, message, step, path, since=since)


def _off_track_since(child: Health) -> date | None:
    """Since when the rules say so, or its owner."""
    since = [one.since for one in child.reasons if one.since and one.severity == OFF_TRACK]
    return min(since, default=None) if child.computed == OFF_TRACK else child.declared_day


def maintain(view: View) -> Iterator[Reason]:
    """A value that should be held is outside its band."""
    metric = view.own.metric
    if metric is None or metric.current is None or metric.now_ok is not False or view.own.kind == "milestone":
        return
    ended = view.span.due is not None and view.as_of >= view.span.due
    message = say("{current} is outside what should be held", current=decimal_words(metric.current))
    step = say("bring it back, or change what you want to hold")
    spec, severity = view.goal.fields.metric, OFF_TRACK if ended else AT_RISK
    since = outside_since(spec, metric) if spec is not None else None
    yield view.reason("maintain", severity, message, step, at="metric", since=since)


def _percent(value: Fraction) -> str:
    return _percents(_hundredths(value))


@lru_cache(256)
def _percents(hundredths: int) -> str:
    return say("{figure} %", figure=hundredths)


def _hundredths(value: Fraction) -> int:
    """Whole hundredths of a share, cut off."""
    return value.numerator * 100 // value.denominator


BEFORE_START = (slack, dependency, dead_blocked)
ALL = (
    overdue,
    pace,
    forecast,
    milestone_overdue,
    slack,
    dependency,
    dead_blocked,
    stale,
    not_started,
    children,
    maintain,
)
