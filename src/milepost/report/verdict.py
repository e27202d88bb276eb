"""One sentence that says how the plan stands, made of its figures; no adjective that no figure backs."""

from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.report.around import Around
from milepost.report.badges import is_overdue
from milepost.report.goal_rows import is_late
from milepost.report.pages import NextRow
from milepost.report.visible import visible
from milepost.report.wording import counted, overdue


def verdict(goals: Sequence[Goal], upcoming: Sequence[NextRow], around: Around) -> str:
    """`12 of 19 goals are open; the one furthest past its date, …` or what comes next where nothing is late."""
    open_goals = [goal for goal in goals if around.facts(goal.id).outcome == "open"]
    return f"{_counts(goals, open_goals, around)} {_worst(open_goals, around) or _calm(upcoming)}".strip()


def _counts(goals: Sequence[Goal], open_goals: Sequence[Goal], around: Around) -> str:
    if not open_goals:
        return f"{'The goal is' if len(goals) == 1 else f'All {len(goals)} goals are'} closed."
    if len(goals) == 1:
        return ""
    reached = sum(around.facts(goal.id).outcome == "reached" for goal in goals)
    is_are = "is" if len(open_goals) == 1 else "are"
    said = f"{len(open_goals):,} of {counted(len(goals), 'goal')} {is_are} open, {reached:,} reached"
    return f"{said}."


def _worst(open_goals: Sequence[Goal], around: Around) -> str:
    late = [goal for goal in open_goals if is_late(around.facts(goal.id), around)]
    if late:
        return _worst_goal(late, around)
    milestones = [
        each
        for goal in open_goals
        if around.facts(goal.id).status.value in ("active", "planned")
        for each in around.facts(goal.id).milestones.values()
        if is_overdue(each)
    ]
    if not milestones:
        return ""
    days = max((around.as_of - each.due).days for each in milestones if each.due)
    if len(milestones) == 1:
        return f"No goal is past its due date; one milestone is {counted(days, 'day')} overdue."
    count = counted(len(milestones), "milestone")
    return f"No goal is past its due date; {count} are overdue, the oldest by {counted(days, 'day')}."


def _worst_goal(late: Sequence[Goal], around: Around) -> str:
    def due_day(goal: Goal) -> tuple[str, str]:
        due = around.facts(goal.id).due
        return due.isoformat() if due else "", goal.path

    worst = min(late, key=due_day)
    due = around.facts(worst.id).due
    held = len(around.plan.blocks.get(worst.id, ()))
    said = f"“{visible(worst.title)}” is {overdue(due, around.as_of)}" if due else ""
    if len(late) > 1:
        said += f", the oldest of {len(late):,} that are past their due date"
    return said + (f"; it holds back {held:,} more." if held else ".")


def _calm(upcoming: Sequence[NextRow]) -> str:
    dated = next((row for row in upcoming if row.day), None)
    if dated is None or dated.day is None:
        return "Nothing is overdue."
    return f"Nothing is overdue; next is “{dated.title}”, {dated.day.near}."
