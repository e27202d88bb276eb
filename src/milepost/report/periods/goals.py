"""Which goals belong to a period, and how each stood in it: reached, missed, carried on, open. Needs no history.

A goal belongs to the cycle its note names, else to the period of its due date; it is active from its start to its end.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from milepost.analysis.closing import score
from milepost.model.calendar import Period, Resolution, read_period
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.quick import quick
from milepost.report.around import Around, from_page
from milepost.report.long_list import rows_of_goals
from milepost.report.natural import natural
from milepost.report.pages.parts import Link

REACHED, MISSED, CARRIED, DROPPED, LATE, DUE = "reached", "missed", "carried", "dropped", "late", "due"
ELSEWHERE, BEFORE, ACTIVE = "elsewhere", "before", "active"
BELONGING = (REACHED, MISSED, CARRIED, DROPPED, LATE, DUE)
"""The ways in which a goal that belongs to a period can stand; the others are of goals that were active then."""

WAYS = (*BELONGING, ELSEWHERE, BEFORE, ACTIVE)
"""All of them, in the order of a period's page."""

MOST_PERIODS = 200
_ENDED = (REACHED, MISSED, CARRIED)
_TENTHS = 10
_HALVES = (Resolution.HALF, Resolution.QUARTER)


class Stay(NamedTuple):
    """A goal in time: `home` are the days it belongs to, `begin` and `last` those between which it is active.

    `done` is the day a closed goal ended.
    """

    goal: Goal
    home: Period | None
    begin: date | None
    last: date | None
    done: date | None

    def belongs_to(self, period: Period) -> bool:
        """A longer home, the year say, is no part of a quarter."""
        return self.home is not None and period.first <= self.home.first and self.home.last <= period.last


@frozen
class Tally:
    """How the goals that belong to a period stand; `score` is the average of those that have one."""

    counts: tuple[int, ...]
    score: Decimal | None

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


class Place(NamedTuple):
    """Where a goal stands in a period: by the way in which it stands there, then by its day.

    `score` is that of one which belongs there and ended.
    """

    period: str
    way: int
    is_undated: bool
    day: int
    title: str
    path: VaultPath
    goal: GoalId
    score: Decimal | None


def places_of(around: Around) -> Sequence[Place]:
    """Every goal in every period that has a page, and in the periods before these, which they are compared with."""
    periods = periods_of(around)
    earlier = (one for each in periods if (one := before(each, around)) is not None)
    wanted = tuple({each.text: each for each in (*periods, *earlier)}.values())
    return rows_of_goals(
        "goals in periods",
        lambda name: _places(around.plan.goals[name], wanted, around),
        around,
        (around.plan.goals, around.analysis.goals),
        shared=(wanted, around.as_of),
    )


def _places(goal: Goal, periods: Iterable[Period], around: Around) -> Iterator[Place]:
    stay = _stay(goal, around)
    if goal.is_mission or not (stay.begin or stay.home or stay.done):
        return
    facts = around.facts(goal.id)
    day = facts.done if facts.outcome != "open" and facts.done else facts.due
    order = day is None, day.toordinal() if day else 0, natural(goal.title), goal.path, goal.id
    own = score(goal, facts)
    for period in periods:
        way = _way(stay, period, around)
        if way:
            yield quick(Place, (period.text, WAYS.index(way), *order, own if way in _ENDED else None))


def of_period(places: Sequence[Place], period: Period, way: str = "") -> Sequence[Place]:
    """Those of a period, or those that stand there in one way."""
    first = (period.text, WAYS.index(way)) if way else (period.text,)
    after = (period.text, WAYS.index(way) + 1) if way else (period.text, len(WAYS))
    return places[bisect_left(places, first) : bisect_left(places, after)]


def _stay(goal: Goal, around: Around) -> Stay:
    facts, home = around.facts(goal.id), home_of(goal)
    begin = facts.start or (home.first if goal.fields.cycle and home else None)
    if facts.outcome == "open":
        return Stay(goal, home, begin, max(home.last, around.as_of) if home else around.as_of, None)
    is_past = home is not None and home.last < around.as_of
    return Stay(goal, home, begin, facts.done or (home.last if home and is_past else None), facts.done)


def home_of(goal: Goal) -> Period | None:
    """The cycle a note names, else its due date, which may be a period as well."""
    return goal.fields.cycle or goal.fields.due


