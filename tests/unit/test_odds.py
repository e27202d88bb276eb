"""The exact odds, against figures that other people printed."""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest

from milepost.analysis.forecast.odds import odds, weeks_until
from milepost.analysis.forecast.reference import walk
from milepost.config.settings import Settings
from milepost.report.export.data import data_json
from milepost.session.build import Session
from tests.property.strategies import snapshot

WEEKS = (16, 3, 10, 6, 19, 11, 17, 17, 15, 9, 11, 8, 5, 13, 5, 7, 8, 6, 10, 10, 8, 5, 5, 7)
"""Troy Magennis' 24 weeks."""
AS_OF = date(2026, 6, 28)


def test_what_six_weeks_bring_on_average() -> None:
    """The mean of the weeks times six."""
    assert Fraction(sum(WEEKS), len(WEEKS)) == Fraction("9.625")
    assert 6 * Fraction(sum(WEEKS), len(WEEKS)) == Fraction("57.75")


@pytest.mark.parametrize(("items", "chance"), [(30, 0.9995), (40, 0.9653), (50, 0.7688), (60, 0.4202), (70, 0.1414)])
def test_six_weeks_suffice_for_so_many_items(items: int, chance: float) -> None:
    """As a function, and as a user meets it: ticked tasks with their days, a due date, `export json`."""
    assert round(odds(WEEKS, items, 6)[6], 4) == chance

    ticked = [
        f"- [x] w{week}-{at} ✅ {AS_OF - timedelta(days=7 * (len(WEEKS) - 1 - week))}"
        for week, count in enumerate(WEEKS)
        for at in range(count)
    ]
    left = [f"- [ ] t{at}" for at in range(items)]
    note = "\n".join(["---", "type: goal", f"due: {AS_OF + timedelta(weeks=6)}", "---", *ticked, *left, ""])
    built = Session().build(snapshot({"g.md": note.encode()}), Settings(), AS_OF)
    [goal] = json.loads(json.dumps(data_json(built.material, "milepost")))["goals"]
    assert round(goal["forecast"]["chance_by_due"], 4) == chance
    assert goal["forecast"]["weeks"] == len(WEEKS)


@pytest.mark.parametrize(("wanted", "weeks"), [(0.5, 7), (0.85, 8), (0.95, 9)])
def test_sixty_items(wanted: float, weeks: int) -> None:
    """The weeks after which 60 items are done with a chance."""
    assert weeks_until(odds(WEEKS, 60, 0), wanted) == weeks


@pytest.mark.parametrize(("share", "weeks"), [(50, 5), (70, 6), (85, 7), (95, 9)])
def test_walking_a_histogram(share: int, weeks: int) -> None:
    """Lighthouse: the least week up to which a share of the trials was finished."""
    assert walk({3: 1, 4: 2, 5: 3, 6: 2, 7: 1, 9: 1}, Fraction(share, 100)) == weeks


@pytest.mark.parametrize("items", [1, 8, 9, 60])
def test_they_are_those_of_fractions(items: int) -> None:
    """The convolution step by step, without any rounding."""
    counts, fewer = (0, 2, 1, 0, 0, 7), [Fraction(1)] * items
    for chance in odds(counts, items, 20)[:21]:
        assert abs(chance - float(1 - fewer[-1])) < 1e-12
        fewer = [sum((fewer[at - count] for count in counts if count <= at), Fraction()) / 6 for at in range(items)]


def test_a_checklist_without_end_costs_no_time() -> None:
    """More than any pace could bring within the horizon: no chance, and no convolution."""
    assert set(odds((1, 2, 3), 1_000_000, 10)) == {0.0}


def test_forecasts_end_with_the_calendar() -> None:
    """A date behind the year 9999 is none."""
    ticked = "".join(f"- [x] w{at} ✅ {date.max - timedelta(days=7 * at)}\n" for at in range(6))
    note = f"---\ntype: goal\n---\n{ticked}- [ ] left\n"
    built = Session().build(snapshot({"g.md": note.encode()}), Settings(), date.max)
    [found] = built.analysis.forecasts.values()
    assert (found.p50, found.p85, found.remaining) == (None, None, 1)
