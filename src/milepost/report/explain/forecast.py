"""Why a goal is likely done when it is: the weeks behind it, what is left, and the chances that follow."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from milepost.analysis.facts import Forecast
from milepost.analysis.forecast.backtest import back_test
from milepost.analysis.forecast.forecast import MET, NOT_OF_ITEMS, leaf_items, open_children, own_work
from milepost.analysis.forecast.reference import closed_spans, reference
from milepost.analysis.forecast.throughput import ENOUGH, active_weeks, is_enough, weekly_counts
from milepost.model.goal import Milestone, Task
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.jsonable import day
from milepost.report.outlook_words import back_test_words, chance_words, reference_words
from milepost.report.wording import counted

_RULE = (
    "Each coming week finishes as many items as one of the past weeks, each as likely as any other; "
    "the chances are added up exactly."
)
_ENOUGH = f"A forecast needs {ENOUGH} weeks in which something was finished; what has none cannot be forecast."
_NONE = Forecast()
_MOST_LEAVES = 200


def _found(asked: Asked) -> Forecast:
    return asked.evidence.analysis.forecasts.get(asked.goal.id, _NONE)


def forecast(asked: Asked) -> Explanation:
    """The likely day, or why there is none."""
    found = _found(asked)
    inputs = tuple(_inputs(asked))
    if found.p85 is None:
        shown = f"none: {found.reason or 'too far away to say'}"
        return Explanation(None, shown, _ENOUGH, inputs, tuple(_weeks(asked)), decided_by=_blocker(asked, inputs))
    formula = (
        *_weeks(asked),
        *(line for share in (0.5, 0.85, 0.95) for line in _by(asked, found, share)),
        *_by_due(asked),
    )
    shown = f"likely by {found.p85} (85 %), 50 % by {found.p50}"
    return Explanation(day(found.p85), shown, _RULE, inputs, formula, (*asked.follows("forecast"), *_experience(asked)))


def _experience(asked: Asked) -> Iterator[str]:
    """How often such dates held before, and how long goals like this one took."""
    analysis = asked.evidence.analysis
    tested = back_test(asked.goal, asked.evidence.plan, analysis)
    if tested is not None and (words := back_test_words(tested)):
        yield f"in the past {words}"
    alike = reference(asked.facts, closed_spans(analysis))
    if alike is not None:
        yield reference_words(alike, asked.evidence.as_of)


def _blocker(asked: Asked, inputs: tuple[Input, ...]) -> Input | None:
    """What keeps it from a forecast: the first sub-goal that has none, unless its own history is too short."""
    forecasts = asked.evidence.analysis.forecasts
    children = open_children(asked.goal, asked.evidence.analysis.goals, forecasts)
    asks = [f"{name}.forecast" for name in children if not forecasts[name].odds]
    if own_work(asked.goal, asked.facts).remaining and not is_enough(_counts(asked)):
        asks = []
    return next((one for one in inputs if one.ask in asks), inputs[0] if inputs else None)


def likely(share: float) -> Callable[[Asked], Explanation]:
    """The day by which it is done with this chance."""

    def explain(asked: Asked) -> Explanation:
        found = _found(asked)
        value = {0.5: found.p50, 0.85: found.p85, 0.95: found.p95}[share]
        rule = f"The first day, in whole weeks from now, with at least {share:.0%} chance."
        inputs = tuple(_inputs(asked))
        if value is None:
            return Explanation(
                None, f"none: {found.reason or 'too far away to say'}", rule, inputs, tuple(_weeks(asked))
            )
        formula = (*_weeks(asked), *_by(asked, found, share))
        return Explanation(day(value), str(value), rule, inputs, formula)

    return explain


def chance_by_due(asked: Asked) -> Explanation:
    """How likely the due date holds."""
    found = _found(asked)
    rule = "The chance that the whole weeks left to the due date are enough."
    due = asked.facts.due
    due_input = asked.field("due", asked.facts.due_text) if due else Input("due", "none written")
    if found.chance_by_due is None:
        why = found.reason or "it has no due date"
        return Explanation(None, f"none: {why}", rule, (due_input, *_inputs(asked)), tuple(_weeks(asked)))
    inputs = (due_input, *_inputs(asked))
    formula = (*_weeks(asked), *_by_due(asked))
    value = round(found.chance_by_due, 6)
    return Explanation(value, chance_words(found.chance_by_due), rule, inputs, formula, asked.follows("forecast"))


def remaining(asked: Asked) -> Explanation:
    """How many items are left."""
    found, aside = _found(asked), _set_aside(asked)
    rule = "The open items below it that have nothing below themselves, its sub-goals' with them."
    if aside:
        return Explanation(found.remaining, counted(found.remaining, "item"), rule, (aside,), follows=(found.reason,))
    left = tuple(one for one in _inputs(asked) if not one.name.startswith("week "))
    return Explanation(found.remaining, counted(found.remaining, "item"), rule, left)


def weeks(asked: Asked) -> Explanation:
    """How many weeks of history there are."""
    found, aside = _found(asked), _set_aside(asked)
    rule = "The weeks since the start or the first thing done, at most 26, each of seven days back from today."
    shown = counted(found.weeks, "week")
    if aside:
        return Explanation(found.weeks, shown, rule, (aside,), follows=(found.reason,))
    return Explanation(found.weeks, shown, rule, tuple(_week_inputs(asked)), tuple(_weeks(asked)))


def _inputs(asked: Asked) -> Iterator[Input]:
    """What is left here and in sub-goals, then what each week saw."""
    if aside := _set_aside(asked):
        yield aside
        return
    goal, forecasts = asked.goal, asked.evidence.analysis.forecasts
    for leaf, is_open in _leaves(asked):
        if is_open:
            yield asked.evidence.part(leaf, "left to do", f"{leaf.id}.state")
    if not goal.milestones and not goal.children:
        yield asked.evidence.part(goal, "left to do as a whole", asked.ask("status"))
    for name in open_children(goal, asked.evidence.analysis.goals, forecasts):
        other = forecasts[name]
        left = f"{counted(other.remaining, 'item')} left; " if other.remaining else ""
        said = f"likely by {other.p85}" if other.p85 else other.reason
        yield asked.evidence.named(name, left + said, "forecast")
    yield from _week_inputs(asked)


def _set_aside(asked: Asked) -> Input | None:
    """Why none of its items is counted, open or done, where none is."""
    facts = asked.facts
    if facts.status.is_closed:
        return asked.field("status", facts.status.value)
    if _found(asked).reason == MET:
        return Input("metric", MET, ask=asked.ask("metric"))
    return Input("kind", facts.kind, ask=asked.ask("kind")) if facts.kind in NOT_OF_ITEMS else None


def _leaves(asked: Asked) -> Iterator[tuple[Milestone | Task, bool]]:
    yield from islice(leaf_items(asked.goal, asked.facts), _MOST_LEAVES)


def _counts(asked: Asked) -> tuple[int, ...]:
    return weekly_counts(own_work(asked.goal, asked.facts).done, asked.facts.start, asked.evidence.as_of)


def _week_inputs(asked: Asked) -> Iterator[Input]:
    """One row a week in which something was finished, the newest first, with the line of the last of it."""
    counts, today = _counts(asked), asked.evidence.as_of
    done: dict[int, list[tuple[date, Milestone | Task]]] = {}
    for leaf, is_open in leaf_items(asked.goal, asked.facts):
        if not is_open and leaf.fields.done is not None and leaf.fields.done.last <= today:
            age = (today - leaf.fields.done.last).days // 7
            done.setdefault(age, []).append((leaf.fields.done.last, leaf))
    for age, count in enumerate(reversed(counts)):
        last = today - timedelta(days=7 * age)
        rows = done.get(age, [])
        if rows:
            newest = asked.evidence.part(max(rows, key=lambda row: row[0])[1], "")
            yield Input(f"week to {last}", f"{count} done, last {newest.name}", newest.path, newest.line)


def _weeks(asked: Asked) -> Iterator[str]:
    counts = _counts(asked)
    if counts:
        busy = f"{active_weeks(counts)} of {counted(len(counts), 'week')} with something"
        yield f"done a week, oldest first: {', '.join(map(str, counts))} ({busy})"


def _by(asked: Asked, found: Forecast, share: float) -> Iterator[str]:
    """The number of weeks at which the chance passes a share."""
    value = {0.5: found.p50, 0.85: found.p85, 0.95: found.p95}[share]
    if value is None:
        return
    number = (value - asked.evidence.as_of).days // 7
    before = f"{counted(number - 1, 'week')} {found.odds[number - 1]:.4f} < {share}, " if number else ""
    here = f"{counted(number, 'week')} {found.odds[number]:.4f} ≥ {share}"
    yield f"P({counted(found.remaining, 'item')}): {before}{here} → {value}"


def _by_due(asked: Asked) -> Iterator[str]:
    found, due, today = _found(asked), asked.facts.due, asked.evidence.as_of
    if found.chance_by_due is not None and due is not None:
        left = (due - today).days
        weeks_left = f"{counted(left, 'day')} to {due} = {counted(left // 7, 'whole week')}"
        if left < 0:
            weeks_left = f"{due} has passed, no week is left"
        yield f"{weeks_left}: {found.chance_by_due:.4f} = {chance_words(found.chance_by_due)}"
