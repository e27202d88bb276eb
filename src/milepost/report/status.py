"""The overview as one value: how the plan stands, what is overdue, what comes next. Any surface may print it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain

from milepost.analysis.facts import Analysis, MilestoneState
from milepost.analysis.forecast.reference import closed_spans
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Spot
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.report.badges import is_overdue
from milepost.report.jsonable import Json, day, rounded
from milepost.report.material import Material
from milepost.report.outlook_words import ratio_words
from milepost.report.upcoming import UNDERWAY, soonest, upcoming
from milepost.report.wording import counted

_OPEN = "open"
_ORDER = ("active", "paused", "planned", "proposed", "done", "missed", "dropped")


@frozen
class Point:
    """Something with a date: a milestone of a goal, or (`is_goal`) a goal's own due date."""

    title: str
    goal: GoalId
    goal_title: str
    due: date | None
    due_text: str
    is_goal: bool = False


@frozen
class GoalLine:
    """One goal in the list, indented below its parent."""

    id: GoalId
    title: str
    depth: int
    status: str
    health: str
    outcome: str
    progress: Fraction | None
    done_count: int
    total_count: int
    due: date | None
    due_text: str


@frozen
class Overview:
    """The whole. `goals` holds the open ones in tree order, `closed` counts the others; `guess` explains a guess.

    `took` says how long closed goals took against what was planned for them, "" where too few are known.
    """

    title: str
    as_of: date
    progress: Fraction | None
    goal_count: int
    by_status: Mapping[str, int]
    milestones_done: int
    milestones: int
    mission: str
    overdue: tuple[Point, ...]
    next: tuple[Point, ...]
    goals: tuple[GoalLine, ...]
    closed: int
    guess: str
    took: str = ""


def overview(material: Material) -> Overview:
    """The overview of one build. The mission is the title's business, not a goal of the list."""
    plan, analysis = material.plan, material.analysis
    lines = tuple(tree_lines(plan, analysis, leave_out=plan.mission))
    open_lines = tuple(line for line in lines if line.outcome == _OPEN)
    done, total = _milestone_counts(plan, analysis)
    return Overview(
        title=plan.title or material.vault_name,
        as_of=analysis.as_of,
        progress=analysis.progress,
        goal_count=len(plan.goals),
        by_status={word: analysis.by_status[word] for word in _ORDER if analysis.by_status.get(word)},
        milestones_done=done,
        milestones=total,
        mission=plan.goals[plan.mission].title if plan.mission else "",
        overdue=_by_date(_overdue(plan, analysis)),
        next=tuple(_next(plan, analysis)),
        goals=open_lines,
        closed=len(lines) - len(open_lines),
        guess=guess_sentence(plan),
        took=ratio_words(closed_spans(analysis)),
    )


def guess_sentence(plan: Plan) -> str:
    """What a reader must know when no note says that it is a goal; empty when one does."""
    if plan.goal_rule != "guessed" or not plan.goals:
        return ""
    look, why = f"These {len(plan.goals)} look", plan.guess_reason
    if len(plan.goals) == 1:
        look, why = "This one looks", why.replace("they have", "it has")
    return (
        f"No note says that it is a goal. {look} like it, because {why}; to choose, add `type: goal` or `goals = […]`."
    )


def tree_lines(plan: Plan, analysis: Analysis, leave_out: GoalId | None = None) -> Iterator[GoalLine]:
    """Every goal once, children below the first of their parents, siblings in path order. No recursion.

    The children of `leave_out` take its place.
    """
    seen: set[GoalId] = set()
    roots = [goal for goal in plan.goals.values() if not goal.parents]
    waiting = [(goal.id, 0) for goal in reversed([*roots, *plan.goals.values()])]
    while waiting:
        goal_id, depth = waiting.pop()
        if goal_id in seen:
            continue
        seen.add(goal_id)
        goal = plan.goals[goal_id]
        if goal_id != leave_out:
            yield _goal_line(goal, analysis, depth)
            depth += 1
        waiting += [(child, depth) for child in reversed(goal.children) if child not in seen]


