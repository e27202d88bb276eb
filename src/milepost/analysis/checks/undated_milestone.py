"""A milestone has no date, and most of its neighbours have one.

Why it matters: it is never late, never next, and always last in every list. Most often the date was forgotten.

Example: two of three have a date.

```markdown
- [x] Statutes written 📅 2026-04-30
- [ ] Founding meeting held 📅 2026-05-17
- [ ] Entry in the register
```

What to do: give it a date, or leave it: milepost works out by when it must start where the order and the estimates
allow.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.facts import MilestoneState
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say
from milepost.model.status import ItemState

RULE = "undated-milestone"
_CANCELLED = ItemState.CANCELLED
_OPEN = (MilestoneState.OPEN, MilestoneState.NEXT)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Open milestones without a date, where at least half of the others are dated."""
    own = subject.own
    if own.kind == "ongoing":
        return
    pairs = zip(subject.goal.milestones, own.milestones.values(), strict=True)
    steps = [(one, facts) for one, facts in pairs if one.state is not _CANCELLED]
    dated = len([one for one, facts in steps if facts.due is not None])
    if not dated or dated == len(steps) or dated * 2 < len(steps) - 1:
        return
    for step, facts in steps:
        if facts.due is None and facts.state in _OPEN and step.linked is None:
            message = say(
                "{title} has no date, its one neighbour has",
                many="{title} has no date, {dated:,} of its {n:,} neighbours have one",
                title=called(step),
                dated=dated,
                n=len(steps) - 1,
            )
            yield told(RULE, (step.path, subject.place(step, "title")), message, say("give it a date: 📅 YYYY-MM-DD"))
