"""What holds for every page there is, in a real browser: axe, keyboard, sizes, no script, paper, high contrast.

The pages are taken from the built site itself, so a new kind of page is looked at without being named here.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browsing import DARK, LIGHT, UNFOLD, WIDTHS, Window
from tests.sites import BuiltSite

Windows = Callable[..., Window]

HARDEST = tuple(f"goals/{name}.html" for name in ("unbroken", "arabic", "stones", "waits", "circle", "words", "huge"))
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
VIOLATIONS = """async options => (await axe.run(options)).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id} at ${node.target}: ${node.failureSummary}`))"""
RULES = "tags => axe.getRules(tags).map(rule => rule.ruleId)"

SPILLED = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FRAMES_WITHOUT_FOCUS = """[...document.querySelectorAll("main *")]
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.tabIndex < 0)
  .filter(each => /auto|scroll/.test(getComputedStyle(each).overflowX))
  .map(each => each.outerHTML.slice(0, 80))"""
OUT_OF_REACH = """[...document.querySelectorAll("main *")]
  .filter(each => each.checkVisibility() && each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
  .filter(each => /auto|scroll/.test(getComputedStyle(each).overflowX))
  .map(each => each.outerHTML.slice(0, 80))"""
WORDS_OF_PICTURES = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
  const sheet = svg.getBoundingClientRect();
  const words = [...svg.querySelectorAll("text")].filter(each => each.textContent.trim())
    .map(each => ({ text: each.textContent, box: each.getBoundingClientRect() }));
  const cut = words.filter(({ box }) => box.left < sheet.left - 1 || box.right > sheet.right + 1
    || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1).map(({ text }) => `cut off: ${text}`);
  const over = words.flatMap((one, at) => words.slice(at + 1).filter(({ box }) =>
    Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1
    && Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 3)
    .map(({ text }) => `one over the other: ${one.text}, ${text}`));
  return [...cut, ...over];
})"""
SQUEEZED = """[...document.querySelectorAll(".mp-table tbody th")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().width < 72)
  .map(each => each.textContent)"""
SMALL_TARGETS = """[...document.querySelectorAll("header a, header button, summary, nav a, main button, main input")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 24)
  .map(each => `${each.textContent} ${each.getBoundingClientRect().height}`)"""

LISTEN = """() => {
  window.reached = [];
  document.addEventListener("focusin", event => {
    const target = event.target;
    target.dataset.reached = "yes";
    requestAnimationFrame(() => {
      const style = getComputedStyle(target), box = target.getBoundingClientRect();
      const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
      const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      if (target.matches(":focus") && !(ring && inView)) {
        window.reached.push(`${ring ? "out of view" : "no ring"}: ${target.outerHTML.slice(0, 80)}`);
      }
    });
  });
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  return all.filter(each => each.tabIndex >= 0 && each.checkVisibility()).length;
}"""
NOT_REACHED = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter(each => each.tabIndex >= 0 && each.checkVisibility() && !each.dataset.reached)
  .map(each => each.outerHTML.slice(0, 80))"""

FAINT = """() => {
  const number = part => { part /= 255; return part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4; };
  const light = colour => {
    const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number).map(number);
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const page = light(getComputedStyle(document.body).backgroundColor);
  const clear = colour => (Math.max(light(colour), page) + .05) / (Math.min(light(colour), page) + .05) >= 4.5;
  const texts = [...document.querySelectorAll("svg text, svg tspan")].filter(each => each.checkVisibility());
  const icons = [...document.querySelectorAll("[class*=mp-i-]")].filter(each => each.checkVisibility());
  return texts.filter(each => !clear(getComputedStyle(each).fill)).map(each => each.textContent)
    .concat(icons.filter(each => !clear(getComputedStyle(each, "::before").backgroundColor))
    .map(each => each.outerHTML));
}"""
MOVING = """[...document.querySelectorAll("*")].filter(each => {
  const style = getComputedStyle(each);
  return style.scrollBehavior === "smooth" || /[1-9]/.test(style.transitionDuration + style.animationDuration);
}).map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(site: BuiltSite, window: Windows, width: int, dark: bool) -> None:
    """No rule of WCAG 2.2 A and AA is broken, with all that is folded opened."""
    from axe_playwright_python.base import AXE_SCRIPT

    opened = window(width=width, dark=dark)
    found = []
    for path in site.samples:
        page = opened.open(path)
        page.evaluate(UNFOLD)
        page.evaluate(AXE_SCRIPT)
        found += [f"{path}: {each}" for each in page.evaluate(VIOLATIONS, WCAG)]
        assert "target-size" in page.evaluate(RULES, WCAG["runOnly"])

    assert found == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_from_disk_are_styled_and_fit(site: BuiltSite, window: Windows, width: int, dark: bool) -> None:
    """The policy lets our sheet and scripts in, nothing scrolls sideways, nothing is asked of the network."""
    opened = window(width=width, dark=dark)
    for path in site.samples:
        page = opened.open(path)
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")

        assert background == (DARK if dark else LIGHT), path
        assert page.locator("h1").is_visible(), path
        assert page.evaluate(SPILLED) == 0, path
        page.evaluate(UNFOLD)
        assert page.evaluate(SPILLED) == 0, path
        assert page.evaluate(FRAMES_WITHOUT_FOCUS) == [], path
        assert page.evaluate(SMALL_TARGETS) == [], path
        assert page.evaluate(SQUEEZED) == [], path
    assert opened.complaints == []


@pytest.mark.parametrize("width", WIDTHS)
def test_hard_plans_fit_too(hard_site: BuiltSite, window: Windows, width: int) -> None:
    """Very long titles and words, other scripts, hundreds of milestones, names that are HTML."""
    opened = window(width=width, of=hard_site)
    for path in (*hard_site.samples, *HARDEST):
        page = opened.open(path)
        assert page.evaluate(SPILLED) == 0, path
        page.evaluate(UNFOLD)
        assert page.evaluate(SPILLED) == 0, path
        assert page.evaluate(FRAMES_WITHOUT_FOCUS) == [], path
    assert opened.complaints == []


def test_words_of_pictures_stand_apart(hard_site: BuiltSite, site: BuiltSite, window: Windows) -> None:
    """In charts, roads, roadmaps and graphs: no label lies on another one, none is cut off at the edge."""
    found = []
    for of, paths in ((hard_site, (*hard_site.samples, *HARDEST)), (site, site.samples)):
        opened = window(of=of)
        found += [f"{path}: {each}" for path in paths for each in opened.open(path).evaluate(WORDS_OF_PICTURES)]

    assert found == []


def test_no_page_at_all_complains_or_spills(site: BuiltSite, window: Windows) -> None:
    """All of them on a phone: no report of the policy, no request elsewhere, nothing that scrolls sideways."""
    opened = window(width=320)
    spilled = [path for path in site.pages if opened.open(path).evaluate(SPILLED)]

    assert spilled == []
    assert opened.complaints == []


def test_the_keyboard_reaches_everything(site: BuiltSite, window: Windows) -> None:
    """Each link, button, field, fold and scroll frame, in view and with a ring, on a phone as on a desk."""
    for number, path in enumerate(site.samples):
        page = window(width=WIDTHS[number % 2 * 2], reduced_motion="reduce").open(path)
        for _ in range(page.evaluate(LISTEN)):
            page.keyboard.press("Tab")

        assert page.evaluate("window.reached") == [], path
        assert page.evaluate(NOT_REACHED) == [], path


def test_without_script_nothing_waits_for_one(site: BuiltSite, window: Windows) -> None:
    """No button that does nothing, no empty place; the frame leads to the overview and to the problems."""
    opened = window(java_script_enabled=False)
    for path in site.samples:
        page = opened.open(path)
        shown: Any = page.locator("main").inner_text()

        assert page.locator("button:visible, input:visible, .mp-count:visible").count() == 0, path
        assert len(shown) > 50, path
        assert page.locator("footer a[href$='index.html']").is_visible(), path
        assert page.locator("nav a[href$='problems.html']").is_visible(), path
    assert opened.complaints == []


def test_everything_fits_on_paper(hard_site: BuiltSite, site: BuiltSite, window: Windows) -> None:
    """A sheet of A4 with usual margins is 718 pixels wide; nothing is cut off at its edge, no table squeezed."""
    for of, paths in ((hard_site, HARDEST), (site, site.samples)):
        opened = window(width=718, of=of)
        opened.page.emulate_media(media="print")
        for path in paths:
            assert opened.open(path).evaluate(SPILLED) == 0, path
            assert opened.page.evaluate(SQUEEZED) == [], path
            assert opened.page.evaluate(OUT_OF_REACH) == [], path


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_high_contrast_leaves_nothing_faint(site: BuiltSite, window: Windows, dark: bool) -> None:
    """With forced colours the words in pictures and all icons stand out from the page."""
    opened = window(dark=dark, forced_colors="active")

    assert [f"{path}: {each}" for path in site.samples for each in opened.open(path).evaluate(FAINT)] == []


def test_nothing_moves_for_those_who_asked_for_that(site: BuiltSite, window: Windows) -> None:
    """No transition, no animation, no smooth scrolling."""
    opened = window(reduced_motion="reduce")

    assert [f"{path}: {each}" for path in site.samples for each in opened.open(path).evaluate(MOVING)] == []
