"""What waits for what, goal by goal: a dependency of a milestone or task is one of the goal it stands in."""

from collections.abc import Iterator, Sequence
from itertools import chain

from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId, ItemId
from milepost.report.around import Around
from milepost.report.goal_edge import GoalEdge
from milepost.report.waited import beside_waits, homes_elsewhere


def goal_edges(around: Around) -> tuple[GoalEdge, ...]:
    """Every edge between two goals of a plan, in the order of notes and lines, each once. Linear."""
    goals, homes = around.plan.goals, homes_elsewhere(around)
    found = around.memo.sweep(
        "edges into",
        around.plan.listed,
        (goals, homes),
        lambda name, _: edges_into(goals[name], around),
        beside=lambda name: beside_waits(goals[name], homes),
    )
    return tuple(dict.fromkeys(chain.from_iterable(found.values())))


def edges_into(goal: Goal, around: Around) -> tuple[GoalEdge, ...]:
    """What a goal and its parts wait for in other goals, and the order in which it lists goals below it."""
    return around.shelf.take("edges", goal.id, around, lambda name, own: tuple(_edges_into(name, own)))


def _edges_into(name: GoalId, around: Around) -> Iterator[GoalEdge]:
    goal = around.plan.goals[name]
    waits: list[tuple[str, Dependency]] = [(goal.id, edge) for edge in goal.depends_on]
    for part in _waiting_parts(goal):
        waits += [(part.id, edge) for edge in part.depends_on]
    for waiter, edge in waits:
        before = home_of(edge.target, around)
        if before is not None and before != goal.id:
            yield GoalEdge(before, goal.id, edge.target, waiter, edge.cyclic)
    listed = [milestone for milestone in goal.milestones if milestone.after]
    stands_for = {each.id: _stands_for(each, goal) for each in goal.milestones} if listed else {}
    for milestone in listed:
        before = stands_for.get(ItemId(milestone.after))
        after = stands_for[milestone.id]
        if before is not None and before != after and goal.id not in (before, after):
            yield GoalEdge(before, after, before, after)


def _waiting_parts(goal: Goal) -> Iterator[Milestone | Task]:
    for milestone in goal.milestones:
        if milestone.depends_on:
            yield milestone
        for task in milestone.tasks:
            if task.depends_on:
                yield task


def edges_beside(goal: Goal, around: Around) -> tuple[GoalEdge, ...]:
    """What a goal waits for, then what waits for it or for a part of it."""
    found = around.edges_beside.get(goal.id)
    if found is None:
        found = around.edges_beside[goal.id] = (*edges_into(goal, around), *_edges_from(goal, around))
    return found


def _edges_from(goal: Goal, around: Around) -> Iterator[GoalEdge]:
    waiting = dict.fromkeys(home_of(waiter, around) for _, waiters in held_parts(goal, around) for waiter in waiters)
    for home in waiting:
        if home is not None and home != goal.id:
            yield from (edge for edge in edges_into(around.plan.goals[home], around) if edge.before == goal.id)


def held_parts(goal: Goal, around: Around) -> Iterator[tuple[Milestone | None, Sequence[str]]]:
    """What waits for a goal itself, then what waits for a part of it, with the milestone that this is or is below."""
    for at, waiters in around.derived.held[goal.id]:
        yield goal.milestones[at] if at >= 0 else None, waiters


def home_of(target: str, around: Around) -> GoalId | None:
    """The goal that something is, or stands in; None for what does not exist."""
    if not target:
        return None
    return GoalId(target) if GoalId(target) in around.plan.goals else around.addresses.home(target)


def _stands_for(milestone: Milestone, goal: Goal) -> GoalId:
    return milestone.linked or goal.id
