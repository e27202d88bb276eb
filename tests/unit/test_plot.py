"""Plots: round ticks, days and values at their places, and a course that ends where the totals are."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.report.activity import Life, lives_of
from milepost.report.burnup import course
from milepost.report.charts.heat import first_day, heat_columns, heat_levels
from milepost.report.charts.plot import PlotPlan, Series, plot
from milepost.report.charts.ticks import day_ticks, value_ticks

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
VALUES = st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=1000)
NOW = date(2026, 5, 20)


@given(VALUES, VALUES)
def test_value_ticks_are_few_round_and_around_all_values(one: Fraction, other: Fraction) -> None:
    """From below the lowest to above the highest, in equal steps."""
    low, high = min(one, other), max(one, other)
    ticks = value_ticks(low, high)
    steps = {after - before for before, after in pairwise(ticks)}

    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(steps) == 1
    assert 2 <= len(ticks) <= 8


@given(DAYS, st.integers(1, 20_000))
def test_day_ticks_are_at_most_six_in_order(first: date, days: int) -> None:
    """Within the span, however long it is."""
    last = first + timedelta(days=days)
    ticks = [day for day, _ in day_ticks(first, last)]

    assert len(ticks) <= 6
    assert ticks == sorted(ticks)
    assert all(first <= day <= last for day in ticks)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 2, 5), ["2 Feb", "3 Feb", "4 Feb", "5 Feb"]),
        (date(2026, 3, 1), ["2 Feb", "9 Feb", "16 Feb", "23 Feb"]),
        (date(2026, 6, 1), ["Mar 2026", "Apr", "May", "Jun"]),
        (date(2027, 3, 1), ["Apr 2026", "Jul", "Oct", "Jan 2027"]),
        (date(2030, 1, 1), ["2027", "2028", "2029", "2030"]),
        (date(9999, 12, 31), ["2027", "3356", "4685", "6014", "7343", "8672"]),
    ],
)
def test_day_ticks_by_span(last: date, expected: list[str]) -> None:
    """Days, Mondays, months, quarters, years."""
    assert [words for _, words in day_ticks(date(2026, 2, 2), last)] == expected


def lived(since: date | None, days: int, is_done: bool, until: date | None) -> Life:
    is_done = is_done and until is None
    return Life(since, until, (since or NOW) + timedelta(days=days) if is_done else None, is_done)


PAST = st.dates(date(2024, 1, 1), NOW)
LIVES = st.lists(st.builds(lived, st.none() | PAST, st.integers(0, 300), st.booleans(), st.none() | PAST), max_size=30)


@given(LIVES)
def test_a_course_ends_where_the_totals_are(lives: list[Life]) -> None:
    """What was done stays done; a day that lies ahead counts as today."""
    found = course(lives_of(lives), NOW)
    if found is None:
        return

    assert list(found.days) == sorted(set(found.days))
    assert found.days[-1] == NOW
    assert list(found.done) == sorted(found.done)
    assert found.done[-1] == sum(life.is_done for life in lives)
    assert found.scope[-1] == sum(life.until is None for life in lives)


def test_no_course_without_days() -> None:
    """One day is no course, and nothing is made up for items that are ticked without a date."""
    assert course(lives_of([Life(None, None, None, is_done=True)] * 5), NOW) is None
    assert course(lives_of([Life(None, None, NOW, is_done=True)] * 5), NOW) is None


def test_lines_step_and_labels_stand_apart() -> None:
    """Labels of lines that end at the same value do not touch."""
    points = [(date(2026, 1, 1), Fraction(0)), (date(2026, 1, 11), Fraction(10))]
    found = plot(
        PlotPlan(
            "k", "c", "d", points[0][0], points[1][0], date(2026, 1, 6),
            (Series("done", "10 done", points, is_step=True, is_area=True), Series("plan", "plan", points)),
            ("Day",), (), is_whole=True,
        )
    )  # fmt: skip

    assert [mark.d for mark in found.marks] == ["M52 204H610V14V204H52z", "M52 204H610V14", "M52 204L610 14"]
    assert found.today == "331"
    places = [float(label.y) for label in found.labels]
    assert places[1] - places[0] >= 16


def test_the_heat_map_ends_today() -> None:
    """53 weeks, the last one as long as it is; the busiest day is the darkest."""
    first = first_day(NOW, 0)
    levels = heat_levels({NOW: 8, first: 1}, first)

    assert first == date(2025, 5, 19)
    assert heat_columns(first, NOW).endswith("M766 18v42")
    assert levels == ("M38 18v12", "", "", "M766 46v12")
