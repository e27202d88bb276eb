"""Burn-ups: how much belonged to the plan on each day, and how much of it was done, as far as notes have dates."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, MilestoneState
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, ItemId
from milepost.model.quick import quick
from milepost.model.said import joined, numeral, say
from milepost.report.activity import Life, Lives, begin_of, counts_of, lives_of, record
from milepost.report.around import Around
from milepost.report.charts.plot import Plot, PlotPlan, Point, Series, plot
from milepost.report.wording import day_words

LONGEST = 730
"""A plan's burn-up begins at most so many days ago; what was there before is its beginning."""

MOST_POINTS, MOST_ROWS = 180, 26
_MOST_NUMBERS = 2_000
_RECENT = timedelta(days=28)
_ENOUGH_DAYS, _ENOUGH_PARTS = 2, 3
_DATED = Fraction(4, 5)


class Course(NamedTuple):
    """Days in order, with how much was in the plan, and how much of it was done, at the end of each."""

    days: Sequence[date]
    scope: Sequence[int]
    done: Sequence[int]

    def on(self, day: date) -> tuple[int, int]:
        """Both on a day."""
        known = [at for at, each in enumerate(self.days) if each <= day]
        return (self.scope[known[-1]], self.done[known[-1]]) if known else (0, 0)


def course(known: Lives, as_of: date, longest: int = LONGEST, enough: int = _ENOUGH_DAYS) -> Course | None:
    """From the first known day to the as-of date; None where fewer than `enough` days of doing are known."""
    ends = {min(day, as_of) for day in known.done}
    starts = [since for since in known.begun if since is not None and since < as_of]
    if len(ends) < enough or not (ends or starts):
        return None
    first = max(min([*ends, *starts]), date.fromordinal(max(as_of.toordinal() - longest, 1)))
    scope: dict[date, int] = {}
    done: dict[date, int] = {}

    def clamped(day: date | None) -> date:
        return min(first if day is None or day < first else day, as_of)

    def add(counts: dict[date, int], day: date, count: int) -> None:
        counts[day] = counts.get(day, 0) + count

    for since, count in known.begun.items():
        add(scope, clamped(since), count)
    for (since, until), count in known.given_up.items():
        add(scope, max(until, clamped(since)), -count)
    for day, count in chain(known.done.items(), known.undated.items()):
        add(done, clamped(day), count)
    days = sorted({day for day in (first, *scope, *done) if day <= as_of} | {as_of})
    return Course(days, _running(scope, days), _running(done, days))


def _running(changes: Mapping[date, int], days: Sequence[date]) -> Sequence[int]:
    return list(accumulate([changes.get(day, 0) for day in days]))


def plan_burnup(around: Around) -> Plot | None:
    """The whole plan's milestones and tasks."""
    found = course(record(around).counted(), around.as_of)
    if found is None:
        return None
    scope, done = found.scope[-1], found.done[-1]
    then = found.on(around.as_of - _RECENT)
    said = say(
        "{done:,} of {n:,} milestone or task done",
        many="{done:,} of {n:,} milestones and tasks done",
        done=done,
        n=scope,
    )
    return plot(
        PlotPlan(
            key="mp_burnup",
            caption=say(
                "{said}, {done:,} of them in the last four weeks; {growth}",
                said=said,
                done=done - then[1],
                growth=_growth(scope - then[0]),
            ),
            description=_description(found),
            first=found.days[0],
            last=around.as_of,
            as_of=around.as_of,
            series=(
                Series(
                    "done", say("{done:,} done", done=done), _points(found.days, found.done), is_step=True, is_area=True
                ),
                Series("scope", say("{scope:,} in all", scope=scope), _points(found.days, found.scope), is_step=True),
            ),
            columns=(say("Day"), say("In the plan"), say("Done")),
            rows=tuple((day_words(day), _number(of), _number(by)) for day, of, by in _sampled(found)),
            is_whole=True,
        )
    )


@lru_cache(_MOST_NUMBERS)
def _number(count: int) -> str:
    return numeral(f"{count:,}")


def _growth(more: int) -> str:
    if not more:
        return say("the plan is as large as it was then.")
    return say("the plan grew by {more:,}.", more=more) if more > 0 else say("the plan shrank by {more:,}.", more=-more)


def _description(found: Course) -> str:
    """First and last."""
    ends = [(day_words(found.days[at]), found.done[at], found.scope[at]) for at in (0, -1)]
    (day, done, scope), (last, by, of) = ends
    return say(
        "{done:,} of {scope:,} were done on {day}, {by:,} of {of:,} on {last}.",
        done=done,
        scope=scope,
        day=day,
        by=by,
        of=of,
        last=last,
    )


