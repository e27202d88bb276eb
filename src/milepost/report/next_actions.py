"""What to do next: open work that waits for nothing, least days to spare first, then priority."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from milepost.analysis.facts import Analysis
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId, VaultPath
from milepost.model.plan import Plan
from milepost.model.status import ItemState, Status
from milepost.report.holding import is_blocked
from milepost.report.natural import natural

MOST = 7
_RANKS = ("highest", "high", "medium", "", "low", "lowest")
_RESTING = (Status.PROPOSED, Status.PAUSED)
_OPEN = (ItemState.TODO, ItemState.IN_PROGRESS)
_UNFINISHED = (*_OPEN, ItemState.ON_HOLD)


@frozen
class Action:
    """One thing somebody can do now. `to_spare` are the days of slack, None where no due date says anything."""

    title: str
    goal: GoalId
    goal_title: str
    path: VaultPath
    line: int
    due: date | None
    to_spare: int | None
    priority: str
    owner: str


def next_actions(plan: Plan, analysis: Analysis, most: int = MOST) -> tuple[Action, ...]:
    """At most `most` actions. Of a milestone with tasks the first task that is free; nothing of goals at rest.

    What is a milestone of several goals is done once.
    """
    found = [action for goal in plan.goals.values() for action in actions_of(goal, plan, analysis)]
    known = dict[tuple[VaultPath, int, str], Action]()
    for action in sorted(found, key=_urgency):
        known.setdefault((action.path, action.line, action.title), action)
    return tuple(islice(known.values(), most))


def _urgency(action: Action) -> tuple[bool, int, int, date, str, str, int]:
    spare = action.to_spare
    rank = _RANKS.index(action.priority) if action.priority in _RANKS else _RANKS.index("")
    return spare is None, spare or 0, rank, action.due or date.max, natural(action.goal_title), action.path, action.line


def actions_of(goal: Goal, plan: Plan, analysis: Analysis) -> Iterator[Action]:
    """Everything of one goal that somebody can do now, in the note's order."""
    own = analysis.goals[goal.id]
    early = own.start is not None and own.start > analysis.as_of
    if own.outcome != "open" or own.status in _RESTING or early or is_blocked(goal.id, plan, analysis):
        return
    if not goal.milestones and not goal.children and own.kind == "binary":
        yield _action(goal, goal, analysis)
    for milestone in goal.milestones:
        if milestone.linked is None and _can_begin(milestone, analysis):
            part = _first_part(milestone, analysis)
            if part is not None:
                yield _action(part, goal, analysis)


def _is_free(name: str, analysis: Analysis) -> bool:
    dates = analysis.schedule.get(name)
    return dates is None or not (dates.waits_for or dates.dead_blocked)


def _can_begin(part: Milestone | Task, analysis: Analysis) -> bool:
    """Whether it is open, waits for nothing, and its own start is not still ahead."""
    start = part.fields.start
    early = start is not None and start.first > analysis.as_of
    return part.state in _OPEN and not early and _is_free(part.id, analysis)


def _first_part(milestone: Milestone, analysis: Analysis) -> Milestone | Task | None:
    """The first task that can begin, with all it lies in; the milestone where no task is left; else nothing."""
    holders = {task.parent_id for task in milestone.tasks}
    ready, closed, is_left = {milestone.id}, set[str](), False
    for task in milestone.tasks:
        if task.parent_id in closed or task.state not in _UNFINISHED:
            closed.add(task.id)
        elif task.id in holders:
            ready |= {task.id} if task.parent_id in ready and _can_begin(task, analysis) else set()
        elif task.parent_id in ready and _can_begin(task, analysis):
            return task
        else:
            is_left = True
    return None if is_left else milestone


def _action(part: Goal | Milestone | Task, goal: Goal, analysis: Analysis) -> Action:
    dates = analysis.schedule.get(part.id)
    due = part.fields.due.last if part.fields.due else None
    dated = dates is not None and (due is not None or dates.start_by is not None)
    owners = part.owner or goal.owner
    return Action(
        title=part.title,
        goal=goal.id,
        goal_title=goal.title,
        path=part.path,
        line=part.line,
        due=due or (dates.latest_finish if dates is not None and dated else None),
        to_spare=dates.total_slack if dates is not None and dated else None,
        priority=part.fields.priority or goal.fields.priority or "",
        owner=owners[0] if owners else "",
    )
