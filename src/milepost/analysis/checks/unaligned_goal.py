"""A goal does not lead to the mission.

Why it matters: the plan has a mission, so every goal should say what it does for it. One that does not is either a
distraction, or its `parent` is missing.

Example: the mission is *Keep the street rolling*; this goal is part of nothing.

```yaml
type: goal
title: Learn to juggle
```

What to do: give it a `parent` that leads to the mission. If it is meant to stand apart, silence the rule in its note.
Only the topmost goal of a branch is named.
"""

from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "unaligned-goal"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A goal without a parent beside a mission."""
    mission = subject.plan.goals.get(subject.plan.mission) if subject.plan.mission else None
    if mission is None or subject.goal.parents or subject.around.aligned[subject.goal.id]:
        return
    message = say("this goal does not lead to the mission, {title}", title=called(mission))
    yield subject.here(RULE, subject.at("title", "type"), message, say("give it a `parent` that leads there"))
