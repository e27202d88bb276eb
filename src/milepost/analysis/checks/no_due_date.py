"""A goal has no due date.

Why it matters: without one nobody can say whether it is late, what to start when, or what to leave out. Habits, which
go on without end, need none; neither do ideas (`status: proposed`) and what is paused.

Example: no `due`. Where the goal has a `cycle`, or is part of another one with a due date (which is used for its
health), this message is only information.

```yaml
type: goal
title: Learn to weld
```

What to do: write `due`, as a day or as a period: `due: 2026-10-31`, `due: 2026-Q4`. If the day is open, ask by when it
would be too late.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.said import say

RULE = "no-due-date"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A live goal, other than a mission or a habit, without a due date of its own."""
    own, inherited = subject.own, subject.figures.healths[subject.goal.id].due
    if own.due is not None or own.kind == "ongoing" or subject.goal.is_mission:
        return
    cycle = subject.goal.fields.cycle
    severity: Severity | None = Severity.INFO
    if cycle is not None:
        message = say("no due date of its own; its cycle ends {last}", last=cycle.last)
    elif inherited is not None:
        message = say("no due date of its own; what it is part of is due {inherited}", inherited=inherited)
    else:
        message, severity = say("no due date: nobody can say whether it is late"), None
    yield subject.here(
        RULE,
        subject.at("title", "type"),
        message,
        say("write `due`, a day or a period like 2026-Q4"),
        severity=severity,
    )
