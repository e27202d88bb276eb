"""Closing: what a goal's end says in facts, and what its successor starts from.

The score is the progress that was reached, before the rule that a goal which is done counts 1, rounded to a tenth;
`score` in the note overrides it. Slip, pushes and scope growth need history and are not here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile

from milepost.analysis.adherence import kept_days, periods
from milepost.analysis.facts import GoalFacts, MilestoneState
from milepost.analysis.progress import goal_series
from milepost.diagnostics.wording import decimal_words
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Win
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.quantity import Duration
from milepost.model.said import Said, joined, say
from milepost.model.status import Status, squash

EXPECTED = {"committed": Decimal("1.0"), "aspirational": Decimal("0.7")}
_TENTHS = 10
_SECOND_DAY = date(1, 1, 2)

_ENDS = {"reached": say("reached"), "missed": say("missed"), "dropped": say("dropped")}


@frozen
class Closing:
    """How a closed goal ended.

    `score` 0..1 in tenths (None where nothing can be scored), `is_given` where the author wrote it; `expected` is what
    its commitment asks for, None without one. `asks_review`: a committed goal scored less, and no review is written.
    `lead` is one phrase: "missed; 7 of 9 milestones reached". `late` is in days, negative is early, None where a day
    is not known. `carried_to` and `carried_from` are goals.
    """

    score: Decimal | None
    is_given: bool
    expected: Decimal | None
    asks_review: bool
    lead: str
    planned_start: date | None
    planned_end: date | None
    ended: date | None
    late: int | None
    decisions: int
    check_ins: int
    carried_to: tuple[GoalId, ...] = ()
    carried_from: tuple[GoalId, ...] = ()


@frozen
class Wins:
    """What there is to celebrate: written wins, milestones reached by their dates, and kept periods in a row.

    `in_time` of `dated` reached milestones with both days were done by their due date. `streak` counts the periods
    kept in a row up to now, paused ones left out; None for a goal without a cadence.
    """

    written: tuple[Win, ...] = ()
    in_time: int = 0
    dated: int = 0
    streak: int | None = None


def closing(goal: Goal, facts: GoalFacts) -> Closing | None:
    """The facts of a goal's end; None for one that is open."""
    if facts.outcome == "open":
        return None
    expected = EXPECTED.get(squash(goal.fields.commitment or ""))
    found = score(goal, facts)
    ended = facts.done
    return Closing(
        score=found,
        is_given=goal.fields.score is not None,
        expected=expected,
        asks_review=expected == 1 and goal.review is None and (found is None or found < expected),
        lead=_lead(goal, facts),
        planned_start=facts.start,
        planned_end=facts.due,
        ended=ended,
        late=(ended - facts.due).days if ended is not None and facts.due is not None else None,
        decisions=len(goal.decisions),
        check_ins=len(goal.check_ins),
        carried_to=goal.carried_to,
        carried_from=goal.carried_from,
    )


def score(goal: Goal, facts: GoalFacts) -> Decimal | None:
    """The author's score, else the progress reached of a closed goal in tenths, a half rounded up."""
    if goal.fields.score is not None:
        return goal.fields.score
    reached = facts.progress.reached
    if facts.outcome == "open" or reached is None:
        return None
    return Decimal(int(reached * _TENTHS + Fraction(1, 2))) / _TENTHS


def _lead(goal: Goal, facts: GoalFacts) -> str:
    """How it ended and what it reached, the end first."""
    word, progress, metric = _ENDS.get(facts.outcome, facts.outcome), facts.progress, facts.metric
    if metric is not None and metric.current is not None and metric.target is not None:
        ends = decimal_words(metric.current), decimal_words(metric.target)
        return joined("; ", (word, _against_target(ends, goal, counts_up=metric.direction == "increase")))
    if progress.total_count and facts.kind != "binary":
        done, total = progress.done_count, progress.total_count
        return say("{word}; {done} of {parts} reached", word=word, done=done, parts=parts_words(goal, total))
    return word


