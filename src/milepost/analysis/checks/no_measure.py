"""Nothing tells how far a goal has come, or when it is reached.

Why it matters: it can only ever be 0 % or done, and whether it is done is a matter of taste.

Example: a title, and nothing else.

```yaml
type: goal
title: Get fit
due: 2026-12-31
```

What to do: one of three is enough. Milestones: a checklist of points on the way. A metric: `metric: 10 -> 60 km`. Or
`done_when`, one sentence that is true on the day it is reached.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "no-measure"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A live goal whose M of SMART fails for want of anything to measure; a metric that lacks a number has its rule."""
    goal = subject.goal
    light = subject.figures.smart[goal.id].m
    if light.passes is False and subject.own.kind != "ongoing" and goal.fields.metric is None:
        remedy = say("write milestones, a `metric`, or `done_when`")
        yield subject.here(
            RULE, subject.at("title", "type"), say("{evidence} or when it is reached", evidence=light.evidence), remedy
        )
