"""Sharpen: how well each open goal is put, those that are yet to begin first, and what to write where a light fails."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from milepost.analysis.facts_people import Smart
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say, shaped
from milepost.model.status import Status
from milepost.report.around import Around
from milepost.report.badges import STATUS
from milepost.report.frame import Framing
from milepost.report.long_list import Stretch, list_pages, rows_of_goals
from milepost.report.natural import natural
from milepost.report.pages.advice import SharpenPage, SharpenRow, SharpenSection
from milepost.report.smart_lights import NAMES, light_rows, lights_words
from milepost.report.wording import counted, small

GOALS_A_PAGE = 100

_TITLES = {"ahead": say("Proposed and planned"), "active": say("Under way"), "paused": say("Paused")}
_ORDER = tuple(_TITLES)


class Place(NamedTuple):
    """Where a goal stands: by section; the one with most failing lights first; `fails` are their letters."""

    section: int
    failing: int
    passed: int
    title: str
    path: str
    goal: GoalId
    fails: str


def has_sharpen(around: Around) -> bool:
    """Whether there is an open goal whose lights may be shown."""
    return any(_is_listed(name, around) for name in around.analysis.smart)


def sharpen_pages(around: Around, framing: Framing) -> Mapping[str, Callable[[], SharpenPage]]:
    """`sharpen.html` and its further pages, each made when it is asked for; none without lights to show."""
    if not has_sharpen(around):
        return {}
    places = _places(around)
    totals = cache(lambda: tuple(Counter(place.section for place in places).items()))

    def about(number: int) -> _About:
        return _finding(places) if number == 1 else "", totals()

    return list_pages(places, _page, about, (around, framing), name="sharpen", size=GOALS_A_PAGE)


_About = tuple[str, tuple[tuple[int, int], ...]]
"""What is found, on the first page; and how many goals each section has."""


def _places(around: Around) -> Sequence[Place]:
    inputs = (around.plan.goals, around.analysis.goals, around.analysis.smart)
    return rows_of_goals("sharpen", lambda name: _place(name, around), around, inputs)


def _place(name: GoalId, around: Around) -> Iterator[Place]:
    if not _is_listed(name, around):
        return
    goal, found = around.plan.goals[name], around.analysis.smart[name]
    fails = _failing(found)
    section = _ORDER.index(_section(goal, around))
    yield Place(section, -len(fails), found.passed, natural(goal.title), goal.path, name, fails)


def _is_listed(name: GoalId, around: Around) -> bool:
    goal = around.plan.goals.get(name) if name in around.analysis.smart else None
    return goal is not None and not goal.is_mission and around.facts(name).outcome == "open"


def _page(stretch: Stretch[Place], told: _About, around: Around, framing: Framing) -> SharpenPage:
    finding, totals = told
    number, count = stretch.number, len(stretch.paths)
    title = say("Sharpen") if number == 1 else say("Sharpen, page {number}", number=number)
    heading = (
        say("Sharpen your goals")
        if number == 1
        else say("Sharpen your goals, page {number} of {paths}", number=number, paths=count)
    )
    return SharpenPage(
        head=framing.head(stretch.path, "sharpen", title, finding or heading),
        heading=heading,
        finding=finding,
        sections=tuple(_sections(stretch.rows, dict(totals), around)),
        pager=stretch.pager,
    )


def _section(goal: Goal, around: Around) -> str:
    status = around.facts(goal.id).status
    if status in (Status.PROPOSED, Status.PLANNED):
        return "ahead"
    return "paused" if status is Status.PAUSED else "active"


def _failing(found: Smart) -> str:
    """The letters of the lights that fail."""
    return "".join(letter for letter, light in found.lights if light.passes is False)


def _finding(places: Sequence[Place]) -> str:
    """`3 of 12 open goals have a failing light. What fails most: time-bound, in 2 goals.`"""
    fails, goals = Counter("".join(place.fails for place in places)), counted(len(places), "open goal")
    if not fails:
        return say("No light fails in {goals}.", goals=goals)
    said = say(
        "{n:,} of {goals} has a failing light",
        many="{n:,} of {goals} have a failing light",
        n=sum(bool(place.fails) for place in places),
        goals=goals,
    )
    letter, count = max(fails.items(), key=lambda row: (row[1], -list(NAMES).index(row[0])))
    return say(
        "{said}. What fails most: {light}, in {n:,} goal.",
        many="{said}. What fails most: {light}, in {n:,} goals.",
        said=said,
        light=shaped(NAMES[letter], small),
        n=count,
    )


def _sections(places: Sequence[Place], totals: Mapping[int, int], around: Around) -> Iterator[SharpenSection]:
    for section, group in groupby(places, key=lambda place: place.section):
        key = _ORDER[section]
        rows = tuple(_row(around.plan.goals[place.goal], around) for place in group)
        yield SharpenSection(key, _TITLES[key], counted(totals[section], "goal"), rows)


def _row(goal: Goal, around: Around) -> SharpenRow:
    lights = light_rows(goal, around)
    return SharpenRow(
        goal=around.goal_link(goal, ""),
        badge=STATUS[around.facts(goal.id).status],
        words=lights_words(lights),
        lights=lights,
        failing=tuple(light for light in lights if light.write),
    )
