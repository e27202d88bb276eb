"""Pages in a real browser, opened from the disk as their readers open them.

Needs Chromium and Playwright; without them the tests are skipped and say so, unless MILEPOST_REQUIRE_BROWSER=1.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsing import DARK, LIGHT, WIDTHS, Window
from tests.conftest import Run
from tests.sites import BuiltSite
from tests.vaults import Vaults

Windows = Callable[..., Window]


def test_the_frame_is_filled_by_script(window: Windows) -> None:
    """The as-of date and the number of problems come from `state.js`."""
    page = window().open("goals/find-a-home.html")

    assert page.locator("footer [data-mp=as-of]").inner_text() == "As of 22 Nov 2026"
    assert page.locator(".mp-count").is_visible()


def test_everything_works_without_script(window: Windows) -> None:
    """No button that does nothing, no empty place; folded parts open."""
    opened = window(java_script_enabled=False)
    page = opened.open("goals/find-a-home.html")

    assert not page.locator("button[data-mp]").is_visible()
    assert not page.locator(".mp-count").is_visible()
    page.locator("footer a").first.click()
    assert page.url.endswith("/index.html")
    assert "As of 22 Nov 2026" in page.locator("main").inner_text()
    closed = page.locator("details.mp-closed")
    assert not closed.locator("table").is_visible()
    closed.locator("summary").click()
    assert closed.locator("table").is_visible()


def test_the_theme_switch_is_remembered(site: BuiltSite, window: Windows) -> None:
    """It overrides the system's scheme on this page and the next."""
    page = window().open("index.html")
    switch = page.get_by_role("button", name="Dark")
    switch.click()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    page.goto((site.root / "milestones.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == DARK
    page.get_by_role("button", name="Light").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == LIGHT


def test_the_keyboard_reaches_the_content_first(window: Windows) -> None:
    """The skip link shows when it has the focus, with a ring, and leads to the content."""
    page = window().open("index.html")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")

    assert focused.inner_text() == "Skip to the content"
    assert focused.bounding_box()["y"] >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "mp_main"


def test_on_a_phone_the_pages_are_a_menu(window: Windows) -> None:
    """Also without script; Escape closes it, and browsers that know no popover show the pages at once."""
    page = window(width=320, java_script_enabled=False).open("goals/find-a-home.html")
    pages = page.locator(".mp-nav")

    assert not pages.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert pages.is_visible()
    page.keyboard.press("Escape")
    assert not pages.is_visible()
    page.keyboard.press("Enter")
    pages.get_by_role("link", name="Milestones").click()
    assert page.url.endswith("/milestones.html")


def test_the_wide_road_scrolls_in_a_frame_of_its_own(window: Windows) -> None:
    """On a phone the picture keeps a readable size, opens at today, and the keyboard can move it."""
    page = window(width=320).open("goals/find-a-home.html")
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


def test_charts_open_at_today(window: Windows) -> None:
    """Also those that end with it."""
    page = window(width=320).open("index.html")
    frames = page.locator("figure .mp-scroll:has(> svg)")

    assert frames.count() == 2
    assert all(frame.evaluate("frame => frame.scrollLeft > 200") for frame in frames.all())


LISTS = {
    "forecast.html": ".mp-forecast",
    "goals/find-a-home.html": ".mp-log",
    "areas.html": ".mp-areas",
    "periods.html": ".mp-periods",
}


@pytest.mark.parametrize("width", WIDTHS)
def test_lists_never_scroll_sideways(window: Windows, width: int) -> None:
    """Where there is little room their rows become cards, each figure with its word; nothing is cut off."""
    opened = window(width=width)
    for path, table in LISTS.items():
        cells = opened.open(path).locator(f"{table} tbody :is(th, td)")
        boxes = [box for box in (each.bounding_box() for each in cells.all()) if box]

        assert boxes, path
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes), path
        assert all(cells.evaluate_all("cells => cells.map(each => each.scrollWidth <= each.clientWidth + 1)")), path


def test_figures_of_a_table_stand_in_line(site: BuiltSite, window: Windows) -> None:
    """The small lines beside the percentages of a table begin at the same place; days are on one line."""
    opened = window()
    for path in [path for path, page in site.pages.items() if "mp-spark" in page.shows]:
        page = opened.open(path)
        for table in page.locator(".mp-goals").all():
            sparks, days = table.locator(".mp-spark"), table.locator("td > time")
            starts = sparks.evaluate_all("all => all.map(each => Math.round(each.getBoundingClientRect().left))")

            assert len(set(starts)) <= 1, path
            assert set(days.evaluate_all("all => all.map(each => each.getClientRects().length)")) <= {1}, path


@pytest.mark.parametrize("path", ["roadmap.html", "graph.html"])
def test_wide_pictures_scroll_in_a_frame_that_takes_the_focus(window: Windows, path: str) -> None:
    """On a phone too they keep their size and open where there is something to see; their names are links."""
    page = window(width=320).open(path)
    frame = page.locator("figure .mp-scroll").first
    picture = page.locator("figure svg").first

    assert picture.bounding_box()["width"] >= 560
    assert frame.bounding_box()["width"] <= 320
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    frame.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


@pytest.mark.parametrize("width", WIDTHS)
def test_names_stand_beside_their_bars(window: Windows, width: int) -> None:
    """The list and the picture agree on the height of every row, at each width, and names lead to goals."""
    page = window(width=width).open("roadmap.html")
    names = [name.bounding_box()["y"] for name in page.locator(".mp-gantt-n li").all()]
    bars = [bar.bounding_box()["y"] for bar in page.locator(".mp-gantt-l g > .plan").all()]

    assert len(names) == len(bars) > 10
    assert max(abs(bar - name - 25) for name, bar in zip(names, bars, strict=True)) < 9
    page = window().open("roadmap.html")
    page.locator(".mp-gantt-n a", has_text="Find a home").click()
    assert page.url.endswith("/goals/find-a-home.html")


def test_cards_can_be_clicked_and_the_keyboard_has_the_table(window: Windows) -> None:
    """The links above the picture are for the mouse alone; the same ones stand in the table."""
    page = window().open("graph.html")
    page.locator('.mp-graph-l a[href="goals/find-a-home.html"]').first.click()
    assert page.url.endswith("/goals/find-a-home.html")
    page.go_back()

    assert page.locator('.mp-graph-l [aria-hidden="true"] a:not([tabindex="-1"])').count() == 0
    page.locator("figure summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator('figure table a[href="goals/find-a-home.html"]').first.is_visible()


def test_paper_shows_the_content_and_nothing_else(window: Windows) -> None:
    """No navigation, folded parts open."""
    page = window().open("goals/find-a-home.html")
    page.emulate_media(media="print")

    assert not page.locator(".mp-nav").is_visible()
    assert not page.locator("header button").first.is_visible()
    assert page.locator(".mp-data table").first.is_visible()


BROKEN_WORDS = """[...document.querySelectorAll(".mp-month li a")].flatMap(link => {
  const text = link.firstChild;
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map(each => each.top)).size > 1;
  }).map(word => word[0]);
})"""


def test_words_of_the_calendar_stay_whole_on_paper(window: Windows) -> None:
    """Seven columns share a sheet of A4."""
    page = window(width=718).open("calendar.html")
    page.emulate_media(media="print")

    assert page.locator(".mp-month li a").count() > 10
    assert page.evaluate(BROKEN_WORDS) == []


def test_high_contrast_keeps_shapes(window: Windows) -> None:
    """With forced colours the posts of the road and the bars are still drawn."""
    page = window(forced_colors="active").open("goals/find-a-home.html")
    stroke = page.locator('use[href="#mp_s_overdue"]').first.evaluate("post => getComputedStyle(post).stroke")
    fill = page.locator('use[href="#mp_s_done"]').first.evaluate("post => getComputedStyle(post).fill")

    assert stroke != fill
    assert page.locator("progress").first.is_visible()


def test_search_finds_goals_and_milestones_from_the_disk(window: Windows) -> None:
    """Words in any order, without accents; what is found leads to its page."""
    opened = window(width=320)
    page = opened.open("search.html")
    page.get_by_label("Words of a goal or milestone").fill("uben gitarre")

    assert page.locator(".mp-search a").first.inner_text() == "Gitarre üben"
    assert "Gitarre üben" in page.locator(".mp-search li").last.inner_text()
    page.locator(".mp-search a").first.click()
    assert page.locator("h1").inner_text() == "Gitarre üben"
    assert opened.complaints == []


def test_one_press_copies_the_problems_as_a_checklist(window: Windows) -> None:
    """From disk too; the button says that it is done."""
    page = window().open("problems.html")
    page.get_by_text("Copy as Markdown").click()
    page.get_by_role("button", name="Copy").click()
    assert page.get_by_role("button", name="Copied").is_visible()
    shown = page.locator("#mp_markdown").input_value()
    page.get_by_role("link", name="Search").click()
    page.locator("#mp_search").focus()
    page.keyboard.press("Control+V")

    assert page.locator("#mp_search").input_value().split() == shown.split()


def test_the_note_of_an_empty_vault_is_copied(vault: Vaults, tmp_path: Path, window: Windows) -> None:
    """All of it."""
    Run()("build", vault({}), "--out", tmp_path / "site", "--today", "2026-11-22")
    page = window(of=BuiltSite(tmp_path / "site")).open("index.html")
    page.get_by_role("button", name="Copy").click()

    assert page.evaluate("getSelection().toString()").startswith("---\ntype: goal\n")
    assert page.get_by_role("button", name="Copied").is_visible()


def test_search_says_so_without_script(window: Windows) -> None:
    """No field that does nothing."""
    page = window(java_script_enabled=False).open("search.html")

    assert page.get_by_text("Search needs JavaScript").is_visible()
    assert not page.locator("#mp_search").is_visible()


def test_columns_of_nothing_are_left_out(vault: Vaults, tmp_path: Path, window: Windows) -> None:
    """No goal has a due date, an owner or milestones: then the table has three columns less."""
    root = vault({f"{name}.md": f"---\ntype: goal\nprogress: 50%\n---\n# {name}\n" for name in ("Sing", "Dance")})
    Run()("build", root, "--out", tmp_path / "site", "--today", "2026-11-22")
    page = window(of=BuiltSite(tmp_path / "site")).open("index.html")

    assert page.locator(".mp-goals thead th:visible").all_inner_texts() == ["Goal", "Status", "Progress"]


def test_a_person_s_goals_do_not_name_the_person_again(window: Windows) -> None:
    """The owner of all of them stands at the top of the page."""
    page = window().open("people/clara-weiß.html")

    assert page.locator(".mp-goals thead th:visible").last.inner_text() == "Due"
    assert page.locator(".mp-goals .mp-group th:visible").count() > 0


def drawing(width: int, height: int) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size}/></svg>'


EMBEDS = {
    "House.md": "---\ntype: goal\n---\n![[plan.svg|200]]\n\n![[wide.svg]]\n\n![[Offer]]\n\n- [ ] Sign\n",
    "Offer.md": "# The offer\n\nNinety thousand.[^1]\n\n![[plan.svg|40x30]]\n\n[^1]: Without the roof.\n",
    "plan.svg": drawing(80, 60),
    "wide.svg": drawing(3000, 600),
}


@pytest.mark.parametrize("width", WIDTHS)
def test_embedded_notes_and_pictures_are_shown(window: Windows, vault: Vaults, tmp_path: Path, width: int) -> None:
    """Pictures in the size that is asked for, never wider than the page; notes with their pictures and footnotes."""
    out = tmp_path / "site"
    Run()("build", vault(EMBEDS), "--out", out, "--today", "2026-03-01")
    opened = window(width=width, of=BuiltSite(out))
    page = opened.open("goals/house.html")
    pictures = page.locator("img.mp-picture")
    pictures.last.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('img.mp-picture')].every(each => each.naturalWidth)")
    boxes = [each.bounding_box() for each in pictures.all()]

    assert [(box["width"], box["height"]) for box in (boxes[0], boxes[2])] == [(200, 150), (40, 30)]
    assert boxes[1]["x"] >= 0
    assert boxes[1]["x"] + boxes[1]["width"] <= width
    assert boxes[1]["width"] / boxes[1]["height"] == pytest.approx(5, abs=0.05)
    assert "Ninety thousand" in page.locator(".mp-embed").inner_text()
    page.locator(".mp-embed a[href^='#']").first.click()
    assert page.evaluate("document.querySelector(':target').textContent").startswith("Without the roof")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.complaints == []


