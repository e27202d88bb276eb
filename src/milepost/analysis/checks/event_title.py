"""A milestone or goal names an event and not what is true afterwards.

Why it matters: a meeting takes place whatever comes of it. Ticked, it says that people met; not that anything was
settled.

Example: what is true after it?

```markdown
- [ ] Board meeting 📅 2026-09-15
```

What to do: name the result: *Budget approved by the board*. With `[gate:: approval]`, `[approver:: …]` or a metric
that says what is to come of it, the title may stay; a goal's with `done_when`.
"""

import re
from collections.abc import Iterator

from milepost.analysis.called import called
from milepost.analysis.milestones import CLOSED
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import fold
from milepost.model.said import say
from milepost.model.span import HEADING, Span

RULE = "event-title"
_MOST_WORDS = 4
_EVENTS = (
    "meeting|meetings|workshop|conference|(?:conference|phone|weekly|monthly|team|client) call|kick-off|kickoff|"
    "kick off|appointment|interview|seminar|webinar|retreat|offsite|stand-up|standup|get-together|"
    # German names of events end like this, alone or with something in front
    r"\w*sitzung|\w+treffen|\w*besprechung|\w*versammlung|\w*konferenz|\w*tagung|\w*gespräch|\w*termin|\w*klausur|"
    "réunion|atelier|reunión|riunione|reunião|vergadering"
)
_HINT = re.compile(_EVENTS.replace(r"\w*", "").replace(r"\w+", ""))
"""Rules out nearly every title at once."""
_ENDS_WITH_EVENT = re.compile(rf"(?:^|.*\s)(?:{_EVENTS})$")
_DOES_SOMETHING = re.compile(
    r"^(?:agree|arrange|attend|book|build|buy|choose|clean|close|create|decide|equip|find|finish|follow up|give|have|"
    r"hold|host|invite|join|launch|lead|make|move|open|organi[sz]e|paint|plan|prepare|rent|run|schedule|set up|start|"
    r"survive|visit|win|write)\b"
)
_DETAIL = re.compile(r"\s*(?:#[\w/-]+|\([^()]*\)|\d[\d.:/-]*|[.!:])\s*$")
_LONGEST = 100
_ENDINGS = frozenset(event[-3:] for event in _EVENTS.split("|"))
_DETAIL_SIGNS = " \t\n0123456789.:/-!"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The goal and its open milestones, where a few words end in the name of an event."""
    goal = subject.goal
    if _names_event(goal.title) and not (goal.fields.done_when or goal.fields.metric or goal.fields.gate):
        yield _found(goal, subject.at("title", HEADING))
    for milestone, facts in zip(goal.milestones, subject.own.milestones.values(), strict=True):
        if facts.state not in CLOSED and _names_event(milestone.title) and not _says_more(milestone):
            yield _found(milestone, subject.place(milestone, "title", HEADING))


def _found(part: Goal | Milestone, span: Span) -> Diagnostic:
    message = say("{title} names an event: what is true afterwards?", title=called(part))
    return told(RULE, (part.path, span), message, say("name the result, as in `Budget approved by the board`"))


def _says_more(milestone: Milestone) -> bool:
    fields = milestone.fields
    return bool(milestone.linked or fields.gate or fields.approver or fields.metric)


def _names_event(title: str) -> bool:
    if not _may_name_event(title):
        return False
    text = fold(title)[:_LONGEST].strip()
    if _HINT.search(text) is None:
        return False
    while (shorter := _DETAIL.sub("", text)) != text:
        text = shorter
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or _DOES_SOMETHING.search(text):
        return False
    return _ENDS_WITH_EVENT.match(" ".join(words)) is not None


def _may_name_event(title: str) -> bool:
    """Rules out nearly every title by what it ends in."""
    end = title.rstrip(_DETAIL_SIGNS)[-3:].lower()
    return end in _ENDINGS or end.endswith(")") or not end.isascii() or "#" in title or len(title) > _LONGEST
