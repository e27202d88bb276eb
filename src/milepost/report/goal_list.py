"""Every goal of a plan as rows under headings: open ones by area, closed ones by how they ended, and a row an area."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, MilestoneState
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, slug
from milepost.model.said import numeral, say
from milepost.report.around import Around, lifted
from milepost.report.goal_rows import goal_row, is_late, lifted_row
from milepost.report.goal_trees import some_trees
from milepost.report.names import Anchors
from milepost.report.natural import natural
from milepost.report.pages.overview import AreaRow
from milepost.report.pages.parts import GoalGroup, Link, Meter
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, percent

NO_AREA = say("Without an area")

FILTER_ABOVE = 20
"""Lists of more goals than these can be narrowed to rows with some words, and put in another order, with script."""
AREAS_FIRST_ABOVE = 500
"""The overview of more goals than these begins with their areas."""


@frozen
class Heading:
    """What goals stand under: an area (with the fragment of its heading) or, for closed goals, how they ended."""

    title: str
    anchor: str = ""


class Listed(NamedTuple):
    """One goal under its heading, so deep below its parents."""

    heading: Heading
    goal: GoalId
    depth: int

    @property
    def is_open(self) -> bool:
        """Whether the goal is open; closed ones stand under headings without a fragment."""
        return self.heading.anchor != ""


def listed_goals(goals: Iterable[GoalId], around: Around) -> list[Listed]:
    """Open goals by area, then closed ones by how they ended; children below their parents."""
    trees = some_trees(goals, around)
    areas = open_headings([under[3] for under in trees if not under[0]])
    return [
        Listed(closed_heading(under[3]) if under[0] else areas[under[3]], name, depth)
        for under, branches in trees.items()
        for name, depth in branches
    ]


def open_headings(areas: Iterable[str]) -> Mapping[str, Heading]:
    """What open goals stand under, by their areas, which are in order."""
    anchors = Anchors()
    return {area: Heading(area or NO_AREA, f"mp_area_{anchors.take(slug(area))}") for area in areas}


def closed_heading(word: str) -> Heading:
    """What goals stand under that ended so."""
    return Heading(word)


def goal_groups(
    listed: Sequence[Listed], around: Around, up: str = "", *, has_areas: bool = True
) -> tuple[GoalGroup, ...]:
    """Rows under their headings, which lead to the pages of areas. Where no goal has an area there is no heading."""
    found, goals = [], around.plan.goals
    for heading, rows in groupby(listed, key=lambda each: each.heading):
        inside = tuple(lifted_row(goal_row(goals[each.goal], around, ""), up, each.depth) for each in rows)
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


def by_area(goals: Iterable[Goal]) -> list[tuple[str, list[Goal]]]:
    """Goals by the area they are in, areas by name, "" last."""
    areas: dict[str, list[Goal]] = {}
    for goal in goals:
        areas.setdefault(visible(goal.area), []).append(goal)
    return sorted(areas.items(), key=lambda area: (not area[0], natural(area[0]), area[0]))


class Summary(NamedTuple):
    """How many of some goals are open and closed, and of their milestones `reached`; what of the open is overdue."""

    open: int = 0
    closed: int = 0
    milestones: int = 0
    reached: int = 0
    late: int = 0
    late_milestones: int = 0


def summaries(around: Around) -> Mapping[GoalId, Summary]:
    """Of each goal."""
    facts, listed = around.analysis.goals, around.plan.listed

    def made() -> Mapping[GoalId, Summary]:
        return around.memo.sweep(
            "summary", listed, (facts,), lambda name, _: _summary(facts[name], around), shared=(around.as_of,)
        )

    return around.once("summaries", made)


def _summary(facts: GoalFacts, around: Around) -> Summary:
    states, is_open = [each.state for each in facts.milestones.values()], facts.outcome == "open"
    return Summary(
        open=int(is_open),
        closed=int(not is_open),
        milestones=len(states) - states.count(MilestoneState.CANCELLED),
        reached=states.count(MilestoneState.DONE),
        late=int(is_late(facts, around)),
        late_milestones=states.count(MilestoneState.OVERDUE) if is_open else 0,
    )


def add_up(rows: Iterable[Summary]) -> Summary:
    """Several together."""
    return Summary(*map(sum, zip(*rows, strict=True)))


def row_of(link: Link, summary: Summary) -> AreaRow:
    """Some goals as one row: how many are open, how many of their milestones are reached, what is overdue."""
    return AreaRow(
        title=link.text,
        href=link.href,
        open_goals=numeral(f"{summary.open:,}"),
        closed_goals=numeral(f"{summary.closed:,}"),
        meter=meter_of(summary),
        overdue=_overdue(summary.late, summary.late_milestones),
    )


def meter_of(summary: Summary) -> Meter | None:
    """How many of the milestones of some goals are reached; None where they have none."""
    done, total = summary.reached, summary.milestones
    return Meter(done * 1000 // total, percent(Fraction(done, total)), f"{done:,}/{total:,}") if total else None


def _overdue(goals: int, milestones: int) -> str:
    words = [counted(count, word) for count, word in ((goals, "goal"), (milestones, "milestone")) if count]
    return listing(tuple(words))
