"""Why a metric has its figures: where its values stand, and how far they are along the way."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from milepost.analysis.facts import MetricFacts
from milepost.analysis.metric import LEVEL_SCORES, MAINTAINED, inside
from milepost.analysis.progress import goal_counts
from milepost.model.fields import MetricSpec
from milepost.model.goal import Goal, Milestone
from milepost.model.said import joined, say
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.noted import joined_formula, noted_inputs, place_of, spec_of, value_text
from milepost.report.explain.terms import number, shortest, state_words
from milepost.report.jsonable import number as json_number
from milepost.report.jsonable import rounded as json_rounded
from milepost.report.wording import percent, raw_percent

_NO_METRIC = say("It has no metric: no number measures it.")
HELD_RULE = say("The share of days on the good side since the first value; each value holds until the next.")
_HELD = say("A value that is to be held: what counts is the share of days on the good side.")
_SIDES = {"at_least": "≥", "at_most": "≤"}


def facts_of(asked: Asked) -> MetricFacts | None:
    """The metric's figures."""
    if isinstance(asked.part, Milestone):
        return asked.milestone.metric
    return asked.facts.metric if asked.is_goal else None


def metric(asked: Asked) -> Explanation:
    """Where the metric stands: its current value."""
    facts = facts_of(asked)
    if facts is None:
        kind = (Input("kind", asked.facts.kind, ask=asked.ask("kind")),) if asked.is_goal else ()
        return Explanation(None, "none", _NO_METRIC, kind)
    shown = value_text(asked, facts.current) if facts.current is not None else say("no value yet")
    rule = _HELD if facts.direction in MAINTAINED else say("The latest value counts, seen between its two ends.")
    inputs = metric_inputs(asked)
    current = next((one for one in inputs if one.name not in ("baseline", "target")), None)
    follows = (
        asked.follows("maintain", "pace") if facts.current is not None else (say("write a check-in with a value"),)
    )
    return Explanation(json_number(facts.current), shown, rule, inputs, metric_formula(asked), follows, current)


def end(asked: Asked, name: str) -> Explanation:
    """The baseline or the target."""
    facts = facts_of(asked)
    if facts is None:
        return Explanation(None, "none", _NO_METRIC)
    value = _used(asked, facts, name)
    inputs = tuple(_end(asked, facts, name))
    rule = say("Where the metric begins.") if name == "baseline" else say("Where the metric shall come to.")
    return Explanation(json_number(value), value_text(asked, value), rule, inputs, follows=tuple(_missing(facts, name)))


def _missing(facts: MetricFacts, name: str) -> Iterator[str]:
    if name == "baseline" and "assumed_baseline" in facts.problems:
        yield say("no baseline is written, so 0 is assumed: write `baseline`")
    if name == "target" and "no_target" in facts.problems:
        yield say("without a target there is no progress: write `target`")
    if "direction_contradicts" in facts.problems:
        yield say("`direction` says the other way; the numbers are believed")


def best(asked: Asked) -> Explanation:
    """The best value so far."""
    facts = facts_of(asked)
    rule = say("The best of all dated values, in the direction of the target.")
    if facts is None or facts.best is None:
        return Explanation(None, "none", rule if facts else _NO_METRIC)
    inputs, formula = noted_inputs(asked, facts.best_day), joined_formula(asked, facts.best_day, facts.best)
    return Explanation(json_number(facts.best), value_text(asked, facts.best), rule, inputs, formula)


def now_ok(asked: Asked) -> Explanation:
    """Whether a value that is to be held is on the good side now."""
    facts = facts_of(asked)
    if facts is None or facts.now_ok is None:
        return Explanation(
            None, "none", _NO_METRIC if facts is None else say("Only a value that is to be held can be ok.")
        )
    rule = say("Whether the latest value lies on the good side, the limits included.")
    formula = (joined(": ", (_limits(asked, facts), say("yes") if facts.now_ok else say("no"))),)
    shown = "yes" if facts.now_ok else "no"
    return Explanation(facts.now_ok, shown, rule, metric_inputs(asked), formula, asked.follows("maintain"))


def metric_inputs(asked: Asked) -> tuple[Input, ...]:
    """Current value, baseline and target with their lines; of a sum, each sub-goal's."""
    return tuple(_inputs(asked))


