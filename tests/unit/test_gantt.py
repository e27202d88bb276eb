"""The roadmap's geometry: every plan gives a picture that stays within its bounds, and the same one each time."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.report.charts.elbows import elbows
from milepost.report.charts.gantt import AXIS, LANE, ROW, BarShape, gantt
from milepost.report.charts.gantt_plan import Bar, Diamond, GanttPlan, Lane, Wait, span_of
from milepost.report.charts.scale import text_width
from milepost.report.charts.timeline import FITS, MOST_WIDTH, Axis, Tick, Timeline, fitting, usual_span, zooms

AS_OF = date(2026, 8, 15)
DAY = timedelta(days=1)
ZOOMS = ("week", "month", "quarter", "year")

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31)) | st.dates(date(2025, 1, 1), date(2028, 1, 1))
maybe = st.none() | days


@st.composite
def bars(draw: st.DrawFn, number: int) -> Bar:
    first, second = sorted((draw(days), draw(days)))
    likely = draw(st.none() | st.tuples(days, days))
    return Bar(
        name=f"goal {number}",
        tone="on-track",
        start=first,
        end=second,
        permille=draw(st.integers(0, 1000)),
        due=draw(maybe),
        late_to=draw(maybe),
        fade_in=draw(maybe),
        fade_out=draw(maybe),
        opens=draw(st.booleans()),
        stays_open=draw(st.booleans()),
        is_inherited=draw(st.booleans()),
        is_critical=draw(st.booleans()),
        is_blocked=draw(st.booleans()),
        likely=(min(likely), max(likely)) if likely else None,
        diamonds=tuple(draw(st.lists(st.builds(Diamond, days, st.sampled_from(["done", "open", "overdue"]))))),
    )


@st.composite
def plans(draw: st.DrawFn) -> GanttPlan:
    count = draw(st.integers(1, 6))
    made = [draw(bars(number)) for number in range(count)]
    cut = draw(st.integers(0, count))
    lanes = [Lane("One", tuple(made[:cut])), Lane("", tuple(made[cut:]))]
    names = st.sampled_from([bar.name for bar in made])
    waits = draw(st.lists(st.builds(Wait, names, names, maybe, maybe, st.booleans()), max_size=5))
    return GanttPlan(draw(days), tuple(lane for lane in lanes if lane.bars), tuple(waits))


def drawn_at(path: str) -> list[tuple[float, float]]:
    """The places where the pen of a path begins."""
    return [(float(x), float(y)) for x, y in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path)]


def paths(bar: BarShape) -> list[str]:
    return [bar.plan, bar.gone, bar.stripes, *bar.fades, bar.late, bar.base, bar.frame, bar.whisker, bar.done, bar.open]


@given(plans(), st.sampled_from(ZOOMS))
def test_everything_is_drawn_inside_the_picture(plan: GanttPlan, zoom: str) -> None:
    """No bar, milestone or line leaves it, and no picture is wider than the widest."""
    first, last = span_of(plan.bars)
    picture = gantt(plan, Timeline(first, last, plan.as_of, zoom))

    assert FITS - 1 <= picture.width <= MOST_WIDTH + 1
    assert 0 <= float(picture.today.x) <= picture.width
    for bar in picture.bars:
        for x, y in (place for path in paths(bar) for place in drawn_at(path)):
            assert 0 <= x <= picture.width
            assert AXIS <= y <= picture.height


@given(plans(), st.sampled_from(ZOOMS))
def test_each_bar_has_a_row_of_its_own(plan: GanttPlan, zoom: str) -> None:
    """Rows are equally high, and lanes with a title keep room for it, as the list of names does."""
    first, last = span_of(plan.bars)
    picture = gantt(plan, Timeline(first, last, plan.as_of, zoom))
    tops = [float(y) for y in picture.lines]

    assert len(tops) == len(plan.bars)
    assert all(after - before in (ROW, ROW + LANE) for before, after in pairwise(tops))
    assert picture.height >= tops[-1] + ROW
    for top, bar in zip(tops, picture.bars, strict=True):
        assert {y for _, y in drawn_at(bar.plan)} <= {top + at for at in range(ROW)}


@given(plans(), st.sampled_from(ZOOMS))
def test_equal_plans_give_equal_pictures(plan: GanttPlan, zoom: str) -> None:
    """Nothing but the plan decides."""
    first, last = span_of(plan.bars)

    assert gantt(plan, Timeline(first, last, plan.as_of, zoom)) == gantt(plan, Timeline(first, last, plan.as_of, zoom))


@given(days, days, days, st.sampled_from(ZOOMS))
def test_later_days_never_stand_further_left(one: date, other: date, as_of: date, zoom: str) -> None:
    """The end of a day is where the next one begins."""
    first, last = sorted((one, other))
    timeline = Timeline(first, last, as_of, zoom)

    assert timeline.place(first) <= timeline.end(first) <= timeline.end(last) <= timeline.width
    if last > first:
        assert timeline.end(first) == pytest.approx(timeline.place(first + DAY))


@given(st.tuples(days, days), days, st.sampled_from(ZOOMS), st.integers(1, 12))
def test_words_on_the_axis_do_not_touch(span: tuple[date, date], as_of: date, zoom: str, fiscal: int) -> None:
    """Neither those of years nor those of months."""
    axis = Timeline(min(span), max(span), as_of, zoom).axis(fiscal)

    assert axis.minor
    for ticks in (axis.major, axis.minor):
        spans = [(float(tick.label_x), text_width(tick.text, 12)) for tick in ticks if tick.text]
        assert all(before + width <= after for (before, width), (after, _) in pairwise(spans))


def test_a_year_in_quarters() -> None:
    """Years above, quarters below; the first has no line of its own where the picture begins within it."""
    axis = Timeline(date(2026, 2, 1), date(2027, 1, 31), AS_OF, "quarter").axis()

    assert [tick.text for tick in axis.major] == ["2026", "2027"]
    assert [tick.text for tick in axis.minor] == ["Q1", "Q2", "Q3", "Q4", "Q1"]
    assert axis.minor[0].x == ""


def test_quarters_follow_the_fiscal_year() -> None:
    """April begins the first one where the settings say so."""
    axis: Axis = Timeline(date(2026, 4, 1), date(2027, 3, 31), AS_OF, "quarter").axis(4)
    first: Tick = axis.minor[0]

    assert first.text == "Q1"
    assert first.x != ""


def test_one_far_day_does_not_squeeze_the_others() -> None:
    """An oak of thirty years beside a year's goals lies beyond the edge, and says until when."""
    year = [Bar(f"b{at}", "done", AS_OF, AS_OF + at * 60 * DAY) for at in range(1, 7)]
    plan = GanttPlan(AS_OF, (Lane("", (*year, Bar("oak", "done", AS_OF, date(2056, 1, 1)))),))
    first, last = span_of(plan.bars)
    picture = gantt(plan, Timeline(first, last, AS_OF, "quarter"))

    assert (first, last) == (AS_OF, AS_OF + 450 * DAY)
    assert [bar.until for bar in picture.bars] == [*[""] * 6, "until 1 Jan 2056"]
    assert [bool(bar.beyond) for bar in picture.bars] == [*[False] * 6, True]


