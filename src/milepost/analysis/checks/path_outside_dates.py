"""A target on a metric's path lies before the goal's start or after its due date.

Told under `field-not-read`: the path runs from the start to the due date, and such a target says nothing about the way.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "field-not-read"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """The dates of `path` against those that the note itself gives."""
    fields = subject.goal.fields
    if fields.metric is None:
        return
    place, remedy = subject.at("metric.path", "metric"), say("move one of the two dates, or take the target out")
    for day, _ in fields.metric.path:
        if fields.start is not None and day.last < fields.start.first:
            message = say(
                "the target of {day} on the path lies before the start ({start})", day=day.text, start=fields.start.text
            )
            yield subject.here(RULE, place, message, remedy)
        elif fields.due is not None and day.last > fields.due.last:
            message = say(
                "the target of {day} on the path lies after the due date ({due})", day=day.text, due=fields.due.text
            )
            yield subject.here(RULE, place, message, remedy)
