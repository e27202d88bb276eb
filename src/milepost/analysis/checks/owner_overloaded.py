"""Somebody has more due in one week than they can take.

Why it matters: something will slip, and it is better to choose now what.

Example: Ana's note says `capacity: 3`, and four of her things are due in the same week.

```yaml
type: person
capacity: 3
```

What to do: hand over one of them, or move a date. The message stands at the one that matters least (lowest priority,
smallest) and names up to three people who could take it: by skills, then interests, then free capacity. Goals,
milestones and tasks with a due date count; one without an owner counts for whoever owns what it is part of.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.people.takers import could_take_it
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import decimal_words
from milepost.model.said import say

RULE = "owner-overloaded"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Each overloaded week, told once: at the thing that could best be handed over."""
    for found in subject.staffing.overloads:
        message = say(
            "{person} has {n:,} thing due in {week} and capacity for {capacity}; {title} is one of them",
            many="{person} has {n:,} things due in {week} and capacity for {capacity}; {title} is one of them",
            person=found.person,
            n=found.count,
            week=found.week,
            capacity=decimal_words(found.capacity),
            title=called(found.part),
        )
        remedy = could_take_it(found.takers, say("move one of the due dates"))
        yield told(RULE, (found.part.path, subject.place(found.part, "due", "owner")), message, remedy)
