"""site_of: which pages a build has, each made only when it is asked for, and the little that changes daily."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import Any

from milepost.model.frozen import frozen
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.report.areas import areas_pages, has_areas
from milepost.report.around import Around
from milepost.report.calendar.page import calendar_pages, has_calendar
from milepost.report.crawlers import crawler_files
from milepost.report.forecast import forecast_pages, has_forecast
from milepost.report.frame import Framing, framing
from milepost.report.goal.page import goal_page
from milepost.report.material import Material
from milepost.report.milestones import has_milestones, milestones_pages
from milepost.report.network.page import graph_pages, has_graph
from milepost.report.not_found import not_found_page
from milepost.report.outlook import outlook_title
from milepost.report.overview.page import overview_pages
from milepost.report.pages.kinds import Page, State
from milepost.report.part import Part, PartValues
from milepost.report.people.page import has_people, people_pages
from milepost.report.periods.goals import periods_of
from milepost.report.periods.page import has_periods, periods_pages
from milepost.report.problems.page import problems_of_all, problems_pages, problems_words
from milepost.report.roadmap.page import has_roadmap, roadmap_pages
from milepost.report.search import INDEX, has_search, search_index, search_pages
from milepost.report.sharpen import has_sharpen, sharpen_pages
from milepost.report.witness import Ground, Seen
from milepost.report.witnessed import WitnessedShelf

Maker = Callable[[], Page]
TextMaker = Callable[[Callable[[str], str]], str]
"""Makes a text; is given what says in the language of the site what was said in English."""


@frozen
class Site:
    """Every page by its path, as a function that makes its value: a plan of 10,000 goals is never held as pages.

    `texts` are files that no reader looks at, by their path. `around` is what all of it is made of.
    """

    around: Around
    pages: "Pages"
    state: State
    texts: Mapping[str, TextMaker]


def site_of(material: Material, memo: Memo | None = None) -> Site:
    """The site of one build. The order of notes does not matter; equal material makes equal pages."""
    around = Around(material, memo)
    frame = framing(around, _shown(around))
    pages = Pages(around, frame)
    return Site(around, pages, _state(around), Texts(around, pages))


class Pages(Mapping[str, Maker]):
    """Goals' pages are known by name; which others there are is found out a kind at a time, until one is found."""

    def __init__(self, around: Around, frame: Framing) -> None:
        self._around, self._frame = around, frame
        self._kinds: dict[int, Mapping[str, Maker]] = {}

    def __getitem__(self, path: str) -> Maker:
        goal = self._around.addresses.goal_at(path)
        if goal is not None:
            return partial(goal_page, self._around.plan.goals[goal], self._around, self._frame)
        for kind in self._others():
            if path in kind:
                return kind[path]
        raise KeyError(path)

    @cached_property
    def ground(self) -> Ground:
        """What all pages are made of: the values of parts when somebody asks for them, where no later build does."""
        around, parts = self._around, PartValues(self._parts)
        values = dict(parts) if around.memo.keeps else parts
        return Ground(around.material, around.derived, self._frame, periods_of(around), outlook_title(around), values)

    @cached_property
    def _parts(self) -> Mapping[str, Part[Any]]:
        return {path: page for kind in self._others() for path, page in kind.items() if isinstance(page, Part)}

    def has_witness(self, path: str) -> bool:
        """Whether it can be said what the page at a path is made of."""
        return self._around.addresses.goal_at(path) is not None or path in self._parts

    def witnessed(self, path: str) -> tuple[Page, Seen]:
        """The same page, made before a witness, and what was looked at for it."""
        return self._shelf.made(partial(self._seen_page, path))

    def _seen_page(self, path: str, ground: Ground, around: Around) -> Page:
        if path in self._parts:
            page: Page = self._parts[path].make(*ground.parts[path], around, ground.framing)
            return page
        goal = ground.derived.names.goals[path]
        return goal_page(ground.material.plan.goals[goal], around, ground.framing)

    @cached_property
    def _shelf(self) -> WitnessedShelf:
        return WitnessedShelf(self.ground)

    def seen_of_shared(self) -> Mapping[tuple[str, GoalId], Seen]:
        """What the values looked at that pages share, of those that were made since this was asked last."""
        return self._shelf.seen()

    def __contains__(self, path: object) -> bool:
        return self._around.addresses.goal_at(str(path)) is not None or any(path in kind for kind in self._others())

    def __iter__(self) -> Iterator[str]:
        yield from chain.from_iterable(self._others())
        yield from map(self._around.addresses.file, self._around.plan.goals)

    def __len__(self) -> int:
        return sum(map(len, self._others())) + len(self._around.plan.goals)

    def _others(self) -> Iterator[Mapping[str, Maker]]:
        for at, pages_of in enumerate(_KINDS):
            found = self._kinds.get(at)
            if found is None:
                found = self._kinds[at] = pages_of(self._around, self._frame)
            yield found


def _always(around: Around, frame: Framing) -> Mapping[str, Maker]:
    return {"404.html": partial(not_found_page, around, frame)}


def _problems(around: Around, frame: Framing) -> Mapping[str, Maker]:
    return problems_pages(around, frame) if around.shows_problems else {}


_KINDS: tuple[Callable[[Around, Framing], Mapping[str, Maker]], ...] = (
    *(overview_pages, _always, search_pages, _problems, calendar_pages, people_pages, periods_pages, areas_pages),
    *(milestones_pages, sharpen_pages, forecast_pages, roadmap_pages, graph_pages),
)
"""Those that are found out quickly come first."""


class Texts(Mapping[str, TextMaker]):
    """What crawlers are told, and the index of search; the first of these is made of the names of all pages."""

    def __init__(self, around: Around, pages: Pages) -> None:
        self._around, self._pages = around, pages

    def __getitem__(self, path: str) -> TextMaker:
        if path == INDEX and has_search(self._around):
            return partial(search_index, self._around)
        text = self._crawlers[path]
        return lambda _: text

    def __iter__(self) -> Iterator[str]:
        yield from self._crawlers
        if has_search(self._around):
            yield INDEX

    def __len__(self) -> int:
        return len(tuple(iter(self)))

    @cached_property
    def _crawlers(self) -> Mapping[str, str]:
        return crawler_files(self._around.material, self._pages)


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
    if not around.shows_problems:
        return State(around.day(around.as_of), 0, problems_words(()))
    return State(around.day(around.as_of), len(around.material.diagnostics), problems_of_all(around))
