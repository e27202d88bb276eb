"""Tally: what an overview says of one goal, or of several together: counts, and the few that come first.

Those of single goals are kept between builds, and so are those of rows of goals: of a whole plan an edit counts again
what it touches.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from heapq import nsmallest
from itertools import chain

from milepost.analysis.facts import MilestoneState
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.sweep import Inputs
from milepost.report.activity import added
from milepost.report.around import Around
from milepost.report.badges import is_overdue
from milepost.report.goal_rows import is_late
from milepost.report.holding import held_back
from milepost.report.overview.attention import MOST_NEXT, MOST_ROWS, by_weight, reason_of
from milepost.report.overview.recent import Reached, is_recent, newest, reached_in
from milepost.report.pages.parts import Badge
from milepost.report.reason import Reason
from milepost.report.upcoming import Upcoming, soonest, upcoming
from milepost.report.waited import beside_waits, homes_elsewhere


@frozen
class Tally:
    """Of `goals` goals: how many are `open`, and of these `well` (on track), `judged` at all, and `late`.

    `latest` is the one that was due first, as (day, path, goal); `overdue` are milestones of open goals that are under
    way, the first of them due on `overdue_since`; `needing` somebody are goals, `worst` the first of them; `reached`
    lately were goals and milestones. `badges` counts goals by state, `closed` those that came into it lately.
    """

    goals: int = 0
    open: int = 0
    well: int = 0
    judged: int = 0
    late: int = 0
    latest: tuple[date, VaultPath, GoalId] | None = None
    overdue: int = 0
    overdue_since: date | None = None
    needing: int = 0
    worst: tuple[Reason, ...] = ()
    next: tuple[Upcoming, ...] = ()
    reached: int = 0
    newest: tuple[Reached, ...] = ()
    badges: Mapping[Badge, int] = field(default_factory=dict)
    closed: Mapping[Badge, int] = field(default_factory=dict)


_NOTHING = Tally()
_OVERDUE = MilestoneState.OVERDUE


def tallies(around: Around) -> Mapping[GoalId, Tally]:
    """Of each goal."""
    return around.once("tally", lambda: _of_each(around))


def tally_of_all(around: Around) -> Tally:
    """Of all that are listed."""
    return around.once("tally of all", lambda: _of_all(tallies(around), around))


def _of_each(around: Around) -> Mapping[GoalId, Tally]:
    plan, figures = around.plan, around.analysis
    goals, homes = plan.goals, homes_elsewhere(around)

    def beside(name: GoalId) -> Iterator[str]:
        goal = goals[name]
        yield goal.path
        yield from beside_waits(goal, homes)
        for milestone in goal.milestones:
            yield milestone.path
            if milestone.linked is not None:
                yield milestone.linked

    held = held_back(plan, figures, around.memo)
    inputs: Sequence[Inputs] = (
        goals,
        figures.goals,
        figures.healths,
        around.problems,
        around.material.documents,
        homes,
        *held,
    )
    shared = (around.as_of, around.shows_problems)
    return around.memo.sweep(
        "tally", plan.listed, inputs, lambda name, _: _of(goals[name], around), shared=shared, beside=beside
    )


def _of_all(table: Mapping[GoalId, Tally], around: Around) -> Tally:
    """Of all but a mission."""
    goals, memo = around.plan.goals, around.memo

    def own(name: GoalId, _known: object) -> Tally:
        return _NOTHING if goals[name].is_mission else table[name]

    own_tallies = memo.sweep("tally of listed", around.plan.listed, (goals, table), own)
    return memo.whole("tally of all", around.plan.listed, own_tallies, joined)


def _of(goal: Goal, around: Around) -> Tally:
    facts, health = around.facts(goal.id), around.analysis.healths.get(goal.id)
    is_open = facts.outcome == "open"
    state = health.state if is_open and health is not None else None
    late = is_open and is_late(facts, around)
    overdue = _overdue_days(goal, around) if is_open else []
    reason = reason_of(goal, around)
    reached = tuple(reached_in(goal, around))
    badge = around.badge(goal.id)
    return Tally(
        goals=1,
        open=int(is_open),
        well=int(state == "on_track"),
        judged=int(bool(state)),
        late=int(late),
        latest=(facts.due, goal.path, goal.id) if late and facts.due else None,
        overdue=len(overdue),
        overdue_since=min(overdue, default=None),
        needing=int(reason is not None),
        worst=(reason,) if reason is not None else (),
        next=tuple(upcoming(goal, around.plan, around.analysis)),
        reached=len(reached),
        newest=newest(reached),
        badges={badge: 1},
        closed={badge: 1} if not is_open and is_recent(facts.done, around) else {},
    )


def _overdue_days(goal: Goal, around: Around) -> list[date]:
    facts = around.facts(goal.id)
    if facts.status.value not in ("active", "planned"):
        return []
    milestones = facts.milestones.values()
    return [each.due for each in milestones if each.state is _OVERDUE and is_overdue(each) and each.due]


def joined(rows: Sequence[Tally]) -> Tally:
    """Several together, in order."""
    return Tally(
        goals=sum(row.goals for row in rows),
        open=sum(row.open for row in rows),
        well=sum(row.well for row in rows),
        judged=sum(row.judged for row in rows),
        late=sum(row.late for row in rows),
        latest=min((row.latest for row in rows if row.latest), default=None),
        overdue=sum(row.overdue for row in rows),
        overdue_since=min((row.overdue_since for row in rows if row.overdue_since), default=None),
        needing=sum(row.needing for row in rows),
        worst=tuple(nsmallest(MOST_ROWS, chain.from_iterable(row.worst for row in rows), key=by_weight)),
        next=soonest(chain.from_iterable(row.next for row in rows), MOST_NEXT),
        reached=sum(row.reached for row in rows),
        newest=newest(chain.from_iterable(row.newest for row in rows)),
        badges=added(row.badges for row in rows),
        closed=added(row.closed for row in rows),
    )
