"""The estimate of a goal with open parts is not used: such a goal takes as long as its parts do.

Told under `field-not-read`, as information: nothing is wrong with the note, and the figure is not where it was looked
for.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.said import say

RULE = "field-not-read"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """An estimate in the front matter of a goal with milestones or sub-goals that are still open."""
    goal = subject.goal
    if goal.fields.estimate is None or subject.own.outcome != "open":
        return
    open_lines = any(not subject.is_closed(milestone) for milestone in goal.milestones)
    open_goals = any(not subject.facts[child].status.is_closed for child in goal.children if child in subject.facts)
    if open_lines or open_goals:
        message = say(
            "the estimate `{text}` is not used: the goal takes as long as its open parts",
            text=goal.fields.estimate.text,
        )
        remedy = say("write `estimate` at the parts, or leave it as a note to yourself")
        yield subject.here(RULE, subject.at("estimate"), message, remedy, severity=Severity.INFO)
