"""The checks, in the order in which they run. To add a rule: one module in `checks`, one line here and in the table."""

from collections.abc import Callable, Iterator

from milepost.analysis.checks import (
    all_done_but_open,
    done_with_open_tasks,
    due_before_start,
    linked_state_differs,
    metric_direction,
    metric_without_baseline,
    progress_disagrees,
    shares_do_not_add_up,
    status_contradicts,
)
from milepost.analysis.subject import Finding, Subject

Check = Callable[[Subject], Iterator[Finding]]

MODULES = (
    due_before_start,
    linked_state_differs,
    metric_direction,
    metric_without_baseline,
    done_with_open_tasks,
    all_done_but_open,
    status_contradicts,
    progress_disagrees,
    shares_do_not_add_up,
)
CHECKS: tuple[Check, ...] = tuple(module.check for module in MODULES)
