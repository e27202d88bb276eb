"""The plan graph in words."""

from collections.abc import Sequence

from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.scale import shortened
from milepost.report.goal_edge import GoalEdge
from milepost.report.goal_list import summaries
from milepost.report.pages.network import GraphFigure
from milepost.report.pages.parts import Link

_TITLE_ROOM = 80


def finding(edges: Sequence[GoalEdge], around: Around) -> tuple[Link, ...]:
    """`“Move house” holds back 4 goals, more than any other.`, the title as a link."""
    held: dict[GoalId, set[GoalId]] = {}
    known = summaries(around)
    for edge in edges:
        if known[edge.before].open and known[edge.after].open:
            held.setdefault(edge.before, set()).add(edge.after)
    if not held:
        return (Link(say("No open goal waits for another one.") if edges else say("No goal waits for another one.")),)
    ranked = sorted(held, key=lambda name: (-len(held[name]), name))
    count = len(held[ranked[0]])
    if len(ranked) > 1 and len(held[ranked[1]]) == count:
        most = say("one other") if count == 1 else say("up to {count:,} others", count=count)
        return (
            Link(
                say(
                    "{n:,} goal hold back {most} each.",
                    many="{n:,} goals hold back {most} each.",
                    n=len(ranked),
                    most=most,
                )
            ),
        )
    title, href = around.goal_link(around.plan.goals[ranked[0]], "")
    rest = say(", more than any other") if len(ranked) > 1 else ""
    return (
        Link("“"),
        Link(shortened(title, _TITLE_ROOM), href),
        Link(say("” holds back {n:,} goal{rest}.", many="” holds back {n:,} goals{rest}.", n=count, rest=rest)),
    )


def reading_words(figures: Sequence[GraphFigure]) -> str:
    """How to read the pictures: only what is in them is explained."""
    wires = [figure.network.wires for figure in figures]
    cards = [card for figure in figures for card in figure.network.cards]
    parts = [say("What must be finished first stands on the left")]
    for is_there, words in (
        (any(each.tree for each in wires), say("thin lines lead from sub-goals to their goal")),
        (any(each.plain or each.heavy for each in wires), say("arrows to what waits")),
        (any(each.heavy for each in wires) or any(card.is_heavy for card in cards), say("heavy is the critical path")),
        (any(card.is_blocked for card in cards), say("two strokes mark what is blocked")),
        (any(each.cyclic for each in wires), say("dashed arrows close a circle and are not followed")),
    ):
        if is_there:
            parts.append(words)
    return say("{parts}.", parts=joined("; ", parts))