def metric_place(asked: Asked) -> Input | None:
    """The first of these that stands somewhere."""
    return next((one for one in _inputs(asked) if one.path), None)


def _inputs(asked: Asked) -> Iterator[Input]:
    facts = facts_of(asked)
    if facts is None:
        return
    if asked.is_goal and asked.facts.progress.rule == "sum":
        yield from _summands(asked)
        return
    yield from current_inputs(asked)
    yield from _end(asked, facts, "baseline")
    yield from _end(asked, facts, "target")


def current_inputs(asked: Asked) -> tuple[Input, ...]:
    """What the value that counts is made of."""
    facts = facts_of(asked)
    return (tuple(_current(asked, facts)) if facts is not None else ()) or (Input("value", say("none yet")),)


def _summands(asked: Asked) -> Iterator[Input]:
    for name in asked.goal.children:
        other = asked.of(name)
        facts = facts_of(other)
        if facts is not None and facts.target is not None:
            value = say(
                "{value} of {target}", value=value_text(other, facts.current), target=value_text(other, facts.target)
            )
            is_counted = goal_counts(other.facts, has_weight=False)
            said = value if is_counted else say("not counted: {value}", value=state_words(other.facts.status.value))
            yield asked.evidence.named(name, said, "metric")


def _current(asked: Asked, facts: MetricFacts) -> Iterator[Input]:
    """The value that counts: the check-ins or the table's row of its day, else what is written as `current`."""
    if facts.current is None:
        return
    if facts.current_day is None:
        name = "current" if asked.is_goal else "value"
        yield asked.field(name, value_text(asked, facts.current), "metric.current", "metric")
        return
    yield from noted_inputs(asked, facts.current_day)


def _end(asked: Asked, facts: MetricFacts, name: str) -> Iterator[Input]:
    spec = spec_of(asked)
    if name == "target" and facts.direction == "between" and spec is not None and spec.band is not None:
        low, high = spec.band
        yield asked.field(
            "between",
            say("{low} to {high}", low=number(low), high=number(high)),
            "metric.between",
            "metric.direction",
            "metric",
        )
        return
    value = _used(asked, facts, name)
    if value is None:
        return
    if name == "baseline" and (spec is None or spec.baseline is None):
        yield _borrowed(asked, value)
    else:
        yield asked.field(name, value_text(asked, value), f"metric.{name}", "metric.levels", "metric")


def _used(asked: Asked, facts: MetricFacts, name: str) -> Decimal | None:
    """The end that was used; where nothing could be computed the one that is written."""
    spec = spec_of(asked) or MetricSpec()
    if name == "baseline":
        return facts.baseline if facts.baseline is not None else spec.baseline
    return facts.target if facts.target is not None else spec.target


def _borrowed(asked: Asked, value: Decimal) -> Input:
    """A baseline that nobody wrote: what the goal before it reached, else 0."""
    before = asked.goal.carried_from
    if before and asked.is_goal and value:
        title = asked.evidence.title(before[0])
        reached = asked.evidence.named(before[0], "", "current")
        return Input(
            "baseline",
            say("{value}, what {title} reached", value=value_text(asked, value), title=title),
            reached.path,
            reached.line,
            reached.ask,
        )
    return Input("baseline", say("{value} (assumed)", value=number(value)))


def metric_formula(asked: Asked) -> tuple[str, ...]:
    """How values of one day became one, and the way from baseline to target with the numbers put in."""
    facts = facts_of(asked)
    if facts is None or facts.current is None:
        return ()
    return (*_joined(asked, facts), *_way(asked, facts))


def _joined(asked: Asked, facts: MetricFacts) -> tuple[str, ...]:
    is_sum = asked.is_goal and asked.facts.progress.rule == "sum"
    return joined_formula(asked, facts.current_day, facts.current) if facts.current is not None and not is_sum else ()