@pytest.mark.parametrize("ends", [[10, 4000], [10, 20, 300], [400, 800, 1900], [10, 20, 4000, 4000]])
def test_days_that_are_not_far_beyond_the_others_are_all_shown(ends: list[int]) -> None:
    """One of two, within a year, less than three times as long, or more than one of a few."""
    assert usual_span([(AS_OF, AS_OF + end * DAY) for end in ends]) == (AS_OF, AS_OF + ends[-1] * DAY)


def test_zooms_depend_on_the_span() -> None:
    """Two years: weeks to quarters; thirty years: months to years. The first page fits."""
    assert zooms(date(2026, 1, 1), date(2027, 12, 31), AS_OF) == ("week", "month", "quarter")
    assert zooms(date(2026, 1, 1), date(2056, 12, 31), AS_OF) == ("month", "quarter", "year")
    assert fitting(AS_OF, AS_OF + 60 * DAY, AS_OF) == "week"
    assert fitting(AS_OF, AS_OF + 200 * DAY, AS_OF) == "month"
    assert fitting(AS_OF, AS_OF + 20_000 * DAY, AS_OF) == "year"


def test_links_end_at_the_bar_that_waits() -> None:
    """Forwards with one corner, backwards around between the rows; heavy ones apart."""
    links = elbows([((10, 20), (100, 60), False), ((100, 20), (50, 60), True)])

    assert links.lines == "M10 20h7V60H96"
    assert links.heavy_lines == "M100 20h7V46H38V60H46"
    assert links.heads.startswith("M100 60")
    assert links.heavy_heads.startswith("M50 60")
