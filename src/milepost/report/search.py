"""Search: its page, and the index as a script file, the only kind of data a page from disk can load."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.goal_rows import level_words
from milepost.report.pages.kinds import SearchPage
from milepost.report.roads import milestone_title
from milepost.report.visible import visible

INDEX = "search-index.js"
MOST_ROWS = 20_000
"""Goals come first; in a plan with more rows than these the last milestones are found on the pages of their goals."""

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
    rows = json.dumps(list(islice(_rows(around, say_it), MOST_ROWS)), ensure_ascii=True, separators=(",", ":"))
    return f"window.milepostIndex = {rows.replace('<', chr(92) + 'u003c')};\n"


def _rows(around: Around, say_it: Callable[[str], str]) -> Iterator[Row]:
    goals = around.plan.goals.values()
    for goal in goals:
        words = (word for word in (level_words(goal.level), goal.area, *goal.tags) if word)
        yield visible(goal.title), around.addresses.goal(goal.id), visible(" · ".join(words))
    for goal in goals:
        for milestone in goal.milestones:
            if milestone.linked is None:
                said = say_it(say("milestone of {goal}", goal=visible(goal.title)))
                yield milestone_title(milestone, around), around.addresses.item(milestone.id), said
