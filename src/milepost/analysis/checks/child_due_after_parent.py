"""A goal is due later than what it is part of.

Why it matters: the larger goal cannot be reached before its parts. One of the two dates is not meant.

Example: *Find a home* is due at the end of January, the goal it belongs to at Christmas.

```yaml
due: 2027-01-29
parent: "[[Open the workshop]]"
```

What to do: move one of the two dates. The due date of the parent holds for everything in it: the days to spare are
already counted from there.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import days_words, quote
from milepost.model.said import say

RULE = "child-due-after-parent"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Open parents that are due before the goal."""
    own = subject.own
    if own.due is None:
        return
    for name in subject.goal.parents:
        parent = subject.facts.get(name)
        if parent is None or parent.due is None or parent.status.is_closed or parent.due >= own.due:
            continue
        late = days_words((own.due - parent.due).days)
        message = say(
            "due {due_text}, {late} after {title}, which it is part of ({due_text2})",
            due_text=own.due_text,
            late=late,
            title=quote(parent.title),
            due_text2=parent.due_text,
        )
        yield subject.here(RULE, subject.at("due"), message, say("move one of the two dates"))
