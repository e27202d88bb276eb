"""Activity: what was done when, and what belonged to the plan on each day, as far as notes have dates."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

from milepost.analysis.facts import GoalFacts
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import VaultPath
from milepost.model.quick import quick
from milepost.model.status import ItemState
from milepost.report.around import Around

K = TypeVar("K", bound=Hashable)

_DONE, _CANCELLED = ItemState.DONE, ItemState.CANCELLED


class Life(NamedTuple):
    """How long a milestone or task was part of the plan, and when it was done; None where no note says.

    Without a day of its own it is part of the plan since its goal began; `until` is the day it was cancelled.
    """

    since: date | None
    until: date | None
    done: date | None
    is_done: bool


@frozen
class Lives:
    """Lives together: how many were `begun` on each day, `given_up` by both days, `done`, and done at an `undated` time
    by the day on which they were begun.
    """

    begun: Mapping[date | None, int] = field(default_factory=dict)
    given_up: Mapping[tuple[date | None, date], int] = field(default_factory=dict)
    done: Mapping[date, int] = field(default_factory=dict)
    undated: Mapping[date | None, int] = field(default_factory=dict)


def lives_of(found: Iterable[Life]) -> Lives:
    """Some lives, counted."""
    begun: dict[date | None, int] = {}
    given_up: dict[tuple[date | None, date], int] = {}
    finished: dict[date, int] = {}
    undated: dict[date | None, int] = {}
    for since, until, done, is_done in found:
        begun[since] = begun.get(since, 0) + 1
        if until is not None:
            given_up[since, until] = given_up.get((since, until), 0) + 1
        if done is not None:
            finished[done] = finished.get(done, 0) + 1
        elif is_done:
            undated[since] = undated.get(since, 0) + 1
    return Lives(begun, given_up, finished, undated)


def _together(rows: Sequence[Lives]) -> Lives:
    return Lives(
        added(row.begun for row in rows),
        added(row.given_up for row in rows),
        added(row.done for row in rows),
        added(row.undated for row in rows),
    )


@frozen
class Record:
    """The lives in some goals, and how much else was finished or written down on each day.

    What stands in other notes may hang below several goals: it is named by note and line, so that it counts once.
    """

    lives: Lives = field(default_factory=Lives)
    elsewhere: tuple[tuple[tuple[VaultPath, int], Life], ...] = ()
    written: Mapping[date, int] = field(default_factory=dict)

    def counted(self) -> Lives:
        """All lives, as the totals count them."""
        once = dict(reversed(self.elsewhere)).values()  # of the same line several times the first is meant
        return _together((self.lives, lives_of(once))) if once else self.lives


def record(around: Around) -> Record:
    """Of all goals that are listed: their milestones and tasks but for headings and loose items, and their logs."""
    return around.once("record", lambda: _recorded(around))


def _recorded(around: Around) -> Record:
    plan, figures = around.plan, around.analysis
    own = around.memo.sweep(
        "record",
        plan.listed,
        (plan.goals, figures.goals),
        lambda name, _: _record_of(plan.goals[name], around),
        shared=(around.as_of,),
    )
    return around.memo.whole("record", plan.listed, own, _joined)


def _record_of(goal: Goal, around: Around) -> Record:
    if goal.is_mission:
        return Record()
    facts, began = around.facts(goal.id), begin_of(goal, around)
    lives, elsewhere, path = [], [], goal.path
    for part in _parts(goal):
        life = _life(part, facts, began)
        if life is not None and part.path == path:
            lives.append(life)
        elif life is not None:
            elsewhere.append(((part.path, part.line), life))
    return Record(lives_of(lives), tuple(elsewhere), counts_of(_written_on(goal, facts)))


def _written_on(goal: Goal, facts: GoalFacts) -> Iterator[date]:
    if facts.outcome == "reached" and facts.done is not None:
        yield facts.done
    yield from (entry.day for entry in goal.check_ins)
    yield from (entry.day for entry in goal.decisions)
    yield from (win.day for win in goal.wins if win.day is not None)


def _joined(records: Sequence[Record]) -> Record:
    return Record(
        _together([one.lives for one in records]),
        tuple(chain.from_iterable(one.elsewhere for one in records)),
        added(one.written for one in records),
    )


def counts_of(found: Iterable[K]) -> dict[K, int]:
    """How often each is among them; of a few, as each goal has, much faster than a `Counter`."""
    counts: dict[K, int] = {}
    for each in found:
        counts[each] = counts.get(each, 0) + 1
    return counts


def added(counts: Iterable[Mapping[K, int]]) -> dict[K, int]:
    """Several counts as one."""
    found: dict[K, int] = {}
    for one in counts:
        for key, count in one.items():
            found[key] = found.get(key, 0) + count
    return found


def begin_of(goal: Goal, around: Around) -> date | None:
    """Since when a goal's parts belong to the plan: since it was created, else since it began, if it has."""
    if goal.fields.created is not None:
        return goal.fields.created.first
    start = around.facts(goal.id).start
    return start if start is not None and start <= around.as_of else None


def _parts(goal: Goal) -> Iterator[Milestone | Task]:
    for milestone in goal.milestones:
        yield from milestone.tasks
        if milestone.form != "heading":
            yield milestone


def _life(part: Milestone | Task, facts: GoalFacts, began: date | None) -> Life | None:
    fields, state = part.fields, part.state
    since = fields.created.first if fields.created else began
    if state is _CANCELLED:
        return Life(since, fields.cancelled.last, None, is_done=False) if fields.cancelled else None
    done, is_done = fields.done.last if fields.done else None, state is _DONE
    if isinstance(part, Milestone) and part.linked is not None:
        own = facts.milestones[part.id]
        is_done = is_done or own.progress.value == 1
        done = done or own.done
    if not is_done:
        done = None
    elif done:
        since = min(since, done) if since else done
    life: Life = quick(Life, (since, None, done, is_done))
    return life


def busy_days(around: Around) -> Counter[date]:
    """How much was finished or written down on each day: items and goals done, check-ins, decisions and wins."""
    found = record(around)
    days = Counter(found.written)
    days.update(found.counted().done)
    return days


def within(counts: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """The days of a span."""
    return {day: count for day, count in counts.items() if first <= day <= last}
