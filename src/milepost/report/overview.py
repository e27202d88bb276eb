"""The overview: how the plan stands, what needs somebody, what comes next, and every goal.

Up to sixty goals stand on one page; larger plans get a table of areas and static pages of fifty.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import TypeAlias

from milepost.analysis.facts import MilestoneState
from milepost.model.goal import Goal
from milepost.model.ids import slug
from milepost.report.around import Around
from milepost.report.attention import MOST_NEXT, MOST_ROWS, attention, attention_row, next_rows
from milepost.report.charts.road import large_road
from milepost.report.empty import empty
from milepost.report.frame import Framing
from milepost.report.goal_rows import goal_row, is_late, meter, tree
from milepost.report.names import address
from milepost.report.note_text import note_prose
from milepost.report.pages import (
    AloneGoal,
    AreaRow,
    Figure,
    GoalGroup,
    GoalRow,
    Guess,
    Lead,
    Letter,
    Link,
    Meter,
    NextRow,
    OverviewPage,
)
from milepost.report.paging import chunks, page_path, pager
from milepost.report.problems import problems_words
from milepost.report.roads import road_plan
from milepost.report.status import guess_sentence
from milepost.report.verdict import verdict
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, percent, permille

ONE_TABLE = 60
ROWS_A_PAGE = 50
MOST_GUESSES = 12
NO_AREA = "Without an area"


Listed: TypeAlias = tuple[str, bool, GoalRow]
"""A goal's area (or how it ended), whether it is open, and its row."""

Pieces: TypeAlias = Sequence[tuple[str, Sequence[Listed]]]
"""The pages of the list: path and rows."""


def overview_pages(around: Around, framing: Framing) -> tuple[OverviewPage, ...]:
    """`index.html` and, for a large plan, its further pages."""
    goals = [goal for goal in around.plan.goals.values() if not goal.is_mission]
    is_large = len(goals) > ONE_TABLE
    listed = _listed(goals, around)
    pieces = chunks(listed, ROWS_A_PAGE) if is_large else [listed]
    paths = ["index.html", *(page_path("overview", number) for number in range(2, len(pieces) + 1))]
    cut = list(zip(paths, pieces, strict=True))
    lead = _lead(around, goals, cut)
    return tuple(_page(framing, lead if number == 1 else None, cut, number) for number in range(1, len(cut) + 1))


def _listed(goals: Sequence[Goal], around: Around) -> list[Listed]:
    """Open goals by area, then closed ones by how they ended; children below their parents."""
    is_open = {goal.id: around.facts(goal.id).outcome == "open" for goal in goals}
    rows: list[Listed] = []
    for area, inside in _by_area([goal for goal in goals if is_open[goal.id]]):
        rows += [(area, True, goal_row(goal, around, "", depth)) for goal, depth in tree(inside, around)]
    closed = [goal for goal in goals if not is_open[goal.id]]
    for word, inside in _by_badge(closed, around):
        rows += [(word, False, goal_row(goal, around, "", depth)) for goal, depth in tree(inside, around)]
    return rows


