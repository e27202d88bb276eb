"""A goal has a long stretch ahead without any milestone.

Why it matters: between two milestones nobody notices that time is lost. After two months without one it is too late to
make up for it.

Example: from October to the end of June nothing is due.

```markdown
- [ ] First draft 📅 2026-10-01
- [ ] Thesis handed in 📅 2027-06-30
```

What to do: put one more milestone into the gap: what will be true half-way? Gaps of 60 days count, and gaps of half
the goal's whole time from 14 days on. What has passed does not count, nor do goals made of sub-goals, habits and goals
measured by a metric.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from milepost.analysis.facts import MilestoneState
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import days_words
from milepost.model.said import say

RULE = "long-gap"
LONG_DAYS = 60
SHORTEST_DAYS = 14
_CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The longest stretch from today on between dated milestones, the start and the due date."""
    own = subject.own
    if own.kind != "milestone" or own.start is None or own.due is None or subject.goal.children:
        return
    days = [due for facts in own.milestones.values() if (due := facts.due) and facts.state not in _CLOSED]
    if not days and not any(facts.due for facts in own.milestones.values()):
        return
    begin = max(own.start, subject.as_of)
    gap, first, last = _longest(begin, [day for day in days if begin < day < own.due], own.due)
    span = (own.due - own.start).days
    if gap >= LONG_DAYS or (gap >= SHORTEST_DAYS and gap * 2 >= span):
        message = say("no milestone for {gap}, from {first} to {last}", gap=days_words(gap), first=first, last=last)
        yield subject.here(
            RULE, subject.at("due", "title"), message, say("add one in between: what will be true half-way?")
        )


def _longest(begin: date, days: Sequence[date], end: date) -> tuple[int, date, date]:
    stops = [begin, *sorted(days), end]
    gaps = [last - first for first, last in pairwise(stops)]
    longest = max(gaps)
    at = len(gaps) - 1 - gaps[::-1].index(longest)
    return longest.days, stops[at], stops[at + 1]
