"""Priorities and work point in opposite directions.

Why it matters: a chain is as urgent as its most urgent end. Where something important waits for something marked low,
or lies idle beside something low that is worked on, the priorities are not what happens.

Example: the opening has high priority, and waits for a permit of low priority.

```markdown
- [ ] Apply for the permit 🔽 🆔 permit
- [ ] Open the doors ⏫ ⛔ permit
```

What to do: raise the priority of what comes first, or lower that of what waits for it. If a goal of high priority lies
idle, begin it, or pause the other one until it moves.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.neighbours import HIGH, LOW, is_fresh
from milepost.analysis.people.work import urgency
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.model.said import say

RULE = "priority-inversion"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Low-priority predecessors of more important things, and an idle important goal beside a low one at work."""
    for wait in subject.waits:
        ours, theirs = wait.waiter.fields.priority, wait.predecessor.fields.priority
        if ours is None or theirs not in LOW or urgency(theirs) <= urgency(ours):
            continue
        if not subject.is_closed(wait.waiter) and not subject.is_closed(wait.predecessor, wait.goal):
            message = say(
                "{title} ({ours} priority) waits for {title2} ({theirs})",
                title=called(wait.waiter),
                ours=ours,
                title2=called(wait.predecessor),
                theirs=theirs,
            )
            span = subject.place(wait.waiter, "depends_on", "priority")
            yield told(RULE, (wait.waiter.path, span), message, say("raise the priority of what comes first"))
    yield from _idle(subject)


def _idle(subject: Subject) -> Iterator[Diagnostic]:
    goal = subject.goal
    if goal.fields.priority not in HIGH or not _is_idle(subject):
        return
    low = subject.around.low_beside[goal.id]
    if low is not None:
        message = say(
            "{priority} priority, and nothing happens, while {low} (low) is being worked on",
            priority=goal.fields.priority,
            low=quote(low),
        )
        yield subject.here(RULE, subject.at("priority"), message, say("begin it, or pause the other one"))


def _is_idle(subject: Subject) -> bool:
    """It could be worked on, and nothing is done or noted."""
    own = subject.own
    if own.kind == "ongoing" or own.progress.value or (own.start is not None and own.start > subject.as_of):
        return False
    dates = subject.figures.schedule.get(own.id)
    if dates is not None and (dates.waits_for or dates.dead_blocked):
        return False
    return not is_fresh(subject.figures.healths[own.id].newest, subject.as_of)
