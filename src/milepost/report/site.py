"""build_site: all page values of one build, and the little that changes daily."""

from milepost.report.around import Around
from milepost.report.frame import framing
from milepost.report.goal_page import goal_page
from milepost.report.material import Material
from milepost.report.milestones import has_milestones, milestones_pages
from milepost.report.not_found import not_found_page
from milepost.report.overview import overview_pages
from milepost.report.pages import Page, Site, State
from milepost.report.problems import problems_pages, problems_words


def build_site(material: Material) -> Site:
    """Every page of the site. The order of notes does not matter; equal material gives equal pages."""
    around = Around(material)
    frame = framing(around, has_milestones=has_milestones(around))
    pages: list[Page] = [*overview_pages(around, frame), *milestones_pages(around, frame)]
    pages += [goal_page(goal, around, frame) for goal in around.plan.goals.values()]
    if around.shows_problems:
        pages += problems_pages(around, frame)
    pages.append(not_found_page(around, frame))
    return Site(tuple(pages), _state(around))


def _state(around: Around) -> State:
    shown = around.material.diagnostics if around.shows_problems else ()
    return State(around.day(around.as_of), len(shown), problems_words(shown))
