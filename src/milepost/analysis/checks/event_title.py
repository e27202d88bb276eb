"""A milestone names an event and not what is true afterwards.

Why it matters: a meeting takes place whatever comes of it. Ticked, it says that people met; not that anything was
settled.

Example: what is true after it?

```markdown
- [ ] Board meeting 📅 2026-09-15
```

What to do: name the result: *Budget approved by the board*. With `[gate:: approval]`, `[approver:: …]` or tasks below
it that say what is to come of it, the title may stay.
"""

import re
from collections.abc import Iterator

from milepost.analysis.subject import Finding, Subject, at_line
from milepost.diagnostics.problem import Problem
from milepost.diagnostics.wording import quote
from milepost.model.goal import Milestone
from milepost.model.ids import fold

RULE = "event-title"
_MOST_WORDS = 4
_EVENTS = (
    "meeting|meetings|workshop|conference|conference call|call|presentation|kick-off|kickoff|kick off|session|"
    "appointment|interview|seminar|webinar|retreat|offsite|stand-up|standup|sync|get-together|discussion|talk|"
    # German names of events end like this, alone or with something in front
    r"\w*sitzung|\w+treffen|\w*besprechung|\w*versammlung|\w*konferenz|\w*tagung|\w*gespräch|\w*termin|\w*klausur|"
    "réunion|atelier|reunión|riunione|reunião|vergadering"
)
_ENDS_WITH_EVENT = re.compile(rf"(?:^|.*\s)(?:{_EVENTS})$")
_DOES_SOMETHING = re.compile(
    r"^(?:hold|have|book|plan|prepare|attend|give|run|lead|host|schedule|organi[sz]e|arrange|invite|join|win|finish|"
    r"open|close|set up|follow up|agree|decide)\b|\b\w+(?:ed|ne|ept|eld|ent|nt)\b"
)
_DETAIL = re.compile(r"\s*(?:#[\w/-]+|\([^()]*\)|\d[\d.:/-]*|[.!:])\s*$")
_LONGEST = 100


def check(subject: Subject) -> Iterator[Finding]:
    """Open milestones of a few words that end in the name of an event."""
    for milestone in subject.goal.milestones:
        if _names_event(milestone.title) and not _says_more(milestone) and not subject.is_closed(milestone):
            message = f"{quote(milestone.title)} names an event: what is true afterwards?"
            remedy = "name the result, as in `Budget approved by the board`"
            yield Finding(milestone.path, Problem(RULE, at_line(milestone), message, remedy))


def _says_more(milestone: Milestone) -> bool:
    fields = milestone.fields
    return bool(milestone.tasks or milestone.linked or fields.gate or fields.approver or fields.metric)


def _names_event(title: str) -> bool:
    text = fold(title)[:_LONGEST].strip()
    while (shorter := _DETAIL.sub("", text)) != text:
        text = shorter
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or _DOES_SOMETHING.search(text):
        return False
    return _ENDS_WITH_EVENT.match(" ".join(words)) is not None
