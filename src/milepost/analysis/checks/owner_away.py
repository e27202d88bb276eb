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

from milepost.analysis.people.takers import could_take_it
from milepost.analysis.subject import Finding, Subject
from milepost.diagnostics.problem import Problem
from milepost.diagnostics.wording import quote

RULE = "owner-away"


def check(subject: Subject) -> Iterator[Finding]:
    """The first thing due in each absence, and how many more there are."""
    for found in subject.staffing.clashes:
        message = f"{quote(found.part.title)} is due {found.day}, and {found.person} is away ({found.away.text})"
        if found.others:
            message += f"; so {'is' if found.others == 1 else 'are'} {found.others} more"
        remedy = could_take_it(found.takers, "move the due date")
        yield Finding(found.part.path, Problem(RULE, subject.place(found.part, "due", "owner"), message, remedy))
