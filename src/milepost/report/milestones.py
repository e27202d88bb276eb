"""All milestones by date: overdue, the next thirty days, later, without a date, reached."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId
from milepost.model.quick import quick
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.badges import milestone_badge
from milepost.report.frame import Framing
from milepost.report.goal_rows import count
from milepost.report.long_list import Stretch, list_pages, rows_for_once
from milepost.report.pages.kinds import ListedMilestone, MilestoneSection, MilestonesPage
from milepost.report.pages.parts import Link
from milepost.report.roads import milestone_title
from milepost.report.start_by import start_by_words
from milepost.report.wording import counted, listing, overdue, short_day

SOON_DAYS = 30
ROWS_A_PAGE = 200
MOST_ROWS = 4_000

_TITLES = {
    "overdue": say("Overdue"),
    "waiting": say("Waiting for approval"),
    "soon": say("Next 30 days"),
    "later": say("Later"),
    "undated": say("Without a date"),
    "done": say("Reached"),
}
_ORDER = tuple(_TITLES)
_NUMBERS = {section: at for at, section in enumerate(_ORDER)}


class Place(NamedTuple):
    """Where a milestone stands: by section; within it by date, reached ones newest first. `at` others of its goal."""

    section: int
    is_undated: bool
    day: int
    path: str
    line: int
    at: int
    goal: GoalId


class Found(NamedTuple):
    """A milestone with its goal, its section, and the day by which it is sorted."""

    section: str
    day: date | None
    goal: Goal
    milestone: Milestone
    facts: MilestoneFacts


_About = tuple[str, tuple[int, ...], str, date | None]
"""What is found, on the first page; how many each section has; what stands on no page; when the last was reached."""


def milestones_pages(around: Around, framing: Framing) -> Mapping[str, Callable[[], MilestonesPage]]:
    """`milestones.html` and its further pages, each made when it is asked for; none where there are no milestones."""
    inputs, shared = (around.plan.goals, around.analysis.goals), (around.as_of,)
    places = rows_for_once("milestones", lambda name: _places(name, around), around, inputs, shared=shared)
    if not places:
        return {}
    shown, totals, more = places[:MOST_ROWS], _totals(places), _more(len(places))
    last, reached = -(-len(shown) // ROWS_A_PAGE), _last_reached(places, totals, around)

    def about(number: int) -> _About:
        finding = _finding(dict(zip(_ORDER, totals, strict=True))) if number == 1 else ""
        return finding, totals, more if number == last else "", reached

    return list_pages(shown, _page, about, (around, framing), name="milestones", size=ROWS_A_PAGE)


def has_milestones(around: Around) -> bool:
    """Whether there is anything to list."""
    return any(any(_places(name, around)) for name in around.plan.goals)


def _places(name: GoalId, around: Around) -> Iterator[Place]:
    """Every milestone once; those of closed goals only where they were reached, a goal's stand-in never."""
    goal, facts, as_of = around.plan.goals[name], around.facts(name), around.as_of
    for at, milestone in enumerate(goal.milestones):
        each = facts.milestones[milestone.id]
        section = _section(each, facts, as_of)
        if section and milestone.linked is None:
            day = _sorted_by(section, each)
            ordinal = day.toordinal() if day else 0
            own = -ordinal if section == "done" else ordinal
            yield quick(Place, (_NUMBERS[section], day is None, own, goal.path, milestone.line, at, name))


def _sorted_by(section: str, facts: MilestoneFacts) -> date | None:
    return facts.done or facts.due if section == "done" else facts.due


def _page(stretch: Stretch[Place], told: _About, around: Around, framing: Framing) -> MilestonesPage:
    finding, totals, more, reached = told
    number = stretch.number
    title = say("Milestones") if number == 1 else say("Milestones, page {at}", at=number)
    heading = title if number == 1 else say("{title} of {paths}", title=title, paths=len(stretch.paths))
    return MilestonesPage(
        head=framing.head(stretch.path, "milestones", title, finding or heading),
        heading=heading,
        finding=finding,
        sections=_sections([_at(place, around) for place in stretch.rows], totals, reached, around),
        more=more,
        pager=stretch.pager,
    )


def _at(place: Place, around: Around) -> Found:
    goal = around.plan.goals[place.goal]
    milestone, section = goal.milestones[place.at], _ORDER[place.section]
    facts = around.facts(place.goal).milestones[milestone.id]
    return Found(section, _sorted_by(section, facts), goal, milestone, facts)


