"""The sections of a roadmap's page: an area with its bars, what has no date, and what is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.gantt_plan import Bar
from milepost.report.charts.timeline import Timeline
from milepost.report.goal_list import NO_AREA, by_area
from milepost.report.goal_rows import tree
from milepost.report.goal_trees import open_trees
from milepost.report.natural import natural
from milepost.report.pages.parts import Link
from milepost.report.pages.roadmap import ClosedRow, RoadmapSection
from milepost.report.paging import chunks
from milepost.report.roadmap.bars import bar_of, dates_of
from milepost.report.roadmap.figure import Drawn, roadmap_figure
from milepost.report.visible import visible
from milepost.report.wording import counted, noun

BARS_A_PAGE = 120
MOST_LISTED = 60

Deep = tuple[Goal, int]
Bars = Mapping[GoalId, Bar]


@frozen
class Piece:
    """A part of an area that stands on one page: open goals, which get bars, and closed ones, which are folded."""

    key: str
    title: str
    goals: tuple[Deep, ...]
    closed: tuple[Goal, ...] = ()


def bars_of(goals: Sequence[Goal], around: Around) -> Bars:
    """The bars of those goals that have any date."""
    found = ((goal.id, bar_of(goal, around)) for goal in goals)
    return {name: bar for name, bar in found if bar is not None}


def pieces_of(around: Around) -> Iterator[Piece]:
    """Every area, children below their parents."""
    goals, is_open, closed = around.plan.goals, open_trees(around), _closed(around)
    for area in sorted({*is_open, *closed}, key=lambda area: (not area, natural(area), area)):
        deep = tuple([(goals[name], depth) for name, depth in is_open.get(area, ())])
        yield Piece(around.area_keys[area], area or NO_AREA, deep, tuple(goals[name] for name in closed.get(area, ())))


def open_of_pieces(around: Around) -> Mapping[str, Sequence[GoalId]]:
    """The open goals of each area, by the key of its piece."""
    return {around.area_keys[area]: [name for name, _ in deep] for area, deep in open_trees(around).items()}


def _closed(around: Around) -> Mapping[str, Sequence[GoalId]]:
    """Closed goals by area."""
    plan, facts, memo = around.plan, around.analysis.goals, around.memo

    def area_of(name: GoalId, _known: object) -> str | None:
        goal = plan.goals[name]
        return None if goal.is_mission or facts[name].outcome == "open" else visible(goal.area)

    areas = memo.sweep("area of closed", plan.listed, (plan.goals, facts), area_of)
    return memo.group(
        "closed", plan.listed, areas, lambda name: [(area, name)] if (area := areas[name]) is not None else []
    )


def packed(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on pages of at most `BARS_A_PAGE` bars; a larger area is cut."""
    pages: list[list[Piece]] = [[]]
    room = BARS_A_PAGE
    for piece in (part for each in pieces for part in cut(each)):
        if pages[-1] and len(piece.goals) > room:
            pages.append([])
            room = BARS_A_PAGE
        pages[-1].append(piece)
        room -= len(piece.goals)
    return pages


def cut(piece: Piece) -> list[Piece]:
    """A piece in parts that fit on a page each; closed goals stand with the first."""
    first, *rest = chunks(piece.goals, BARS_A_PAGE)
    return [
        replace(piece, goals=tuple(first)),
        *(
            Piece(f"{piece.key}--{at}", say("{title}, continued", title=piece.title), tuple(goals))
            for at, goals in enumerate(rest, 2)
        ),
    ]


def whole_section(goals: Sequence[Goal], bars: Bars, timeline: Timeline, around: Around) -> RoadmapSection:
    """A small plan: one picture with a lane for each area, closed goals among the others."""
    areas = by_area(goals)
    lanes = [
        Drawn((area or NO_AREA) if len(areas) > 1 else "", tuple(_with_bars(tree(inside, around), bars)))
        for area, inside in areas
    ]
    lanes = [lane for lane in lanes if lane.goals]
    undated, words = _undated(goals, bars, around)
    return RoadmapSection(
        key="mp_plan",
        title="",
        count="",
        figure=roadmap_figure(lanes, bars, timeline, around, key="mp_plan") if lanes else None,
        closed=(),
        closed_words="",
        undated=undated,
        undated_words=words,
    )


def section_of(piece: Piece, bars: Bars, timeline: Timeline, around: Around) -> RoadmapSection:
    """One area of a larger plan."""
    key, drawn = f"mp_area_{piece.key}", tuple(_with_bars(piece.goals, bars))
    closed = piece.closed[:MOST_LISTED]
    undated, words = _undated([goal for goal, _ in piece.goals], bars, around)
    return RoadmapSection(
        key=key,
        title=piece.title,
        count=counted(len(piece.goals), "open goal"),
        figure=roadmap_figure([Drawn("", drawn)], bars, timeline, around, key=key) if drawn else None,
        closed=tuple(_closed_row(goal, around) for goal in closed),
        closed_words=_words(len(piece.closed), noun("closed goal")),
        undated=undated,
        undated_words=words,
    )


def _with_bars(goals: Iterator[Deep] | Sequence[Deep], bars: Bars) -> Iterator[Deep]:
    return ((goal, depth) for goal, depth in goals if goal.id in bars)


def _undated(goals: Sequence[Goal], bars: Bars, around: Around) -> tuple[tuple[Link, ...], str]:
    """What has no date at all, and how many those are."""
    found = [goal for goal in goals if goal.id not in bars]
    links = tuple(around.goal_link(goal, "") for goal in found[:MOST_LISTED])
    return links, _words(len(found), noun("goal"), say(" without a date"))


def _words(count: int, what: str, rest: str = "") -> str:
    """`70 closed goals, of which 60 are listed`."""
    if not count:
        return ""
    said = joined("", (counted(count, what), rest))
    return say("{said}, of which {shown} are listed", said=said, shown=MOST_LISTED) if count > MOST_LISTED else said


def _closed_row(goal: Goal, around: Around) -> ClosedRow:
    day = around.facts(goal.id).done or dates_of(goal, around)[1]
    return ClosedRow(
        visible(goal.title),
        around.addresses.goal(goal.id),
        around.badge(goal.id),
        around.short(day).text if day else "",
    )
