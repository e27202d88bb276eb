"""A line that stands for a goal says something else than the goal's own note.

A line whose whole text is a link to a goal shows that goal's progress, due date and state, unless the line gives its
own. Here both speak, and they differ; the line wins on this page.

What to do: take the tick or the date off the line, or close the goal in its own note.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject, at_line
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say
from milepost.model.status import ItemState, Status

RULE = "linked-state-differs"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Ticked lines whose goal is open, and lines with another due date."""
    for milestone in subject.goal.milestones:
        linked = subject.facts.get(milestone.linked) if milestone.linked else None
        if linked is None:
            continue
        due = milestone.fields.due.last if milestone.fields.due else None
        ticked = milestone.state is ItemState.DONE
        if ticked and not (linked.status is Status.DONE or linked.outcome == "reached"):
            message = say(
                "the line is ticked, but the goal `{title}` is {status}", title=linked.title, status=linked.status
            )
        elif due is not None and linked.due is not None and due != linked.due:
            message = say(
                "the line is due {due}, the goal `{title}` {due2}", due=due, title=linked.title, due2=linked.due
            )
        else:
            continue
        yield told(RULE, (milestone.path, at_line(milestone)), message, say("let the goal's own note say it"))
