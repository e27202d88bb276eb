"""Every goal of a plan as rows under headings: open ones by area, closed ones by how they ended, and a row an area."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TypeAlias

from milepost.analysis.facts import MilestoneState
from milepost.model.goal import Goal
from milepost.model.ids import slug
from milepost.model.said import say
from milepost.report.around import Around, lifted
from milepost.report.goal_rows import goal_row, is_late, lifted_row, tree
from milepost.report.names import Anchors, address
from milepost.report.natural import natural
from milepost.report.pages.overview import AreaRow
from milepost.report.pages.parts import GoalGroup, Link, Meter
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, percent

NO_AREA = say("Without an area")

FILTER_ABOVE = 500
"""Lists of more goals than these can be narrowed to rows with some words, with script."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What goals stand under: an area (with the fragment of its heading) or, for closed goals, how they ended."""

    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """One goal under its heading, so deep below its parents."""

    heading: Heading
    goal: Goal
    depth: int

    @property
    def is_open(self) -> bool:
        """Whether the goal is open; closed ones stand under headings without a fragment."""
        return self.heading.anchor != ""


Pieces: TypeAlias = Sequence[tuple[str, Sequence[Listed]]]
"""The pages of a list: path and rows."""


def listed_goals(goals: Sequence[Goal], around: Around) -> list[Listed]:
    """Open goals by area, then closed ones by how they ended; children below their parents."""
    is_open = {goal.id: around.facts(goal.id).outcome == "open" for goal in goals}
    anchors = Anchors()
    rows: list[Listed] = []
    for area, inside in by_area([goal for goal in goals if is_open[goal.id]]):
        heading = Heading(area or NO_AREA, f"mp_area_{anchors.take(slug(area))}")
        rows += [Listed(heading, goal, depth) for goal, depth in tree(inside, around)]
    for word, inside in _by_badge([goal for goal in goals if not is_open[goal.id]], around):
        rows += [Listed(Heading(word), goal, depth) for goal, depth in tree(inside, around)]
    return rows


def goal_groups(
    listed: Sequence[Listed], around: Around, up: str = "", *, has_areas: bool = True
) -> tuple[GoalGroup, ...]:
    """Rows under their headings, which lead to the pages of areas. Where no goal has an area there is no heading."""
    found = []
    for heading, rows in groupby(listed, key=lambda each: each.heading):
        inside = tuple(lifted_row(goal_row(each.goal, around, "", each.depth), up) for each in rows)
        title = Link(heading.title) if has_areas else Link("")
        if heading.anchor and has_areas:
            title = lifted(around.area_link(heading.title, ""), up)
        found.append(GoalGroup(title, heading.anchor, counted(len(inside), "goal"), inside))
    return tuple(found)


def closed_words(listed: Sequence[Listed]) -> str:
    """`4 closed goals: 2 done, 1 dropped and 1 missed`."""
    if not listed:
        return ""
    words = Counter(each.heading.title for each in listed)
    said = listing(tuple(say("{count} {word}", count=count, word=word) for word, count in sorted(words.items())))
    return say("{goals}: {said}", goals=counted(len(listed), "closed goal"), said=said)


def area_rows(goals: Sequence[Goal], around: Around, pieces: Pieces) -> tuple[AreaRow, ...]:
    """The table of a large plan: each area leads to its page; what has none, to where its open goals begin.

    Nothing where no goal has an area.
    """
    areas = by_area(goals)
    if [area for area, _ in areas] == [""]:
        return ()
    rest = Link(NO_AREA, address(_start_of_rest(pieces)))
    return tuple(summary_row(around.area_link(area, "") if area else rest, inside, around) for area, inside in areas)


def _start_of_rest(pieces: Pieces) -> str:
    """Where the open goals without an area begin."""
    for path, piece in pieces:
        for each in piece:
            if each.is_open and each.heading.title == NO_AREA:
                return f"{'' if path == 'index.html' else path}#{each.heading.anchor}"
    return ""


def by_area(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    """Goals by the area they are in, areas by name, "" last."""
    areas: dict[str, list[Goal]] = {}
    for goal in goals:
        areas.setdefault(visible(goal.area), []).append(goal)
    return sorted(areas.items(), key=lambda area: (not area[0], natural(area[0]), area[0]))


def _by_badge(goals: Iterable[Goal], around: Around) -> list[tuple[str, list[Goal]]]:
    endings: dict[str, list[Goal]] = {}
    for goal in goals:
        endings.setdefault(around.badge(goal.id).word, []).append(goal)
    return sorted(endings.items())


def summary_row(link: Link, goals: Sequence[Goal], around: Around) -> AreaRow:
    """Some goals as one row: how many are open, how many of their milestones are reached, what is overdue."""
    facts = [around.facts(goal.id) for goal in goals]
    states = [each.state for one in facts for each in one.milestones.values()]
    total = sum(state is not MilestoneState.CANCELLED for state in states)
    done = sum(state is MilestoneState.DONE for state in states)
    open_states = [each.state for one in facts if one.outcome == "open" for each in one.milestones.values()]
    late = sum(state is MilestoneState.OVERDUE for state in open_states)
    open_goals = sum(one.outcome == "open" for one in facts)
    return AreaRow(
        title=link.text,
        href=link.href,
        open_goals=f"{open_goals:,}",
        closed_goals=f"{len(facts) - open_goals:,}",
        meter=Meter(done * 1000 // total, percent(Fraction(done, total)), f"{done:,}/{total:,}") if total else None,
        overdue=_overdue(sum(is_late(one, around) for one in facts), late),
    )


def _overdue(goals: int, milestones: int) -> str:
    words = [counted(count, word) for count, word in ((goals, "goal"), (milestones, "milestone")) if count]
    return listing(tuple(words))
