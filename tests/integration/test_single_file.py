"""`build --single-file`: the whole plan in one HTML file, whole by itself."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.conftest import SAMPLE_VAULT, Run
from tests.sites import BuiltPage
from tests.vaults import Vaults

TODAY = ("--today", "2026-11-22")
GOAL = "---\ntype: goal\ndue: 2026-12-31\n---\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan."""
    place = tmp_path_factory.mktemp("single") / "plan.html"
    ran = Run()("build", SAMPLE_VAULT, "--single-file", "--out", place, *TODAY)
    assert ran.exit_code == 0, ran.talk
    return place


@pytest.fixture(scope="module")
def page(plan: Path) -> BuiltPage:
    """Parsed, strictly."""
    return BuiltPage("plan.html", plan.read_text("utf-8"))


def faults(page: BuiltPage) -> Iterator[str]:
    """What the file may not have: code, addresses of other files, references that dangle, ids twice."""
    ids = set(page.ids)
    if len(ids) < len(page.ids):
        yield "ids twice"
    for tag, element in page.elements():
        if tag in ("script", "iframe", "object", "embed", "base", "form", "applet"):
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            if plain == "style" or plain.startswith("on"):
                yield f"{plain} on <{tag}>"
            if plain in ("aria-labelledby", "for", "headers", "aria-describedby") and not set(value.split()) <= ids:
                yield f"{plain} {value}"
            if plain in ("href", "src") and not value.startswith(
                ("data:image/", "https://", "http://", "mailto:", "obsidian:")
            ):
                fragment = unquote(value.removeprefix("#"))
                if not value.startswith("#") or fragment not in ids:
                    yield f"{plain} {value}"
            yield from (f"{plain} {value}" for found in re.findall(r"url\(#([^)]+)\)", value) if found not in ids)


def test_it_is_whole_by_itself(page: BuiltPage) -> None:
    """Every page is a section, every link leads to one, and nothing outside is asked for."""
    assert list(faults(page)) == []
    assert len(page.named("section")) > 50
    assert [page.text_of("title"), len(page.named("main"))] == ["Clara's plan", 1]
    assert "As of 22 Nov 2026" in page.text_of("footer")
    assert {"img", "svg", "table"} <= {tag for tag, _ in page.elements()}


def test_its_policy_allows_this_sheet_and_nothing_else(page: BuiltPage) -> None:
    """By its hash."""
    (style,) = page.named("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    policies = [meta.attrib["content"] for meta in page.named("meta") if "http-equiv" in meta.attrib]

    assert policies == [
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


def test_what_the_pages_say_is_in_it(plan: Path, run: Run, tmp_path: Path) -> None:
    """Word for word."""
    run("build", SAMPLE_VAULT, "--out", tmp_path / "site", *TODAY)
    one = BuiltPage("plan.html", plan.read_text("utf-8"))
    words = {
        element.attrib["id"]: " ".join(" ".join(element.itertext()).split())
        for element in one.named("section")
        if "id" in element.attrib
    }

    for name in ("index", "roadmap", "milestones", "goals/find-a-home", "goals/gitarre-üben"):
        text = (tmp_path / "site" / f"{name}.html").read_text("utf-8")
        assert words[f"mp_{name.replace('/', '.')}"] == BuiltPage(name, text).words


def test_a_public_file_has_published_notes_only(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """As the site has."""
    root = vault(
        {
            "Open.md": "---\ntype: goal\npublish: true\n---\n![[a.png|40]] [[Secret]] [[b.pdf]]\n",
            "Secret.md": f"{GOAL}hush\n",
            "a.png": PNG,
            "b.pdf": b"%PDF",
        }
    )

    assert (
        run("build", root, "--single-file", "--out", tmp_path / "p.html", "--audience", "public", *TODAY).exit_code == 0
    )

    page = BuiltPage("p.html", (tmp_path / "p.html").read_text("utf-8"))
    assert list(faults(page)) == []
    assert "hush" not in page.text
    assert "Private copy" not in page.text
    pictures = [element.attrib for element in page.named("img")]
    assert pictures == [
        {
            "class": "mp-picture",
            "src": f"data:image/png;base64,{base64.b64encode(PNG).decode()}",
            "alt": "a",
            "width": "40",
            "loading": "lazy",
        }
    ]


def test_hostile_text_stays_text(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """In the titles of sections and in sheets of one's own, too."""
    title = '</title></section><script>alert(1)</script>" onload="alert(1) &amp;lt;'
    root = vault(
        {
            "a.md": f"---\ntype: goal\ntitle: '{title}'\n---\n<script>alert(1)</script> [x](javascript:alert(1))\n",
            "milepost.toml": f"title = '{title}'\n",
            "_milepost/extra.css": "a::after { content: '</style><script>alert(1)</script>' }",
        }
    )

    assert run("build", root, "--single-file", "--out", tmp_path / "p.html", *TODAY).exit_code == 0

    page = BuiltPage("p.html", (tmp_path / "p.html").read_text("utf-8"))
    assert list(faults(page)) == []
    assert page.text_of("title") == title


def test_where_it_goes_and_what_it_replaces(vault: Vaults, run: Run) -> None:
    """Beside the site, over one of its kind, and over nothing else."""
    root = vault({"a.md": GOAL, "mine.html": "<p>mine"})

    first = run("build", root, "--single-file", *TODAY)
    assert (root / "site.html").read_text("utf-8").startswith("<!doctype html>\n<!-- One plan")
    second = run("build", root, "--single-file", *TODAY)
    refused = run("build", root, "--single-file", "--out", root / "mine.html", *TODAY)
    note = run("build", root, "--single-file", "--out", root / "a.md", *TODAY)
    folder = run("build", root, "--single-file", "--out", root, *TODAY)

    assert "1 written" in first.stdout
    assert "1 unchanged" in second.stdout
    assert (refused.exit_code, note.exit_code, folder.exit_code) == (3, 2, 2)
    assert (root / "mine.html").read_text() == "<p>mine"
    (root / "site.html").unlink()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_browser_shows_it_from_the_disk(browser: Any, plan: Path, width: int) -> None:
    """Without a script or a complaint; links lead to sections; nothing is wider than the window."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page, complaints, asked = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on(
        "request",
        lambda request: asked.append(request.url) if not request.url.startswith(("data:", plan.as_uri())) else None,
    )
    page.goto(plan.as_uri())
    page.locator("#mp_index a", has_text="Find a home").first.click()

    top = page.evaluate("document.getElementById('mp_goals.find-a-home').getBoundingClientRect().top")
    assert 0 <= top < 100
    assert page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert (
        page.locator(".mp-road-l use[href$=mp_s_next]").first.evaluate("one => getComputedStyle(one).strokeWidth")
        == "2px"
    )
    assert page.locator("img.mp-picture").first.evaluate("one => one.naturalWidth > 0 || one.loading === 'lazy'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (complaints, asked) == ([], [])
    assert page.pdf()[:5] == b"%PDF-"
    context.close()
