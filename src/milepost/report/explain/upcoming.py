"""Why something is next: the first open milestone by date, and what can be done now."""

from datetime import date

from milepost.analysis.facts import MilestoneState
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation
from milepost.report.next_actions import actions_of
from milepost.report.wording import counted
from milepost.syntax.plain import named

_OPEN = (MilestoneState.NEXT, MilestoneState.OPEN, MilestoneState.OVERDUE)


def upcoming(asked: Asked) -> Explanation:
    """The next milestone of a goal, and its free actions."""
    rule = "Of all that is open and not overdue the one that is due first; what has no date comes last."
    facts, name = asked.facts, asked.facts.next_milestone
    rows = [(one, facts.milestones[one.id]) for one in asked.goal.milestones if facts.milestones[one.id].state in _OPEN]
    rows.sort(key=lambda row: (row[0].id != name, row[1].due or date.max))
    inputs = tuple(
        asked.evidence.part(
            one, f"{found.state.value}, {f'due {found.due}' if found.due else 'no date'}", f"{one.id}.state"
        )
        for one, found in rows
    )
    shown = asked.evidence.title(name) if name else "none"
    return Explanation(name, shown, rule, inputs, (), _free(asked))


def _free(asked: Asked) -> tuple[str, ...]:
    """What waits for nothing."""
    actions = list(actions_of(asked.goal, asked.evidence.plan, asked.evidence.analysis))
    said = [f"can be done now: {named(one.title)} ({one.path}:{one.line})" for one in actions[:3]]
    if not actions and asked.facts.outcome == "open" and asked.goal.milestones:
        said = ["nothing of it can be done now: it waits, is paused, or has not begun"]
    if len(actions) > 3:
        said.append(f"and {counted(len(actions) - 3, 'more thing')}")
    return tuple(said)
