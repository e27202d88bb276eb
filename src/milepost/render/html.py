"""Pages to files: each page value through the template of its type, and what all pages share."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields

from milepost.model.rim import RenderedFile
from milepost.render.faults import FAILURES, fault
from milepost.render.theme import Theme
from milepost.report.pages.advice import ForecastPage, SharpenPage
from milepost.report.pages.calendar import CalendarPage
from milepost.report.pages.kinds import (
    GoalPage,
    GraphPage,
    MilestonesPage,
    NotFoundPage,
    OverviewPage,
    Page,
    ProblemsPage,
    RoadmapPage,
    SearchPage,
    State,
)
from milepost.report.pages.overview import AreaPage, AreasPage
from milepost.report.pages.parts import Frame, Head
from milepost.report.pages.people import PeoplePage, PersonPage
from milepost.report.pages.period import PeriodPage, PeriodsPage

TEMPLATES: Mapping[type[Page], str] = {
    OverviewPage: "overview.html.j2",
    GoalPage: "goal.html.j2",
    MilestonesPage: "milestones.html.j2",
    RoadmapPage: "roadmap.html.j2",
    GraphPage: "graph.html.j2",
    CalendarPage: "calendar.html.j2",
    PeoplePage: "people.html.j2",
    PersonPage: "person.html.j2",
    AreaPage: "area.html.j2",
    AreasPage: "areas.html.j2",
    PeriodPage: "period.html.j2",
    PeriodsPage: "periods.html.j2",
    SharpenPage: "sharpen.html.j2",
    ForecastPage: "forecast.html.j2",
    SearchPage: "search.html.j2",
    ProblemsPage: "problems.html.j2",
    NotFoundPage: "404.html.j2",
}


def page_fields() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By template, the fields of what it is given."""
    around = {"head": _names(Head), "frame": _names(Frame)}
    return {name: {"page": _names(kind), **around} for kind, name in TEMPLATES.items()}


def _names(kind: type[Page] | type[Head] | type[Frame]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def render_page(page: Page, theme: Theme) -> RenderedFile:
    """One page. Raises TemplateFault."""
    name = TEMPLATES[type(page)]
    template = theme.template(name)
    theme.begin()
    try:
        text = template.render(page=page, head=page.head, frame=page.head.frame)
    except FAILURES as error:
        raise fault(name, error) from error
    return RenderedFile(page.head.path, text.encode("utf-8", "replace"))


def state_file(state: State, say: Callable[[str], str]) -> RenderedFile:
    """`state.js`: a classic script, as pages from disk can load no other kind of file."""
    said = {
        "asOf": say(state.as_of.text),
        "asOfDay": state.as_of.iso,
        "problems": state.problems,
        "problemsWords": say(state.problems_words),
    }
    return RenderedFile("state.js", f"window.milepost = {json.dumps(said, ensure_ascii=True)};\n".encode())
