"""The plan graph of a very large plan: areas as cards, joined where a goal of one waits for a goal of another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from milepost.analysis.schedule.schedule import Schedule
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.sweep import Inputs
from milepost.report.around import Around
from milepost.report.charts.network import MOST_NODES, Edge, Node, network
from milepost.report.goal_edge import GoalEdge
from milepost.report.goal_list import NO_AREA
from milepost.report.holding import held_back
from milepost.report.natural import natural
from milepost.report.pages.network import GraphFigure, LinkRow
from milepost.report.pages.parts import Link
from milepost.report.roadmap.bars import is_blocked
from milepost.report.roadmap.words import spare_words
from milepost.report.visible import visible
from milepost.report.wording import counted

MOST_ROWS, MOST_ALONE = 400, 60

Pair = tuple[str, str]


class AreaGraph(NamedTuple):
    """The picture of the areas that have to do with each other, if any do, and the `alone` ones with their count."""

    figure: GraphFigure | None
    alone: tuple[Link, ...]
    alone_words: str
    finding: str


class _Card(NamedTuple):
    """What a goal says of its area."""

    area: str
    is_open: bool
    is_blocked: bool
    slack: int | None


class _Area(NamedTuple):
    """How many goals an area has, and how many of them are open and blocked."""

    goals: int = 0
    open: int = 0
    blocked: int = 0


_NONE = _Area()


def area_graph(edges: Sequence[GoalEdge], around: Around) -> AreaGraph:
    """Of areas joined to others the largest are drawn, with all dependencies between them; the others are named."""
    cards = _cards(around)
    areas = _areas(card for card in cards.values() if card is not None)
    links = _links(cards, edges)
    joined_ones = {name for pair in links.between() for name in pair}
    shown = sorted(sorted(joined_ones, key=lambda name: (-areas[name].goals, name))[:MOST_NODES])
    alone = [name for name in areas if name not in joined_ones]
    return AreaGraph(
        _figure(shown, areas, links.among(set(shown)), around) if shown else None,
        tuple(_area(name, around) for name in alone[:MOST_ALONE]),
        _alone_words(len(alone)),
        "" if shown else _no_picture_words(links),
    )


def _cards(around: Around) -> Mapping[GoalId, _Card | None]:
    plan, figures, memo = around.plan, around.analysis, around.memo
    dates = figures.schedule
    reads = dates.reads if isinstance(dates, Schedule) else {}

    def card(name: GoalId, _known: object) -> _Card | None:
        goal = plan.goals[name]
        if goal.is_mission:
            return None
        is_open = around.facts(name).outcome == "open"
        read = reads.get(name) if is_open else None
        return _Card(visible(goal.area), is_open, is_blocked(goal, around), read.slack if read is not None else None)

    inputs: Sequence[Inputs] = (plan.goals, figures.goals, reads, *held_back(plan, figures, memo))
    return memo.sweep("area in graph", plan.listed, inputs, card)


def _areas(cards: Iterable[_Card]) -> Mapping[str, _Area]:
    """By name, "" last."""
    found: dict[str, _Area] = {}
    for card in cards:
        goals, is_open, blocked = found.get(card.area, _NONE)
        found[card.area] = _Area(goals + 1, is_open + card.is_open, blocked + card.is_blocked)
    return {name: found[name] for name in sorted(found, key=lambda name: (not name, natural(name), name))}


@frozen
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


def _links(cards: Mapping[GoalId, _Card | None], edges: Sequence[GoalEdge]) -> _Links:
    counts: dict[Pair, int] = {}
    least: dict[Pair, int] = {}
    for edge in edges:
        before, after = cards.get(edge.before), cards.get(edge.after)
        if before is None or after is None or edge.is_cyclic:
            continue
        pair = before.area, after.area
        counts[pair] = counts.get(pair, 0) + 1
        if before.slack is not None:
            least[pair] = min(before.slack, least.get(pair, before.slack))
    return _Links(counts, least)


def _figure(shown: Sequence[str], areas: Mapping[str, _Area], links: _Links, around: Around) -> GraphFigure:
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


def _node(name: str, own: _Area, around: Around) -> Node:
    link = _area(name, around)
    blocked = say(", {blocked:,} blocked", blocked=own.blocked) if own.blocked else ""
    return Node(name, link.text, say("{is_open:,} open", is_open=own.open) + blocked, "plain", link.href)


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
