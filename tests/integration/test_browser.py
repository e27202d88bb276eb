"""Pages in a real browser, opened from the disk as their readers open them.

Needs Chromium and Playwright; without them the tests are skipped and say so, unless MILEPOST_REQUIRE_BROWSER=1.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SAMPLE_VAULT, Run

TODAY = "2026-11-22"
PAGES = (
    "index.html",
    "goals/find-a-home.html",
    "goals/read-24-books.html",
    "goals/fit-out-the-workshop.html",
    "roadmap.html",
    "roadmap-week.html",
    "graph.html",
    "milestones.html",
    "sharpen.html",
    "forecast.html",
    "search.html",
    "problems.html",
    "404.html",
)
WIDTHS = (320, 768, 1280)

LIGHT, DARK = "rgb(255, 255, 255)", "rgb(15, 18, 22)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample vault's site, built once."""
    out = tmp_path_factory.mktemp("browser") / "site"
    built = Run()("build", SAMPLE_VAULT, "--out", out, "--today", TODAY)
    assert built.exit_code == 0, built.talk
    return out


class Window:
    """One page in a window of its own; keeps what the browser complained about."""

    def __init__(self, browser: Any, **how: Any) -> None:
        self.context = browser.new_context(**how)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("request", self._only_files)

    def open(self, site: Path, path: str) -> Any:
        """The page, loaded from the disk."""
        self.page.goto((site / path).as_uri())
        return self.page

    def _only_files(self, request: Any) -> None:
        if not request.url.startswith("file:"):
            self.complaints.append(f"asked for {request.url}")


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """`window(width=320, dark=True)` opens one; all are closed afterwards."""
    opened: list[Window] = []

    def make(*, width: int = 1280, dark: bool = False, **how: Any) -> Window:
        scheme = "dark" if dark else "light"
        opened.append(Window(browser, viewport={"width": width, "height": 800}, color_scheme=scheme, **how))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_from_disk_are_styled_and_fit(site: Path, window: Any, width: int, dark: bool) -> None:
    """The policy lets our sheet and scripts in, nothing scrolls sideways, nothing is asked of the network."""
    opened = window(width=width, dark=dark)
    for path in PAGES:
        page = opened.open(site, path)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

        assert background == (DARK if dark else LIGHT), path
        assert overflow == 0, path
        assert page.locator("h1").is_visible(), path
    assert opened.complaints == []


def test_the_frame_is_filled_by_script(site: Path, window: Any) -> None:
    """The as-of date and the number of problems come from `state.js`."""
    page = window().open(site, "goals/find-a-home.html")

    assert page.locator("footer [data-mp=as-of]").inner_text() == "As of 22 Nov 2026"
    assert page.locator(".mp-count").is_visible()


def test_everything_works_without_script(site: Path, window: Any) -> None:
    """No button that does nothing, no empty place; folded parts open."""
    opened = window(java_script_enabled=False)
    page = opened.open(site, "goals/find-a-home.html")

    assert page.locator("button").count() == page.locator("button[hidden]").count() == 1
    assert not page.locator(".mp-count").is_visible()
    page.locator("footer a").first.click()
    assert page.url.endswith("/index.html")
    assert "As of 22 Nov 2026" in page.locator("main").inner_text()
    closed = page.locator("details.mp-closed")
    assert not closed.locator("table").is_visible()
    closed.locator("summary").click()
    assert closed.locator("table").is_visible()