def periods_of(around: Around) -> Sequence[Period]:
    """Quarters and years in which a goal is due or ended, other cycles that notes name, and those of the as-of date."""
    if around.periods is None:
        goals, facts, memo = around.plan.goals, around.analysis.goals, around.memo
        asked = memo.sweep(
            "periods",
            around.plan.listed,
            (goals, facts),
            lambda name, _: tuple(_asked_by(goals[name], around)),
            shared=(around.as_of,),
        )
        shared = (around.as_of, around.material.settings.reading.fiscal_year_start)
        around.periods = memo.value("periods", None, (asked, *shared), lambda: _periods(asked.values(), around))
    return around.periods


def period_link(name: str, around: Around, root: str) -> Link:
    """A period by its name, leading to its page where it has one."""
    is_there = any(each.text == name for each in periods_of(around))
    return Link(name, from_page(f"periods/{name}.html", root) if is_there else "")


def _periods(asked: Iterable[Iterable[tuple[Resolution, date]]], around: Around) -> list[Period]:
    names: dict[str, date] = {}
    for resolution, day in sorted(set(chain.from_iterable(asked))):
        names.setdefault(period_name(day, resolution, around), day)
    near = sorted(names, key=lambda name: (abs((names[name] - around.as_of).days), name))[:MOST_PERIODS]
    read = (_read(name, around) for name in near)
    return sorted((each for each in read if each), key=lambda each: (each.first, each.last))


def _asked_by(goal: Goal, around: Around) -> Iterator[tuple[Resolution, date]]:
    """The periods that a goal asks for: by what it belongs to, by its end, by being under way."""
    if goal.is_mission:
        return
    facts, fields = around.facts(goal.id), goal.fields
    home = home_of(goal)
    if home is not None:
        is_own = home.resolution in _HALVES or (fields.cycle is not None and home.resolution is Resolution.MONTH)
        if home.resolution is not Resolution.YEAR:
            yield home.resolution if is_own else Resolution.QUARTER, home.last
        yield Resolution.YEAR, home.last
    if facts.outcome != "open":
        day = facts.done
    else:
        day = around.as_of if facts.start is not None and facts.start <= around.as_of else None
    if day is not None:
        yield Resolution.QUARTER, day
        yield Resolution.YEAR, day


def period_name(day: date, resolution: Resolution, around: Around) -> str:
    """The period of a resolution that holds a day, as it is written: `2026-Q4`, `2026-H2`, `2026-11`, `2026`."""
    if resolution is Resolution.YEAR:
        return f"{day.year:04d}"
    if resolution is Resolution.MONTH:
        return f"{day.year:04d}-{day.month:02d}"
    fiscal = around.material.settings.reading.fiscal_year_start
    year, month = divmod(day.year * 12 + day.month - fiscal, 12)
    return f"{year:04d}-H{month // 6 + 1}" if resolution is Resolution.HALF else f"{year:04d}-Q{month // 3 + 1}"


def before(period: Period, around: Around) -> Period | None:
    """The period of the same length before another one."""
    if period.first == date.min:
        return None
    return _read(period_name(period.first - timedelta(days=1), period.resolution, around), around)


def _read(name: str, around: Around) -> Period | None:
    found = read_period(name, around.material.settings.reading.fiscal_year_start)
    return found if isinstance(found, Period) else None


def _way(stay: Stay, period: Period, around: Around) -> str:
    first, last = period.first, period.last
    if stay.belongs_to(period):
        return _belongs(stay, around)
    if stay.done is not None and first <= stay.done <= last:
        return ELSEWHERE
    if stay.last is None or stay.last < first:
        return ""
    if stay.home is not None and stay.home.last < first:
        return BEFORE if first <= around.as_of else ""
    return ACTIVE if stay.begin is not None and stay.begin <= last else ""


def _belongs(stay: Stay, around: Around) -> str:
    outcome = around.facts(stay.goal.id).outcome
    if outcome == "reached":
        return REACHED
    if stay.goal.carried_to:
        return CARRIED
    if outcome == "open":
        return LATE if stay.home is not None and stay.home.last < around.as_of else DUE
    return MISSED if outcome == "missed" else DROPPED


def tally(places: Sequence[Place], period: Period) -> Tally:
    """How the goals that belong to a period stand."""
    found = [of_period(places, period, way) for way in BELONGING]
    scores = [place.score for own in found for place in own if place.score is not None]
    return Tally(tuple(map(len, found)), _mean(scores))


def _mean(scores: Sequence[Decimal]) -> Decimal | None:
    """The average in tenths, a half rounded up, as scores are."""
    if not scores:
        return None
    exact = sum(map(Fraction, scores), Fraction(0)) / len(scores)
    return Decimal(int(exact * _TENTHS + Fraction(1, 2))) / _TENTHS
