"""The roadmap: when each goal begins and ends, and which one decides the finish.

Up to sixty goals stand in one picture; larger plans have one for each area, with closed goals folded, and very large
ones a table of areas by months, each area with pages of its own.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial

from milepost.model.goal import Goal
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.charts.gantt_plan import span_of
from milepost.report.charts.timeline import fitting, usual_span, zooms
from milepost.report.frame import Framing
from milepost.report.names import address
from milepost.report.pages.kinds import Page, RoadmapPage
from milepost.report.pages.parts import Link, PagerLink
from milepost.report.pages.roadmap import RoadmapSection
from milepost.report.paging import page_path, pager
from milepost.report.part import Part
from milepost.report.roadmap.bars import bar_of, dates_of
from milepost.report.roadmap.figure import timeline_of
from milepost.report.roadmap.grid import GRID_ZOOMS, Area, roadmap_grid
from milepost.report.roadmap.sections import (
    Piece,
    bars_of,
    cut,
    open_of_pieces,
    packed,
    pieces_of,
    section_of,
    whole_section,
)
from milepost.report.roadmap.words import finish_of, finish_words, reading_words

ONE_PICTURE, BY_AREA = 60, 500
ZOOM_WORDS = {"week": say("Weeks"), "month": say("Months"), "quarter": say("Quarters"), "year": say("Years")}

Pages = dict[str, Callable[[], Page]]
Place = tuple[Sequence[str], int]
"""The paths of a list's pages, and the number of one."""


def roadmap_pages(around: Around, framing: Framing) -> Pages:
    """`roadmap.html` with its zooms and further pages, made when they are asked for; none where nothing has a date."""
    if not has_roadmap(around):
        return {}
    roadmap = _Roadmap(around.listed, around, framing)
    return roadmap.by_month() if len(roadmap.goals) > BY_AREA else roadmap.with_bars()


def has_roadmap(around: Around) -> bool:
    """Whether any goal has a date."""
    return any(bar_of(goal, around) is not None for goal in around.listed)


def roadmap_of_area(area: str, around: Around) -> str:
    """The address of the bars of one area in a very large plan; "" in a smaller one, where they stand among others."""
    if len(around.listed) <= BY_AREA or not has_roadmap(around):
        return ""
    return address(f"roadmap-area-{around.area_keys[area]}.html")


