"""site_of: which pages a build has, each made only when it is asked for, and the little that changes daily."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from milepost.report.areas import areas_pages, has_areas
from milepost.report.around import Around
from milepost.report.calendar_page import calendar_pages, has_calendar
from milepost.report.crawlers import crawler_files
from milepost.report.forecast import forecast_pages, has_forecast
from milepost.report.frame import framing
from milepost.report.goal_page import goal_page
from milepost.report.material import Material
from milepost.report.milestones import has_milestones, milestones_pages
from milepost.report.not_found import not_found_page
from milepost.report.overview import overview_pages
from milepost.report.pages import Page, State
from milepost.report.people import has_people, people_pages
from milepost.report.periods import has_periods, periods_pages
from milepost.report.plan_graph import graph_pages, has_graph
from milepost.report.problems import problems_pages, problems_words
from milepost.report.roadmap import has_roadmap, roadmap_pages
from milepost.report.search import INDEX, has_search, search_index, search_pages
from milepost.report.sharpen import has_sharpen, sharpen_pages

Maker = Callable[[], Page]


@dataclass(frozen=True, slots=True)
class Site:
    """Every page by its path, as a function that makes its value: a plan of 10,000 goals is never held as pages.

    `texts` are files that no reader looks at, by their path. `around` is what all of it is made of.
    """

    around: Around
    pages: Mapping[str, Maker]
    state: State
    texts: Mapping[str, Callable[[], str]]


def site_of(material: Material) -> Site:
    """The site of one build. The order of notes does not matter; equal material makes equal pages."""
    around = Around(material)
    frame = framing(around, _shown(around))
    pages: dict[str, Maker] = {**overview_pages(around, frame), **milestones_pages(around, frame)}
    pages.update(roadmap_pages(around, frame))
    pages.update(graph_pages(around, frame))
    pages.update(calendar_pages(around, frame))
    pages.update(people_pages(around, frame))
    pages.update(areas_pages(around, frame))
    pages.update(periods_pages(around, frame))
    if around.shows_problems:
        pages.update(problems_pages(around, frame))
    pages.update(sharpen_pages(around, frame))
    pages.update(forecast_pages(around, frame))
    pages.update(search_pages(around, frame))
    pages["404.html"] = partial(not_found_page, around, frame)
    for goal in around.plan.goals.values():
        pages[around.addresses.file(goal.id)] = partial(goal_page, goal, around, frame)
    texts: dict[str, Callable[[], str]] = {
        path: partial(str, text) for path, text in crawler_files(material, pages).items()
    }
    if has_search(around):
        texts[INDEX] = partial(search_index, around)
    return Site(around, pages, _state(around), texts)


def _shown(around: Around) -> frozenset[str]:
    """The keys of the pages that have something to show."""
    has = {
        "overview": True,
        "periods": has_periods(around),
        "sharpen": has_sharpen(around),
        "roadmap": has_roadmap(around),
        "graph": has_graph(around),
        "milestones": has_milestones(around),
        "forecast": has_forecast(around),
        "calendar": has_calendar(around),
        "people": has_people(around),
        "areas": has_areas(around),
        "problems": around.shows_problems,
        "search": has_search(around),
    }
    return frozenset(key for key, is_shown in has.items() if is_shown)


def _state(around: Around) -> State:
    shown = around.material.diagnostics if around.shows_problems else ()
    return State(around.day(around.as_of), len(shown), problems_words(shown))
