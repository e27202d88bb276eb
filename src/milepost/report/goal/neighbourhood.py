"""The neighbourhood of a goal: what it waits for and what it holds back, two steps each way, as a small graph."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.report.around import IN_GOALS, Around
from milepost.report.goal_edge import GoalEdge
from milepost.report.goal_edges import edges_beside
from milepost.report.goal_rows import in_order
from milepost.report.held_back import is_open
from milepost.report.network.figure import Look, Tie, graph_figure, ties_of
from milepost.report.pages.network import GraphFigure
from milepost.report.wording import listing

MOST_GOALS = 40
STEPS = 2


def neighbourhood(goal: Goal, around: Around) -> GraphFigure | None:
    """The picture; None for a goal that waits for no other and holds back none."""
    found: dict[GoalId, None] = {goal.id: None}
    edges: dict[GoalEdge, None] = {}
    reached = [goal.id]
    for _ in range(STEPS):
        fresh: list[GoalId] = []
        for name in reached:
            for edge in _by_turns(name, edges_beside(around.plan.goals[name], around)):
                other = edge.after if edge.before == name else edge.before
                if other not in found and len(found) < MOST_GOALS:
                    found[other] = None
                    fresh.append(other)
                edges[edge] = None
        reached = fresh
    if len(found) == 1:
        return None
    goals = in_order((around.plan.goals[name] for name in found), around)
    caption = partial(_caption, goal.id, [edge for edge in edges if _holds(edge, goal.id, around)])
    return graph_figure("mp_near", goals, ties_of(tuple(edges), ()), Look(around, IN_GOALS, caption, here=goal.id))


def _by_turns(name: GoalId, edges: Sequence[GoalEdge]) -> Iterator[GoalEdge]:
    """What a goal waits for and what waits for it in turns: where there is room for some, both are seen."""
    before, after = [edge for edge in edges if edge.after == name], [edge for edge in edges if edge.after != name]
    yield from (edge for pair in zip_longest(before, after) for edge in pair if edge is not None)


def _holds(edge: GoalEdge, here: GoalId, around: Around) -> bool:
    """Whether it is one of the goal's own that still keeps something waiting."""
    if here not in (edge.before, edge.after) or around.is_done(edge.target):
        return False
    return is_open(edge.waiter, around.addresses.home(edge.waiter), around)


def _caption(here: GoalId, edges: Sequence[GoalEdge], goals: Sequence[Goal], _: Sequence[Tie]) -> str:
    """`It waits for 2 goals and holds back 1`, and how many of them are shown where that is not all."""
    if not edges:
        return say("It waits for nothing and holds back nothing")
    before = {edge.before for edge in edges if edge.after == here}
    after = {edge.after for edge in edges if edge.before == here}
    said = []
    if before:
        said.append(say("waits for {n:,} goal", many="waits for {n:,} goals", n=len(before)))
    if after:
        said.append(
            say("holds back {after:,}", after=len(after))
            if before
            else say("holds back {n:,} goal", many="holds back {n:,} goals", n=len(after))
        )
    shown = sum(goal.id in before or goal.id in after for goal in goals)
    sentence = say("It {tuple}", tuple=listing(tuple(said)))
    if shown == len(before | after):
        return sentence
    return say("{sentence}; {shown:,} of them are shown", sentence=sentence, shown=shown)