class _Roadmap:
    """The pages of one roadmap. What they share is worked out once, when the first of them is asked for."""

    def __init__(self, goals: Sequence[Goal], around: Around, framing: Framing) -> None:
        self.goals = goals
        self._around, self._framing = around, framing
        self._headline = cache(lambda: finish_words(finish_of(around), around))
        self._bars = cache(lambda: bars_of(goals, around))

    def with_bars(self) -> Pages:
        """One picture, or one for each area, at three zooms."""
        around = self._around
        days = [[day for day in dates_of(goal, around)[:2] if day] for goal in self.goals]
        dated = [(min(own), max(own)) for own in days if own] or [(around.as_of, around.as_of)]
        span = *usual_span(dated), around.as_of
        first = fitting(*span)
        names = {zoom: "roadmap" if zoom == first else f"roadmap-{zoom}" for zoom in zooms(*span)}
        is_one = len(self.goals) <= ONE_PICTURE
        pieces: Sequence[Sequence[Piece]] = [()] if is_one else packed(list(pieces_of(around)))
        pages: Pages = {}
        for zoom, name in names.items():
            paths = [page_path(name, number) for number in range(1, len(pieces) + 1)]
            for number, path in enumerate(paths, 1):
                links = {each: page_path(other, number) for each, other in names.items()}
                pages[path] = partial(self._page, paths, number, pieces[number - 1], _switch(links, zoom), zoom=zoom)
        return pages

    def by_month(self) -> Pages:
        """A table of areas by periods, and the bars of each area on pages of their own."""
        pages: Pages = {}
        areas: list[Area] = []
        is_open = open_of_pieces(self._around)
        for piece in pieces_of(self._around):
            name, parts = f"roadmap-area-{piece.key}", cut(piece)
            paths = [f"{name}.html", *(page_path(f"{name}-", number) for number in range(2, len(parts) + 1))]
            for number, path in enumerate(paths, 1):
                made_of = partial(self._area, paths, number, parts[number - 1])
                pages[path] = Part(_area_page, made_of, self._around, self._framing)
            size = len(piece.goals) + len(piece.closed)
            areas.append((piece.title, address(paths[0]), size, is_open.get(piece.key, ())))
        names = {zoom: "roadmap.html" if zoom == GRID_ZOOMS[0] else f"roadmap-{zoom}.html" for zoom in GRID_ZOOMS}
        for zoom, path in names.items():
            pages[path] = partial(self._grid, path, zoom, _switch(names, zoom), areas)
        return pages

    def _page(
        self, paths: Sequence[str], number: int, pieces: Sequence[Piece], switch: tuple[PagerLink, ...], *, zoom: str
    ) -> RoadmapPage:
        bars, around = self._bars(), self._around
        timeline = timeline_of(list(bars.values()), zoom, around.as_of)
        sections = tuple(section_of(piece, bars, timeline, around) for piece in pieces)
        sections = sections or (whole_section(self.goals, bars, timeline, around),)
        return RoadmapPage(
            head=self._framing.head(paths[number - 1], "roadmap", _title(number, paths), self._said()),
            heading=_title(number, paths),
            headline=self._headline() if number == 1 else (),
            zooms=switch,
            above=None,
            grid=None,
            sections=sections,
            reading=_reading(sections),
            pager=pager(paths, number),
        )

    def _area(self, paths: Sequence[str], number: int, piece: Piece) -> tuple[Place, tuple[Piece, str]]:
        return (tuple(paths), number), (piece, self._said())

    def _grid(self, path: str, zoom: str, switch: tuple[PagerLink, ...], areas: Sequence[Area]) -> RoadmapPage:
        return RoadmapPage(
            head=self._framing.head(path, "roadmap", say("Roadmap"), self._said()),
            heading=say("Roadmap"),
            headline=self._headline(),
            zooms=switch,
            above=None,
            grid=roadmap_grid(areas, zoom, self._around),
            sections=(),
            reading="",
            pager=None,
        )

    def _said(self) -> str:
        return joined("", (piece.text for piece in self._headline()))


def _area_page(place: Place, told: tuple[Piece, str], around: Around, framing: Framing) -> RoadmapPage:
    """Some goals of one area, as bars."""
    (paths, number), (piece, said) = place, told
    bars = bars_of([goal for goal, _ in piece.goals], around)
    first, last = span_of(list(bars.values())) if bars else (around.as_of, around.as_of)
    timeline = timeline_of(list(bars.values()), fitting(first, last, around.as_of), around.as_of)
    section = section_of(piece, bars, timeline, around)
    return RoadmapPage(
        head=framing.head(paths[number - 1], "roadmap", say("Roadmap: {title}", title=piece.title), said),
        heading=say("Roadmap: {title}", title=piece.title),
        headline=(),
        zooms=(),
        above=Link(say("All areas"), "roadmap.html"),
        grid=None,
        sections=(section,),
        reading=_reading((section,)),
        pager=pager([address(path) for path in paths], number),
    )


def _reading(sections: Sequence[RoadmapSection]) -> str:
    """How to read the pictures of a page."""
    figures = [section.figure for section in sections if section.figure is not None]
    return reading_words([figure.gantt for figure in figures]) if figures else ""


def _title(number: int, paths: Sequence[str]) -> str:
    return say("Roadmap") if number == 1 else say("Roadmap, page {number} of {paths}", number=number, paths=len(paths))


def _switch(paths: dict[str, str], current: str) -> tuple[PagerLink, ...]:
    """Links between the zooms; the current one leads nowhere."""
    return tuple(
        PagerLink(ZOOM_WORDS[zoom], "" if zoom == current else path, zoom == current) for zoom, path in paths.items()
    )
