"""The calendar by size of the plan, and at the ends of time."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sites import BuiltPage, BuiltSite, faults
from tests.vaults import Vaults

PAGE_BYTES = 300_000


def cell(page: BuiltPage, day: str) -> str:
    """The words of one day."""
    found = [each for each in page.named("td") if any(time.attrib["datetime"] == day for time in each.iter("time"))]
    return " ".join(" ".join(found[0].itertext()).split())


@pytest.fixture
def calendar(vault: Vaults, run: Run, tmp_path: Path) -> "Calendar":
    """The calendar of some notes as of 2 March 2026, and sound."""

    class Made(Calendar):
        def __call__(self, files: Mapping[str, str]) -> BuiltPage:
            result = run("build", vault(files), "--out", tmp_path / "site", "--today", "2026-03-02")
            assert result.exit_code == 0, result.talk
            site = BuiltSite(tmp_path / "site")
            assert faults(site["calendar.html"]) == []
            assert [link for link in site.broken_links() if link.startswith("calendar")] == []
            return site["calendar.html"]

    return Made()


class Calendar:
    """`calendar(files)` is the page."""

    def __call__(self, files: Mapping[str, str]) -> BuiltPage:
        """Build and read it."""
        raise NotImplementedError


def due_at_once(count: int) -> Mapping[str, str]:
    """So many goals, six of them due on 10 March."""
    day = {at: "2026-03-10" if at < 6 else "2026-05-01" for at in range(count)}
    return {f"{at}.md": f"---\ntype: goal\ndue: {day[at]}\n---\n# Goal {at}\n" for at in range(count)}


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        (60, "10 Goal 0 Goal 1 Goal 2 Goal 3 Goal 4 Goal 5"),
        (61, "10 Goal 0 Goal 1 Goal 2 +3"),
        (501, "10 6 dates"),
    ],
)
def test_what_a_day_shows_depends_on_the_size_of_the_plan(goals: int, expected: str, calendar: Calendar) -> None:
    """Names, then some names and how many more, then how many."""
    assert cell(calendar(due_at_once(goals)), "2026-03-10") == expected


def test_many_dates_are_cut_to_the_nearest(calendar: Calendar) -> None:
    """A page that a telephone can load, which says what it leaves out."""
    items = "".join(
        f"- [ ] {'A long name of a step ' * 9}{at} [due:: 20{26 + at // 300}-0{at % 9 + 1}-1{at % 9}]\n"
        for at in range(3000)
    )
    page = calendar({"Big.md": f"---\ntype: goal\n---\n# Big\n\n{items}"})

    assert "of 3,000 dates shown; the others are further away" in page.words
    assert len(page.text.encode()) < PAGE_BYTES


def test_the_ends_of_time(calendar: Calendar) -> None:
    """The first and the last day there are."""
    page = calendar(
        {"A.md": "---\ntype: goal\nstart: 0001-01-01\ndue: 9999-12-31\n---\n# A\n\n- [x] B ✅ 0001-01-01\n"}
    )

    assert cell(page, "9999-12-31") == "31 A"
    assert cell(page, "0001-01-01") == "1 B"
