"""The table of rules: every name milepost may complain under, its default severity and its group.

A rule's page is generated from the docstring of its module in `analysis.checks`, or, for rules that reading and
linking raise, from `diagnostics.rulebook`.
"""

from collections.abc import Mapping

from milepost.diagnostics.problem import Severity
from milepost.model.frozen import frozen

_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


@frozen
class Rule:
    """One named rule."""

    name: str
    severity: Severity
    group: str


def _group(group: str, names: str) -> dict[str, Rule]:
    rows = (row.rsplit(" ", 1) for row in names.split(", "))
    return {name: Rule(name, _SEVERITIES[letter], group) for name, letter in rows}


RULES: Mapping[str, Rule] = {
    **_group(
        "links",
        "unknown-link E, ambiguous-link W, dependency-cycle E, parent-cycle E, duplicate-id E, dead-blocked W, "
        "several-parents I, dropped-parent-active-child W, linked-state-differs W, unlinked-step I, level-order W",
    ),
    **_group(
        "dates",
        "invalid-date E, due-before-start E, child-due-after-parent W, due-before-predecessor W, "
        "milestone-after-goal-due W, no-due-date W, undated-milestone I, long-gap I, long-goal-without-milestones W",
    ),
    **_group(
        "reading",
        "unreadable-note E, unreadable-front-matter E, template-note I, publish-flag E, unknown-field W, "
        "unknown-status W, unknown-symbol I, invalid-number E, duplicate-field W, plugins-disagree W, "
        "field-not-read W, tasks-plugin-would-miss I, recurrence-unread W, nesting-cut W, empty-vault E, "
        "unknown-setting W, invalid-setting E, low-contrast W",
    ),
    **_group(
        "quality",
        "no-measure W, vague-title I, event-title I, metric-without-baseline I, metric-direction W, unaligned-goal I, "
        "too-many-key-results I, priority-inversion W",
    ),
    **_group(
        "state",
        "done-with-open-tasks W, all-done-but-open I, status-contradicts W, progress-disagrees I, declared-differs I, "
        "shares-do-not-add-up W, milestone-without-reflection I",
    ),
    **_group(
        "people",
        "no-owner I, owner-overloaded W, owner-away W, missing-skill W, too-many-active-goals I",
    ),
}
