"""One picture of the roadmap: bars of some goals, the names beside them, and the same as a table."""

from collections.abc import Mapping, Sequence
from datetime import date

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.gantt import gantt
from milepost.report.charts.gantt_plan import Bar, GanttPlan, Lane, span_of
from milepost.report.charts.scale import text_width
from milepost.report.charts.timeline import Timeline
from milepost.report.goal_edges import edges_into
from milepost.report.goal_rows import DEEPEST
from milepost.report.pages.roadmap import RoadmapFigure, RoadmapLane, RoadmapRow
from milepost.report.roadmap.bars import dates_of, is_blocked, late_day, waits_between
from milepost.report.roadmap.words import figure_caption, figure_description, spare_words
from milepost.report.visible import visible
from milepost.report.wording import counted, percent

MOST_WAITS = 3
_NAME_ROOM, _STEP, _NAME_SIZE = 246.0, 12.0, 13.5
"""Pixels for a name, those that it loses a level, and its size: what the style sheet gives it, a little less."""


@frozen
class Drawn:
    """Goals of one lane that have a bar, each so deep below its parents."""

    title: str
    goals: tuple[tuple[Goal, int], ...]


def roadmap_figure(
    lanes: Sequence[Drawn], bars: Mapping[GoalId, Bar], timeline: Timeline, around: Around, *, key: str
) -> RoadmapFigure:
    """The picture of some lanes; each of their goals has a bar."""
    goals = [goal for lane in lanes for goal, _ in lane.goals]
    own = {goal.id: bars[goal.id] for goal in goals}
    edges = [edge for goal in goals for edge in edges_into(goal, around)]
    waits = waits_between(own, edges, around)
    drawn = GanttPlan(
        around.as_of, tuple(Lane(lane.title, tuple(own[goal.id] for goal, _ in lane.goals)) for lane in lanes), waits
    )
    shown = list(own.values())
    return RoadmapFigure(
        key=key,
        caption=figure_caption(goals, shown, around),
        description=figure_description(shown, [visible(goal.title) for goal in goals]),
        gantt=gantt(drawn, timeline, around.material.settings.reading.fiscal_year_start),
        lanes=tuple(_lane(lane, around) for lane in lanes),
    )


def timeline_of(bars: Sequence[Bar], zoom: str, as_of: date) -> Timeline:
    """The axis that some bars share."""
    first, last = span_of(bars) if bars else (as_of, as_of)
    return Timeline(first, last, as_of, zoom)


def _lane(lane: Drawn, around: Around) -> RoadmapLane:
    rows = tuple(_row(goal, depth, around) for goal, depth in lane.goals)
    return RoadmapLane(lane.title, counted(len(rows), "goal"), rows)


def _row(goal: Goal, depth: int, around: Around) -> RoadmapRow:
    facts = around.facts(goal.id)
    start, due, _ = dates_of(goal, around)
    progress = facts.progress.value
    late = late_day(goal, around)
    dates = around.read(goal.id) if facts.outcome == "open" else None
    title, depth = visible(goal.title), min(depth, DEEPEST)
    return RoadmapRow(
        title=title,
        href=around.addresses.goal(goal.id),
        depth=depth,
        badge=around.badge(goal.id),
        remark=_remark(goal, around),
        start=around.short(start).text if start else "",
        due=around.short(due, facts.due_text if due == facts.due else "").text if due else "",
        expected=around.short(late).text if late else "",
        progress=percent(progress) if progress is not None else "",
        spare=spare_words(dates.slack, around) if dates is not None else "",
        waits_for=_waits(goal, around),
        is_long=text_width(title, _NAME_SIZE) > _NAME_ROOM - _STEP * depth,
    )


def _remark(goal: Goal, around: Around) -> str:
    """`blocked, 62 %`: what the bar does not say exactly."""
    facts = around.facts(goal.id)
    said: list[str] = [say("blocked")] if is_blocked(goal, around) else []
    if facts.progress.value and facts.outcome == "open":
        said.append(percent(facts.progress.value))
    return joined(", ", said)


def _waits(goal: Goal, around: Around) -> str:
    """What is still to be finished first."""
    names = [
        around.item_link(edge.target, edge.written, "").text
        for edge in goal.depends_on
        if not around.is_done(edge.target)
    ]
    more = [say("and {names:,} more", names=len(names) - MOST_WAITS)] if len(names) > MOST_WAITS else []
    return joined(", ", [*names[:MOST_WAITS], *more])
