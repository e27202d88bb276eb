"""Forecasts of goals: own open leaf items are one component, each sub-goal with work left another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from milepost.analysis.facts import Forecast, GoalFacts
from milepost.analysis.forecast.odds import chance_by, joint, odds, weeks_later, weeks_until
from milepost.analysis.forecast.throughput import ENOUGH, active_weeks, is_enough, weekly_counts
from milepost.analysis.progress import goal_counts
from milepost.diagnostics.wording import quote
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.status import ItemState

_DONE = ItemState.DONE
NOTHING_LEFT, MET = say("nothing is left to do"), say("its target is met")
CANNOT = "cannot forecast"
NOT_OF_ITEMS = {
    "metric": say("a metric goal has a projection instead"),
    "ongoing": say("an ongoing goal is never finished"),
}
"""Kinds of goals that do not end when their items are done, and what is said instead."""


@frozen
class Work:
    """A goal's own leaf items: how many are open, and the days on which others were finished."""

    remaining: int
    done: tuple[date, ...]


def forecast(
    goal: Goal, facts: Mapping[GoalId, GoalFacts], children: Mapping[GoalId, Forecast], as_of: date
) -> Forecast:
    """The forecast of one goal from its own weeks and its sub-goals' forecasts."""
    own = facts[goal.id]
    if own.status.is_closed:
        return Forecast(reason=say("it is closed"))
    if own.outcome == "reached":
        return Forecast(reason=MET)
    if own.kind in NOT_OF_ITEMS:
        return Forecast(reason=NOT_OF_ITEMS[own.kind])
    work = own_work(goal, own)
    counts = weekly_counts(work.done, own.start, as_of)
    left = open_children(goal, facts, children) if goal.children else ()
    remaining = work.remaining + sum(children[name].remaining for name in left)
    reason = _missing(work, counts, {facts[name].title: children[name] for name in left})
    if reason:
        return Forecast(remaining=remaining, weeks=len(counts), reason=reason)
    weeks = max(0, (own.due - as_of).days // 7) if own.due else 0
    parts = [children[name].odds for name in left]
    if work.remaining:
        parts.append(odds(counts, work.remaining, weeks))
    used = max([len(counts) if work.remaining else 0, *(children[name].weeks for name in left)])
    return _dated(joint(parts), remaining, used, due=own.due, as_of=as_of)


def own_work(goal: Goal, own: GoalFacts) -> Work:
    """A goal's own leaf items in the count; a goal without parts is one leaf itself."""
    if not goal.milestones and not goal.children:
        return Work(int(not own.status.is_closed), ())
    remaining = 0
    done: list[date] = []
    for milestone in goal.milestones:
        facts = own.milestones[milestone.id]
        if milestone.linked is not None or not facts.counted:
            continue
        below = facts.below
        if below.is_even and below.size > below.cancelled:
            remaining += below.open if milestone.state is not _DONE else 0
            done += below.days
            continue
        for leaf, is_open in _leaves(milestone):
            remaining += is_open
            if not is_open and leaf.fields.done is not None:
                done.append(leaf.fields.done.last)
    return Work(remaining, tuple(done))


def leaf_items(goal: Goal, own: GoalFacts) -> Iterator[tuple[Milestone | Task, bool]]:
    """A goal's own leaf items in the count, each with whether it is open."""
    for milestone in goal.milestones:
        if milestone.linked is None and own.milestones[milestone.id].counted:
            yield from _leaves(milestone)


def _leaves(milestone: Milestone) -> Iterable[tuple[Milestone | Task, bool]]:
    """The leaf items of a milestone with whether each is open; below a ticked one nothing is."""
    if not milestone.tasks:
        return ((milestone, milestone.state is not ItemState.DONE),)
    return _leaves_below(milestone)


def _leaves_below(milestone: Milestone) -> Iterator[tuple[Milestone | Task, bool]]:
    closed = {milestone.id} if milestone.state is ItemState.DONE else set()
    holders = {task.parent_id for task in milestone.tasks if task.state is not ItemState.CANCELLED}
    gone: set[str] = set()
    if milestone.id not in holders:
        yield milestone, not closed
    for task in milestone.tasks:
        if task.parent_id in gone or task.state is ItemState.CANCELLED:
            gone.add(task.id)
            continue
        if task.state is ItemState.DONE or task.parent_id in closed:
            closed.add(task.id)
        if task.id not in holders:
            yield task, task.id not in closed


def open_children(
    goal: Goal, facts: Mapping[GoalId, GoalFacts], children: Mapping[GoalId, Forecast]
) -> Sequence[GoalId]:
    """The sub-goals in which something is left to do."""
    return [name for name in goal.children if name in children and _has_work(facts[name], children[name])]


def _has_work(facts: GoalFacts, found: Forecast) -> bool:
    """Whether something of a sub-goal is left; of what goes on without end nothing ever is."""
    if facts.status.is_closed or facts.kind == "ongoing" or found.reason in (NOTHING_LEFT, MET):
        return False
    return goal_counts(facts, has_weight=False)


def _missing(work: Work, counts: tuple[int, ...], left: Mapping[str, Forecast]) -> str:
    """Why there can be no forecast, "" when there can."""
    if not work.remaining and not left:
        return NOTHING_LEFT
    if work.remaining and not is_enough(counts):
        return say(
            "not enough history ({active_weeks} of {enough} weeks)", active_weeks=active_weeks(counts), enough=ENOUGH
        )
    for title, found in left.items():
        if not found.odds:
            if found.reason.startswith(CANNOT):
                return found.reason
            return say("cannot forecast {title}: {reason}", title=quote(title), reason=found.reason)
    return ""


def _dated(found: tuple[float, ...], remaining: int, used: int, *, due: date | None, as_of: date) -> Forecast:
    def day(wanted: float) -> date | None:
        weeks = weeks_until(found, wanted)
        return None if weeks is None else weeks_later(as_of, weeks)

    chance = chance_by(found, due, as_of) if due is not None else None
    return Forecast(day(0.5), day(0.85), day(0.95), chance, remaining, used, odds=found)
