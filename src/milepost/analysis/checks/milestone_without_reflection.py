"""A milestone was reached more than a week ago, and nothing has been written since.

Why it matters: what went well, what was late and why is known now and forgotten in a month. A line is enough, and it is
what the next plan is made from.

Example: as of 2026-06-30.

```markdown
- [x] Statutes written 📅 2026-05-31 ✅ 2026-06-12
```

What to do: write a check-in below `## Check-ins`: `- 2026-06-30: The lawyer took two weeks longer than we thought.`
Only the latest milestone is named, for two months; then the goal is *stale*. Goals that never had a check-in are asked
too.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from milepost.analysis.called import called
from milepost.analysis.facts import MilestoneState
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "milestone-without-reflection"
_DONE = MilestoneState.DONE
WAIT, FORGOTTEN = timedelta(days=7), timedelta(days=60)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The latest reached milestone with a day, from a week to two months ago, where no entry follows it."""
    goal, own = subject.goal, subject.own
    if own.kind == "ongoing" or goal.review is not None:
        return
    reached = [
        (day, place)
        for place, (one, facts) in enumerate(zip(goal.milestones, own.milestones.values(), strict=True))
        if facts.state is _DONE
        and one.linked is None
        and (day := facts.done or facts.due) is not None
        and day <= subject.as_of
    ]
    if not reached:
        return
    day, place = max(reached)
    last = max((entry for entry in _entries(subject) if entry <= subject.as_of), default=None)
    age = subject.as_of - day
    if not WAIT <= age <= FORGOTTEN or (last is not None and last >= day):
        return
    milestone = goal.milestones[place]
    reached_on = (
        say("was reached on {day}", day=day)
        if own.milestones[milestone.id].done
        else say("(due {day}) is done", day=day)
    )
    message = say(
        "{title} {reached_on}, and nothing has been written since", title=called(milestone), reached_on=reached_on
    )
    yield told(
        RULE,
        (milestone.path, subject.place(milestone, "done", "due")),
        message,
        say("write a check-in: what went well, what did not?"),
    )


def _entries(subject: Subject) -> Iterator[date]:
    goal = subject.goal
    yield from (entry.day for entry in goal.check_ins)
    yield from (decision.day for decision in goal.decisions)
    yield from (win.day for win in goal.wins if win.day is not None)
