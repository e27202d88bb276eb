"""A milestone is ticked while tasks below it are open.

The tick wins: the milestone counts as done. The open tasks are probably left over, or the tick came too early.

```markdown
- [x] Book the venue
    - [ ] Pay the deposit
```

What to do: tick the tasks, cancel them with `[-]`, or take the milestone's tick back.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.subject import Subject, at_line
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say
from milepost.model.status import ItemState

RULE = "done-with-open-tasks"
_DONE = ItemState.DONE


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Each ticked milestone with an open task in the count."""
    if subject.own.status.is_closed:
        return
    for milestone, facts in zip(subject.goal.milestones, subject.own.milestones.values(), strict=True):
        if milestone.state is not _DONE or not milestone.tasks:
            continue
        still_open = facts.below.open
        if still_open:
            message = say(
                "{title} is ticked, but 1 task of {tasks:,} below it is open",
                many="{title} is ticked, but {n:,} tasks of {tasks:,} below it are open",
                title=called(milestone),
                n=still_open,
                tasks=len(milestone.tasks),
            )
            remedy = say("tick them, cancel them with `[-]`, or take the milestone's tick back")
            yield told(RULE, (milestone.path, at_line(milestone)), message, remedy)
