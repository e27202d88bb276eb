"""One sentence or two that say how the plan stands, made of its figures; no adjective that no figure backs."""

from collections.abc import Sequence
from datetime import date

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.scale import shortened
from milepost.report.held_back import held_back
from milepost.report.overview.tally import Tally
from milepost.report.pages.overview import NextRow
from milepost.report.reason import Reason
from milepost.report.visible import visible
from milepost.report.wording import counted, overdue

_TITLE_ROOM = 80


def verdict(of: Tally, upcoming: Sequence[NextRow], around: Around) -> str:
    """How many goals are open and well, then the one that is worst off, or what comes next where nothing is late."""
    if not of.open:
        return say("The goal is closed.") if of.goals == 1 else say("All {goals:,} goals are closed.", goals=of.goals)
    said = [_counts(of)] if of.goals > 1 else []
    return joined(" ", [*said, _worst(of, around) or _calm(upcoming)])


def _counts(of: Tally) -> str:
    if of.judged:
        return say(
            "{well:,} of {n:,} open goal is on track.",
            many="{well:,} of {n:,} open goals are on track.",
            well=of.well,
            n=of.open,
        )
    return say(
        "{n:,} of {goals} is open.",
        many="{n:,} of {goals} are open.",
        n=of.open,
        goals=counted(of.goals, "goal"),
    )


def _worst(of: Tally, around: Around) -> str:
    if of.latest:
        return _latest(of.latest, of.late, around)
    worst = of.worst[0] if of.worst else None
    if worst is not None and worst.badge.tone == "off-track" and worst.badge.word == "off track":
        return say(
            "“{title}” is off track{held_back}.",
            title=_named(worst.goal.title),
            held_back=_held_back(worst.goal, around),
        )
    if of.overdue_since is None:
        return _at_risk(worst, around)
    days = (around.as_of - of.overdue_since).days
    if of.overdue == 1:
        return say(
            "No goal is past its due date; one milestone is {n:,} day overdue.",
            many="No goal is past its due date; one milestone is {n:,} days overdue.",
            n=days,
        )
    return say(
        "No goal is past its due date; {days:,} milestones are overdue, the oldest by {n:,} day.",
        many="No goal is past its due date; {days:,} milestones are overdue, the oldest by {n:,} days.",
        days=of.overdue,
        n=days,
    )


def _at_risk(worst: Reason | None, around: Around) -> str:
    if worst is None or worst.badge.word != "at risk":
        return ""
    return say(
        "“{title}” is at risk{held_back}.", title=_named(worst.goal.title), held_back=_held_back(worst.goal, around)
    )


def _latest(latest: tuple[date, str, GoalId], late: int, around: Around) -> str:
    due, goal = latest[0], around.plan.goals[latest[2]]
    others = say(", the oldest of {late:,} that are past their due date", late=late) if late > 1 else ""
    return say(
        "“{title}” is {overdue}{others}{held_back}.",
        title=_named(goal.title),
        overdue=overdue(due, around.as_of),
        others=others,
        held_back=_held_back(goal, around),
    )


def _held_back(goal: Goal, around: Around) -> str:
    others = held_back(goal, around)
    if not others:
        return ""
    if len(others) == 1:
        title = around.item_link(others[0].target, others[0].target, "").text
        return say(" and holds back “{text}”", text=shortened(title, _TITLE_ROOM))
    return say(" and holds back {others:,} others", others=len(others))


def _calm(upcoming: Sequence[NextRow]) -> str:
    dated = next((row for row in upcoming if row.day), None)
    if dated is None or dated.day is None:
        return say("Nothing is overdue.")
    return say(
        "Nothing is overdue; next is “{title}”, {near}.", title=shortened(dated.title, _TITLE_ROOM), near=dated.day.near
    )


def _named(title: str) -> str:
    return shortened(visible(title), _TITLE_ROOM)
