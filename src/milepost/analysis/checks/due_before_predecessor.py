"""Something is due before what it waits for.

Why it matters: it can only start when its predecessor is finished, so its own date cannot hold.

Example: the invitation is due a week before the room.

```markdown
- [ ] Book the room 📅 2026-05-15 🆔 room
- [ ] Invite everybody 📅 2026-05-08 ⛔ room
```

What to do: move one of the two dates, or take the dependency out. The items of a numbered list wait for the one above;
`ordered: false` switches that off.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.subject import Part, Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Milestone
from milepost.model.ids import GoalId
from milepost.model.said import say

RULE = "due-before-predecessor"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Every open thing due before an open predecessor."""
    for waiter, predecessor, goal in _pairs(subject):
        due, before = subject.due_of(waiter, subject.goal.id), subject.due_of(predecessor, goal)
        if due is None or before is None or due >= before:
            continue
        if subject.is_closed(waiter) or subject.is_closed(predecessor, goal):
            continue
        message = say(
            "{title} is due {due}, but waits for {title2}, due {before}",
            title=called(waiter),
            due=due,
            title2=called(predecessor),
            before=before,
        )
        yield told(RULE, (waiter.path, subject.place(waiter, "due")), message, say("move one of the two dates"))


def _pairs(subject: Subject) -> Iterator[tuple[Part, Part, GoalId]]:
    for wait in subject.waits:
        yield wait.waiter, wait.predecessor, wait.goal
    steps: dict[str, Milestone] = {one.id: one for one in subject.goal.milestones}
    for step in subject.goal.milestones:
        if step.after in steps:
            yield step, steps[step.after], subject.goal.id
