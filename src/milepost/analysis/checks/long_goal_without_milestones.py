"""A goal takes longer than a quarter and has no milestones.

Why it matters: for months nothing says whether it moves. On the last day it is done or not, and nobody could have
known before.

Example: a year, and nothing in between.

```yaml
type: goal
title: Write the family chronicle
start: 2026-01-01
due: 2026-12-31
```

What to do: write down three to seven points on the way as a checklist below `## Milestones`, each with a date; or give
the goal a metric and a check-in every week or month.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import days_words
from milepost.model.said import say
from milepost.model.status import ItemState

RULE = "long-goal-without-milestones"
LONG_DAYS = 90


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A goal of more than 90 days without milestones, sub-goals or a metric."""
    own, goal = subject.own, subject.goal
    if own.due is None or own.kind in ("ongoing", "metric") or goal.is_mission or goal.children:
        return
    if any(one.state is not ItemState.CANCELLED for one in goal.milestones):
        return
    start = own.start or (goal.fields.created.first if goal.fields.created else None) or subject.as_of
    days = (own.due - start).days
    if days > LONG_DAYS:
        message = say("{days} to the due date, and no milestone on the way", days=days_words(days))
        yield subject.here(
            RULE, subject.at("due", "title"), message, say("write three to seven milestones, each with a date")
        )
