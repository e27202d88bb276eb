"""The plan graph: what waits for what and what is part of what, as cards from left to right.

Each connected part is a picture, of at most sixty cards; plans of more than five hundred goals are shown by area.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from milepost.graph.order import components
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.network import MOST_NODES
from milepost.report.frame import Framing
from milepost.report.goal_edges import edges_into, goal_edges
from milepost.report.goal_rows import tree
from milepost.report.network.areas import AreaGraph, area_graph
from milepost.report.network.figure import Look, Tie, graph_figure, ties_of
from milepost.report.network.words import finding, reading_words
from milepost.report.pages.kinds import GraphPage
from milepost.report.pages.network import GraphFigure
from milepost.report.pages.parts import Link
from milepost.report.paging import chunks, page_path, pager
from milepost.report.visible import visible
from milepost.report.wording import listing

BY_AREA = 500
CARDS_A_PAGE = 120
MOST_ALONE, MOST_CIRCLES, MOST_NAMES = 60, 12, 6

Pages = dict[str, Callable[[], GraphPage]]
Picture = tuple[Goal, ...]


def graph_pages(around: Around, framing: Framing) -> Pages:
    """`graph.html` and its further pages, each made when it is asked for; none where no goal has to do with another."""
    if not has_graph(around):
        return {}
    graph = _Graph(around, framing)
    if len(around.plan.goals) > BY_AREA:
        return {"graph.html": graph.by_area}
    count = len(graph.pieces())
    return {page_path("graph", number): partial(graph.page, number) for number in range(1, count + 1)}


def has_graph(around: Around) -> bool:
    """Whether any goal waits for another one or is part of it."""
    goals = around.plan.goals.values()
    return any(goal.parents for goal in goals) or any(edges_into(goal, around) for goal in goals)


class _Graph:
    """The pages of one plan's graph. What they share is worked out once."""

    def __init__(self, around: Around, framing: Framing) -> None:
        self._around, self._framing = around, framing
        self._goals = goals = cache(lambda: [goal for goal, _ in tree(list(around.plan.goals.values()), around)])
        self._edges = edges = cache(lambda: goal_edges(around))
        self._ties = ties = cache(lambda: ties_of(edges(), goals()))
        self._waits = waits = cache(lambda: ties_of(edges(), ()))
        self._tangles = tangles = cache(lambda: _circles_of(waits()))
        self.pieces = cache(lambda: _packed(_pictures(goals(), ties(), tangles())))

    def page(self, number: int) -> GraphPage:
        """One page of pictures; the first has the circles, and names the goals that stand alone."""
        pieces, around = self.pieces(), self._around
        ties = [tie for tie in self._ties() if not tie.is_cyclic]
        look = Look(around, "")
        figures = [
            graph_figure(f"mp_part_{number}_{at}", goals, ties, look) for at, goals in enumerate(pieces[number - 1], 1)
        ]
        return self._made(number, figures, self._circles() if number == 1 else ())

    def by_area(self) -> GraphPage:
        """The page of a very large plan."""
        areas = area_graph(self._edges(), self._around)
        return self._made(1, [areas.figure] if areas.figure else [], self._circles(), areas)

    def _made(
        self,
        number: int,
        figures: Sequence[GraphFigure],
        circles: Sequence[GraphFigure],
        areas: AreaGraph | None = None,
    ) -> GraphPage:
        paths = ["graph.html"] if areas else [page_path("graph", at) for at in range(1, len(self.pieces()) + 1)]
        title = (
            say("Plan graph")
            if number == 1
            else say("Plan graph, page {number} of {paths}", number=number, paths=len(paths))
        )
        said = self._said()
        alone = self._alone() if number == 1 and areas is None else []
        return GraphPage(
            head=self._framing.head(paths[number - 1], "graph", title, joined("", (piece.text for piece in said))),
            heading=title,
            headline=said if number == 1 else (),
            figures=tuple(figures),
            circles=tuple(circles),
            reading=reading_words([*figures, *circles]) if figures or circles else areas.finding if areas else "",
            alone=areas.alone if areas else tuple(self._around.goal_link(goal, "") for goal in alone[:MOST_ALONE]),
            alone_words=areas.alone_words if areas else _alone_words(len(alone)),
            pager=pager(paths, number),
        )

    def _said(self) -> tuple[Link, ...]:
        """A circle is news; else what holds back the most."""
        tangled = sum(len(part) for part in self._tangles())
        if tangled:
            return (
                Link(
                    say(
                        "{n:,} goal wait in a circle and cannot be finished.",
                        many="{n:,} goals wait in a circle and cannot be finished.",
                        n=tangled,
                    )
                ),
            )
        return finding(self._edges(), self._around)

    def _circles(self) -> Sequence[GraphFigure]:
        """Goals that wait for each other, each circle in a picture of its own."""
        waits = self._waits()
        look = Look(self._around, "", _circle_caption)
        goals = self._around.plan.goals
        parts = [[goals[name] for name in sorted(part)[:MOST_NODES]] for part in self._tangles()[:MOST_CIRCLES]]
        return [graph_figure(f"mp_circle_{at}", part, waits, look) for at, part in enumerate(parts, 1)]

    def _alone(self) -> list[Goal]:
        tied = {name for tie in self._ties() for name in (tie.before, tie.after)}
        return [goal for goal in self._goals() if goal.id not in tied]