def overview_json(found: Overview) -> Json:
    """The same for programs."""
    return {
        "schema_version": 1,
        "as_of": day(found.as_of),
        "title": found.title,
        "mission": found.mission or None,
        "guess": found.guess or None,
        "progress": rounded(found.progress),
        "goal_count": found.goal_count,
        "by_status": dict(found.by_status),
        "milestones": {"done": found.milestones_done, "total": found.milestones},
        "overdue": [_point_json(point) for point in found.overdue],
        "next": [_point_json(point) for point in found.next],
        "goals": [_line_json(line) for line in found.goals],
        "closed": found.closed,
        "took": found.took or None,
    }


def status_words(by_status: Mapping[str, int]) -> str:
    """`5 active, 2 planned`."""
    return ", ".join(f"{count} {status}" for status, count in by_status.items())


def goals_words(found: Overview) -> str:
    """`8 goals: 5 active, 2 planned, 1 done`."""
    words = status_words(found.by_status)
    return f"{counted(found.goal_count, 'goal')}{f': {words}' if words else ''}"


def _goal_line(goal: Goal, analysis: Analysis, depth: int) -> GoalLine:
    facts, health = analysis.goals[goal.id], analysis.healths.get(goal.id)
    return GoalLine(
        id=goal.id,
        title=goal.title,
        depth=depth,
        status=facts.status.value,
        health=(health.state if health else None) or "",
        outcome=facts.outcome,
        progress=facts.progress.value,
        done_count=facts.progress.done_count,
        total_count=facts.progress.total_count,
        due=facts.due,
        due_text=facts.due_text,
    )


def _milestone_counts(plan: Plan, analysis: Analysis) -> tuple[int, int]:
    """Done, and all that are not cancelled; a note that is a milestone of several goals counts once."""
    states = {
        one.written_at: facts.state
        for goal in plan.goals.values()
        for one, facts in zip(goal.milestones, analysis.goals[goal.id].milestones.values(), strict=True)
    }
    counted_in = [state for state in states.values() if state is not MilestoneState.CANCELLED]
    return sum(state is MilestoneState.DONE for state in counted_in), len(counted_in)


def _overdue(plan: Plan, analysis: Analysis) -> Iterator[Point]:
    """Goals and milestones past their dates; a note that is a milestone of several goals once, with the first."""
    seen = set[Spot]()
    for goal in plan.goals.values():
        facts = analysis.goals[goal.id]
        if facts.outcome != _OPEN or facts.status.value not in UNDERWAY:
            continue
        if facts.due and facts.due < analysis.as_of:
            yield Point(goal.title, goal.id, goal.title, facts.due, facts.due_text, is_goal=True)
        for milestone in goal.milestones:
            each = facts.milestones[milestone.id]
            if is_overdue(each) and milestone.written_at not in seen:
                seen.add(milestone.written_at)
                yield Point(milestone.title, goal.id, goal.title, each.due, each.due_text)


def _next(plan: Plan, analysis: Analysis) -> Iterator[Point]:
    found = chain.from_iterable(upcoming(goal, plan, analysis) for goal in plan.goals.values())
    for _, goal, milestone in soonest(found):
        each = analysis.goals[goal.id].milestones[milestone.id]
        yield Point(milestone.title, goal.id, goal.title, each.due, each.due_text)


def _by_date(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.due or date.max, point.goal, point.title)))


def _point_json(point: Point) -> Json:
    return {
        "title": point.title,
        "goal": point.goal,
        "is_goal": point.is_goal,
        "due": day(point.due),
        "due_text": point.due_text or None,
    }


def _line_json(line: GoalLine) -> Json:
    return {
        "id": line.id,
        "title": line.title,
        "depth": line.depth,
        "status": line.status,
        "health": line.health or None,
        "progress": rounded(line.progress),
        "done_count": line.done_count,
        "total_count": line.total_count,
        "due": day(line.due),
        "due_text": line.due_text or None,
    }
