"""The overview: how the plan stands, what needs somebody, what comes next, and every goal.

Up to sixty goals stand on one page; larger plans get a table of areas and static pages of fifty.
"""

from collections.abc import Callable, Sequence
from functools import partial

from milepost.model.goal import Goal
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.burnup import goal_burnup, plan_burnup
from milepost.report.frame import Framing
from milepost.report.goal.metric import metric_part
from milepost.report.goal_list import (
    AREAS_FIRST_ABOVE,
    FILTER_ABOVE,
    NO_AREA,
    Listed,
    closed_words,
    goal_groups,
    row_of,
)
from milepost.report.goal_rows import meter
from milepost.report.names import address
from milepost.report.note_text import goal_prose, note_prose
from milepost.report.outlook import outlook_title
from milepost.report.overview.empty import empty
from milepost.report.overview.heat_map import heat_map
from milepost.report.overview.listing import area_sums, listing
from milepost.report.overview.standing import more_goals, standing
from milepost.report.overview.tally import tally_of_all
from milepost.report.overview.why import overview_why
from milepost.report.pages.kinds import AloneGoal, Guess, Lead, Letter, OverviewPage
from milepost.report.pages.overview import AreaRow, Standing
from milepost.report.pages.parts import Link, Meter
from milepost.report.paging import page_count, page_path, pager
from milepost.report.part import Part
from milepost.report.problems.page import problems_of_all
from milepost.report.roads import goal_road
from milepost.report.status import guess_sentence
from milepost.report.visible import visible
from milepost.report.wording import percent, permille

ONE_TABLE = 60
ROWS_A_PAGE = 50
MOST_GUESSES = 12
MOST_AREAS = 60


def overview_pages(around: Around, framing: Framing) -> dict[str, Callable[[], OverviewPage]]:
    """`index.html` and, for a large plan, its further pages, each made when it is asked for."""
    goals = around.listed
    count = page_count(len(goals), ONE_TABLE, ROWS_A_PAGE)
    paths = ("index.html", *(page_path("overview", number) for number in range(2, count + 1)))

    def first() -> OverviewPage:
        return _page(*_told(around, paths, 1), around, framing, lead=_lead(around, goals, paths))

    others = {path: partial(_told, around, paths, number) for number, path in enumerate(paths[1:], 2)}
    return {paths[0]: first, **{path: Part(_page, told, around, framing) for path, told in others.items()}}


_Place = tuple[tuple[str, ...], int]
_Listed = tuple[tuple[Listed, ...], bool, bool]
"""The goals on a page, whether goals stand under areas, and whether they can be filtered."""


def _told(around: Around, paths: tuple[str, ...], number: int) -> tuple[_Place, _Listed]:
    every = listing(around)
    first, most = (number - 1) * ROWS_A_PAGE, ROWS_A_PAGE if len(paths) > 1 else len(every)
    return (paths, number), (tuple(every.rows(first, first + most)), every.has_areas, len(every) > FILTER_ABOVE)


def _page(place: _Place, told: _Listed, around: Around, framing: Framing, *, lead: Lead | None = None) -> OverviewPage:
    (paths, number), (listed, has_areas, has_filter) = place, told
    title = framing.frame.title
    heading = title if lead else say("Goals, page {number} of {pieces}", number=number, pieces=len(paths))
    is_table = lead is None or lead.alone is None
    open_rows, closed_rows = [row for row in listed if row.is_open], [row for row in listed if not row.is_open]
    return OverviewPage(
        head=framing.head(
            paths[number - 1],
            "overview",
            say("Overview") if lead else heading,
            say("How {title} stands.", title=title),
        ),
        heading=heading,
        lead=lead,
        outlook=outlook_title(around),
        has_filter=has_filter,
        groups=goal_groups(open_rows, around, has_areas=has_areas) if is_table else (),
        closed=goal_groups(closed_rows, around) if is_table else (),
        closed_words=closed_words(closed_rows),
        pager=pager(paths, number),
    )


