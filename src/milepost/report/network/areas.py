"""The plan graph of a very large plan: areas as cards, joined where a goal of one waits for a goal of another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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

MOST_ROWS, MOST_ALONE = 400, 60

Pair = tuple[str, str]


class AreaGraph(NamedTuple):
    """The picture of the areas that have to do with each other, if any do, and the `alone` ones with their count."""

    figure: GraphFigure | None
    alone: tuple[Link, ...]
    alone_words: str
    finding: str


def area_graph(goals: Sequence[Goal], edges: Sequence[GoalEdge], around: Around) -> AreaGraph:
    """Of areas joined to others the largest are drawn, with all dependencies between them; the others are named."""
    areas = dict(by_area(goal for goal in goals if not goal.is_mission))
    links = _links(areas, edges, around)
    joined_ones = {name for pair in links.between() for name in pair}
    shown = sorted(sorted(joined_ones, key=lambda name: (-len(areas[name]), name))[:MOST_NODES])
    alone = [name for name in areas if name not in joined_ones]
    return AreaGraph(
        _figure(shown, areas, links.among(set(shown)), around) if shown else None,
        tuple(_area(name, around) for name in alone[:MOST_ALONE]),
        _alone_words(len(alone)),
        "" if shown else _no_picture_words(links),
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """How many dependencies lead from one area to another or to itself, and the least slack of what is waited for."""

    counts: Mapping[Pair, int]
    least: Mapping[Pair, int]

    def pairs(self) -> list[Pair]:
        return sorted(self.counts, key=lambda pair: (-self.counts[pair], pair))

    def between(self) -> list[Pair]:
        return [pair for pair in self.pairs() if pair[0] != pair[1]]

    def among(self, areas: set[str]) -> "_Links":
        return _Links({pair: count for pair, count in self.counts.items() if areas.issuperset(pair)}, self.least)


def _links(areas: Mapping[str, Sequence[Goal]], edges: Sequence[GoalEdge], around: Around) -> _Links:
    area_of = {goal.id: name for name, inside in areas.items() for goal in inside}
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
    return _Links(counts, least)


def _figure(shown: Sequence[str], areas: Mapping[str, Sequence[Goal]], links: _Links, around: Around) -> GraphFigure:
    between = links.between()
    drawn = _strongest(between, links.counts)[: len(shown)]
    rows = [_row(pair, links.counts[pair], links.least.get(pair), around) for pair in links.pairs()]
    return GraphFigure(
        key="mp_areas",
        caption=_caption(len(shown), between, links.counts, is_cut=len(drawn) < len(between)),
        description=_description(between, links.counts),
        network=network([_node(name, areas[name], around) for name in shown], [Edge(*pair) for pair in drawn]),
        rows=tuple(rows[:MOST_ROWS]),
        more=say("{n:,} link not listed", many="{n:,} links not listed", n=len(rows) - MOST_ROWS)
        if len(rows) > MOST_ROWS
        else "",
    )


def _area(name: str, around: Around) -> Link:
    return around.area_link(name, "") if name else Link(NO_AREA)


def _slack(goal: GoalId, around: Around) -> int | None:
    is_open = around.facts(goal).outcome == "open"
    return schedule_of(around.plan.goals[goal], around).total_slack if is_open else None


def _node(name: str, goals: Sequence[Goal], around: Around) -> Node:
    is_open = sum(around.facts(goal.id).outcome == "open" for goal in goals)
    blocked = sum(is_blocked(goal, around) for goal in goals)
    link = _area(name, around)
    return Node(
        name,
        link.text,
        say("{is_open:,} open", is_open=is_open) + (say(", {blocked:,} blocked", blocked=blocked) if blocked else ""),
        "plain",
        link.href,
    )


def _row(pair: Pair, count: int, slack: int | None, around: Around) -> LinkRow:
    spare = spare_words(slack, around) if slack is not None else ""
    return LinkRow(_area(pair[0], around), _area(pair[1], around), counted(count, "dependency", "dependencies"), spare)


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
    most = between[0]
    return say(
        "Most goals of one area that wait for another: {most} for {most2}, {counts:,}.",
        most=most[1] or NO_AREA,
        most2=most[0] or NO_AREA,
        counts=counts[most],
    )


def _no_picture_words(links: _Links) -> str:
    within = sum(links.counts.values())
    return say(
        "No area waits for another one; {dependencies} within them.",
        dependencies=counted(within, "dependency lies", "dependencies lie"),
    )


def _alone_words(count: int) -> str:
    if not count:
        return ""
    said = say("{n:,} area that waits for no other", many="{n:,} areas that wait for no other", n=count)
    if count <= MOST_ALONE:
        return said
    return say("{said}, of which {most_alone} are listed", said=said, most_alone=MOST_ALONE)