def test_pictures_keep_their_place_before_they_are_loaded(window: Windows, vault: Vaults, tmp_path: Path) -> None:
    """Their page says how large they are: what their bytes say is what a browser finds, and a photo fits on a phone."""
    out, clip = tmp_path / "site", {"x": 0, "y": 0, "width": 640, "height": 120}
    overview = window().open("index.html")
    files = {f"shot.{kind}": overview.screenshot(clip=clip, type=kind) for kind in ("png", "jpeg")}
    note = "---\ntype: goal\n---\n![[shot.png]]\n\n![[shot.jpeg]]\n\n![[shot.png|320]]\n"
    Run()("build", vault({"House.md": note, **files}), "--out", out, "--today", "2026-03-01")
    page = window(width=320, of=BuiltSite(out)).open("goals/house.html")
    pictures = page.locator("img.mp-picture").all()

    assert [(one.get_attribute("width"), one.get_attribute("height")) for one in pictures] == [
        ("640", "120"),
        ("640", "120"),
        ("320", "60"),
    ]
    pictures[-1].scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('img.mp-picture')].every(each => each.naturalWidth)")
    assert {one.evaluate("each => [each.naturalWidth, each.naturalHeight].join()") for one in pictures} == {"640,120"}
    assert all(one.evaluate("each => Math.abs(each.width / each.height - 640 / 120) < .2") for one in pictures)


