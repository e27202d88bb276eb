"""A goal, milestone or task is due before it starts.

What to do: correct one of the two dates. Until then the due date is used, and the start is only shown.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject, at_line
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Milestone, Task
from milepost.model.said import say

RULE = "due-before-start"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The goal itself, its milestones and their tasks."""
    own = subject.own
    if own.start is not None and own.due is not None and own.due < own.start:
        message = say("due {due_text}, before its start on {start}", due_text=own.due_text, start=own.start)
        yield subject.here(RULE, subject.at("due", "start"), message, say("correct one of the two dates"))
    for milestone, facts in zip(subject.goal.milestones, own.milestones.values(), strict=True):
        parts: list[Milestone | Task] = [milestone] if milestone.fields.start else []
        if not facts.below.is_plain:
            parts += [task for task in milestone.tasks if task.fields.start]
        for part in parts:
            start, due = part.fields.start, part.fields.due
            if start is not None and due is not None and due.last < start.first:
                message = say(
                    "`{title}` is due {text}, before its start on {text2}",
                    title=part.title,
                    text=due.text,
                    text2=start.text,
                )
                yield told(RULE, (part.path, at_line(part)), message, say("correct one of the two dates"))
