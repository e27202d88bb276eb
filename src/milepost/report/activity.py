"""Activity: what was done when, and what belonged to the plan on each day, as far as notes have dates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.status import ItemState
from milepost.report.around import Around


class Life(NamedTuple):
    """How long a milestone or task was part of the plan, and when it was done; None where no note says.

    Without a day of its own it is part of the plan since its goal began; `until` is the day it was cancelled.
    """

    since: date | None
    until: date | None
    done: date | None
    is_done: bool


def lives(goals: Iterable[Goal], around: Around) -> Iterator[Life]:
    """Every milestone and task of goals, as the totals count them: each once, headings and loose items left out."""
    elsewhere: set[tuple[str, int]] = set()
    for goal in goals:
        facts = around.facts(goal.id)
        began = begin_of(goal, around)
        for part in _parts(goal):
            if part.path != goal.path:
                if (part.path, part.line) in elsewhere:
                    continue
                elsewhere.add((part.path, part.line))
            life = _life(part, facts, began)
            if life is not None:
                yield life


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
    fields = part.fields
    since = fields.created.first if fields.created else began
    if part.state is ItemState.CANCELLED:
        return Life(since, fields.cancelled.last, None, is_done=False) if fields.cancelled else None
    done = fields.done.last if fields.done else None
    is_done = part.state is ItemState.DONE
    if isinstance(part, Milestone) and part.linked is not None:
        own = facts.milestones[part.id]
        is_done = is_done or own.progress.value == 1
        done = done or own.done
    if not is_done:
        return Life(since, None, None, is_done=False)
    return Life(min(since, done) if since and done else since or done, None, done, is_done=True)


def busy_days(goals: Iterable[Goal], around: Around) -> Counter[date]:
    """How much was finished or written down on each day: items and goals done, check-ins, decisions and wins."""
    found: Counter[date] = Counter()
    every = list(goals)
    found.update(life.done for life in lives(every, around) if life.done is not None)
    for goal in every:
        facts = around.facts(goal.id)
        if facts.outcome == "reached" and facts.done is not None:
            found[facts.done] += 1
        found.update(entry.day for entry in goal.check_ins)
        found.update(entry.day for entry in goal.decisions)
        found.update(win.day for win in goal.wins if win.day is not None)
    return found


def within(counts: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """The days of a span."""
    return {day: count for day, count in counts.items() if first <= day <= last}
