"""What holds something from both sides: what it must come after, and what it must be finished by."""

from collections.abc import Iterator
from datetime import date

from milepost.analysis.facts import ScheduleFacts
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Part
from milepost.report.explain.explanation import Input

_MOST = 200
"""How far up and along bounds are followed: further than anybody would read."""


@frozen
class Bound:
    """One limit: the day, the fact that sets it, and how the day bounds ("after", "before", "" for itself)."""

    day: date
    fact: Input
    how: str = ""

    @property
    def words(self) -> str:
        """`2026-12-15`, `after 2026-12-04`."""
        return f"{self.how} {self.day}".strip()


def schedule_of(asked: Asked, name: str) -> ScheduleFacts | None:
    """The dates of something by its id."""
    return asked.evidence.analysis.schedule.get(name)


def is_open(asked: Asked, name: str) -> bool:
    """Whether something is still to be done, and so has days to spare."""
    found = schedule_of(asked, name)
    return found is not None and found.total_slack is not None


def holders(asked: Asked) -> list[Part]:
    """What the part lies in and is open, nearest first: tasks, milestone, goal, and the goals above it.

    What is closed bounds nothing any more, nor does what lies above it on that way.
    """
    plan, found = asked.evidence.plan, list[Part]()
    if isinstance(asked.part, Task):
        inside: dict[str, Milestone | Task] = {one.id: one for one in asked.goal.milestones}
        inside |= {task.id: task for one in asked.goal.milestones for task in one.tasks}
        above = inside.get(asked.part.parent_id)
        while above is not None:
            found.append(above)
            above = inside.get(above.parent_id) if isinstance(above, Task) else None
    if not asked.is_goal:
        found.append(asked.goal)
    level, seen = [asked.goal], {asked.goal.id}
    while level and len(found) < _MOST:
        names = [name for goal in level for name in goal.parents if name in plan.goals and is_open(asked, name)]
        level = [plan.goals[name] for name in dict.fromkeys(names) if name not in seen]
        seen.update(goal.id for goal in level)
        found += level
    return found


def early_bounds(asked: Asked) -> Iterator[Bound]:
    """As-of day, starts and predecessors: the latest of them is the earliest start."""
    today = asked.evidence.as_of
    yield Bound(today, Input("as of", f"{today}: open work cannot begin earlier"))
    for part in (asked.part, *holders(asked)):
        start = part.fields.start.first if part.fields.start else None
        if start is not None and (part is asked.part or start > today):
            whose = "" if part is asked.part else f", of {asked.evidence.title(part.id)}"
            path, line = asked.evidence.at(part, "start")
            yield Bound(start, Input("start", f"{start}{whose}", path, line))
        for name in waits_for(asked, part):
            found = schedule_of(asked, name)
            if found is not None and found.earliest_finish is not None:
                lag = _lag(part, name)
                said = f"waited for, can finish {found.earliest_finish}{f', and {lag} later' if lag else ''}"
                fact = asked.evidence.named(name, said, "earliest_finish")
                yield Bound(found.earliest_finish, fact, f"{lag} after" if lag else "after")


def top_end(asked: Asked) -> Bound | None:
    """The end of the topmost goal by its estimates, which holds where that goal has no due date."""
    top = [asked.part, *holders(asked)][-1]
    found = schedule_of(asked, top.id)
    if found is None or found.earliest_finish is None or top.fields.due is not None:
        return None
    said = f"has no date, and can be finished {found.earliest_finish}"
    return Bound(found.earliest_finish, asked.evidence.named(top.id, said, "earliest_finish"))


def _lag(waiter: Part, name: str) -> str:
    """The days between the end of one thing and the start of what waits for it, as written."""
    return next((edge.lag.text for edge in waiter.depends_on if edge.lag and edge.target == name), "")


def waits_for(asked: Asked, part: Part) -> tuple[str, ...]:
    """The open work that a part waits for."""
    found = schedule_of(asked, part.id)
    return found.waits_for[:_MOST] if found is not None else ()


def late_bounds(asked: Asked) -> Iterator[Bound]:
    """Due dates, its own and above it, and successors: the earliest of them is the latest finish."""
    for part in (asked.part, *holders(asked)):
        due = part.fields.due.last if part.fields.due else None
        if due is not None:
            path, line = asked.evidence.at(part, "due")
            whose = "" if part is asked.part else f", of {asked.evidence.title(part.id)}"
            yield Bound(due, Input("due", f"{due}{whose}", path, line))
        for name in successors(asked, part):
            found = schedule_of(asked, name)
            if found is not None and found.latest_start is not None:
                waiter = asked.evidence.parts.get(name)
                lag = _lag(waiter[1], part.id) if waiter else ""
                said = f"waits for it, must begin by {found.latest_start}{f', {lag} after it' if lag else ''}"
                fact = asked.evidence.named(name, said, "latest_start")
                yield Bound(found.latest_start, fact, f"{lag} before" if lag else "before")


def successors(asked: Asked, part: Part) -> tuple[str, ...]:
    """What waits for a part and is open: by name, and what follows it in a numbered list."""
    waiting = list(asked.evidence.plan.blocks.get(part.id, ()))
    if isinstance(part, Milestone):
        waiting += _after(asked.goal, part.id)
    if isinstance(part, Goal):
        for parent in part.parents:
            above = asked.evidence.plan.goals[parent]
            for stands in (one.id for one in above.milestones if one.linked == part.id):
                waiting += [*asked.evidence.plan.blocks.get(stands, ()), *_after(above, stands)]
    names = (asked.evidence.stands_for.get(name, name) for name in waiting)
    return tuple(name for name in dict.fromkeys(names) if part.id in _waited_for(asked, name))[:_MOST]


def _after(goal: Goal, name: str) -> list[str]:
    return [one.id for one in goal.milestones if one.after == name]


def _waited_for(asked: Asked, name: str) -> tuple[str, ...]:
    """What the schedule holds something to wait for."""
    found = schedule_of(asked, name)
    return found.waits_for if found is not None and found.total_slack is not None else ()


def open_parts(asked: Asked) -> list[tuple[str, ScheduleFacts]]:
    """What lies directly in the part and is open, by id, with its dates."""
    goal, part = asked.goal, asked.part
    if isinstance(part, Goal):
        names = [one.linked or one.id for one in goal.milestones] + list(goal.children)
    elif isinstance(part, Milestone):
        names = [task.id for task in part.tasks if task.parent_id == part.id]
    else:
        names = [task.id for one in goal.milestones for task in one.tasks if task.parent_id == part.id]
    found = ((name, schedule_of(asked, name)) for name in dict.fromkeys(names))
    return [(name, dates) for name, dates in found if dates is not None and dates.total_slack is not None]
