"""One sentence or two that say how the plan stands, made of its figures; no adjective that no figure backs."""

from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.report.around import Around
from milepost.report.badges import is_overdue
from milepost.report.goal_rows import is_late
from milepost.report.pages.overview import NextRow
from milepost.report.reason import Reason
from milepost.report.visible import visible
from milepost.report.wording import counted, overdue


def verdict(goals: Sequence[Goal], worst: Reason | None, upcoming: Sequence[NextRow], around: Around) -> str:
    """How many goals are open and well, then the one that is worst off, or what comes next where nothing is late."""
    open_goals = [goal for goal in goals if around.facts(goal.id).outcome == "open"]
    if not open_goals:
        return "The goal is closed." if len(goals) == 1 else f"All {len(goals):,} goals are closed."
    said = [_counts(goals, open_goals, around)] if len(goals) > 1 else []
    return " ".join([*said, _worst(open_goals, worst, around) or _calm(upcoming)])


def _counts(goals: Sequence[Goal], open_goals: Sequence[Goal], around: Around) -> str:
    healths = [around.analysis.healths.get(goal.id) for goal in open_goals]
    total = counted(len(open_goals), "open goal")
    well = sum(health is not None and health.state == "on_track" for health in healths)
    if any(health is not None and health.state for health in healths):
        return f"{well:,} of {total} {_is(len(open_goals))} on track."
    return f"{len(open_goals):,} of {counted(len(goals), 'goal')} {_is(len(open_goals))} open."


def _worst(open_goals: Sequence[Goal], worst: Reason | None, around: Around) -> str:
    late = [goal for goal in open_goals if is_late(around.facts(goal.id), around)]
    if late:
        return _latest(late, around)
    if worst is not None and worst.badge.tone == "off-track" and worst.badge.word == "off track":
        return f"“{visible(worst.goal.title)}” is off track{_held_back(worst.goal, around)}."
    days = sorted(
        (around.as_of - each.due).days
        for goal in open_goals
        if around.facts(goal.id).status.value in ("active", "planned")
        for each in around.facts(goal.id).milestones.values()
        if is_overdue(each) and each.due
    )
    if not days:
        return _at_risk(worst, around)
    if len(days) == 1:
        return f"No goal is past its due date; one milestone is {counted(days[0], 'day')} overdue."
    return (
        f"No goal is past its due date; {len(days):,} milestones are overdue, the oldest by {counted(days[-1], 'day')}."
    )


def _at_risk(worst: Reason | None, around: Around) -> str:
    if worst is None or worst.badge.word != "at risk":
        return ""
    return f"“{visible(worst.goal.title)}” is at risk{_held_back(worst.goal, around)}."


def _latest(late: Sequence[Goal], around: Around) -> str:
    dated = [(due, goal.path, goal) for goal in late if (due := around.facts(goal.id).due) is not None]
    due, _, goal = min(dated, key=lambda row: row[:2])
    others = f", the oldest of {len(late):,} that are past their due date" if len(late) > 1 else ""
    return f"“{visible(goal.title)}” is {overdue(due, around.as_of)}{others}{_held_back(goal, around)}."


def _held_back(goal: Goal, around: Around) -> str:
    own = (goal.id, *(milestone.id for milestone in goal.milestones))
    waiting = {target for each in own for target in around.plan.blocks.get(each, ())}
    others = [target for target in waiting if around.addresses.home(target) != goal.id]
    if not others:
        return ""
    if len(others) == 1:
        return f" and holds back “{around.item_link(others[0], others[0], '').text}”"
    return f" and holds back {len(others):,} others"


def _calm(upcoming: Sequence[NextRow]) -> str:
    dated = next((row for row in upcoming if row.day), None)
    if dated is None or dated.day is None:
        return "Nothing is overdue."
    return f"Nothing is overdue; next is “{dated.title}”, {dated.day.near}."


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
