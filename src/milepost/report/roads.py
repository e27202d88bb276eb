"""From a goal and its figures to what its road is drawn of."""

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.quick import quick
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.charts.road import Road, large_road
from milepost.report.charts.road_plan import RoadPlan, RoadPost
from milepost.report.visible import visible

MOST_POSTS = 400

_STATES = {
    MilestoneState.DONE: say("done"),
    MilestoneState.CANCELLED: say("cancelled"),
    MilestoneState.OVERDUE: say("overdue"),
    MilestoneState.NEXT: say("next"),
    MilestoneState.OPEN: say("open"),
}


_DONE, _NEXT = MilestoneState.DONE, MilestoneState.NEXT


def road_plan(goal: Goal, facts: GoalFacts, around: Around, *, is_small: bool = False) -> RoadPlan:
    """The road of a goal; milestones that do not count are not on it. A small one names none but the next post."""
    figures = facts.milestones
    counted = [(each, own) for each in goal.milestones if (own := figures[each.id]).counted][:MOST_POSTS]
    posts: list[RoadPost] = []
    for each, own in counted:
        state, due = own.state, own.due
        day = own.done or due if state is _DONE else due
        title = "" if is_small and state is not _NEXT else milestone_title(each, around)
        posts.append(quick(RoadPost, (title, _STATES[state], day, own.waiting_for_approval)))
    stages = _stages(goal, counted) if goal.stages else ()
    return RoadPlan(around.as_of, facts.start, facts.due, tuple(posts), stages, facts.status.is_closed)


def goal_road(goal: Goal, facts: GoalFacts, around: Around) -> Road | None:
    """The large road; None where there is nothing to draw, neither milestones nor a way from a start to a due date."""
    if not goal.milestones and (facts.start is None or facts.due is None):
        return None
    return large_road(road_plan(goal, facts, around))


def milestone_title(milestone: Milestone, around: Around) -> str:
    """A milestone's name as plain text: the goal's it stands for, else its own without markup."""
    if milestone.linked is not None:
        return visible(around.plan.goals[milestone.linked].title)
    return around.plain(milestone.title, milestone.path, milestone.line)


def _stages(goal: Goal, counted: list[tuple[Milestone, MilestoneFacts]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    place = {milestone.id: at for at, (milestone, _) in enumerate(counted)}
    return tuple(
        (visible(stage.title), tuple(place[each] for each in stage.milestones if each in place))
        for stage in goal.stages
    )