def _circles_of(waits: Sequence[Tie]) -> list[list[GoalId]]:
    """The strongly connected parts that hold an edge which was cut because it closes a circle."""
    if not any(tie.is_cyclic for tie in waits):
        return []
    after: dict[GoalId, list[GoalId]] = {}
    for tie in waits:
        after.setdefault(tie.before, []).append(tie.after)
        after.setdefault(tie.after, [])
    parts = components(after)
    home = {name: at for at, part in enumerate(parts) for name in part}
    cut = sorted({home[tie.before] for tie in waits if tie.is_cyclic and home[tie.before] == home[tie.after]})
    return [parts[at] for at in cut]


def _pictures(goals: Sequence[Goal], ties: Sequence[Tie], circles: Sequence[Sequence[GoalId]]) -> Iterator[Picture]:
    """Connected parts, the largest first, but for those that are all of a circle.

    In a large plan the mission, which holds all together, is left out.
    """
    whole = {frozenset(part) for part in circles}
    is_large = len(goals) > MOST_NODES
    shown = {goal.id for goal in goals if not (is_large and goal.is_mission)}
    beside: dict[GoalId, list[GoalId]] = {}
    for tie in ties:
        if tie.before in shown and tie.after in shown and not tie.is_cyclic:
            beside.setdefault(tie.before, []).append(tie.after)
            beside.setdefault(tie.after, []).append(tie.before)
    home = {name: at for at, part in enumerate(components(beside)) for name in part}
    parts: dict[int, list[Goal]] = {}
    for goal in goals:
        if goal.id in home:
            parts.setdefault(home[goal.id], []).append(goal)
    for part in sorted(parts.values(), key=len, reverse=True):
        if frozenset(goal.id for goal in part) in whole:
            continue
        yield from (tuple(piece) for piece in chunks(part, MOST_NODES))


def _packed(pictures: Iterator[Picture]) -> list[list[Picture]]:
    """Pictures on pages of at most `CARDS_A_PAGE` cards."""
    pages: list[list[Picture]] = [[]]
    room = CARDS_A_PAGE
    for picture in pictures:
        if len(picture) > room:
            pages.append([])
            room = CARDS_A_PAGE
        pages[-1].append(picture)
        room -= len(picture)
    return pages


def _circle_caption(goals: Sequence[Goal], _: Sequence[Tie]) -> str:
    names = [say("“{title}”", title=visible(goal.title)) for goal in goals[:MOST_NAMES]]
    more = [say("{goals:,} more", goals=len(goals) - MOST_NAMES)] if len(goals) > MOST_NAMES else []
    return say("{goals} wait for each other in a circle", goals=listing((*names, *more)))


def _alone_words(count: int) -> str:
    if not count:
        return ""
    said = say("{n:,} goal that has to do with no other", many="{n:,} goals that have to do with no other", n=count)
    return (
        say("{said}, of which {most_alone} are listed", said=said, most_alone=MOST_ALONE)
        if count > MOST_ALONE
        else said
    )