def _by_area(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    areas: dict[str, list[Goal]] = {}
    for goal in goals:
        areas.setdefault(visible(goal.area), []).append(goal)
    return sorted(areas.items(), key=lambda area: (not area[0], area[0].casefold(), area[0]))


def _by_badge(goals: Iterable[Goal], around: Around) -> list[tuple[str, list[Goal]]]:
    endings: dict[str, list[Goal]] = {}
    for goal in goals:
        endings.setdefault(around.badge(goal.id).word, []).append(goal)
    return sorted(endings.items())


def _page(framing: Framing, lead: Lead | None, pieces: Pieces, number: int) -> OverviewPage:
    path, listed = pieces[number - 1]
    title = framing.frame.title
    heading = title if lead else f"Goals, page {number} of {len(pieces)}"
    is_table = lead is None or lead.alone is None
    open_rows, closed_rows = [row for row in listed if row[1]], [row for row in listed if not row[1]]
    return OverviewPage(
        head=framing.head(path, "overview", "Overview" if lead else heading, f"How {title} stands."),
        heading=heading,
        lead=lead,
        groups=_groups(open_rows) if is_table else (),
        closed=tuple(replace(group, anchor="") for group in _groups(closed_rows)) if is_table else (),
        closed_words=_closed_words(closed_rows),
        pager=pager([path for path, _ in pieces], number),
    )


def _groups(listed: Sequence[Listed]) -> tuple[GoalGroup, ...]:
    found = []
    for area, rows in groupby(listed, key=lambda row: row[0]):
        inside = tuple(row[2] for row in rows)
        found.append(GoalGroup(area or NO_AREA, _anchor(area), counted(len(inside), "goal"), inside))
    if len(found) == 1 and found[0].title == NO_AREA:
        return (replace(found[0], title=""),)
    return tuple(found)


def _closed_words(listed: Sequence[Listed]) -> str:
    """`4 closed goals: 2 reached, 1 missed and 1 dropped`."""
    if not listed:
        return ""
    words = Counter(row[0] for row in listed)
    said = listing(tuple(f"{count} {word}" for word, count in sorted(words.items())))
    return f"{counted(len(listed), 'closed goal')}: {said}"


def _lead(around: Around, goals: Sequence[Goal], pieces: Pieces) -> Lead:
    reasons = attention(around)
    upcoming = next_rows(around)
    alone = goals[0] if len(goals) == 1 else None
    return Lead(
        as_of=around.day(around.as_of),
        problems=_problems_link(around),
        letters=_letters(around),
        verdict=verdict(goals, reasons[0] if reasons else None, upcoming, around) if goals else "",
        meter=_whole(around, goals),
        meter_words=_whole_words(around, goals),
        figures=_figures(around, goals) if len(goals) > 1 else (),
        alone=_alone(around, alone) if alone else None,
        guess=_guess(around),
        empty=empty(around) if not goals else None,
        attention=tuple(attention_row(reason, around) for reason in reasons[:MOST_ROWS]),
        attention_more=_more(len(reasons) - MOST_ROWS),
        calm=_calm(upcoming) if goals and not reasons else "",
        next=tuple(upcoming[:MOST_NEXT]),
        areas=_areas(goals, around, pieces) if len(pieces) > 1 else (),
    )


def _problems_link(around: Around) -> Link:
    """How many problems there are, leading to their page; nothing on a site that does not show them."""
    if not around.shows_problems:
        return Link("")
    return Link(problems_words(around.material.diagnostics), "problems.html")


def _more(count: int) -> str:
    return f"and {counted(count, 'more goal')}" if count > 0 else ""


def _calm(upcoming: Sequence[NextRow]) -> str:
    if not upcoming:
        return "Nothing needs attention."
    near = f", {upcoming[0].day.near}" if upcoming[0].day else ""
    return f"Nothing needs attention. Next: {upcoming[0].title}{near}."


def _letters(around: Around) -> tuple[Letter, ...]:
    """The mission, then cover letters."""
    letters = []
    mission = around.plan.goals.get(around.plan.mission) if around.plan.mission else None
    if mission is not None:
        letters.append(Letter(around.goal_link(mission, ""), note_prose(mission.path, around, "", mission)))
    letters += [Letter(Link(visible(each.title)), note_prose(each.path, around, "")) for each in around.plan.reports]
    return tuple(letters)


def _guess(around: Around) -> Guess | None:
    sentence = guess_sentence(around.plan)
    if not sentence:
        return None
    goals = list(around.plan.goals.values())
    return Guess(
        sentence, tuple(around.goal_link(goal, "") for goal in goals[:MOST_GUESSES]), _more(len(goals) - MOST_GUESSES)
    )


def _alone(around: Around, goal: Goal) -> AloneGoal:
    return AloneGoal(around.goal_link(goal, ""), large_road(road_plan(goal, around.facts(goal.id), around)))


def _whole(around: Around, goals: Sequence[Goal]) -> Meter | None:
    """The bar of the whole plan, or of its only goal."""
    if len(goals) == 1:
        return meter(around.facts(goals[0].id).progress)
    progress = around.analysis.progress
    return None if progress is None else Meter(permille(progress), percent(progress))


def _whole_words(around: Around, goals: Sequence[Goal]) -> str:
    items = around.analysis.items
    in_scope = items.total - items.cancelled
    said = (
        f"{items.done:,} of {counted(in_scope, 'milestone or task', 'milestones and tasks')} done" if in_scope else ""
    )
    return said if len(goals) == 1 else ", ".join(part for part in ("of the whole plan", said) if part)


def _figures(around: Around, goals: Sequence[Goal]) -> tuple[Figure, ...]:
    """How many goals are in each state, open ones first, worst first."""
    counts = Counter(around.badge(goal.id) for goal in goals)
    order = {word: at for at, word in enumerate(_FIGURE_ORDER)}
    found = sorted(counts.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))
    return tuple(Figure(badge, f"{count:,}") for badge, count in found)


_FIGURE_ORDER = (
    *("off track", "at risk", "on track", "unknown", "active", "not started", "planned", "proposed", "paused"),
    *("reached", "done", "missed", "dropped"),
)


def _areas(goals: Sequence[Goal], around: Around, pieces: Pieces) -> tuple[AreaRow, ...]:
    """The table of a large plan: each area leads to the page on which its open goals begin."""
    starts: dict[str, str] = {}
    for path, piece in pieces:
        for area, is_open, _ in piece:
            if is_open:
                starts.setdefault(area, f"{'' if path == 'index.html' else path}#{_anchor(area)}")
    return tuple(_area_row(area, starts.get(area, ""), inside, around) for area, inside in _by_area(goals))


def _anchor(area: str) -> str:
    return f"mp_area_{slug(area)}"


def _area_row(area: str, href: str, goals: Sequence[Goal], around: Around) -> AreaRow:
    facts = [around.facts(goal.id) for goal in goals]
    states = [each.state for one in facts for each in one.milestones.values()]
    total = sum(state is not MilestoneState.CANCELLED for state in states)
    done = sum(state is MilestoneState.DONE for state in states)
    open_states = [each.state for one in facts if one.outcome == "open" for each in one.milestones.values()]
    late = sum(state is MilestoneState.OVERDUE for state in open_states)
    open_goals = sum(one.outcome == "open" for one in facts)
    return AreaRow(
        title=area or NO_AREA,
        href=address(href),
        open_goals=f"{open_goals:,}",
        closed_goals=f"{len(facts) - open_goals:,}",
        meter=Meter(done * 1000 // total, percent(Fraction(done, total)), f"{done:,}/{total:,}") if total else None,
        overdue=_overdue(sum(is_late(one, around) for one in facts), late),
    )


def _overdue(goals: int, milestones: int) -> str:
    words = [counted(count, word) for count, word in ((goals, "goal"), (milestones, "milestone")) if count]
    return listing(tuple(words))
