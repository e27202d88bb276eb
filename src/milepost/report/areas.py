"""Areas and tags: a list of all of them, and for each the overview of its goals.

Up to sixty goals stand on one page; larger areas have further ones of fifty, like the overview.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.sweep import Inputs, Order
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.gatherings import AREAS, TAGS, Gathering
from milepost.report.goal_list import (
    FILTER_ABOVE,
    Listed,
    Summary,
    add_up,
    closed_words,
    goal_groups,
    listed_goals,
    meter_of,
    row_of,
    summaries,
)
from milepost.report.goal_trees import rows_of_trees
from milepost.report.names import address
from milepost.report.outlook import outlook_title
from milepost.report.overview.page import ONE_TABLE, ROWS_A_PAGE
from milepost.report.overview.standing import standing
from milepost.report.overview.tally import Tally, joined, tallies
from milepost.report.pages.kinds import Page
from milepost.report.pages.overview import AreaPage, AreaRow, AreasPage, Standing
from milepost.report.pages.parts import Link
from milepost.report.paging import chunks, page_count, page_path, pager
from milepost.report.part import Part
from milepost.report.roadmap.page import roadmap_of_area
from milepost.report.wording import counted, listing

V = TypeVar("V")

LISTED_A_PAGE = 200
MOST_NAMED = 4
_UP = "../"
_WORDS = {AREAS: say("Area"), TAGS: say("Tag")}

Key = tuple[str, str]
"""Kind and name of an area or tag."""

Place = tuple[Sequence[str], int]
_About = tuple[str, str, bool]
"""What an area or tag is: its kind, its title, and whether it has a filter."""

_Told = tuple[_About, tuple[Listed, ...], Standing | None, tuple[Link, ...]]
Pages = dict[str, Callable[[], Page]]


def has_areas(around: Around) -> bool:
    """Whether any goal has an area or a tag."""
    return bool(around.area_addresses or around.tag_addresses)


def areas_pages(around: Around, framing: Framing) -> Pages:
    """`areas.html` and a page for each area and tag, made when they are asked for; none where there are neither."""
    gatherings = [*around.areas.values(), *around.tags.values()]
    pieces = chunks(gatherings, LISTED_A_PAGE) if gatherings else []
    paths = [page_path("areas", number) for number in range(1, len(pieces) + 1)]
    pages: Pages = {path: partial(_list_page, pieces, paths, at, (around, framing)) for at, path in enumerate(paths)}
    for gathering in gatherings:
        pages.update(_Area(gathering, around, framing).pages())
    return pages


def _list_page(
    pieces: Sequence[Sequence[Gathering]], paths: Sequence[str], at: int, made_of: tuple[Around, Framing]
) -> AreasPage:
    around, framing = made_of
    title = say("Areas and tags") if around.tags and around.areas else say("Areas") if around.areas else say("Tags")
    finding = _finding(around)
    sums = _sums(around)
    rows = [(each.kind, row_of(Link(each.title, each.href), sums[each.kind, each.name])) for each in pieces[at]]
    return AreasPage(
        head=framing.head(
            paths[at], "areas", title if at == 0 else say("{title}, page {at}", title=title, at=at + 1), finding
        ),
        heading=title if at == 0 else say("{title}, page {at} of {paths}", title=title, at=at + 1, paths=len(paths)),
        finding=finding,
        areas=_of_kind(rows, AREAS),
        tags=_of_kind(rows, TAGS),
        pager=pager(paths, at + 1),
    )


def _of_kind(rows: Sequence[tuple[str, AreaRow]], wanted: str) -> tuple[AreaRow, ...]:
    return tuple(row for kind, row in rows if kind == wanted)


def _finding(around: Around) -> str:
    """`2 of 5 areas have something overdue: Home and Work. 12 of 30 goals are in no area.` Tags, where no area is."""
    sums, named = _sums(around), around.areas or around.tags
    found = ((each.title, sums[each.kind, each.name]) for each in named.values())
    late = [title for title, summary in found if summary.late or summary.late_milestones]
    number = counted(len(named), "area") if around.areas else counted(len(named), "tag")
    said = say(
        "{n:,} of {number} has something overdue",
        many="{n:,} of {number} have something overdue",
        n=len(late),
        number=number,
    )
    names = say(": {names}", names=listing(tuple(late))) if len(late) <= MOST_NAMED else ""
    said = say("{said}{names}.", said=said, names=names) if late else say("{number}, nothing overdue.", number=number)
    if not around.areas:
        return said
    goals, listed = around.plan.goals, around.plan.listed
    own = around.memo.sweep(
        "in no area", listed, (goals,), lambda name, _: not (goals[name].is_mission or goals[name].area)
    )
    apart = sum(own.values())
    if not apart:
        return said
    return say(
        "{said} {n:,} of {goals} is in no area.",
        many="{said} {n:,} of {goals} are in no area.",
        said=said,
        n=apart,
        goals=counted(len(around.listed), "goal"),
    )


class _Area:
    """The pages of one area or tag. What they share is worked out once, when the first of them is asked for."""

    def __init__(self, gathering: Gathering, around: Around, framing: Framing) -> None:
        self._gathering, self._around, self._framing = gathering, around, framing

    def pages(self) -> Pages:
        """The first page and those that its size asks for."""
        number = page_count(len(self._gathering.goals), ONE_TABLE, ROWS_A_PAGE)
        base = f"{self._gathering.kind}/{self._gathering.name}"
        paths = [f"{base}.html", *(page_path(f"{base}-", at) for at in range(2, number + 1))]
        made_of = {path: partial(self._told, paths, at) for at, path in enumerate(paths)}
        return {path: Part(_area_page, told, self._around, self._framing) for path, told in made_of.items()}

    def _told(self, paths: Sequence[str], at: int) -> tuple[Place, _Told]:
        """What a page is made of: the goals that stand on it; how all of them stand is told on the first one."""
        each = self._gathering
        about = each.kind, each.title, len(each.goals) > FILTER_ABOVE
        rows = _rows(self._around)[each.kind, each.name]
        if len(paths) > 1:
            rows = rows[at * ROWS_A_PAGE : (at + 1) * ROWS_A_PAGE]
        return (tuple(paths), at), (about, rows, self._standing() if at == 0 else None, self._also())

    def _standing(self) -> Standing:
        around, goals = self._around, self._gathering.goals
        key = self._gathering.kind, self._gathering.name
        sums = _sums(around)[key]
        meter = meter_of(sums)
        words = say(
            "{reached:,} of {n:,} milestone reached",
            many="{reached:,} of {n:,} milestones reached",
            reached=sums.reached,
            n=sums.milestones,
        )
        only = goals[0] if len(goals) == 1 else None
        told = words if meter else ""
        return standing(around, meter=meter, meter_words=told, up=_UP, of=_tallies(around)[key], only=only)

    def _also(self) -> tuple[Link, ...]:
        path = roadmap_of_area(self._gathering.title, self._around) if self._gathering.kind == AREAS else ""
        return (Link(say("Roadmap of this area"), f"{_UP}{path}"),) if path else ()


def _area_page(place: Place, told: _Told, around: Around, framing: Framing) -> AreaPage:
    """Some goals of an area or tag."""
    (paths, at), ((kind, called, has_filter), listed, stands, also) = place, told
    title = say("{words}: {title}", words=_WORDS[kind], title=called)
    open_rows, closed_rows = [row for row in listed if row.is_open], [row for row in listed if not row.is_open]
    title = title if at == 0 else say("{title}, page {at}", title=title, at=at + 1)
    return AreaPage(
        head=framing.head(
            paths[at],
            "areas",
            title,
            say("{title}. {verdict}", title=title, verdict=stands.verdict) if stands else title,
        ),
        breadcrumb=(Link(say("Areas and tags"), f"{_UP}areas.html"),),
        heading=title if at == 0 else say("{title} of {paths}", title=title, paths=len(paths)),
        standing=stands,
        also=also,
        outlook=outlook_title(around),
        has_filter=has_filter,
        groups=goal_groups(open_rows, around, _UP, has_areas=kind == TAGS and _is_mixed(open_rows)),
        closed=goal_groups(closed_rows, around, _UP),
        closed_words=closed_words(closed_rows),
        pager=pager([address(path.rpartition("/")[2]) for path in paths], at + 1),
    )


def _rows(around: Around) -> Mapping[Key, tuple[Listed, ...]]:
    """The rows of each area and tag; after an edit those are made again that have a goal which changed."""
    inputs = (rows_of_trees(around),)
    return _of_each("rows of areas and tags", inputs, lambda _, goals: tuple(listed_goals(goals, around)), around)


def _sums(around: Around) -> Mapping[Key, Summary]:
    """Each area and tag as one row."""
    own = summaries(around)
    return _of_each("sums of areas and tags", (own,), lambda _, goals: add_up(own[name] for name in goals), around)


def _tallies(around: Around) -> Mapping[Key, Tally]:
    """How the goals of each area and tag stand."""
    own, memo = tallies(around), around.memo

    def made(key: Key, goals: Sequence[GoalId]) -> Tally:
        step, table = f"tally of {key}", {name: own[name] for name in goals}
        return memo.whole(step, memo.same(f"{step}, goals", None, Order(table)), table, joined)

    return _of_each("tallies of areas and tags", (own,), made, around)


def _of_each(
    step: str, inputs: Sequence[Inputs], make: Callable[[Key, Sequence[GoalId]], V], around: Around
) -> Mapping[Key, V]:
    """A value for each area and tag, made of its goals."""

    def made() -> Mapping[Key, V]:
        found = {(each.kind, each.name): each for each in (*around.areas.values(), *around.tags.values())}
        return around.memo.sweep(
            step,
            around.memo.same("areas and tags", None, Order(found)),
            (found, *inputs),
            lambda key, _: make(key, found[key].goals),
            beside=lambda key: found[key].goals,
        )

    return around.once(step, made)


def _is_mixed(listed: Sequence[Listed]) -> bool:
    """Whether goals stand under more than one heading."""
    return len({row.heading for row in listed}) > 1