def _lead(around: Around, goals: Sequence[Goal], paths: Sequence[str]) -> Lead:
    alone = goals[0] if len(goals) == 1 else None
    areas = _area_rows(around, paths) if len(paths) > 1 else ()
    return Lead(
        as_of=around.day(around.as_of),
        problems=_problems_link(around),
        letters=_letters(around),
        standing=_standing(around, goals) if goals else None,
        why=overview_why(goals, around),
        alone=_alone(around, alone) if alone else None,
        guess=_guess(around),
        empty=empty(around) if not goals else None,
        burnup=plan_burnup(around) if len(goals) > 1 else None,
        heat=heat_map(around),
        areas=areas[:MOST_AREAS],
        areas_more=_areas_more(around, len(areas)),
        areas_first=len(goals) > AREAS_FIRST_ABOVE,
    )


def _standing(around: Around, goals: Sequence[Goal]) -> Standing:
    return standing(
        around,
        of=tally_of_all(around),
        only=goals[0].id if len(goals) == 1 else None,
        meter=_whole(around, goals),
        meter_words=_whole_words(around, goals),
    )


def _area_rows(around: Around, paths: Sequence[str]) -> tuple[AreaRow, ...]:
    """The table of a large plan: each area leads to its page; what has none, to where its open goals begin.

    Nothing where no goal has an area.
    """
    areas = area_sums(around)
    if list(areas) == [""]:
        return ()
    rest = Link(NO_AREA, address(_start_of_rest(around, paths)))
    return tuple(row_of(around.area_link(area, "") if area else rest, summary) for area, summary in areas.items())


def _start_of_rest(around: Around, paths: Sequence[str]) -> str:
    """Where the open goals without an area begin."""
    rest = listing(around).rest
    if rest is None:
        return ""
    number = rest[0] // ROWS_A_PAGE
    return f"{paths[number] if number else ''}#{rest[1]}"


def _areas_more(around: Around, rows: int) -> Link:
    if rows > MOST_AREAS:
        return Link(say("All {rows:,} areas", rows=rows), "areas.html")
    return Link(say("Areas and tags"), "areas.html") if rows and around.tag_addresses else Link("")


def _problems_link(around: Around) -> Link:
    """How many problems there are, leading to their page; nothing on a site that does not show them."""
    if not around.shows_problems:
        return Link("")
    return Link(problems_of_all(around), "problems.html")


def _letters(around: Around) -> tuple[Letter, ...]:
    """The mission, then cover letters."""
    letters = []
    mission = around.plan.goals.get(around.plan.mission) if around.plan.mission else None
    if mission is not None:
        letters.append(Letter(around.goal_link(mission, ""), goal_prose(mission, around, "")))
    letters += [Letter(Link(visible(each.title)), note_prose(each.path, around, "")) for each in around.plan.reports]
    return tuple(letters)


def _guess(around: Around) -> Guess | None:
    """How goals were found where no note says that it is one: for the author."""
    if not around.material.is_private:
        return None
    sentence = guess_sentence(around.plan)
    if not sentence:
        return None
    goals = list(around.plan.goals.values())
    return Guess(
        sentence,
        tuple(around.goal_link(goal, "") for goal in goals[:MOST_GUESSES]),
        more_goals(len(goals) - MOST_GUESSES),
    )


def _alone(around: Around, goal: Goal) -> AloneGoal:
    facts = around.facts(goal.id)
    metric = metric_part(goal, facts, around)
    chart = metric.plot if metric is not None else goal_burnup(goal, facts, around)
    return AloneGoal(around.goal_link(goal, ""), goal_road(goal, facts, around), chart)


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
        say(
            "{done:,} of {n:,} milestone or task done",
            many="{done:,} of {n:,} milestones and tasks done",
            done=items.done,
            n=in_scope,
        )
        if in_scope
        else ""
    )
    return said if len(goals) == 1 else joined(", ", (part for part in (say("of the whole plan"), said) if part))
