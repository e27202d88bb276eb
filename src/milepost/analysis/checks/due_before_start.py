"""A goal, milestone or task is due before it starts.

What to do: correct one of the two dates. Until then the due date is used, and the start is only shown.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Finding, Subject, at_line
from milepost.diagnostics.problem import Problem
from milepost.model.goal import Milestone, Task

RULE = "due-before-start"


def check(subject: Subject) -> Iterator[Finding]:
    """The goal itself, its milestones and their tasks."""
    own = subject.own
    if own.start is not None and own.due is not None and own.due < own.start:
        message = f"due {own.due_text}, before its start on {own.start}"
        yield subject.here(Problem(RULE, subject.at("due", "start"), message, "correct one of the two dates"))
    for milestone in subject.goal.milestones:
        parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
        for part in parts:
            start, due = part.fields.start, part.fields.due
            if start is not None and due is not None and due.last < start.first:
                message = f"`{part.title}` is due {due.text}, before its start on {start.text}"
                yield Finding(part.path, Problem(RULE, at_line(part), message, "correct one of the two dates"))
