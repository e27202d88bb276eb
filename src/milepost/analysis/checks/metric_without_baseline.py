"""A metric has a target and no baseline; 0 is assumed.

Without a baseline nobody can tell how far you have come: 42 of 60 is much from 0 and little from 40.

What to do: write `baseline`, the value at the start; `baseline: 0` if it is meant.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import decimal_words
from milepost.model.said import say

RULE = "metric-without-baseline"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A metric for which 0 was assumed."""
    metric = subject.own.metric
    if metric is None or metric.target is None or subject.goal.fields.rollup == "sum":
        return
    if "assumed_baseline" in metric.problems:
        message = say(
            "the metric has no baseline; 0 is assumed, the target is {target}", target=decimal_words(metric.target)
        )
        yield subject.here(
            RULE, subject.at("metric", "target"), message, say("write `baseline`, the value at the start")
        )
