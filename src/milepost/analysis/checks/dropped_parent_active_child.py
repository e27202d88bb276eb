"""A goal is still worked on, and what it is part of has been dropped.

Why it matters: work goes on for something nobody wants any more, or the goal stands for itself by now and its note
does not say so.

Example: *Cargo bikes for hire* is dropped; its sub-goal is still active.

```yaml
type: goal
status: active
parent: "[[Cargo bikes for hire]]"
```

What to do: drop the goal too, or give it another parent.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.model.said import say
from milepost.model.status import Status

RULE = "dropped-parent-active-child"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A live goal with a dropped parent and none that is open."""
    parents = [subject.facts[name] for name in subject.goal.parents if name in subject.facts]
    dropped = [parent for parent in parents if parent.status is Status.DROPPED]
    if dropped and all(parent.status.is_closed for parent in parents):
        message = say(
            "this goal is {status}, but {title}, which it is part of, was dropped",
            status=subject.own.status,
            title=quote(dropped[0].title),
        )
        yield subject.here(RULE, subject.at("parent"), message, say("drop it too, or give it another parent"))
