"""Why a goal should be where it should be by now, and how far it is from there."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from milepost.analysis.closing import paused_days
from milepost.analysis.health.expected import has_levels, paused_days_between, plan_curve, straight_line
from milepost.analysis.health.rules import SILENT_BELOW, measured
from milepost.analysis.pace import path_points, value_on
from milepost.analysis.rollup import ZERO
from milepost.model.ids import GoalId, ItemId
from milepost.model.said import say
from milepost.report.explain.asked import Asked
from milepost.report.explain.dates import due_inputs, start_inputs
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import by_levels
from milepost.report.explain.terms import (
    beside,
    exact,
    is_in_places,
    is_less,
    is_short,
    number,
    shortest,
    state_words,
    weighted_mean,
)
from milepost.report.explain.terms import rounded as in_places
from milepost.report.jsonable import rounded
from milepost.report.wording import percent

RULES = {
    "plan curve": say(
        "The share of the weight of its parts that is due by today; what has no date counts on its due day."
    ),
    "path": say("Where the metric's path is today, between baseline and target."),
    "straight line": say("The share of the days from start to due date that have passed; paused days stop the clock."),
}
_MOST_LIMITS = 100
_NONE = say("Without a start and a due date, its own or a parent's, nothing can be expected by now.")


def expected(asked: Asked) -> Explanation:
    """Expected progress today."""
    health = asked.health
    value = health.expected
    if value is None:
        return Explanation(None, "none", _NONE, (*start_inputs(asked), *due_inputs(asked)))
    inputs, formula = _BY_RULE[health.expected_rule](asked, value)
    return Explanation(
        rounded(value),
        percent(value),
        RULES[health.expected_rule],
        inputs,
        formula,
        asked.follows("pace"),
        next((one for one in reversed(inputs) if one.value.endswith(": by now")), None),
    )


def _straight(asked: Asked, value: Fraction) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    if not has_levels(asked.goal, asked.facts):
        return _by_days(asked, value)
    health, today = asked.health, asked.evidence.as_of
    assert health.start is not None
    assert health.due is not None
    way = straight_line(health.start, health.due, today, paused_days(asked.goal, asked.facts, today))
    inputs, formula = _by_days(asked, way)
    return (*inputs, _levels(asked)), (*formula, *_by_levels(asked, way, value))


def _levels(asked: Asked) -> Input:
    return asked.field("levels", say("the target is less than 100 %"), "metric.levels", "metric")


def _by_levels(asked: Asked, way: Fraction, value: Fraction) -> tuple[str, ...]:
    """So much of the way to the target, and what a value there counts."""
    spec, facts = asked.goal.fields.metric, asked.facts.metric
    if spec is None or facts is None or facts.baseline is None or facts.target is None:
        return ()
    base = Fraction(facts.baseline)
    there = shortest(base + way * (Fraction(facts.target) - base))
    return (
        say(
            "{way} of the way from {base} to {target}: {there}",
            way=percent(way),
            base=number(facts.baseline),
            target=number(facts.target),
            there=there,
        ),
        by_levels(facts, dict(spec.levels), there, value),
    )


def _by_days(asked: Asked, value: Fraction) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    health, today = asked.health, asked.evidence.as_of
    assert health.start is not None
    assert health.due is not None
    inputs = (*start_inputs(asked), *due_inputs(asked), Input(say("as of"), today.isoformat()))
    if today >= health.due:
        return inputs, (say("the due day {due} has come: {share}", due=health.due, share=percent(value)),)
    pauses = paused_days(asked.goal, asked.facts, today)
    paused = paused_days_between(health.start, today, pauses)
    gone, whole = (today - health.start).days, (health.due - health.start).days
    if gone <= paused or whole <= paused:
        return inputs, (
            say(
                "{gone} days since the start on {start}: {value}",
                gone=max(gone, 0),
                start=health.start,
                value=percent(value),
            ),
        )
    if paused:
        return inputs, (
            say(
                "({gone} − {paused} paused) / ({whole} − {paused}) days = {value}",
                gone=gone,
                paused=paused,
                whole=whole,
                value=percent(value),
            ),
        )
    return inputs, (say("{gone} / {whole} days = {value}", gone=gone, whole=whole, value=percent(value)),)


def _curve(asked: Asked, value: Fraction) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """The plan's own dates: what was due by today counts whole."""
    health, today = asked.health, asked.evidence.as_of
    assert health.due is not None
    goals = asked.evidence.analysis.goals
    rows, by_now = [], []
    for share, (due, _) in zip(asked.facts.progress.shares, plan_curve(asked.goal, goals, health.due), strict=True):
        facts = asked.facts.milestones.get(ItemId(share.id)) or goals[GoalId(share.id)]
        said = (
            say("due {due}", due=due) if facts.due is not None else say("no date, so due {due} with the goal", due=due)
        )
        when = say("by now") if due <= today else say("later")
        rows.append(asked.evidence.named(share.id, say("{said}: {when}", said=said, when=when), "due"))
        by_now.append(share._replace(progress=Fraction(due <= today)))
    return tuple(rows), (weighted_mean(by_now, value),)


