"""The open page in a real browser while its note is edited: changed in place, and only where it changed."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from milepost.model.rim import RenderedFile
from tests.serving import Served, serving
from tests.vaults import Vaults
from tests.watching import until

TASKS = "".join(f"- [ ] Step {number}\n    - [ ] part of step {number}\n" for number in range(60))
RUN = f"---\ntype: goal\ndue: 2026-06-30\n---\n# Run\n\n{TASKS}"
READ = "---\ntype: goal\n---\n# Read\n\n- [ ] one\n"
PATIENCE_MS = 30_000
MARK = "() => { window.mark = 'the same document'; }"

HIDE = """() => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""

COUNT_TOUCHES = """() => {
  window.touched = 0;
  const all = {childList: true, subtree: true, attributes: true, characterData: true};
  new MutationObserver(seen => { window.touched += seen.length; }).observe(document.querySelector("main"), all);
}"""

TELL_OFTEN = """() => {
  const channel = new BroadcastChannel("milepost");
  const tell = left => {
    channel.postMessage({version: "b" + left, pictures: "", trouble: null});
    if (left) setTimeout(tell, 1, left - 1);
  };
  tell(200);
}"""


@pytest.fixture
def root(vault: Vaults) -> Path:
    """Two goals, one of them long."""
    return vault({"Run.md": RUN, "Read.md": READ, "milepost.toml": 'title = "My plan"\n'})


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    """They are served."""
    with serving(root) as served:
        yield served


class Tabs:
    """Pages of one window; keeps what the browser complained about, apart from pages that are meant to be missing."""

    def __init__(self, browser: Any, served: Served) -> None:
        self.context = browser.new_context(viewport={"width": 1000, "height": 700})
        self.context.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        self._address = f"http://127.0.0.1:{served.port}/"
        self._served = served

    def open(self, path: str) -> Any:
        """A page that listens, and whose document is marked."""
        page = self.context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if "404" not in message.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self._address + path)
        until(lambda: len(self._served.server.streams) > 0)
        page.evaluate(MARK)
        return page


@pytest.fixture
def tabs(browser: Any, served: Served) -> Iterator[Tabs]:
    """`tabs.open("index.html")`; no complaint may be left at the end."""
    tabs = Tabs(browser, served)
    yield tabs
    tabs.context.close()
    assert tabs.complaints == []


def is_the_same_document(page: Any) -> bool:
    """Whether it was never loaded again."""
    return bool(page.evaluate("window.mark === 'the same document'"))


def seen(page: Any, condition: Callable[[], object]) -> None:
    """Wait for something to come true while the browser goes on."""

    def is_so() -> object:
        page.wait_for_timeout(20)
        return condition()

    until(is_so)