def test_the_theme_switch_is_remembered(site: Path, window: Any) -> None:
    """It overrides the system's scheme on this page and the next."""
    page = window().open(site, "index.html")
    switch = page.get_by_role("button", name="Dark")
    switch.click()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    page.goto((site / "milestones.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    page.get_by_role("button", name="Light").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == LIGHT


def test_the_keyboard_reaches_the_content_first(site: Path, window: Any) -> None:
    """The skip link shows when it has the focus, with a ring, and leads to the content."""
    page = window().open(site, "index.html")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")

    assert focused.inner_text() == "Skip to the content"
    assert focused.bounding_box()["y"] >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "mp_main"


@pytest.mark.parametrize("width", WIDTHS)
def test_targets_are_large_enough(site: Path, window: Any, width: int) -> None:
    """Links that stand alone, buttons and fold marks are at least 24 pixels high."""
    opened = window(width=width)
    small = []
    for path in PAGES:
        page = opened.open(site, path)
        for target in page.locator("header a, header button, summary, .mp-crumbs a, .mp-pager a").all():
            box = target.bounding_box()
            if target.is_visible() and box and box["height"] < 24:
                small.append(f"{path}: {target.inner_text()} {box['height']}")

    assert small == []


def test_the_wide_road_scrolls_in_a_frame_of_its_own(site: Path, window: Any) -> None:
    """On a phone the picture keeps a readable size, opens at today, and the keyboard can move it."""
    page = window(width=320).open(site, "goals/find-a-home.html")
    frame = page.locator(".mp-road .mp-scroll")
    road = page.locator(".mp-road-l")

    assert road.bounding_box()["width"] >= 560
    assert frame.bounding_box()["width"] <= 320
    assert 0 <= page.locator(".mp-road-l path.today").bounding_box()["x"] <= 320
    before = frame.evaluate("frame => frame.scrollLeft")
    frame.focus()
    for _ in range(50):  # scrolling is drawn out; the page's policy forbids waiting by script
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(50)
        if frame.evaluate("frame => frame.scrollLeft") < before:
            return
    pytest.fail("the road does not move")


@pytest.mark.parametrize("path", ["roadmap.html", "graph.html"])
def test_wide_pictures_scroll_in_a_frame_that_takes_the_focus(site: Path, window: Any, path: str) -> None:
    """On a phone too they keep their size and open where there is something to see; their names are links."""
    page = window(width=320).open(site, path)
    frame = page.locator("figure .mp-scroll").first
    picture = page.locator("figure svg").first

    assert picture.bounding_box()["width"] >= 560
    assert frame.bounding_box()["width"] <= 320
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    frame.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize("width", WIDTHS)
def test_names_stand_beside_their_bars(site: Path, window: Any, width: int) -> None:
    """The list and the picture agree on the height of every row, at each width, and names lead to goals."""
    page = window(width=width).open(site, "roadmap.html")
    names = [name.bounding_box()["y"] for name in page.locator(".mp-gantt-n li").all()]
    bars = [bar.bounding_box()["y"] for bar in page.locator(".mp-gantt-l g > .plan").all()]

    assert len(names) == len(bars) > 10
    assert max(abs(bar - name - 25) for name, bar in zip(names, bars, strict=True)) < 9
    page = window().open(site, "roadmap.html")
    page.locator(".mp-gantt-n a", has_text="Find a home").click()
    assert page.url.endswith("/goals/find-a-home.html")


def test_cards_can_be_clicked_and_the_keyboard_has_the_table(site: Path, window: Any) -> None:
    """The links above the picture are for the mouse alone; the same ones stand in the table."""
    page = window().open(site, "graph.html")
    page.locator('.mp-graph-l a[href="goals/find-a-home.html"]').first.click()
    assert page.url.endswith("/goals/find-a-home.html")
    page.go_back()

    assert page.locator('.mp-graph-l [aria-hidden="true"] a:not([tabindex="-1"])').count() == 0
    page.locator("figure summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator('figure table a[href="goals/find-a-home.html"]').first.is_visible()


def test_paper_shows_the_content_and_nothing_else(site: Path, window: Any) -> None:
    """No navigation, folded parts open."""
    page = window().open(site, "goals/find-a-home.html")
    page.emulate_media(media="print")

    assert not page.locator(".mp-nav").is_visible()
    assert not page.locator(".mp-theme").is_visible()
    assert page.locator(".mp-data table").first.is_visible()


def test_high_contrast_keeps_shapes(site: Path, window: Any) -> None:
    """With forced colours the posts of the road and the bars are still drawn."""
    page = window(forced_colors="active").open(site, "goals/find-a-home.html")
    stroke = page.locator('use[href="#mp_s_overdue"]').first.evaluate("post => getComputedStyle(post).stroke")
    fill = page.locator('use[href="#mp_s_done"]').first.evaluate("post => getComputedStyle(post).fill")

    assert stroke != fill
    assert page.locator("progress").first.is_visible()


def test_search_finds_goals_and_milestones_from_the_disk(site: Path, window: Any) -> None:
    """Words in any order, without accents; what is found leads to its page."""
    opened = window(width=320)
    page = opened.open(site, "search.html")
    page.get_by_label("Words of a goal or milestone").fill("uben gitarre")

    assert page.locator(".mp-search a").first.inner_text() == "Gitarre üben"
    assert "Gitarre üben" in page.locator(".mp-search li").last.inner_text()
    page.locator(".mp-search a").first.click()
    assert page.locator("h1").inner_text() == "Gitarre üben"
    assert opened.complaints == []


def test_search_says_so_without_script(site: Path, window: Any) -> None:
    """No field that does nothing."""
    page = window(java_script_enabled=False).open(site, "search.html")

    assert page.get_by_text("Search needs JavaScript").is_visible()
    assert not page.locator("#mp_search").is_visible()
