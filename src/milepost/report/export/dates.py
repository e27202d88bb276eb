"""What a calendar shows of the plan (`export ics`): when open goals and their milestones are due, as all-day events.

A coarse due date is the span that was written. An event keeps its name for as long as its goal's or milestone's id is
the same.
"""

import hashlib
from collections.abc import Iterator
from datetime import date

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.model.calendar import Period
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Spot
from milepost.report.around import Around
from milepost.report.badges import milestone_badge
from milepost.report.crawlers import site_address
from milepost.report.plan_title import plan_title
from milepost.report.roads import milestone_title
from milepost.report.visible import visible
from milepost.report.wording import capital, percent

_AHEAD = (MilestoneState.OVERDUE, MilestoneState.NEXT, MilestoneState.OPEN)


@frozen
class DueEvent:
    """From `first` to `last`, both included. `href` is where the site shows it, from the site's root."""

    name: str
    kind: str
    title: str
    text: str
    first: date
    last: date
    href: str


@frozen
class PlanCalendar:
    """All of them, soonest first. `address` is the site's, "" where nobody knows it."""

    title: str
    as_of: date
    address: str
    events: tuple[DueEvent, ...]


def plan_calendar(around: Around) -> PlanCalendar:
    """The calendar of one build."""
    seen = set[Spot]()
    found = [event for goal in around.plan.goals.values() for event in _events(goal, seen, around)]
    soonest = sorted(found, key=lambda event: (event.last, event.first, event.title, event.name))
    material = around.material
    return PlanCalendar(plan_title(material), around.as_of, site_address(material), tuple(soonest))


def _events(goal: Goal, seen: set[Spot], around: Around) -> Iterator[DueEvent]:
    """What a goal has dates for; a milestone of several goals once: it is `seen`."""
    facts = around.facts(goal.id)
    if facts.outcome != "open":
        return
    if goal.fields.due:
        yield _goal_event(goal, goal.fields.due, around)
    for milestone in goal.milestones:
        due = milestone.fields.due  # one that stands for a goal and has no date of its own is that goal's event
        if due and facts.milestones[milestone.id].state in _AHEAD and milestone.written_at not in seen:
            seen.add(milestone.written_at)
            yield _milestone_event(milestone, due, goal, around)


def _goal_event(goal: Goal, due: Period, around: Around) -> DueEvent:
    said = f"Goal, {around.badge(goal.id).word}{_so_far(around.facts(goal.id))}"
    return DueEvent(
        name=_name("goal", goal.id),
        kind="Goal",
        title=visible(goal.title),
        text=_lines(said, due, around.owner(goal.owner)),
        first=due.first,
        last=due.last,
        href=around.addresses.goal(goal.id),
    )


def _milestone_event(milestone: Milestone, due: Period, goal: Goal, around: Around) -> DueEvent:
    facts = around.facts(goal.id).milestones[milestone.id]
    own, title = f"Milestone, {milestone_badge(facts).word}{_so_far(facts)}", visible(goal.title)
    return DueEvent(
        name=_name("milestone", milestone.id),
        kind="Milestone",
        title=f"{milestone_title(milestone, around)} · {title}",
        text=_lines(f"{own}\nOf “{title}”", due, around.owner(milestone.owner or goal.owner)),
        first=due.first,
        last=due.last,
        href=around.addresses.own_item(goal.id, milestone.id),
    )


def _name(kind: str, own: str) -> str:
    """A name that no other plan's event has by accident and every calendar can hold, whatever the id is made of."""
    digest = hashlib.sha256(f"{kind}:{own}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:32]}@milepost"


def _so_far(facts: GoalFacts | MilestoneFacts) -> str:
    value = facts.progress.value
    return f", {percent(value)}" if value else ""


def _lines(first: str, due: Period, owner: str) -> str:
    written = due.text if due.first != due.last else ""
    said = [first, f"Due {visible(written)}" if written else "", f"Owner: {owner}" if owner else ""]
    return "\n".join(capital(line) for line in said if line)
