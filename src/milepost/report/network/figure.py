"""One picture of the plan graph: some goals as cards, what waits for what, and the same as a table."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.quick import quick
from milepost.model.said import joined, say
from milepost.report.around import Around, from_page
from milepost.report.charts.network import Edge, Node, network
from milepost.report.charts.scale import shortened
from milepost.report.goal_edge import GoalEdge
from milepost.report.pages.network import GraphFigure, LinkRow
from milepost.report.pages.parts import Link
from milepost.report.roadmap.bars import is_blocked
from milepost.report.roadmap.words import spare_words
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, percent

MOST_ROWS = 200
_TITLE_ROOM, _STATE_ROOM = 60, 26


class Tie(NamedTuple):
    """An edge of the graph: `after` waits for `before`, or (`is_tree`) is the goal it is part of."""

    before: GoalId
    after: GoalId
    is_tree: bool = False
    is_cyclic: bool = False


def ties_of(edges: Sequence[GoalEdge], goals: Sequence[Goal]) -> list[Tie]:
    """Dependencies and the goal tree, each edge once; an edge that is both is a dependency."""
    ties = {(goal.id, parent): Tie(goal.id, parent, is_tree=True) for goal in goals for parent in goal.parents}
    for before, after, *_, is_cyclic in edges:
        ties[before, after] = quick(Tie, (before, after, False, is_cyclic))
    return list(ties.values())


def graph_figure(key: str, goals: Sequence[Goal], ties: Sequence[Tie], look: "Look") -> GraphFigure:
    """The picture of some goals and of the edges between them."""
    here = {goal.id for goal in goals}
    own = [tie for tie in ties if tie.before in here and tie.after in here]
    left_out = len([None for tie in ties if (tie.before in here) != (tie.after in here)])
    more = (
        [say("{n:,} more edge to other goals", many="{n:,} more edges to other goals", n=left_out)] if left_out else []
    )
    if len(own) > MOST_ROWS:
        more.append(say("{n:,} edge not listed", many="{n:,} edges not listed", n=len(own) - MOST_ROWS))
    return GraphFigure(
        key=key,
        caption=look.caption(goals, own),
        description=_description(goals, own),
        network=network([look.node(goal) for goal in goals], [look.edge(tie) for tie in own]),
        rows=tuple(look.row(tie) for tie in own[:MOST_ROWS]),
        more=listing(tuple(more)),
        is_circle=any(tie.is_cyclic for tie in own),
    )


Caption = Callable[[Sequence[Goal], Sequence[Tie]], str]


class Look:
    """How goals and edges look on a page at `root`; `here` is the goal whose page it is."""

    def __init__(self, around: Around, root: str, caption: Caption | None = None, here: str = "") -> None:
        self._around, self._root, self._here = around, root, here
        self._caption = caption

    def node(self, goal: Goal) -> Node:
        """A goal as a card; without a link on its own page."""
        card = self._card(goal.id)
        name, title, state, tone, href, spare, is_heavy, is_blocked, _ = card
        is_here = goal.id == self._here
        href = "" if is_here else from_page(href, self._root)
        node: Node = quick(Node, (name, title, state, tone, href, spare, is_heavy, is_blocked, is_here))
        return node

    def edge(self, tie: Tie) -> Edge:
        """An edge as a line."""
        is_heavy = not tie.is_tree and self._card(tie.before).is_heavy and self._card(tie.after).is_heavy
        edge: Edge = quick(Edge, (tie.before, tie.after, tie.is_tree, is_heavy, tie.is_cyclic))
        return edge

    def row(self, tie: Tie) -> LinkRow:
        """An edge as a row."""
        kind = say("part of") if tie.is_tree else say("circle") if tie.is_cyclic else say("before")
        row: LinkRow = quick(
            LinkRow, (self._link(tie.before), self._link(tie.after), kind, self._card(tie.before).spare)
        )
        return row

    def _card(self, goal: GoalId) -> Node:
        """A goal's card, which stands on the pages of its neighbours too, with its address from the site's root."""
        return self._around.shelf.take("card", goal, self._around, _card)

    def _link(self, goal: GoalId) -> Link:
        return self._around.goal_link(self._around.plan.goals[goal], self._root)

    def _single(self, tie: Tie) -> str:
        """`“Fit out” waits for “Find a home”`."""
        before, after = (shortened(self._link(name).text, _TITLE_ROOM) for name in (tie.before, tie.after))
        return (
            say("“{before}” is part of “{after}”", before=before, after=after)
            if tie.is_tree
            else say("“{after}” waits for “{before}”", after=after, before=before)
        )

    def caption(self, goals: Sequence[Goal], ties: Sequence[Tie]) -> str:
        """`12 goals, 5 dependencies: 2 goals blocked, 3 on the critical path`, or what was asked for."""
        if self._caption is not None:
            return self._caption(goals, ties)
        if len(ties) == 1:
            return self._single(ties[0])
        waits = sum(not tie.is_tree for tie in ties)
        said = say(
            "{goals}, {dependencies}",
            goals=counted(len(goals), "goal"),
            dependencies=counted(waits, "dependency", "dependencies") if waits else say("one tree"),
        )
        blocked = sum(self._card(goal.id).is_blocked for goal in goals)
        heavy = sum(self._card(goal.id).is_heavy for goal in goals)
        remarks = [say("{blocked:,} blocked", blocked=blocked)] if blocked else []
        if heavy:
            remarks.append(say("{heavy:,} on the critical path", heavy=heavy))
        return say("{said}: {remarks}", said=said, remarks=listing(tuple(remarks))) if remarks else said


def _card(name: GoalId, around: Around) -> Node:
    goal, facts, badge, read = around.plan.goals[name], around.facts(name), around.badge(name), around.read(name)
    is_open, value = facts.outcome == "open", facts.progress.value
    blocked = is_blocked(goal, around)
    said = [badge.word]
    if blocked:
        said.append(say("blocked"))
    elif value and is_open:
        said.append(percent(value))
    return Node(
        name=goal.id,
        title=visible(goal.title),
        state=shortened(joined(", ", said), _STATE_ROOM),
        tone=badge.tone,
        href=around.addresses.goal(goal.id),
        spare=(spare_words(read.slack, around) if read is not None else "") if is_open else say("closed"),
        is_heavy=is_open and around.is_critical(goal.id),
        is_blocked=blocked,
    )


def _description(goals: Sequence[Goal], ties: Sequence[Tie]) -> str:
    """What stands first, what last, and what most edges lead to."""
    titles = {goal.id: shortened(visible(goal.title), _TITLE_ROOM) for goal in goals}
    ends: dict[GoalId, int] = {}
    for tie in ties:
        ends[tie.after] = ends.get(tie.after, 0) + 1
    first = next((goal for goal in titles if goal not in ends), None)
    said = [say("Work leads from left to right.")]
    if first is not None:
        said.append(say("Nothing stands before {titles}.", titles=titles[first]))
    if ends:
        most = max(ends, key=lambda goal: ends[goal])
        said.append(say("Most lead to {titles}: {ends:,}.", titles=titles[most], ends=ends[most]))
    return joined(" ", said)
