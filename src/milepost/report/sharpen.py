"""Sharpen: how well each open goal is put, those that are yet to begin first, and what to write where a light fails."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby
from math import ceil

from milepost.analysis.facts_people import Smart
from milepost.model.goal import Goal
from milepost.model.said import say, shaped
from milepost.model.status import Status
from milepost.report.around import Around
from milepost.report.badges import STATUS
from milepost.report.frame import Framing
from milepost.report.natural import natural
from milepost.report.pages.advice import SharpenPage, SharpenRow, SharpenSection
from milepost.report.paging import chunks, page_path, pager
from milepost.report.smart_lights import NAMES, light_rows, lights_words
from milepost.report.wording import counted

GOALS_A_PAGE = 100

_TITLES = {"ahead": say("Proposed and planned"), "active": say("Under way"), "paused": say("Paused")}
_ORDER = tuple(_TITLES)


def has_sharpen(around: Around) -> bool:
    """Whether there is an open goal whose lights may be shown."""
    return next(_open(around), None) is not None


def sharpen_pages(around: Around, framing: Framing) -> dict[str, Callable[[], SharpenPage]]:
    """`sharpen.html` and its further pages, each made when it is asked for; none without lights to show."""
    count = sum(1 for _ in _open(around))
    paths = [page_path("sharpen", number) for number in range(1, ceil(count / GOALS_A_PAGE) + 1)]

    @cache
    def listed() -> Sequence[Sequence[Goal]]:
        return chunks(_in_order(around), GOALS_A_PAGE)

    @cache
    def totals() -> Counter[str]:
        return Counter(_section(goal, around) for goal in _open(around))

    @cache
    def finding() -> str:
        return _finding(around)

    def page(number: int) -> SharpenPage:
        first = number == 1
        heading = (
            say("Sharpen your goals")
            if first
            else say("Sharpen your goals, page {number} of {paths}", number=number, paths=len(paths))
        )
        return SharpenPage(
            head=framing.head(
                paths[number - 1],
                "sharpen",
                say("Sharpen") if first else say("Sharpen, page {number}", number=number),
                finding(),
            ),
            heading=heading,
            finding=finding(),
            sections=tuple(_sections(listed()[number - 1], totals(), around)),
            pager=pager(paths, number),
        )

    return {path: partial(page, number) for number, path in enumerate(paths, 1)}


def _open(around: Around) -> Iterator[Goal]:
    for name in around.analysis.smart:
        goal = around.plan.goals.get(name)
        if goal is not None and not goal.is_mission and around.facts(name).outcome == "open":
            yield goal


def _section(goal: Goal, around: Around) -> str:
    status = around.facts(goal.id).status
    if status in (Status.PROPOSED, Status.PLANNED):
        return "ahead"
    return "paused" if status is Status.PAUSED else "active"


def _in_order(around: Around) -> list[Goal]:
    """By section; within it the goal with the most failing lights first."""

    def key(goal: Goal) -> tuple[int, int, int, str, str]:
        found = around.analysis.smart[goal.id]
        return _ORDER.index(_section(goal, around)), -_failing(found), found.passed, natural(goal.title), goal.path

    return sorted(_open(around), key=key)


def _failing(found: Smart) -> int:
    return sum(light.passes is False for _, light in found.lights)


def _finding(around: Around) -> str:
    """`9 of 12 open goals pass all they can; what fails most: time-bound (3 goals).`"""
    found = [around.analysis.smart[goal.id] for goal in _open(around)]
    fails = Counter(letter for each in found for letter, light in each.lights if light.passes is False)
    without = sum(not _failing(each) for each in found)
    said = say(
        "{n:,} of {goals} has no failing light",
        many="{n:,} of {goals} have no failing light",
        n=without,
        goals=counted(len(found), "open goal"),
    )
    if not fails:
        return say("{said}.", said=said)
    letter, count = max(fails.items(), key=lambda row: (row[1], -list(NAMES).index(row[0])))
    return say(
        "{said}. What fails most: {light}, in {n:,} goal.",
        many="{said}. What fails most: {light}, in {n:,} goals.",
        said=said,
        light=shaped(NAMES[letter], str.lower),
        n=count,
    )


def _sections(goals: Sequence[Goal], totals: Counter[str], around: Around) -> Iterator[SharpenSection]:
    for key, group in groupby(goals, key=lambda goal: _section(goal, around)):
        rows = tuple(_row(goal, around) for goal in group)
        yield SharpenSection(key, _TITLES[key], counted(totals[key], "goal"), rows)


def _row(goal: Goal, around: Around) -> SharpenRow:
    lights = light_rows(goal, around)
    return SharpenRow(
        goal=around.goal_link(goal, ""),
        badge=STATUS[around.facts(goal.id).status],
        words=lights_words(lights),
        lights=lights,
        failing=tuple(light for light in lights if light.write),
    )
