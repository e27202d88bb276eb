"""One sentence or two that say how the plan stands, made of its figures; no adjective that no figure backs."""

from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.model.said import joined, say
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
        return (
            say("The goal is closed.") if len(goals) == 1 else say("All {goals:,} goals are closed.", goals=len(goals))
        )
    said = [_counts(goals, open_goals, around)] if len(goals) > 1 else []
    return joined(" ", [*said, _worst(open_goals, worst, around) or _calm(upcoming)])


def _counts(goals: Sequence[Goal], open_goals: Sequence[Goal], around: Around) -> str:
    healths = [around.analysis.healths.get(goal.id) for goal in open_goals]
    well = sum(health is not None and health.state == "on_track" for health in healths)
    if any(health is not None and health.state for health in healths):
        return say(
            "{well:,} of {n:,} open goal is on track.",
            many="{well:,} of {n:,} open goals are on track.",
            well=well,
            n=len(open_goals),
        )
    return say(
        "{n:,} of {goals} is open.",
        many="{n:,} of {goals} are open.",
        n=len(open_goals),
        goals=counted(len(goals), "goal"),
    )


def _worst(open_goals: Sequence[Goal], worst: Reason | None, around: Around) -> str:
    late = [goal for goal in open_goals if is_late(around.facts(goal.id), around)]
    if late:
        return _latest(late, around)
    if worst is not None and worst.badge.tone == "off-track" and worst.badge.word == "off track":
        return say(
            "“{title}” is off track{held_back}.",
            title=visible(worst.goal.title),
            held_back=_held_back(worst.goal, around),
        )
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
        return say(
            "No goal is past its due date; one milestone is {n:,} day overdue.",
            many="No goal is past its due date; one milestone is {n:,} days overdue.",
            n=days[0],
        )
    return say(
        "No goal is past its due date; {days:,} milestones are overdue, the oldest by {n:,} day.",
        many="No goal is past its due date; {days:,} milestones are overdue, the oldest by {n:,} days.",
        days=len(days),
        n=days[-1],
    )


def _at_risk(worst: Reason | None, around: Around) -> str:
    if worst is None or worst.badge.word != "at risk":
        return ""
    return say(
        "“{title}” is at risk{held_back}.", title=visible(worst.goal.title), held_back=_held_back(worst.goal, around)
    )


def _latest(late: Sequence[Goal], around: Around) -> str:
    dated = [(due, goal.path, goal) for goal in late if (due := around.facts(goal.id).due) is not None]
    due, _, goal = min(dated, key=lambda row: row[:2])
    others = say(", the oldest of {late:,} that are past their due date", late=len(late)) if len(late) > 1 else ""
    return say(
        "“{title}” is {overdue}{others}{held_back}.",
        title=visible(goal.title),
        overdue=overdue(due, around.as_of),
        others=others,
        held_back=_held_back(goal, around),
    )


def _held_back(goal: Goal, around: Around) -> str:
    own = (goal.id, *(milestone.id for milestone in goal.milestones))
    waiting = {target for each in own for target in around.plan.blocks.get(each, ())}
    others = [target for target in waiting if around.addresses.home(target) != goal.id]
    if not others:
        return ""
    if len(others) == 1:
        return say(" and holds back “{text}”", text=around.item_link(others[0], others[0], "").text)
    return say(" and holds back {others:,} others", others=len(others))


def _calm(upcoming: Sequence[NextRow]) -> str:
    dated = next((row for row in upcoming if row.day), None)
    if dated is None or dated.day is None:
        return say("Nothing is overdue.")
    return say("Nothing is overdue; next is “{title}”, {near}.", title=dated.title, near=dated.day.near)
