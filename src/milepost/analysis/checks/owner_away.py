"""Something is due while its owner is away.

Why it matters: nobody will finish it on the last day.

Example: Ana's note says that she is away over New Year, and the lease is due on 30 December.

```yaml
type: person
away: ["2026-12-24..2027-01-02"]
```

What to do: move the due date, or let somebody else take it; up to three people are named, by skills, then interests,
then free capacity. A due date that is a period counts only if the owner is away for all of it.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.people.takers import could_take_it
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "owner-away"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The first thing due in each absence, and how many more there are."""
    for found in subject.staffing.clashes:
        message = say(
            "{title} is due {day}, and {person} is away ({text})",
            title=called(found.part),
            day=found.day,
            person=found.person,
            text=found.away.text,
        )
        if found.others:
            message += say("; so is {n:,} more", many="; so are {n:,} more", n=found.others)
        remedy = could_take_it(found.takers, say("move the due date"))
        yield told(RULE, (found.part.path, subject.place(found.part, "due", "owner")), message, remedy)
