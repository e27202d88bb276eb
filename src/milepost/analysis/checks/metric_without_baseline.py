"""A metric has a target and no baseline; 0 is assumed.

Without a baseline nobody can tell how far you have come: 42 of 60 is much from 0 and little from 40.

What to do: write `baseline`, the value at the start; `baseline: 0` if it is meant.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Finding, Subject
from milepost.diagnostics.problem import Problem

RULE = "metric-without-baseline"


def check(subject: Subject) -> Iterator[Finding]:
    """A metric for which 0 was assumed."""
    metric = subject.own.metric
    if metric is not None and "assumed_baseline" in metric.problems and subject.goal.fields.rollup != "sum":
        message = f"the metric has no baseline; 0 is assumed, the target is {metric.target}"
        yield subject.here(
            Problem(RULE, subject.at("metric", "target"), message, "write `baseline`, the value at the start")
        )