def parts_words(goal: Goal, count: int) -> Said:
    """`8 milestones`: so many of what the progress of a goal counts."""
    if goal.fields.rollup == "leaves":
        return say("{n:,} checklist item", many="{n:,} checklist items", n=count)
    if not goal.children:
        return say("{n:,} milestone", many="{n:,} milestones", n=count)
    if not goal.milestones:
        return say("{n:,} sub-goal", many="{n:,} sub-goals", n=count)
    return say("{n:,} milestone and sub-goal", many="{n:,} milestones and sub-goals", n=count)


def _against_target(ends: tuple[str, str], goal: Goal, *, counts_up: bool) -> str:
    unit = f" {goal.fields.metric.unit}" if goal.fields.metric is not None and goal.fields.metric.unit else ""
    current, target = ends
    return (
        say("{current} of {target}{unit}", current=current, target=target, unit=unit)
        if counts_up
        else say("{current}{unit}, the target was {target}", current=current, unit=unit, target=target)
    )


def wins(goal: Goal, facts: GoalFacts, as_of: date) -> Wins:
    """What a goal, open or closed, has to celebrate on a day."""
    dates = [
        (one.done, one.due)
        for one in facts.milestones.values()
        if one.state is MilestoneState.DONE and one.done is not None and one.due is not None
    ]
    return Wins(
        written=goal.wins,
        in_time=sum(1 for done, due in dates if done <= due),
        dated=len(dates),
        streak=streak(goal, facts, as_of) if goal.fields.cadence is not None else None,
    )


def streak(goal: Goal, facts: GoalFacts, as_of: date) -> int:
    """Periods of the cadence kept in a row, counted back from the one that ends on the as-of day.

    A paused period neither counts nor breaks.
    """
    days = sorted(day for day in kept_days(goal, facts.metric) if day <= as_of)
    if not days:
        return 0
    pauses = tuple(paused_days(goal, facts, as_of))
    most = (as_of - days[0]).days // _days_of(goal.fields.cadence) + 1
    looked = (
        bisect_right(days, last) > bisect_left(days, first)
        for first, last in periods(goal.fields.cadence, as_of, most)
        if not any(since <= first and last <= until for since, until in pauses)
    )
    return sum(1 for _ in takewhile(bool, looked))


def _days_of(cadence: Duration | None) -> int:
    """The fewest days a period can have."""
    if cadence is None:
        return 7
    return max(1, int(cadence.in_days(calendar=True)) - 2 * int(cadence.months))


def paused_days(goal: Goal, facts: GoalFacts, as_of: date) -> Iterator[tuple[date, date]]:
    """Spans (first day, last day) in which check-ins say `paused`; one paused now is so since its last word."""
    said = sorted((entry.day, squash(entry.health or "") == "paused") for entry in goal.check_ins if entry.day <= as_of)
    ends = [*(max(day, _SECOND_DAY) - timedelta(days=1) for day, _ in said[1:]), as_of]
    yield from ((day, end) for (day, is_paused), end in zip(said, ends, strict=False) if is_paused)
    if facts.status is Status.PAUSED:
        spoken = [*(day for day, _ in said), *(one.day for one in goal.decisions if one.day <= as_of)]
        yield max(spoken, default=as_of), as_of


def with_start_of_predecessor(goal: Goal, plan: Plan, as_of: date) -> Goal:
    """A metric goal without a baseline that carries on another starts at the value that one reached."""
    spec = goal.fields.metric
    if spec is None or spec.baseline is not None or not goal.carried_from:
        return goal
    reached = (value_reached(plan.goals[name], as_of) for name in goal.carried_from if name in plan.goals)
    start = next((value for value in reached if value is not None), None)
    if start is None:
        return goal
    return replace(goal, fields=replace(goal.fields, metric=replace(spec, baseline=start)))


def value_reached(goal: Goal, as_of: date) -> Decimal | None:
    """The metric's last value up to a goal's end (or the as-of day)."""
    if goal.fields.metric is None:
        return None
    end = min(as_of, goal.fields.done.last) if goal.fields.done else as_of
    series = goal_series(goal, end)
    return series[-1][1] if series else goal.fields.metric.current
