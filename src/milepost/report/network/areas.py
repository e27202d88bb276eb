"""The plan graph of a very large plan: areas as cards, joined where a goal of one waits for a goal of another."""

from collections.abc import Mapping, Sequence

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.charts.network import MOST_NODES, Edge, Node, network
from milepost.report.goal_edge import GoalEdge
from milepost.report.goal_list import NO_AREA, by_area
from milepost.report.pages.network import GraphFigure, LinkRow
from milepost.report.pages.parts import Link
from milepost.report.roadmap.bars import is_blocked, schedule_of
from milepost.report.roadmap.words import spare_words
from milepost.report.wording import counted

MOST_ROWS = 400

Pair = tuple[str, str]


def area_figure(goals: Sequence[Goal], edges: Sequence[GoalEdge], around: Around) -> GraphFigure:
    """The picture of the largest areas and of all dependencies between them."""
    areas = {name or NO_AREA: inside for name, inside in by_area(goal for goal in goals if not goal.is_mission)}
    shown = sorted(sorted(areas, key=lambda name: (-len(areas[name]), name))[:MOST_NODES])
    area_of = {goal.id: name for name in shown for goal in areas[name]}
    counts: dict[Pair, int] = {}
    least: dict[Pair, int] = {}
    for edge in edges:
        if edge.before not in area_of or edge.after not in area_of or edge.is_cyclic:
            continue
        pair = area_of[edge.before], area_of[edge.after]
        counts[pair] = counts.get(pair, 0) + 1
        slack = _slack(edge.before, around)
        if slack is not None:
            least[pair] = min(slack, least.get(pair, slack))
    pairs = sorted(counts, key=lambda pair: (-counts[pair], pair))
    between = [pair for pair in pairs if pair[0] != pair[1]]
    drawn = _strongest(between, counts)[: len(shown)]
    rows = [_row(pair, counts[pair], least.get(pair), around) for pair in pairs]
    return GraphFigure(
        key="mp_areas",
        caption=_caption(len(shown), between, counts, is_cut=len(drawn) < len(between)),
        description=_description(between, counts),
        network=network([_node(name, areas[name], around) for name in shown], [Edge(*pair) for pair in drawn]),
        rows=tuple(rows[:MOST_ROWS]),
        more=say("{n:,} link not listed", many="{n:,} links not listed", n=len(rows) - MOST_ROWS)
        if len(rows) > MOST_ROWS
        else "",
    )


def _slack(goal: GoalId, around: Around) -> int | None:
    is_open = around.facts(goal).outcome == "open"
    return schedule_of(around.plan.goals[goal], around).total_slack if is_open else None


def _node(name: str, goals: Sequence[Goal], around: Around) -> Node:
    is_open = sum(around.facts(goal.id).outcome == "open" for goal in goals)
    blocked = sum(is_blocked(goal, around) for goal in goals)
    return Node(
        name,
        name,
        say("{is_open:,} open", is_open=is_open) + (say(", {blocked:,} blocked", blocked=blocked) if blocked else ""),
        "plain",
        "",
    )


def _row(pair: Pair, count: int, slack: int | None, around: Around) -> LinkRow:
    spare = spare_words(slack, around) if slack is not None else ""
    return LinkRow(Link(pair[0]), Link(pair[1]), counted(count, "dependency", "dependencies"), spare)


def _strongest(between: Sequence[Pair], counts: Mapping[Pair, int]) -> list[Pair]:
    """Pairs in the direction in which more goals wait, the most lopsided first: what decides which area comes first."""
    lead = {pair: counts[pair] - counts.get((pair[1], pair[0]), 0) for pair in between}
    return sorted((pair for pair in between if lead[pair] > 0), key=lambda pair: (-lead[pair], pair))


def _caption(areas: int, between: Sequence[Pair], counts: Mapping[Pair, int], *, is_cut: bool) -> str:
    across = sum(counts[pair] for pair in between)
    within = sum(counts.values()) - across
    said = say(
        "{dependencies} between {areas}, {within:,} within them",
        dependencies=counted(across, "dependency", "dependencies"),
        areas=counted(areas, "area"),
        within=within,
    )
    return say("{said}; drawn are the links that lead most clearly one way", said=said) if is_cut else said


def _description(between: Sequence[Pair], counts: Mapping[Pair, int]) -> str:
    if not between:
        return say("No area waits for another one.")
    most = between[0]
    return say(
        "Most goals of one area that wait for another: {most} for {most2}, {counts:,}.",
        most=most[1],
        most2=most[0],
        counts=counts[most],
    )