def _points(days: Sequence[date], values: Sequence[int]) -> Sequence[Point]:
    """Every day on which something changed, or as many of them as a line needs."""
    step = -(-len(days) // MOST_POINTS)
    if step == 1:
        return list(zip(days, values, strict=True))
    kept = sorted({*range(0, len(days), step), len(days) - 1})
    return [(days[at], values[at]) for at in kept]


def _sampled(found: Course) -> Sequence[tuple[date, int, int]]:
    """Rows of the table: evenly spread, the last day always."""
    step = -(-len(found.days) // MOST_ROWS)
    if step == 1:
        return list(zip(*found, strict=True))
    kept = sorted({*range(len(found.days) - 1, -1, -step), 0})
    return [(found.days[at], found.scope[at], found.done[at]) for at in kept]


def goal_burnup(goal: Goal, facts: GoalFacts, around: Around) -> Plot | None:
    """A goal's milestones and sub-goals against what should have been reached by each day."""
    if facts.kind != "milestone" or len(facts.progress.shares) < _ENOUGH_PARTS:
        return None
    dues, lives = _parts(goal, facts, around)
    planned, is_open = _planned(dues), facts.outcome == "open"
    end = around.as_of if is_open else _end(facts, lives, around.as_of)
    enough = 0 if planned and is_open else _ENOUGH_DAYS
    found = course(lives, end, longest=10 * LONGEST, enough=enough)
    if found is None:
        return None
    done, scope = found.done[-1], found.scope[-1]
    by_now = sum([due is not None and due <= around.as_of for due in dues])
    first, last = found.days[0], end
    series = [
        Series("done", _reached(done), _points(found.days, found.done), is_step=True, is_area=True),
        Series("scope", _in_goal(scope), _points(found.days, found.scope), is_step=True),
    ]
    if planned:
        first, last = min(first, planned[0][0]), max(last, planned[-1][0])
        curve = [(first, 0), *planned] if planned[0][0] > first else planned
        series.append(Series("plan", say("plan"), curve, is_step=True))
    fan = _fan(goal, facts, around, furthest=2 * last.toordinal() - found.days[0].toordinal())
    if fan is not None:
        last = max(last, fan[1])
        series.insert(0, Series("fan", say("50 to 85 % likely"), _spread(found, fan), is_fan=True))
    return plot(
        PlotPlan(
            key="mp_burnup",
            caption=_caption(done, scope, by_now if planned and is_open else None),
            description=_description(found) if fan is None else joined(" ", (_description(found), _fan_words(fan))),
            first=first,
            last=last,
            as_of=around.as_of,
            series=tuple(series),
            columns=(say("Day"), say("In the goal"), say("Reached")),
            rows=tuple((day_words(day), _number(of), _number(by)) for day, of, by in _sampled(found)),
            is_whole=True,
        )
    )


def _end(facts: GoalFacts, lives: Lives, as_of: date) -> date:
    """The day on which a closed goal's course ends: when it was closed or due, or when the last of it was done."""
    closed = facts.done or facts.due or as_of
    return min(max([closed, *lives.done]), as_of)


@lru_cache(_MOST_NUMBERS)
def _reached(done: int) -> str:
    return say("{done:,} reached", done=done)


@lru_cache(_MOST_NUMBERS)
def _in_goal(scope: int) -> str:
    return say("{scope:,} in the goal", scope=scope)


@lru_cache(_MOST_NUMBERS)
def _caption(done: int, scope: int, by_now: int | None) -> str:
    said = say("{done:,} of {scope:,} reached", done=done, scope=scope)
    if by_now is None:
        return say("{said}.", said=said)
    if by_now == done:
        return say("{said}, as planned by now.", said=said)
    if not by_now:
        return say("{said}; none had to be by now.", said=said)
    return say("{said}; {by_now:,} should have been by now.", said=said, by_now=by_now)


def _fan(goal: Goal, facts: GoalFacts, around: Around, *, furthest: int) -> tuple[date, date] | None:
    """By which days an open goal is done with a chance of 50 and of 85 %, unless they lie so far off that the chart
    would be of nothing else.
    """
    found = around.analysis.forecasts.get(goal.id)
    if facts.outcome != "open" or found is None or found.p50 is None or found.p85 is None:
        return None
    return (found.p50, found.p85) if around.as_of < found.p50 and found.p85.toordinal() <= furthest else None


def _spread(found: Course, fan: tuple[date, date]) -> Sequence[Point]:
    """From what is reached to all that is in the goal."""
    return [(found.days[-1], found.done[-1]), *((day, found.scope[-1]) for day in fan)]


def _fan_words(fan: tuple[date, date]) -> str:
    half, most = map(day_words, fan)
    return say("All are reached by {half} with a chance of 50 %, by {most} with one of 85 %.", half=half, most=most)


def _planned(dues: Sequence[date | None]) -> list[Point]:
    """How many are due by each day; nothing where too few have a day."""
    dated = [due for due in dues if due is not None]
    if len(dated) * _DATED.denominator < _DATED.numerator * len(dues):
        return []
    known = counts_of(dated)
    days = sorted(known)
    return list(zip(days, _running(known, days), strict=True))


def _parts(goal: Goal, facts: GoalFacts, around: Around) -> tuple[list[date | None], Lives]:
    """What counts in the goal's progress: when each part is due, and their lives."""
    began = begin_of(goal, around)
    created = {one.id: one.fields.created.first for one in goal.milestones if one.fields.created}
    dues: list[date | None] = []
    lives: list[Life] = []
    for share in facts.progress.shares:
        milestone = facts.milestones.get(ItemId(share.id))
        own = milestone or around.facts(GoalId(share.id))
        is_done = milestone.state is MilestoneState.DONE if milestone else _is_reached(GoalId(share.id), around)
        since, done = created.get(ItemId(share.id), began) if created else began, own.done if is_done else None
        dues.append(own.due or facts.due)
        lives.append(quick(Life, (min(since, done) if since and done else since or done, None, done, is_done)))
    return dues, lives_of(lives)


def _is_reached(goal: GoalId, around: Around) -> bool:
    return around.facts(goal).outcome == "reached"
