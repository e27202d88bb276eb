"""A milestone stands apart from a chain that most of its neighbours belong to.

Why it matters: where half of the steps wait for one another, one that waits for nothing and holds up nothing is either
forgotten in the chain or belongs somewhere else. Its dates follow from nothing.

Example: nothing leads to the poster, and the poster leads to nothing.

```markdown
- [ ] Find a room 🆔 room
- [ ] Invite the speakers ⛔ room
- [ ] Print the poster
```

What to do: say what it waits for (`⛔ room`), or leave it: a step that can be done at any time is fine.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.facts import MilestoneState
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Milestone
from milepost.model.said import say
from milepost.model.status import ItemState, Status

RULE = "unlinked-step"
_FEWEST = 2
_OPEN = (MilestoneState.OPEN, MilestoneState.NEXT, MilestoneState.OVERDUE)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Open milestones without any dependency, where at least half of the others have one."""
    if not _has_any(subject):
        return
    steps = [one for one in subject.goal.milestones if one.state is not ItemState.CANCELLED]
    followed = {one.after for one in steps if one.after}
    linked = {one.id for one in steps if one.after or one.id in followed or _has_dependency(one, subject)}
    if len(linked) < _FEWEST or len(linked) * 2 < len(steps) - 1:
        return
    for step in steps:
        if step.id not in linked and _is_worked_on(step, subject):
            message = say(
                "{linked} of {steps} milestones wait for one another, {title} leads nowhere",
                linked=len(linked),
                steps=len(steps),
                title=called(step),
            )
            yield told(
                RULE,
                (step.path, subject.place(step, "title")),
                message,
                say("say what it waits for, if it waits for anything"),
            )


def _has_any(subject: Subject) -> bool:
    """Whether there can be a dependency among the milestones: most goals have none, and are not looked at closely."""
    pairs = zip(subject.goal.milestones, subject.own.milestones.values(), strict=True)
    said = [one for one, facts in pairs if one.after or one.depends_on or one.linked or not facts.below.is_plain]
    return bool(said or subject.around.linked.get(subject.goal.id))


def _has_dependency(step: Milestone, subject: Subject) -> bool:
    if step.depends_on:
        return True
    if not subject.own.milestones[step.id].below.is_plain and any(task.depends_on for task in step.tasks):
        return True
    linked = subject.around.linked
    if step.id in linked.get(subject.goal.id, ()):
        return True
    return step.linked is not None and step.linked in linked.get(step.linked, ())


def _is_worked_on(step: Milestone, subject: Subject) -> bool:
    if step.linked is not None and subject.facts[step.linked].status in (Status.PAUSED, Status.PROPOSED):
        return False
    return subject.own.milestones[step.id].state in _OPEN
