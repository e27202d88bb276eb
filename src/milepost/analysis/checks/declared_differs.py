"""The owner says one thing about a goal's health, the figures another.

Why it matters: either the owner knows something that the note does not say, or the word is out of date. A fresh
check-in with a written reason is believed; an old word, or one without a reason, is only shown beside the computed one.

Example: green in the front matter, and two milestones overdue.

```yaml
health: on track
```

What to do: write a check-in with today's word and the reason, as in
`- 2026-08-15: Waiting for the court. [health:: at risk]`.
"""

from collections.abc import Iterator
from datetime import date

from milepost.analysis.facts import Health
from milepost.analysis.health.declared import declared_health
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import days_words
from milepost.model.said import say
from milepost.model.span import Span

RULE = "declared-differs"

_WORDS = {"on_track": say("on track"), "at_risk": say("at risk"), "off_track": say("off track")}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A declared health that is not the computed one."""
    health = subject.figures.healths[subject.goal.id]
    said, found = health.declared, health.computed
    if said == found or said not in _WORDS or found not in _WORDS:
        return
    own = declared_health(subject.goal, subject.as_of)
    span = Span(own.line) if own is not None and own.day is not None else subject.at("health")
    when = say(" on {declared_day}", declared_day=health.declared_day) if health.declared_day else ""
    message = say(
        "declared {words}{when}, computed {words2}{for_days}",
        words=_WORDS[said],
        when=when,
        words2=_WORDS[found],
        for_days=_for_days(health, subject.as_of),
    )
    if health.reasons:
        worst = next((one for one in health.reasons if one.severity == found), health.reasons[0])
        message += say(": {reason}", reason=worst.message)
    yield subject.here(RULE, span, message, say("write a check-in with today's word and the reason"))


def _for_days(health: Health, as_of: date) -> str:
    """For how long the two have differed, where the first day is known."""
    since = [one.since for one in health.reasons if one.since is not None and one.severity == health.computed]
    if not since:
        return ""
    first = max([min(since), *([health.declared_day] if health.declared_day else [])])
    days = (as_of - first).days + 1
    return say(" for {days}", days=days_words(days)) if days > 1 else ""
