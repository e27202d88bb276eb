"""A metric's direction contradicts its numbers, or its numbers lead nowhere.

`direction: increase` with a target below the baseline cannot be meant. The numbers win. A target equal to the baseline
leaves no way to go: such a metric counts as reached while its value is on the good side, and else as not begun. Of key
results on lines this is told only while goal and line are open.

```yaml
metric:
  baseline: 80
  target: 75
  direction: increase
```

`direction: between` without the two ends of its band says nothing either, and levels have to lie in one direction:
baseline, commit, target, stretch.

What to do: correct the direction, or take it out: the sign of target minus baseline says it. To hold a value where it
is, write `direction: at_least`, `at_most` or `between`.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from milepost.analysis.facts import MetricFacts
from milepost.analysis.metric import LEVEL_SCORES
from milepost.analysis.subject import Subject, at_line
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import decimal_words
from milepost.model.fields import MetricSpec
from milepost.model.said import say
from milepost.model.status import ItemState, squash

RULE = "metric-direction"
_CLOSED = (ItemState.DONE, ItemState.CANCELLED)


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A written direction against the sign of target minus baseline; both numbers the same."""
    metric = subject.own.metric
    if metric is not None and _leads_nowhere(metric):
        remedy = say("correct one of them, or write `direction: at_least`, `at_most` or `between` to hold a value")
        yield subject.here(RULE, subject.at("target", "metric"), _nowhere(metric), remedy)
    yield from _lines(subject)
    if metric is not None and metric.target is not None and "direction_contradicts" in metric.problems:
        ends = say(
            "from {baseline} to {target}",
            baseline=decimal_words(metric.baseline or Decimal(0)),
            target=decimal_words(metric.target),
        )
        message = say("{ends} is {direction}, not what is written", ends=ends, direction=metric.direction)
        yield subject.here(RULE, subject.at("direction", "metric"), message, say("take `direction` out, or correct it"))
    spec = subject.goal.fields.metric
    if spec is not None and spec.band is None and squash(spec.direction) == "between":
        message = say("`between` does not say which two values it is between")
        remedy = say("write both, such as `direction: between 70 and 75`")
        yield subject.here(RULE, subject.at("direction", "metric.direction", "metric"), message, remedy)
    if spec is not None and spec.levels and metric is not None and not _are_in_order(spec, metric):
        message = say("the levels do not follow one another from the baseline on")
        yield subject.here(RULE, subject.at("metric.levels", "metric"), message, say("put them in order"))


def _are_in_order(spec: MetricSpec, metric: MetricFacts) -> bool:
    """Whether baseline, commit, target and stretch all rise, or all fall."""
    levels = dict(spec.levels)
    baseline = [metric.baseline] if metric.baseline is not None else []
    values = [*baseline, *(levels[name] for name in LEVEL_SCORES if name in levels)]
    return len({before < after for before, after in pairwise(values) if before != after}) < 2


def _lines(subject: Subject) -> Iterator[Diagnostic]:
    """Key results on lines, where goal and box are open. (One that leads nowhere may be reached with its box open.)"""
    if subject.is_closed(subject.goal):
        return
    for one, facts in zip(subject.goal.milestones, subject.own.milestones.values(), strict=True):
        if one.state not in _CLOSED and facts.metric is not None and _leads_nowhere(facts.metric):
            yield told(RULE, (one.path, at_line(one)), _nowhere(facts.metric), say("correct one of them"))


def _leads_nowhere(metric: MetricFacts) -> bool:
    return metric.now_ok is None and metric.baseline is not None and metric.baseline == metric.target


def _nowhere(metric: MetricFacts) -> str:
    baseline = decimal_words(metric.baseline or Decimal(0))
    return say("the target is the baseline, {baseline}: nothing has to change", baseline=baseline)
