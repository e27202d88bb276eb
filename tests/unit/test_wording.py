"""Figures and days in plain words, which everything that prints a figure shares."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.diagnostics.wording import decimal_words
from milepost.model.quantity import Duration, Weight
from milepost.report.wording import (
    cadence_words,
    counted,
    day_words,
    distance,
    listing,
    overdue,
    percent,
    raw_percent,
    short_day,
    weight_words,
    with_unit,
)
from milepost.syntax.values_duration import read_cadence

AS_OF = date(2026, 8, 15)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(0), "0 %"),
        (Fraction(1, 1000), "<1 %"),
        (Fraction(1, 100), "1 %"),
        (Fraction(5, 8), "62 %"),
        (Fraction(14, 25), "56 %"),
        (Fraction(999_999, 1_000_000), "99 %"),
        (Fraction(1), "100 %"),
    ],
)
def test_percent_is_the_floor(share: Fraction, said: str) -> None:
    """Less than one percent is more than nothing, and 100 % is said only of all."""
    assert percent(share) == said


@given(st.fractions(min_value=0, max_value=1))
def test_no_share_below_one_reads_100(share: Fraction) -> None:
    """Whatever the share: 100 % exactly for 1, 0 % exactly for 0."""
    assert (percent(share) == "100 %") == (share == 1)
    assert (percent(share) == "0 %") == (share == 0)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (Fraction(9, 8), "112 %"),
        (Fraction(-1, 4), "25 % worse than the start"),
        (Fraction(7, 10), "70 %"),
    ],
)
def test_a_metric_may_leave_its_scale(raw: Fraction, said: str) -> None:
    """Beyond the target and behind the start are said, not cut."""
    assert raw_percent(raw) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 8, 15), "today"),
        (date(2026, 8, 16), "tomorrow"),
        (date(2026, 8, 14), "yesterday"),
        (date(2026, 8, 27), "in 12 days"),
        (date(2026, 8, 3), "12 days ago"),
        (date(2036, 8, 15), "in 10 years"),
    ],
)
def test_distance_in_days(day: date, said: str) -> None:
    """Near days have names."""
    assert distance(day, AS_OF) == said


def test_days_and_how_long_ago_they_were() -> None:
    """The year is left out only where it is this one."""
    assert day_words(date(2026, 10, 3)) == "3 Oct 2026"
    assert short_day(date(2026, 10, 3), AS_OF) == "3 Oct"
    assert short_day(date(2027, 10, 3), AS_OF) == "3 Oct 2027"
    assert overdue(date(2026, 8, 14), AS_OF) == "1 day overdue"
    assert overdue(date(2026, 8, 3), AS_OF) == "12 days overdue"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("24000", "24,000"),
        ("6.50", "6.5"),
        ("0", "0"),
        ("0.00", "0"),
        ("-0.0", "0"),
        ("-3.25", "-3.25"),
        ("1E+2", "100"),
        ("789012345678901", "7.89\u00a0×\u00a010^14"),
        ("1E+4000", "1\u00a0×\u00a010^4000"),
        ("0.5E-4000", "5\u00a0×\u00a010^-4001"),
    ],
)
def test_decimals_are_as_exact_as_a_page_can_bear(value: str, said: str) -> None:
    """Thousands are separated, trailing zeros dropped, monstrous figures cut."""
    assert decimal_words(Decimal(value)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("weekly", "weekly"),
        ("1d", "every day"),
        ("1w", "every week"),
        ("1 month", "every month"),
        ("2w", "every 2 weeks"),
        ("1w 1d", "every 1 week 1 day"),
    ],
)
def test_how_often_in_words(written: str, said: str) -> None:
    """One of a unit is named without its number."""
    found = read_cadence(written).value

    assert isinstance(found, Duration)
    assert cadence_words(found) == said


def test_units_weights_counts_and_lists() -> None:
    """The small words around figures."""
    assert with_unit(Decimal(24), "books") == "24 books"
    assert with_unit(Decimal(24), "") == "24"
    assert weight_words(Weight(Decimal(40), is_share=True)) == "40 %"
    assert weight_words(Weight(Decimal("2.0"))) == "2"
    assert [counted(1, "goal"), counted(2, "goal"), counted(1200, "goal"), counted(0, "entry", "entries")] == [
        "1 goal",
        "2 goals",
        "1,200 goals",
        "0 entries",
    ]
    assert [listing(()), listing(("a",)), listing(("a", "b")), listing(("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
