"""The sparkline: a line as high as a word, from few numbers."""

from datetime import date, timedelta
from decimal import Decimal

from milepost.report.charts.spark import HEIGHT, MOST, WIDTH, Spark, sparkline

DAY = date(2026, 1, 5)


def _line(*values: int | str) -> Spark | None:
    return sparkline([(DAY + timedelta(days=at), Decimal(value)) for at, value in enumerate(values)], "from a to b")


def test_two_values_are_no_line() -> None:
    """Nor are three of the same day."""
    assert _line(1, 2) is None
    assert sparkline([(DAY, Decimal(1)), (DAY, Decimal(2)), (DAY, Decimal(3))], "") is None


def test_it_runs_from_the_first_day_to_the_last_and_from_the_least_to_the_most() -> None:
    """The dot stands on the last value."""
    found = _line(0, 10, 5)

    assert found == Spark("from a to b", "M3 13L28 3L53 8", "53 8")


def test_values_that_never_change_are_a_straight_line() -> None:
    """No division by a height of nothing."""
    assert _line(7, 7, 7) == Spark("from a to b", "M3 13L28 13L53 13", "53 13")


def test_of_many_values_the_line_keeps_some_and_the_last() -> None:
    """A row of a table stays light; huge and tiny numbers stay inside."""
    found = _line(*(f"{at}e{at % 900}" for at in range(1_000)), "5")

    assert found is not None
    assert found.line.count("L") <= MOST + 1
    places = [tuple(map(float, point.split())) for point in found.line[1:].split("L")]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
