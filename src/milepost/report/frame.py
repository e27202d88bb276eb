"""The frame around every page: title, navigation, audience. Nothing in it changes with an edit of a note.

Were it otherwise, each edit would render every page anew; what changes daily stands in `state.js`.
"""

from dataclasses import dataclass

from milepost import __version__
from milepost.report.around import Around
from milepost.report.exports import alternates
from milepost.report.parts import Frame, Head, NavLink
from milepost.report.plan_title import plan_title


@dataclass(frozen=True, slots=True)
class Framing:
    """Makes the heads of pages around one frame."""

    frame: Frame

    def head(self, path: str, kind: str, title: str, description: str) -> Head:
        """The head of one page; `title` is its own, without the plan's."""
        first = f"{'index' if kind == 'overview' else kind}.html"
        return Head(
            frame=self.frame,
            path=path,
            root="../" * path.count("/"),
            kind=kind,
            title=title,
            description=description,
            current="overview" if kind == "goal" else kind,
            current_as="page" if path == first else "true",
        )


def framing(
    around: Around,
    *,
    has_milestones: bool,
    has_roadmap: bool,
    has_graph: bool,
    has_sharpen: bool,
    has_calendar: bool,
    has_people: bool,
    has_forecast: bool,
    has_search: bool,
) -> Framing:
    """The frame of a site; a page that would be empty is not in its navigation."""
    nav = [NavLink("overview", "Overview", "index.html")]
    if has_roadmap:
        nav.append(NavLink("roadmap", "Roadmap", "roadmap.html"))
    if has_graph:
        nav.append(NavLink("graph", "Plan graph", "graph.html"))
    if has_milestones:
        nav.append(NavLink("milestones", "Milestones", "milestones.html"))
    if has_sharpen:
        nav.append(NavLink("sharpen", "Sharpen", "sharpen.html"))
    if has_calendar:
        nav.append(NavLink("calendar", "Calendar", "calendar.html"))
    if has_people:
        nav.append(NavLink("people", "People", "people.html"))
    if has_forecast:
        nav.append(NavLink("forecast", "Forecast", "forecast.html"))
    if has_search:
        nav.append(NavLink("search", "Search", "search.html"))
    if around.shows_problems:
        nav.append(NavLink("problems", "Problems", "problems.html"))
    return Framing(
        Frame(
            title=plan_title(around.material),
            nav=tuple(nav),
            generator=f"milepost {__version__}",
            is_private=around.material.is_private,
            alternates=alternates(around.plan),
        )
    )