CUT_OFF = """[...document.querySelectorAll("svg.mp-plot-l text")].filter(each => {
  const box = each.getBBox(), sheet = each.ownerSVGElement.viewBox.baseVal;
  return box.x < sheet.x || box.x + box.width > sheet.x + sheet.width;
}).map(each => each.textContent)"""


def test_no_word_of_a_chart_is_cut_off(window: Windows, hard_site: BuiltSite, site: BuiltSite) -> None:
    """Values of nine digits at the left, and long names at the right."""
    page = window(of=hard_site).open("goals/metric.html")

    assert "125,000,000" in page.locator("svg.mp-plot-l").text_content()
    assert page.evaluate(CUT_OFF) == []
    assert {path: cut for path in site.samples if (cut := window().open(path).evaluate(CUT_OFF))} == {}


THIRD_LINES = """[...document.querySelectorAll(".mp-gantt-n .mp-long a")].flatMap(link => {
  const range = document.createRange();
  range.selectNodeContents(link);
  const tops = new Set([...range.getClientRects()].map(each => each.top));
  return [...tops].slice(2).map(top => link.getBoundingClientRect().bottom - top);
})"""


def test_a_name_on_the_roadmap_shows_two_lines_and_nothing_of_a_third(window: Windows, hard_site: BuiltSite) -> None:
    """Letters reach a pixel into the space above their line at most."""
    hidden = window(of=hard_site).open("roadmap.html").evaluate(THIRD_LINES)

    assert hidden
    assert max(hidden) <= 2


def test_a_large_number_of_problems_is_written_like_other_numbers(
    site: BuiltSite, window: Windows, tmp_path: Path
) -> None:
    """As `state.js` of a very large plan has it."""
    shutil.copytree(site.root, tmp_path / "site")
    state = tmp_path / "site" / "state.js"
    text = state.read_text(encoding="utf-8")
    state.write_text(re.sub(r'"problems": ?\d+', '"problems":1025609', text), encoding="utf-8")
    page = window(of=BuiltSite(tmp_path / "site")).open("index.html")

    assert page.locator(".mp-count").inner_text() == "1,025,609"