def _path(asked: Asked, value: Fraction) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    spec, facts, health = asked.goal.fields.metric, asked.facts.metric, asked.health
    assert spec is not None
    assert facts is not None
    assert facts.baseline is not None
    assert facts.target is not None
    corners = path_points(spec, facts, health.start, health.due)
    today = value_on(corners, asked.evidence.as_of)
    path = Input(say("path today"), shortest(today), ask=asked.ask("path"))
    base = number(facts.baseline)
    if has_levels(asked.goal, asked.facts):
        formula = by_levels(facts, dict(spec.levels), shortest(today), value)
        return (path, *start_inputs(asked), *due_inputs(asked), _levels(asked)), (formula,)
    formula = say(
        "({today} − {base}) / ({target} − {base}) = {value}",
        today=shortest(today),
        base=base,
        target=number(facts.target),
        value=percent(value),
    )
    return (path, *start_inputs(asked), *due_inputs(asked)), (formula,)


_BY_RULE = {"plan curve": _curve, "path": _path, "straight line": _straight}


def gap(asked: Asked) -> Explanation:
    """How far progress is from what is expected."""
    p, wanted = asked.facts.progress.value, asked.health.expected
    rule = say("Progress minus expected progress: below zero is behind.")
    inputs = (
        Input("progress", percent(p) if p is not None else "none", ask=asked.ask("progress")),
        Input("expected", percent(wanted) if wanted is not None else "none", ask=asked.ask("expected")),
    )
    value = asked.health.gap
    if value is None:
        return Explanation(None, "none", rule, inputs)
    limits = threshold_inputs(asked)
    return Explanation(
        rounded(value),
        _points(p or ZERO, wanted or ZERO),
        rule,
        (*inputs, *limits),
        pace_formula(asked),
        asked.follows("pace"),
        inputs[0],
    )


def _points(p: Fraction, wanted: Fraction) -> str:
    """The distance between the two as they are shown, in whole points."""
    points = int(p * 100) - int(wanted * 100)
    if not points:
        return say("as expected")
    if points < 0:
        return say("{n:,} point behind", many="{n:,} points behind", n=-points)
    return say("{n:,} point ahead", many="{n:,} points ahead", n=points)


def threshold_inputs(asked: Asked) -> tuple[Input, ...]:
    """The limits of the pace rule in force, and where they are set."""
    limits = asked.evidence.settings.health
    setting = asked.evidence.setting
    return (
        setting(("health", "measure"), limits.measure),
        setting(("health", "at_risk"), number(limits.at_risk)),
        setting(("health", "off_track"), number(limits.off_track)),
    )


def pace_formula(asked: Asked) -> tuple[str, ...]:
    """p against E and the limit that decides; the verdict is the health's own."""
    p, wanted = asked.facts.progress.value, asked.health.expected
    if p is None or wanted is None:
        return ()
    limits = asked.evidence.settings.health
    if is_less(wanted, SILENT_BELOW):
        return (
            say(
                "E = {wanted} < {silent_below}: too early to say",
                wanted=beside(wanted, SILENT_BELOW),
                silent_below=beside(SILENT_BELOW, wanted),
            ),
        )
    found = measured(p, wanted, limits.measure)
    severity = next((reason.severity for reason in asked.reasons("pace")), "")
    limit = _limit(limits.off_track if severity == "off_track" else limits.at_risk)
    sign = "<" if severity else "≥"
    left, right, result = _terms(p, wanted, beside(found, limit))
    terms = (
        say("p / E = {left} / {right}", left=left, right=right)
        if limits.measure == "ratio"
        else say("p − E = {left} − {right}", left=left, right=right)
    )
    if not severity and is_less(found, limit):
        return (say("{terms} = {result}: not judged{why_not}", terms=terms, result=result, why_not=_why_not(asked)),)
    verdict = state_words(severity) if severity else say("nothing against it")
    return (
        say(
            "{terms} = {result} {sign} {limit} → {verdict}",
            terms=terms,
            result=result,
            sign=sign,
            limit=beside(limit, found),
            verdict=verdict,
        ),
    )


@lru_cache(_MOST_LIMITS)
def _limit(setting: Decimal) -> Fraction:
    return Fraction(setting)


def _why_not(asked: Asked) -> str:
    """What keeps the pace rule from being asked."""
    if "no_data" in asked.facts.progress.flags:
        return say(" before there is a value")
    return say(", as it is {value}", value=state_words(asked.facts.status.value))


def _terms(p: Fraction, wanted: Fraction, result: str) -> tuple[str, str, str]:
    """Both shares in hundredths where that is all of them, else as they are; and what they come to."""
    if is_in_places(p) and is_in_places(wanted):
        return in_places(p), in_places(wanted), result
    if is_short(p) and is_short(wanted):
        return exact(p), exact(wanted), result
    return in_places(p, 4), in_places(wanted, 4), result