def _section(milestone: MilestoneFacts, goal: GoalFacts, as_of: date) -> str:
    if milestone.state is MilestoneState.DONE:
        return "done"
    if milestone.state is MilestoneState.CANCELLED or goal.outcome != "open":
        return ""
    if milestone.waiting_for_approval:
        return "waiting"
    if milestone.due is None:
        return "undated"
    if milestone.due < as_of:
        return "overdue"
    return "soon" if (milestone.due - as_of).days <= SOON_DAYS else "later"


def _totals(places: Sequence[Place]) -> tuple[int, ...]:
    edges = [bisect_left(places, (at,)) for at in range(len(_ORDER) + 1)]
    return tuple(edges[at + 1] - edges[at] for at in range(len(_ORDER)))


def _last_reached(places: Sequence[Place], totals: Sequence[int], around: Around) -> date | None:
    """The day of the first of those that are reached, which come last."""
    return _at(places[-totals[-1]], around).day if totals[-1] else None


def _finding(totals: dict[str, int]) -> str:
    """`9 of 24 reached; 1 is overdue and 3 are due in the next 30 days.`"""
    total = sum(totals.values())
    said = say(
        "{done:,} of {n:,} milestone reached",
        many="{done:,} of {n:,} milestones reached",
        done=totals["done"],
        n=total,
    )
    parts = []
    if totals["overdue"]:
        parts.append(say("{n:,} is overdue", many="{n:,} are overdue", n=totals["overdue"]))
    if totals["waiting"]:
        parts.append(say("{n:,} waits for approval", many="{n:,} wait for approval", n=totals["waiting"]))
    if totals["soon"]:
        parts.append(
            say(
                "{n:,} is due in the next {days} days",
                many="{n:,} are due in the next {days} days",
                n=totals["soon"],
                days=SOON_DAYS,
            )
        )
    return (
        say("{said}; {parts}.", said=said, parts=listing(tuple(parts)))
        if parts
        else say("{said}. Nothing is overdue.", said=said)
    )


def _sections(
    found: Sequence[Found], totals: Sequence[int], reached: date | None, around: Around
) -> tuple[MilestoneSection, ...]:
    is_first = found[0].section != "done"
    return tuple(
        MilestoneSection(
            key=section,
            title=_TITLES[section],
            count=counted(totals[_ORDER.index(section)], "milestone"),
            folded_words=_folded_words(reached, totals[-1], around) if section == "done" and is_first else "",
            rows=tuple(_row(each, around) for each in rows),
        )
        for section, rows in groupby(found, key=lambda each: each.section)
    )


def _folded_words(last: date | None, reached: int, around: Around) -> str:
    """`35 milestones reached, the last one on 21 Nov`: what is behind stands folded below what is ahead."""
    said = say("{milestones} reached", milestones=counted(reached, "milestone"))
    return say("{said}, the last one on {day}", said=said, day=short_day(last, around.as_of)) if last else said


def _row(found: Found, around: Around) -> ListedMilestone:
    milestone, facts = found.milestone, found.facts
    text = facts.due_text if found.day == facts.due else ""
    return ListedMilestone(
        badge=milestone_badge(facts),
        title=milestone_title(milestone, around),
        href=around.addresses.own_item(found.goal.id, milestone.id),
        goal=Link(found.goal.title and around.goal_link(found.goal, "").text, around.addresses.goal(found.goal.id)),
        day=around.short(found.day, text) if found.day else None,
        late=_late(found, around),
        start_by=start_by_words(milestone, found.goal.id, around)
        if facts.due is None and found.section != "done"
        else "",
        count=count(facts.progress),
        owner=around.owner_link(milestone.owner or found.goal.owner, ""),
    )


def _late(found: Found, around: Around) -> str:
    due = found.facts.due
    is_late = found.section in ("overdue", "waiting") and due is not None and due < around.as_of
    return overdue(due, around.as_of) if is_late and due else ""


def _more(total: int) -> str:
    left_out = total - MOST_ROWS
    return (
        say(
            "and {n:,} more milestone, on the pages of their goals",
            many="and {n:,} more milestones, on the pages of their goals",
            n=left_out,
        )
        if left_out > 0
        else ""
    )
