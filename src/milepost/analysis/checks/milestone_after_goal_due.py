"""A milestone is due after its goal.

Why it matters: the goal cannot be reached before its milestones. One of the two dates is not meant.

Example: the goal is due at the end of September.

```markdown
- [ ] Hand in the report 📅 2026-10-15
```

What to do: move one of the two dates, or cancel the milestone with `[-]` if the goal does not need it.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "milestone-after-goal-due"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Open milestones with a date of their own after the goal's."""
    own = subject.own
    if own.due is None or own.kind == "ongoing":
        return
    for milestone in subject.goal.milestones:
        due = milestone.fields.due
        if due is not None and due.last > own.due and not subject.is_closed(milestone):
            message = say(
                "{title} is due {text}, after its goal ({due_text})",
                title=called(milestone),
                text=due.text,
                due_text=own.due_text,
            )
            yield told(
                RULE, (milestone.path, subject.place(milestone, "due")), message, say("move one of the two dates")
            )
