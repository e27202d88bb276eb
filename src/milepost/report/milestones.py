"""All milestones by date: overdue, the next thirty days, later, without a date, reached."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby, islice
from math import ceil

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState
from milepost.model.goal import Goal, Milestone
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.badges import milestone_badge
from milepost.report.frame import Framing
from milepost.report.goal_rows import count
from milepost.report.pages.kinds import ListedMilestone, MilestoneSection, MilestonesPage
from milepost.report.pages.parts import Link
from milepost.report.paging import chunks, page_path, pager
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


@dataclass(frozen=True, slots=True)
class Found:
    """A milestone with its goal, its section, and the day by which it is sorted."""

    section: str
    day: date | None
    goal: Goal
    milestone: Milestone
    facts: MilestoneFacts


def milestones_pages(around: Around, framing: Framing) -> dict[str, Callable[[], MilestonesPage]]:
    """`milestones.html` and its further pages, each made when it is asked for; none where there are no milestones."""
    shown = sum(1 for _ in islice(_all(around), MOST_ROWS))
    paths = [page_path("milestones", number) for number in range(1, ceil(shown / ROWS_A_PAGE) + 1)]

    @cache
    def listed() -> _Listed:
        found = _in_order(_all(around))
        totals = _totals(found)
        return _Listed(chunks(found[:MOST_ROWS], ROWS_A_PAGE), totals, _finding(totals), len(found))

    def page(at: int) -> MilestonesPage:
        known = listed()
        title = say("Milestones") if at == 0 else say("Milestones, page {at}", at=at + 1)
        return MilestonesPage(
            head=framing.head(paths[at], "milestones", title, known.finding),
            heading=title if at == 0 else say("{title} of {paths}", title=title, paths=len(paths)),
            finding=known.finding,
            sections=_sections(known.pieces[at], known.totals, around),
            more=_more(known.total) if at == len(paths) - 1 else "",
            pager=pager(paths, at + 1),
        )

    return {path: partial(page, at) for at, path in enumerate(paths)}


@dataclass(frozen=True, slots=True)
class _Listed:
    """All milestones in order, cut into pages."""

    pieces: Sequence[Sequence[Found]]
    totals: dict[str, int]
    finding: str
    total: int


def has_milestones(around: Around) -> bool:
    """Whether there is anything to list."""
    return next(_all(around), None) is not None


def _all(around: Around) -> Iterator[Found]:
    """Every milestone once; those of closed goals only where they were reached, a goal's stand-in never."""
    for goal in around.plan.goals.values():
        facts = around.facts(goal.id)
        for milestone in goal.milestones:
            each = facts.milestones[milestone.id]
            section = _section(each, facts, around.as_of)
            if section and milestone.linked is None:
                yield Found(section, each.done or each.due if section == "done" else each.due, goal, milestone, each)


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


def _in_order(found: Iterator[Found]) -> list[Found]:
    """By section; within it by date, reached ones newest first."""

    def key(each: Found) -> tuple[int, bool, int, str, int]:
        ordinal = each.day.toordinal() if each.day else 0
        return (
            _ORDER.index(each.section),
            each.day is None,
            -ordinal if each.section == "done" else ordinal,
            each.goal.path,
            each.milestone.line,
        )

    return sorted(found, key=key)


def _totals(found: Sequence[Found]) -> dict[str, int]:
    places = [_ORDER.index(each.section) for each in found]
    edges = [bisect_left(places, at) for at in range(len(_ORDER) + 1)]
    return {section: edges[at + 1] - edges[at] for at, section in enumerate(_ORDER)}


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


def _sections(piece: Sequence[Found], totals: dict[str, int], around: Around) -> tuple[MilestoneSection, ...]:
    is_first = piece[0].section != "done"
    return tuple(
        MilestoneSection(
            key=section,
            title=_TITLES[section],
            count=counted(totals[section], "milestone"),
            folded_words=_folded_words(rows[0].day, totals, around) if section == "done" and is_first else "",
            rows=tuple(_row(each, around) for each in rows),
        )
        for section, rows in ((key, list(group)) for key, group in groupby(piece, key=lambda each: each.section))
    )


def _folded_words(last: date | None, totals: dict[str, int], around: Around) -> str:
    """`35 milestones reached, the last one on 21 Nov`: what is behind stands folded below what is ahead."""
    said = say("{milestones} reached", milestones=counted(totals["done"], "milestone"))
    return say("{said}, the last one on {day}", said=said, day=short_day(last, around.as_of)) if last else said


def _row(found: Found, around: Around) -> ListedMilestone:
    milestone, facts = found.milestone, found.facts
    text = facts.due_text if found.day == facts.due else ""
    return ListedMilestone(
        badge=milestone_badge(facts),
        title=milestone_title(milestone, around),
        href=around.addresses.item(milestone.id),
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