def test_a_save_changes_the_page_and_leaves_its_reader_alone(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """Scrolling, focus, opened and closed parts, the colour scheme: as they were."""
    page = tabs.open("goals/run.html")
    page.get_by_role("button", name="Dark").click()
    page.evaluate("document.querySelector('#step-40').parentElement.closest('details').open = true")
    details = page.locator("#step-30 details")
    was_open = details.evaluate("one => one.open")
    details.locator("summary").click()
    summary = page.locator("#step-40 details summary")
    summary.focus()
    page.evaluate("window.scrollTo(0, 1500)")
    before = page.evaluate("document.querySelector('#step-40').getBoundingClientRect().top")

    vault.write(root, {"Run.md": RUN.replace("[ ] Step 35\n", "[x] Step 35, at last\n").replace("# Run", "# Run far")})

    page.get_by_role("heading", name="Run far").wait_for()
    page.locator("#step-35-at-last", has_text="done").wait_for()
    assert is_the_same_document(page)
    assert details.evaluate("one => one.open") is not was_open
    assert page.evaluate("document.activeElement.closest('li').id") == "step-40"
    assert page.evaluate("document.querySelector('#step-40').getBoundingClientRect().top") == pytest.approx(
        before, abs=60
    )
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.get_by_role("button", name="Light").is_visible()
    assert page.locator("footer [data-mp=as-of]").inner_text() == "As of 1 Mar 2026"
    assert page.title() == "Run far · My plan"


def test_many_saves_one_after_the_other(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """Each is seen, in the same document."""
    page = tabs.open("goals/read.html")
    for number in range(8):
        vault.write(root, {"Read.md": READ + "".join(f"- [ ] book {each}\n" for each in range(number, -1, -1))})
        page.locator(f"#book-{number}").wait_for()
    vault.write(root, {"Read.md": READ})
    page.locator("#book-0").wait_for(state="detached")

    assert is_the_same_document(page)
    assert page.locator("main").inner_text().count("book") == 0


def test_a_page_that_did_not_change_is_left_alone(vault: Vaults, root: Path, tabs: Tabs, served: Served) -> None:
    """Not one element of it is touched."""
    page = tabs.open("goals/read.html")
    page.evaluate(COUNT_TOUCHES)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if answer.url.endswith("read.html") else None)
    vault.write(root, {"Run.md": RUN + "\nSome prose.\n"})
    seen(page, lambda: answers)

    assert answers == [304]
    assert page.evaluate("window.touched") == 0
    assert is_the_same_document(page)


def test_what_all_pages_show_changes_with_every_build(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """The number of problems in the navigation comes from `state.js`."""
    page = tabs.open("goals/read.html")
    count = page.locator("[data-mp=problems]")
    before = count.inner_text()
    vault.write(root, {"Run.md": RUN.replace("2026-06-30", "2026-06-31")})
    seen(page, lambda: count.inner_text() != before)

    assert is_the_same_document(page)


def test_an_open_search_finds_what_was_just_written(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """The words that were typed stay, and what they find is what the plan has now."""
    page = tabs.open("search.html")
    page.locator("#mp_search").fill("run")
    page.get_by_role("link", name="Run", exact=True).wait_for()
    for title in ("Run far", "Run farther"):
        vault.write(root, {"Run.md": RUN.replace("# Run", f"# {title}")})
        page.get_by_role("link", name=title, exact=True).wait_for()

    assert page.locator("#mp_search").input_value() == "run"
    assert is_the_same_document(page)
    link = page.get_by_role("link", name="Run farther", exact=True)
    link.focus()
    vault.write(root, {"Read.md": READ + "- [ ] something else\n"})
    seen(page, lambda: "something else" in page.evaluate("JSON.stringify(window.milepostIndex)"))
    assert link.evaluate("one => one === document.activeElement")


def test_rows_that_are_filtered_stay_so(
    vault: Vaults, root: Path, browser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those that come, and those that are called otherwise."""
    monkeypatch.setattr("milepost.report.overview.page.FILTER_ABOVE", 1)
    with serving(root) as served:
        tabs = Tabs(browser, served)
        page = tabs.open("index.html")
        rows = page.locator(".mp-goals tbody tr:not(.mp-group)")
        shown = rows.filter(visible=True)
        assert shown.count() == 2
        page.locator("#mp_filter").fill("far")
        page.locator("#mp_sort").select_option("name")
        assert shown.count() == 0
        vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far"), "Swim.md": READ.replace("Read", "Swim")})
        seen(page, lambda: rows.count() == 3)
        seen(page, lambda: "Run far" in shown.all_inner_texts()[0])
        assert shown.count() == 1
        page.locator("#mp_filter").fill("")
        assert shown.locator("th").all_inner_texts() == ["Read", "Run far", "Swim"]
        tabs.context.close()


def test_a_hidden_tab_asks_for_nothing_until_it_is_looked_at(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """However many builds there are; then for what is new, once."""
    page = tabs.open("goals/read.html")
    page.evaluate(HIDE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    other = tabs.open("goals/run.html")
    for number in range(3):
        vault.write(root, {"Read.md": READ + f"- [ ] book {number}\n", "Run.md": RUN + f"- [ ] mile {number}\n"})
        other.locator(f"#mile-{number}").wait_for(state="attached")  # it is folded, as it is far ahead
    assert asked == []

    page.evaluate(HIDE.replace("true", "false"))
    page.locator("#book-2").wait_for()
    page.wait_for_load_state("networkidle")
    assert [url.partition("?")[0].rpartition("/")[2] for url in asked] == ["read.html", "state.js"]


def test_trouble_is_laid_over_the_last_good_page(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """With its place; it can be hidden, and goes when it is over. A tab that comes meanwhile sees it, too."""
    page = tabs.open("goals/run.html")
    vault.write(root, {"milepost.toml": 'title = "My plan"\nweek_start = "funday"\n'})
    panel = page.get_by_role("alert")
    panel.wait_for()

    assert "funday" in panel.inner_text()
    assert "milepost.toml:2:1" in panel.inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('.milepost-trouble')).position") == "fixed"
    assert page.get_by_role("heading", name="Run", exact=True).is_visible()
    tabs.open("index.html").get_by_role("alert").wait_for()
    panel.get_by_role("button", name="Hide").click()
    panel.wait_for(state="detached")
    vault.write(root, {"milepost.toml": 'title = "Our plan"\n'})
    page.locator(".mp-brand", has_text="Our plan").wait_for()
    assert panel.count() == 0
    assert is_the_same_document(page)


def test_a_new_style_of_the_vault_is_put_on_the_open_page(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """Come, changed and gone, without another document."""
    page = tabs.open("goals/run.html")
    colour = partial(page.evaluate, "getComputedStyle(document.querySelector('h1')).color")
    plain = colour()
    for name, shown in (("red", "rgb(255, 0, 0)"), ("blue", "rgb(0, 0, 255)")):
        vault.write(root, {"_milepost/extra.css": f"h1 {{ color: {name} }}"})
        seen(page, lambda shown=shown: colour() == shown)  # type: ignore[misc]
    vault.remove(root, "_milepost/extra.css")
    seen(page, lambda: colour() == plain)

    assert is_the_same_document(page)


def test_another_language_is_the_language_of_the_open_page(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """And the direction in which it is written; the colour scheme that its reader chose stays."""
    page = tabs.open("goals/read.html")
    page.get_by_role("button", name="Dark").click()
    vault.write(root, {"milepost.toml": '[site]\nlang = "he"\n'})
    page.locator("html[lang=he][dir=rtl]").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    vault.write(root, {"milepost.toml": ""})
    page.locator("html[lang=en]:not([dir])").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert is_the_same_document(page)


def test_a_template_of_the_vault_is_put_to_use_at_once(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """One that fails is trouble, with its place, and the last good page stays."""
    page = tabs.open("goals/run.html")
    own = '{% extends "!next/goal.html.j2" %}\n{% block footer %}<p>Own foot</p>{% endblock %}'
    vault.write(root, {"_milepost/templates/goal.html.j2": own})
    page.get_by_text("Own foot").wait_for()
    vault.write(root, {"_milepost/templates/goal.html.j2": own.replace("footer", "foter")})
    panel = page.get_by_role("alert")
    panel.wait_for()

    assert "_milepost/templates/goal.html.j2:2" in panel.inner_text()
    assert "Did you mean `footer`?" in panel.inner_text()
    assert page.get_by_text("Own foot").is_visible()
    vault.remove(root, "_milepost/templates/goal.html.j2")
    panel.wait_for(state="detached")
    page.get_by_text("Own foot").wait_for(state="detached")
    assert is_the_same_document(page)


def test_all_tabs_share_one_stream(vault: Vaults, root: Path, tabs: Tabs, served: Served) -> None:
    """Browsers open six connections to a host; ten tabs are told all the same, and after the first is closed."""
    pages = [tabs.open("goals/run.html") for _ in range(10)]
    assert len(served.server.streams) == 1
    vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far")})
    for page in pages:
        page.get_by_role("heading", name="Run far").wait_for()
        assert is_the_same_document(page)

    pages[0].close()

    def another_tab_listens() -> bool:
        served.server.streams.beat()
        return len(served.server.streams) == 1

    seen(pages[1], another_tab_listens)
    vault.write(root, {"Run.md": RUN.replace("# Run", "# Run farther")})
    for page in pages[1:]:
        page.get_by_role("heading", name="Run farther").wait_for()


def test_a_page_that_goes_comes_back(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """In between its tab says so."""
    page = tabs.open("goals/read.html")
    vault.remove(root, "Read.md")
    page.get_by_role("heading", name="There is no such page").wait_for()
    vault.write(root, {"Read.md": READ})
    page.get_by_role("heading", name="Read").wait_for()


def test_the_browser_follows(vault: Vaults, root: Path, browser: Any) -> None:
    """The tab that was looked at last goes to the goal that is edited; the others stay."""
    with serving(root, follows=True) as served:
        tabs = Tabs(browser, served)
        other, front = tabs.open("index.html"), tabs.open("index.html")
        vault.write(root, {"Read.md": READ + "- [ ] two\n"})
        front.wait_for_url("**/goals/read.html*")
        vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far")})
        front.wait_for_url("**/goals/run.html*")
        front.get_by_role("heading", name="Run far").wait_for()

        assert other.url.endswith("/index.html")
        tabs.context.close()
        assert tabs.complaints == []


def test_the_browser_follows_an_edit_that_comes_while_it_is_on_its_way(vault: Vaults, root: Path, browser: Any) -> None:
    """It goes to the goal that was edited last, though the page of the one before has not come yet."""
    with serving(root, follows=True) as served:
        tabs = Tabs(browser, served)
        page = tabs.open("index.html")
        held: list[Any] = []

        def hold(route: Any) -> None:
            held.append(route)

        page.route("**/goals/read.html*", hold)
        vault.write(root, {"Read.md": READ + "- [ ] two\n"})
        seen(page, lambda: bool(held))
        vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far")})
        page.wait_for_url("**/goals/run.html*")
        page.get_by_role("heading", name="Run far").wait_for()

        tabs.context.close()
        assert tabs.complaints == []


def test_the_browser_stays_where_the_last_edit_was(vault: Vaults, root: Path, browser: Any) -> None:
    """Also where it was on its way to the edit before that one."""
    with serving(root, follows=True) as served:
        tabs = Tabs(browser, served)
        page = tabs.open("goals/run.html")
        page.evaluate("window.scrollTo(0, 900)")
        held: list[Any] = []

        def hold(route: Any) -> None:
            held.append(route)

        page.route("**/goals/read.html*", hold)
        vault.write(root, {"Read.md": READ + "- [ ] two\n"})
        seen(page, lambda: bool(held))
        vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far")})
        page.get_by_role("heading", name="Run far").wait_for()
        page.wait_for_load_state("networkidle")

        assert page.url.endswith("/goals/run.html")
        assert page.evaluate("window.scrollY") == pytest.approx(900, abs=60)
        tabs.context.close()
        assert tabs.complaints == []


def test_a_server_that_comes_back_is_found(vault: Vaults, root: Path, tabs: Tabs, served: Served) -> None:
    """The stream is broken off; what happened meanwhile is shown."""
    page = tabs.open("goals/run.html")
    served.server.streams.close()
    vault.write(root, {"Run.md": RUN.replace("# Run", "# Run far")})
    page.get_by_role("heading", name="Run far").wait_for()

    assert is_the_same_document(page)


class Hand:
    """A site written by hand."""

    def __init__(self, body: str, head: str = "", **files: str) -> None:
        page = f"<!doctype html><html lang='en'><head><title>t</title>{head}</head><body>{body}</body></html>"
        self._files = {"hand.html": page, **{name.replace("_", "."): text for name, text in files.items()}}

    def file(self, path: str) -> RenderedFile:
        """One of them."""
        return RenderedFile(path, self._files[path].encode())

    def attachment(self, _: str) -> None:
        """It has none."""


class Gone(Hand):
    """The same without any page."""

    def file(self, path: str) -> RenderedFile:
        """None of them."""
        raise KeyError(path)


def _show(served: Served, site: Hand, version: object) -> None:
    served.server.table.put(site)
    served.server.streams.tell({"version": str(version), "trouble": None})


def test_a_new_style_is_swapped_in(tabs: Tabs, served: Served) -> None:
    """The page is not loaded again, and never without a sheet."""
    link = '<link rel="stylesheet" href="{}">'
    _show(served, Hand("<p>text", link.format("a.css"), a_css="p { color: rgb(1, 2, 3); }"), "a")
    page = tabs.open("hand.html")
    colour = "getComputedStyle(document.querySelector('p')).color"
    assert page.evaluate(colour) == "rgb(1, 2, 3)"
    _show(served, Hand("<p>text", link.format("b.css"), b_css="p { color: rgb(4, 5, 6); }"), "b")
    seen(page, lambda: page.evaluate(colour) == "rgb(4, 5, 6)")
    seen(page, lambda: page.locator("link").count() == 1)

    assert is_the_same_document(page)


def test_a_new_script_is_a_new_page(tabs: Tabs, served: Served) -> None:
    """What the old one did cannot be undone."""
    _show(served, Hand("<p>text", '<script src="a.js"></script>', a_js="window.which = 'a';"), "a")
    page = tabs.open("hand.html")
    with page.expect_navigation():
        _show(served, Hand("<p>text", '<script src="b.js"></script>', b_js="window.which = 'b';"), "b")

    assert page.evaluate("window.which") == "b"
    assert not is_the_same_document(page)


def test_a_new_script_is_one_new_page_however_often_it_is_told(tabs: Tabs, served: Served) -> None:
    """A page on its way to be loaded again asks for nothing more, as a second way would break off the first."""
    _show(served, Hand("<p>text", '<script src="a.js"></script>', a_js="window.which = 'a';"), "a")
    page = tabs.open("hand.html")
    went: list[str] = []
    page.on("request", lambda request: went.append(request.url) if request.is_navigation_request() else None)
    served.server.table.put(Hand("<p>text", '<script src="b.js"></script>', b_js="window.which = 'b';"))
    page.evaluate(TELL_OFTEN)
    page.wait_for_function("window.which === 'b'")
    page.wait_for_load_state("networkidle")

    assert len(went) == 1


def test_a_page_that_is_away_for_a_moment_is_not_loaded_again(tabs: Tabs, served: Served) -> None:
    """As a note is while some editors save it: its reader notices nothing."""
    _show(served, Hand("<p>text"), "a")
    page = tabs.open("hand.html")
    with page.expect_response(lambda answer: answer.status == 404):
        _show(served, Gone(""), "b")
    served.server.table.put(Hand("<p>another text"))
    page.get_by_text("another text").wait_for()
    assert is_the_same_document(page)


def _random_tree(random: Random, ids: list[str], depth: int = 0) -> str:
    name = random.choice(("p", "div", "span", "section", "svg", "em"))
    own = f' id="{ids.pop()}"' if ids and random.random() < 0.4 else ""
    own += random.choice(("", ' class="a"', ' class="b" title="t"', ' hidden=""'))
    inner: Sequence[str] = ()
    if depth < 4 and name != "p":
        inner = [_random_tree(random, ids, depth + 1) for _ in range(random.randrange(4))]
    text = [random.choice(("", "x", "y", "<!--c-->")) for _ in range(len(inner) + 1)]
    body = "".join(piece + child for piece, child in zip(text, (*inner, ""), strict=True))
    return f"<{name}{own}>{body}</{name}>"


def test_any_page_becomes_any_other(tabs: Tabs, served: Served) -> None:
    """What is on the page after a change is what was served, however it looked before."""
    random = Random(12)  # printed by its being here
    _show(served, Hand("<p>begin</p>"), "begin")
    page = tabs.open("hand.html")
    for number in range(80):
        ids = random.sample([f"id{each}" for each in range(12)], 12)
        body = "".join(_random_tree(random, ids) for _ in range(random.randrange(1, 5))) + f"<b>{number}</b>"
        _show(served, Hand(body), number)
        page.locator("b", has_text=str(number)).wait_for(state="attached")
        shown, meant = page.evaluate(
            "body => [document.body.innerHTML, new DOMParser().parseFromString(body, 'text/html').body.innerHTML]", body
        )
        assert shown == meant, number

    assert is_the_same_document(page)


def test_what_is_said_of_a_place_opens_the_editor(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """At the line, also when the line has moved; a place that is a link already has one behind it."""
    page = tabs.open("goals/run.html")
    place = page.locator("#step-30 .mp-src")
    line = RUN.splitlines().index("- [ ] Step 30") + 1
    form = f"vscode://file{root.resolve().as_posix()}/Run.md:{{}}".format
    assert place.get_attribute("data-edit") == form(line)
    assert (place.get_attribute("role"), place.get_attribute("tabindex")) == ("link", "0")

    vault.write(root, {"Run.md": RUN.replace("# Run", "\n# Run far")})

    seen(page, lambda: place.get_attribute("data-edit") == form(line + 1))
    assert is_the_same_document(page)

    problems = tabs.open("problems.html")
    link = problems.locator("a.milepost-edit").first
    assert str(link.get_attribute("href")).startswith("vscode://file/")


def test_another_editor_or_none(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """As the settings say, from the next page on."""
    vault.write(root, {"milepost.toml": '[site]\neditor = "idea"\n'})
    page = tabs.open("goals/run.html")
    seen(
        page,
        lambda: (
            page.reload() and "idea://open?file=/" in str(page.locator("#step-30 .mp-src").get_attribute("data-edit"))
        ),
    )

    vault.write(root, {"milepost.toml": '[site]\neditor = "off"\n'})

    seen(page, lambda: page.reload() and page.locator("[data-edit]").count() == 0)


def drawing(width: int) -> str:
    """A picture of a width."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20"><rect width="{width}" height="20"/></svg>'
    )


def test_a_picture_that_was_written_again_is_shown_at_once(vault: Vaults, root: Path, tabs: Tabs) -> None:
    """The page is the same, so nothing else is touched; other pictures of the page are asked for once more."""
    vault.write(root, {"plan.svg": drawing(30), "Read.md": READ.replace("- [ ] one", "![[plan.svg]]\n\n- [ ] one")})
    page = tabs.open("goals/read.html")
    picture = page.locator("img.mp-picture")
    seen(page, lambda: picture.count() and picture.evaluate("each => each.naturalWidth") == 30)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")

    vault.write(root, {"plan.svg": drawing(70)})
    seen(page, lambda: picture.evaluate("each => each.naturalWidth") == 70)
    vault.write(root, {"plan.svg": drawing(90)})
    seen(page, lambda: picture.evaluate("each => each.naturalWidth") == 90)

    assert is_the_same_document(page)
    assert page.locator("details:not([open])").count() == 0