def _way(asked: Asked, facts: MetricFacts) -> tuple[str, ...]:
    if facts.current is None or facts.raw is None:
        return ()
    if facts.direction in MAINTAINED:
        return held_formula(asked, facts)
    spec = spec_of(asked)
    levels = dict(spec.levels) if spec is not None else {}
    if facts.baseline is None or facts.target is None:
        return ()
    if "stretch" in levels:
        assert facts.current is not None
        assert facts.raw is not None
        return (by_levels(facts, levels, number(facts.current), facts.raw),)
    current, baseline, target = number(facts.current), _term(facts.baseline), _term(facts.target)
    if facts.baseline == facts.target:
        side = say("on the good side") if facts.raw else say("not there")
        return (
            say(
                "baseline = target = {target}; {current} is {side}: {raw}",
                target=target,
                current=current,
                side=side,
                raw=percent(facts.raw),
            ),
        )
    return (
        say(
            "({current} − {baseline}) / ({target} − {baseline}) = {held}",
            current=current,
            baseline=baseline,
            target=number(facts.target),
            held=_held(facts.raw),
        ),
    )


def _term(value: Decimal) -> str:
    """A number that can follow a minus sign."""
    return f"({number(value)})" if value < 0 else number(value)


def _held(raw: Fraction) -> str:
    if raw < 0:
        return say("−{raw}, counted as 0 %", raw=percent(-raw))
    return say("{raw_percent}, counted as 100 %", raw_percent=raw_percent(raw)) if raw > 1 else percent(raw)


def by_levels(facts: MetricFacts, levels: dict[str, Decimal], value: str, result: Fraction) -> str:
    """What a value counts between the levels."""
    points = [say("0 % at {baseline}", baseline=number(facts.baseline))] if facts.baseline is not None else []
    points += [
        say("{score} at {levels} ({name})", score=percent(score), levels=number(levels[name]), name=name)
        for name, score in LEVEL_SCORES.items()
        if name in levels
    ]
    return say(
        "{points}, in a straight line between: {current} → {raw}",
        points=joined(", ", points),
        current=value,
        raw=_held(result),
    )


def held_formula(asked: Asked, facts: MetricFacts) -> tuple[str, ...]:
    """Days on the good side of all days since the first value."""
    if facts.adherence is None:
        return (
            (say("{limits}: {raw}", limits=_limits(asked, facts), raw=percent(facts.raw)),)
            if facts.raw is not None
            else ()
        )
    days = _elapsed(asked.goal, facts, asked)
    good = facts.adherence * days
    if not days or good.denominator != 1:
        return (say("share of days on the good side = {adherence}", adherence=percent(facts.adherence)),)
    return (
        say(
            "{good} / {days} days on the good side = {adherence}",
            good=good,
            days=days,
            adherence=percent(facts.adherence),
        ),
    )


def _elapsed(goal: Goal, facts: MetricFacts, asked: Asked) -> int:
    """Days from the first value (or the start, if that is later) to the as-of day or the end."""
    first = max([facts.series[0][0], *([goal.fields.start.first] if goal.fields.start else [])])
    last = min([asked.evidence.as_of, *([asked.facts.done] if asked.facts.done else [])])
    return (last - first).days + 1


def _limits(asked: Asked, facts: MetricFacts) -> str:
    spec = spec_of(asked)
    current = number(facts.current) if facts.current is not None else "?"
    if facts.direction == "between" and spec is not None and spec.band is not None:
        return say(
            "{band} ≤ {current} ≤ {band2}", band=number(spec.band[0]), current=current, band2=number(spec.band[1])
        )
    return f"{current} {_SIDES.get(facts.direction, '?')} {number(facts.target) if facts.target is not None else '?'}"


def adherence(asked: Asked) -> Explanation:
    """The share of days on which a value was held."""
    facts = facts_of(asked)
    if facts is None or facts.adherence is None:
        return Explanation(None, "none", _NO_METRIC if facts is None else HELD_RULE)
    spec = spec_of(asked)
    rows = []
    for day, value in facts.series:
        good = spec is not None and inside(spec, facts.direction, value)
        path, line = place_of(asked, day)
        rows.append(
            Input(
                str(day),
                joined(", ", (value_text(asked, value), say("inside") if good else say("outside"))),
                path,
                line,
            )
        )
    ends = tuple(_end(asked, facts, "target"))
    shown = percent(facts.adherence)
    return Explanation(json_rounded(facts.adherence), shown, HELD_RULE, (*ends, *rows), held_formula(asked, facts))


def figure_text(value: Fraction | None, asked: Asked) -> str:
    """A pace or a distance in the metric's unit."""
    spec = spec_of(asked)
    if value is None:
        return say("none")
    return joined(" ", (shortest(value), spec.unit)) if spec and spec.unit.strip() else shortest(value)
