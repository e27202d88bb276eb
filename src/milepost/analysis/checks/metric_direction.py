"""A metric's direction contradicts its numbers.

`direction: increase` with a target below the baseline cannot be meant. The numbers win.

```yaml
metric:
  baseline: 80
  target: 75
  direction: increase
```

What to do: correct the direction, or take it out: the sign of target minus baseline says it.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Finding, Subject
from milepost.diagnostics.problem import Problem

RULE = "metric-direction"


def check(subject: Subject) -> Iterator[Finding]:
    """A written direction against the sign of target minus baseline."""
    metric = subject.own.metric
    if metric is not None and "direction_contradicts" in metric.problems:
        message = f"from {metric.baseline or 0} to {metric.target} is {metric.direction}, not what is written"
        yield subject.here(
            Problem(RULE, subject.at("direction", "metric"), message, "take `direction` out, or correct it")
        )
