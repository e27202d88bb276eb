"""The roadmap of a very large plan: how many open goals of each area end in each period."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from milepost.model.ids import GoalId
from milepost.model.said import numeral, say
from milepost.report.around import Around
from milepost.report.pages.roadmap import GridCell, GridRow, RoadmapGrid
from milepost.report.roadmap.bars import dates_of
from milepost.report.wording import counted, month_name

MOST_AREAS = 200
GRID_ZOOMS = ("month", "quarter", "year")
_COLUMNS = {"month": 12, "quarter": 8, "year": 6}
_LENGTH = {"month": 1, "quarter": 3, "year": 12}
_PERIODS = {"month": say("month"), "quarter": say("quarter"), "year": say("year")}
_SHADES = 4
_MONTHS = 12
_EARLIER, _LATER, _UNDATED = -1, 10_000, 10_001


Area = tuple[str, str, int, Sequence[GoalId]]
"""The title of an area, its address, how many goals it has, and the open ones."""


def roadmap_grid(areas: Sequence[Area], zoom: str, around: Around) -> RoadmapGrid:
    """Areas by periods. Linear in goals."""
    fiscal = around.material.settings.reading.fiscal_year_start
    place = _places(zoom, around.as_of, fiscal)
    fullest_first = sorted(range(len(areas)), key=lambda at: (-areas[at][2], at))[:MOST_AREAS]
    ends = _ends(around)
    counts = [(areas[at][0], areas[at][1], _counts(areas[at][3], place, ends)) for at in sorted(fullest_first)]
    used = {at for _, _, found in counts for at in found}
    last = max((at for at in used if at < _LATER), default=0) if _LATER not in used else _COLUMNS[zoom] - 1
    shown = [at for at in (_EARLIER, *range(last + 1), _LATER, _UNDATED) if 0 <= at < _LATER or at in used]
    fullest = max((found[at] for _, _, found in counts for at in shown), default=0)
    total = sum(sum(found.values()) for _, _, found in counts)
    return RoadmapGrid(
        caption=say(
            "{goals} in {areas}, by the {period} in which they are due",
            goals=counted(total, "open goal"),
            areas=counted(len(counts), "area"),
            period=_PERIODS[zoom],
        ),
        columns=tuple(_column(at, zoom, around.as_of, fiscal) for at in shown),
        rows=tuple(
            GridRow(title, href, tuple(_cell(found[at], fullest) for at in shown)) for title, href, found in counts
        ),
        more=say("and {n:,} smaller area", many="and {n:,} smaller areas", n=len(areas) - MOST_AREAS)
        if len(areas) > MOST_AREAS
        else "",
    )


def _counts(
    goals: Sequence[GoalId], place: Callable[[date], int], ends: Mapping[GoalId, date | None]
) -> Mapping[int, int]:
    days = Counter(map(ends.__getitem__, goals))
    found: Counter[int] = Counter()
    for due, count in days.items():
        found[_UNDATED if due is None else place(due)] += count
    return found


def _ends(around: Around) -> Mapping[GoalId, date | None]:
    """When goals end."""
    plan, figures = around.plan, around.analysis
    inputs = (plan.goals, figures.goals, figures.healths)
    return around.memo.sweep("end", plan.listed, inputs, lambda name, _: dates_of(plan.goals[name], around)[1])


def _places(zoom: str, as_of: date, fiscal: int) -> Callable[[date], int]:
    """The column of a day: periods are counted from the one of today."""
    first = _period(as_of, zoom, fiscal)

    def place(day: date) -> int:
        at = _period(day, zoom, fiscal) - first
        return _EARLIER if at < 0 else at if at < _COLUMNS[zoom] else _LATER

    return place


def _period(day: date, zoom: str, fiscal: int) -> int:
    shift = (fiscal - 1) % _LENGTH[zoom] if zoom == "quarter" else 0
    return (day.year * _MONTHS + day.month - 1 - shift) // _LENGTH[zoom]


def _column(at: int, zoom: str, as_of: date, fiscal: int) -> str:
    if at == _EARLIER:
        return say("Earlier")
    if at >= _LATER:
        return say("Later") if at == _LATER else say("No date")
    shift = (fiscal - 1) % _LENGTH[zoom] if zoom == "quarter" else 0
    year, month = divmod((_period(as_of, zoom, fiscal) + at) * _LENGTH[zoom] + shift, _MONTHS)
    if zoom == "year":
        return str(year)
    name = f"Q{(month + 1 - fiscal) % _MONTHS // 3 + 1}" if zoom == "quarter" else month_name(date(2000, month + 1, 1))
    is_first = at == 0 or month == 0 or (zoom == "quarter" and name == "Q1")
    return say("{name} {year}", name=name, year=year) if is_first else name


def _cell(count: int, fullest: int) -> GridCell:
    """The number, and its shade."""
    share = -(-count * _SHADES // fullest) if fullest else 0
    return GridCell(numeral(f"{count:,}") if count else "", share)
