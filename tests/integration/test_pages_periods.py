"""Periods: quarters and years with what was due, reached and carried on, as the real command builds them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from milepost.report.periods.goals import MOST_PERIODS
from tests.conftest import Run
from tests.sites import BuiltSite, faults
from tests.vaults import Vaults

Build = Callable[[Mapping[str, str]], BuiltSite]


@pytest.fixture
def build(vault: Vaults, run: Run, tmp_path: Path) -> Build:
    """The site of some notes, sound on every page."""

    def built(files: Mapping[str, str]) -> BuiltSite:
        result = run("build", vault(files), "--out", tmp_path / "site", "--today", "2026-03-02")
        assert result.exit_code == 0, result.talk
        site = BuiltSite(tmp_path / "site")
        assert [fault for page in site.pages.values() for fault in faults(page)] == []
        assert site.broken_links() == []
        return site

    return built


def goal(due: str, *more: str) -> str:
    return "\n".join(["---", "type: goal", f"due: {due}", *more, "---", "- [ ] Step", ""])


def test_without_dates_there_are_no_periods(build: Build) -> None:
    """Neither pages nor a place in the navigation."""
    site = build({"A.md": "---\ntype: goal\n---\n- [ ] Step\n"})

    assert not [path for path in site.pages if "period" in path]
    assert "Periods" not in site["index.html"].text_of("nav")


def test_a_goal_leads_to_its_period(build: Build) -> None:
    """Its cycle is a link, and the period has the goal."""
    site = build({"A.md": goal("2026-05-01")})

    assert "../periods/2026-Q2.html" in site["goals/a.html"].addresses()
    assert "../goals/a.html" in site["periods/2026-Q2.html"].addresses()
    assert "../goals/a.html" in site["periods/2026.html"].addresses()


@pytest.mark.parametrize("fiscal", [1, 12])
def test_the_ends_of_the_calendar_have_periods_too(fiscal: int, build: Build) -> None:
    """Or none, where a quarter would lie beyond them; every page is sound."""
    days = ["0001-01-01", "9999-12-31", "9999", "0001-Q1", "9999-Q4", "2056-11-30"]
    site = build(
        {**{f"{day}.md": goal(day) for day in days}, "milepost.toml": f"fiscal_year_start = {fiscal}\n"},
    )

    assert {"periods/0001.html", "periods/9999.html", "periods/2056.html"} <= set(site.pages)


def test_what_is_due_in_a_year_belongs_to_no_quarter(build: Build) -> None:
    """It is active in them."""
    site = build({"A.md": goal("2026", "start: 2026-01-01"), "B.md": goal("2026-03-31")})

    assert "Its one goal is due" in site["periods/2026-Q1.html"].words
    assert "Active then 1 goal" in site["periods/2026-Q1.html"].words
    assert "2 goals are due" in site["periods/2026.html"].words


def test_many_periods_and_many_goals_are_cut(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """The nearest periods have pages; of many goals that stand alike some are listed, and how many more is said."""
    days = [date(2026, 3, 2) + timedelta(days=92 * at) for at in range(MOST_PERIODS + 10)]
    far = {f"Far {at}.md": goal(day.isoformat()) for at, day in enumerate(days)}
    root = vault({**far, **{f"Now {at}.md": goal("2026-03-30") for at in range(60)}})
    run("build", root, "--out", tmp_path / "site", "--today", "2026-03-02")
    site = BuiltSite(tmp_path / "site")

    assert len(list((tmp_path / "site" / "periods").iterdir())) == MOST_PERIODS
    assert "and 21 more goals" in site["periods/2026-Q1.html"].words
