"""Pages of areas and tags, the order of the navigation, and names that lead to people."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from milepost.report.frame import NAVIGATION
from tests.conftest import Run
from tests.sites import BuiltSite, faults
from tests.vaults import Vaults

SHARED = {
    "Boat.md": "---\ntype: goal\narea: Sea\ntags: [wood]\nowner: Ana\ndue: 2026-06-30\n---\n- [ ] Hull 📅 2026-02-20\n",
    "Harbour.md": "---\ntype: goal\narea: Sea\nowner: Ben\n---\n# Harbour\n\n- [ ] Berth @Ana\n",
}
ORDER = "Overview Periods Sharpen Roadmap Plan-graph Milestones Forecast Calendar People Areas Problems Search"

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


def test_navigation_is_in_the_order_of_the_day(build: Build) -> None:
    """How it stands, when, who, where, what is wrong; what has nothing to show is left out."""
    assert [words.replace(" ", "-") for _, words in NAVIGATION] == ORDER.split()

    shown = [link.text for link in build(SHARED)["index.html"].named("nav")[0].iter("a")]
    assert shown == [words for _, words in NAVIGATION if words in shown]
    assert {"Areas", "People"} <= set(shown)


def test_owners_lead_to_their_pages(build: Build) -> None:
    """On the overview, the list of milestones, goals and areas, from each at its own depth."""
    site = build(SHARED)

    assert "people/ana.html" in site["index.html"].addresses()
    assert "people/ana.html" in site["milestones.html"].addresses()
    assert "../people/ana.html" in site["goals/boat.html"].addresses()
    assert "../people/ana.html" in site["areas/sea.html"].addresses()


def test_an_owner_alone_leads_nowhere(build: Build) -> None:
    """Where nobody has a page, names are text."""
    site = build({"Boat.md": SHARED["Boat.md"]})

    assert not [href for page in site.pages.values() for href in page.addresses() if "people" in href]


def test_areas_and_tags_have_pages(build: Build) -> None:
    """Each is reached from the list of all and from its goals."""
    site = build(SHARED)

    assert {"areas/sea.html", "tags/wood.html"} <= set(site["areas.html"].addresses())
    assert {"../areas/sea.html", "../tags/wood.html"} <= set(site["goals/boat.html"].addresses())


def test_areas_whose_names_look_alike_have_pages_of_their_own(build: Build) -> None:
    """Names that make the same file name, or none."""
    names = ["Sea", "sea", "S/E A", "s-e-a", "!!!", "index", "con", "CON.", "<b>", "海"]
    site = build({f"{at}.md": f"---\ntype: goal\narea: '{name}'\n---\n# Goal {at}\n" for at, name in enumerate(names)})

    assert len([path for path in site.pages if path.startswith("areas/")]) == len(names)


@pytest.mark.parametrize(("goals", "pages"), [(60, 1), (61, 2), (160, 4)])
def test_large_areas_get_static_pages(goals: int, pages: int, build: Build) -> None:
    """Fifty goals a page above sixty; the overview has a table of areas then, each leading to its page."""
    notes = {f"{at}.md": f"---\ntype: goal\narea: Sea\n---\n# Goal {at}\n" for at in range(goals)}
    site = build({**notes, "Apart.md": "---\ntype: goal\n---\n# Apart\n"})

    assert len([path for path in site.pages if path.startswith("areas/")]) == pages
    assert "areas/sea.html" in site["index.html"].addresses()
    rows = [row for path in site.pages if path.startswith("areas/") for row in site[path].named("th")]
    assert sum(row.attrib.get("scope") == "row" for row in rows) == goals
    assert all("Where the figures come from" in page.words for path, page in site.pages.items() if "areas/" in path)


def test_a_large_plan_without_areas_has_no_table_of_them(build: Build) -> None:
    """A table of one row that leads nowhere says nothing."""
    site = build({f"{at}.md": f"---\ntype: goal\n---\n# Goal {at}\n" for at in range(70)})

    assert "Without an area" not in site["index.html"].words
    assert "areas.html" not in site.pages


def test_rows_of_very_large_plans_can_be_narrowed(vault: Vaults, run: Run, tmp_path: Path, browser: Any) -> None:
    """Above 500 goals areas come first, and script offers to hide the rows of a page that lack some words."""
    goals = {f"{at}.md": f"---\ntype: goal\narea: Area {at % 3}\n---\n# Goal {at} näher\n" for at in range(501)}
    run("build", vault(goals), "--out", tmp_path / "site", "--today", "2026-03-02")
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    headings = page.locator("h2").all_text_contents()
    shown = page.locator(".mp-goals tbody tr:not(.mp-group):visible")

    assert headings.index("Areas") < headings.index("Needs attention")
    assert shown.count() == 50
    page.get_by_label("Show only rows with").fill("GOAL naher 12")
    assert shown.count() > 0
    assert all("12" in text for text in shown.all_text_contents())
    page.get_by_label("Show only rows with").fill("nowhere")
    assert page.locator(".mp-goals tbody tr:visible").count() == 0
    page.close()


DUE, NAMES = "td:nth-child(5) time", "th[scope=row]"


def test_rows_can_be_put_in_another_order(vault: Vaults, run: Run, tmp_path: Path, browser: Any) -> None:
    """Within their groups, by what a column says; goals without it come last, and the plan's order comes back."""
    goals = {
        f"{at}.md": f"---\ntype: goal\narea: {at % 2}\nprogress: {at * 37 % 100}%\n"
        + (f"due: 2026-0{9 - at % 9}-15\n" if at % 5 else "")
        + f"---\n# Goal {at * 7 % 30}\n"
        for at in range(30)
    }
    run("build", vault(goals), "--out", tmp_path / "site", "--today", "2026-03-02")
    page = browser.new_page()
    page.goto((tmp_path / "site" / "index.html").as_uri())
    groups = page.locator(".mp-goals tbody").all()

    def told(cells: str) -> list[list[str]]:
        return [group.locator(cells).all_inner_texts() for group in groups]

    planned = told(NAMES)
    page.get_by_label("in order of").select_option("name")
    assert told(NAMES) == [sorted(names, key=lambda name: int(name.split()[1])) for names in planned] != planned
    page.get_by_label("in order of").select_option("due date")
    for group in groups:
        days = group.locator(DUE).evaluate_all("all => all.map(each => each.dateTime)")
        assert days == sorted(days)
        assert group.locator("tr:not(.mp-group)").nth(len(days) - 1).locator(DUE).count() == 1
    page.get_by_label("in order of").select_option("progress")
    shares = [[int(each.split()[0]) for each in group] for group in told("td:nth-child(4) b")]
    assert shares == [sorted(each) for each in shares]
    page.get_by_label("in order of").select_option("the plan")
    assert told(NAMES) == planned
    page.close()


def test_smaller_plans_need_no_narrowing(build: Build) -> None:
    """Neither on the overview nor on an area's page."""
    site = build(SHARED)

    assert not [path for path, page in site.pages.items() if "mp-filter" in page.text]
