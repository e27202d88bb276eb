"""Search: its page, and the index as a script file, the only kind of data a page from disk can load."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.sweep import Order
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.goal_rows import level_words
from milepost.report.pages.kinds import SearchPage
from milepost.report.roads import milestone_title
from milepost.report.visible import visible
from milepost.report.waited import beside_item, homes_elsewhere

INDEX = "search-index.js"
MOST_ROWS = 20_000
"""Goals come first; in a plan with more rows than these the last milestones are found on the pages of their goals."""

_GOAL = "\ue000"
"""Stands in for a goal's title in words that are the same of all goals."""

Row = tuple[str, str, str]
"""Title, address and what it is."""


def has_search(around: Around) -> bool:
    """Whether there is anything to find."""
    return bool(around.plan.goals)


def search_pages(around: Around, framing: Framing) -> dict[str, Callable[[], SearchPage]]:
    """`search.html`."""
    head = framing.head("search.html", "search", say("Search"), say("Find a goal or a milestone."))
    return {"search.html": partial(SearchPage, head, say("Search"))} if has_search(around) else {}


def search_index(around: Around, say_it: Callable[[str], str]) -> str:
    """`search-index.js`: goals, then milestones. Nothing in it can end a script or begin a tag."""
    goals, words = _goal_rows(around), say_it(say("milestone of {goal}", goal=_GOAL))
    milestones = chain.from_iterable(_milestone_rows(around, words, len(goals)))
    rows = islice(chain(goals.values(), milestones), MOST_ROWS)
    return f"window.milepostIndex = [{','.join(rows)}];\n"


def _goal_rows(around: Around) -> Mapping[GoalId, str]:
    """What the index has of each goal, as it is written."""
    goals, pages = around.plan.goals, around.derived.names.pages
    return around.memo.sweep(
        "search, goals", around.plan.listed, (goals, pages), lambda name, _: _goal_row(goals[name], around)
    )


def _milestone_rows(around: Around, words: str, before: int) -> Iterable[tuple[str, ...]]:
    """The same of each goal's milestones, as far as there is room for them after so many rows."""
    plan, memo = around.plan, around.memo
    goals, pages = plan.goals, around.derived.names.pages
    homes = homes_elsewhere(around)

    def beside(name: GoalId) -> Iterator[str]:
        yield goals[name].path
        for one in goals[name].milestones:
            if one.path != goals[name].path:
                yield from (one.path, *beside_item(one.id, homes))

    return memo.sweep(
        "search, milestones",
        memo.same("goals with room in search", None, Order(_with_room(around, MOST_ROWS - before))),
        (goals, pages, around.derived.marked_titles, homes),
        lambda name, _: tuple(_rows(goals[name], words, around)),
        shared=(words,),
        beside=beside,
    ).values()


def _with_room(around: Around, room: int) -> Iterator[GoalId]:
    """The first goals, until their milestones are as many as there is room for."""
    plan, goals = around.plan, around.plan.goals
    counts = around.memo.sweep(
        "milestones to find",
        plan.listed,
        (goals,),
        lambda name, _: sum(one.linked is None for one in goals[name].milestones),
    )
    for name in plan.listed:
        if room <= 0:
            return
        yield name
        room -= counts[name]


def _goal_row(goal: Goal, around: Around) -> str:
    words = (word for word in (level_words(goal.level), goal.area, *goal.tags) if word)
    return _written((visible(goal.title), around.addresses.goal(goal.id), visible(" · ".join(words))))


def _rows(goal: Goal, words: str, around: Around) -> Iterator[str]:
    said = words.replace(_GOAL, visible(goal.title))
    for milestone in goal.milestones:
        if milestone.linked is None:
            yield _written((milestone_title(milestone, around), around.addresses.own_item(goal.id, milestone.id), said))


def _written(row: Row) -> str:
    return json.dumps(row, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
