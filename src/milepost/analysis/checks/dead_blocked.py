"""Something waits for something that was given up.

Why it matters: what was dropped or cancelled will never be finished, so whatever waits for it can never start. It is
off track from today, however far away its due date is.

Example: the lease waits for a permit, and the permit's goal has been dropped.

```markdown
- [-] Apply for the permit 🆔 permit
- [ ] Sign the lease ⛔ permit
```

What to do: take the dependency out, or point it at what came instead. What does not exist, or waits in a circle, is
named by `unknown-link` and `dependency-cycle`.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.neighbours import Wait
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Goal
from milepost.model.said import say
from milepost.model.status import ItemState, Status

RULE = "dead-blocked"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Each open thing whose predecessor was dropped or cancelled."""
    for wait in subject.waits:
        gone = _how_it_went(wait, subject)
        if gone and not subject.is_closed(wait.waiter):
            message = say(
                "{title} waits for {title2}, which was {gone}",
                title=called(wait.waiter),
                title2=called(wait.predecessor),
                gone=gone,
            )
            remedy = say("take the dependency out, or point it at what replaced it")
            yield told(RULE, (wait.waiter.path, wait.span), message, remedy)


def _how_it_went(wait: Wait, subject: Subject) -> str:
    part = wait.predecessor
    if subject.facts[wait.goal].status is Status.DROPPED:
        done = not isinstance(part, Goal) and part.state is ItemState.DONE
        return "" if done else "dropped"
    if isinstance(part, Goal):
        return ""
    return "cancelled" if part.state is ItemState.CANCELLED or part.status is Status.DROPPED else ""
