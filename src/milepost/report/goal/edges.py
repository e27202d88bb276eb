"""What a goal waits for and what it holds back, as rows."""

from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import IN_GOALS, Around
from milepost.report.badges import milestone_badge
from milepost.report.held_back import HeldBack, held_back
from milepost.report.pages.goal import EdgeList, EdgeRow
from milepost.report.pages.parts import Badge, Link
from milepost.report.visible import visible
from milepost.report.wording import day_words

MOST_EDGES, MOST_SHOWN = 60, 10
MOST_STEPS = 6


def waits_for(goal: Goal, around: Around) -> EdgeList | None:
    """What has to be finished before the goal can start."""
    rows = []
    for edge in goal.depends_on[:MOST_EDGES]:
        remarks = [say("{text} later", text=visible(edge.lag.text))] if edge.lag else []
        if edge.cyclic:
            remarks.append(say("part of a circle, not followed"))
        if not edge.target:
            remarks.append(say("leads nowhere"))
        link = around.item_link(edge.target, edge.written, IN_GOALS)
        rows.append(EdgeRow(link, _badge(edge.target, around), joined(", ", [*_dates(edge.target, around), *remarks])))
    is_closed = around.facts(goal.id).status.is_closed
    return _listed(say("Waited for") if is_closed else say("Waits for"), rows)


def holds_back(goal: Goal, around: Around) -> EdgeList | None:
    """What waits for the goal, or for a milestone or task of it."""
    return _listed(say("Holds back"), [_held(one, around) for one in held_back(goal, around)[:MOST_EDGES]])


def _listed(title: str, rows: Sequence[EdgeRow]) -> EdgeList | None:
    if not rows:
        return None
    left = len(rows) - MOST_SHOWN
    words = say("and {n:,} more", n=left) if left > 0 else ""
    return EdgeList(title, tuple(rows[:MOST_SHOWN]), tuple(rows[MOST_SHOWN:]), words)


def _held(one: HeldBack, around: Around) -> EdgeRow:
    remarks = []
    if one.part is not None:
        title = around.plain(one.part.title, one.part.path, one.part.line)
        remarks.append(say("waits for {plain}", plain=title))
    remarks += [say("in {title}", title=visible(around.plan.goals[home].title)) for home in one.homes]
    link = around.item_link(one.target, one.target, IN_GOALS)
    return EdgeRow(link, _badge(one.target, around), joined(", ", remarks))


def _badge(target: str, around: Around) -> Badge | None:
    if GoalId(target) in around.plan.goals:
        return around.badge(GoalId(target))
    milestone = around.milestone(target)
    return milestone_badge(milestone) if milestone else None


def _dates(target: str, around: Around) -> Sequence[str]:
    goal = around.plan.goals.get(GoalId(target))
    milestone = None if goal else around.milestone(target)
    due = around.facts(goal.id).due if goal else milestone.due if milestone else None
    return (say("due {due}", due=day_words(due)),) if due else ()


def breadcrumb(goal: Goal, around: Around) -> tuple[Link, ...]:
    """From the overview by the nearest ancestors, along first parents, down to the goal's own."""
    above: list[Link] = []
    current = goal
    while current.parents and len(above) < MOST_STEPS:
        current = around.plan.goals[current.parents[0]]
        above.append(around.goal_link(current, IN_GOALS))
    gap = [Link("…")] if current.parents and above else []
    return (Link(say("Overview"), f"{IN_GOALS}index.html"), *gap, *reversed(above))
