"""A vault's own templates and styles, through the real command."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Run
from tests.marked import marked, same
from tests.sites import BuiltSite
from tests.vaults import Content, Vaults, record_whole

NOTES = {
    "Run.md": "---\ntype: goal\ndue: 2026-06-30\nowner: Ana\n---\n# Run\n\n## Milestones\n\n- [ ] one\n",
    "Read.md": "---\ntype: goal\nowner: Ben\n---\n# Read <b>\n\n- [ ] two\n",
}
DAY = ("--today", "2026-03-01")
ENDING = """{% extends "!next/goal.html.j2" %}
{% block main %}
{{ super() }}
<p>Of {{ page.heading }}</p>
{% endblock %}
"""
OWN_FOOT = '{{% extends "{name}" %}}\n{{% block footer %}}<p>Own foot</p>{{{{ super() }}}}{{% endblock %}}\n'


class Site:
    """Builds a vault into a folder beside it."""

    def __init__(self, vault: Vaults, run: Run, folder: Path) -> None:
        self.vault, self.run, self.out = vault, run, folder / "out"
        self.root = vault(NOTES)

    def write(self, **files: str | bytes) -> None:
        """Files of the theme."""
        self.vault.write(self.root, {f"_milepost/{path}": content for path, content in files.items()})

    def files(self) -> dict[str, bytes]:
        """What is in the site."""
        return {path: one.content for path, one in record_whole(self.out).items()}

    def build(self, *more: object, code: int = 0) -> BuiltSite:
        """The site."""
        ran = self.run("build", self.root, "--out", self.out, *DAY, *more)
        assert ran.exit_code == code, ran.talk
        self.said = ran.talk
        return BuiltSite(self.out)


@pytest.fixture
def site(vault: Vaults, run: Run, tmp_path: Path) -> Site:
    """A small plan."""
    return Site(vault, run, tmp_path)


def test_a_template_of_the_vault_builds_on_ours(site: Site) -> None:
    """Only pages of that type change; values are escaped as on any page."""
    before = {path: page.text for path, page in site.build().pages.items()}
    site.write(**{"templates/goal.html.j2": ENDING})
    after = site.build()

    assert "Of Run" in after["goals/run.html"].words
    assert "<p>Of Read &lt;b&gt;</p>" in after["goals/read.html"].text
    assert [path for path in before if after[path].text != before[path]] == ["goals/read.html", "goals/run.html"]
    assert " 2 written" in site.said


def test_a_partial_of_the_vault_is_used_by_our_templates(site: Site) -> None:
    """And may extend ours by its layer."""
    site.write(**{"templates/_frame.html.j2": OWN_FOOT.format(name="!builtin/_frame.html.j2")})
    built = site.build()

    assert all("Own foot" in page.text and "Made by milepost" in page.text for page in built.pages.values())


def test_style_static_files_and_their_addresses(site: Site) -> None:
    """Files under names of their content; the own sheet comes last, in the layer that wins."""
    theme: dict[str, Content] = {
        "extra.css": 'h1 { background: url("static/Big Picture.png") }\n',
        "static/Big Picture.png": b"\x89PNG",
        "templates/static/milepost.js": "/* none */",
        "templates/goal.html.j2": '{% extends "!next/goal.html.j2" %}\n{% block head %}\n'
        '<link rel="icon" href="{{ head.root }}{{ static["Big Picture.png"] }}">\n{% endblock %}\n',
    }
    site.write(**theme)
    built = site.build()
    sheets = [link.attrib["href"] for link in built["index.html"].named("link") if link.attrib["rel"] == "stylesheet"]
    own = (site.out / sheets[1]).read_text()
    picture = next((site.out / "static").glob("big-picture.*.png"))

    assert [sheet.partition(".")[0] for sheet in sheets] == ["static/milepost", "static/extra"]
    assert own.startswith("@layer user {")
    assert f'url("{picture.name}")' in own
    assert f'href="../static/{picture.name}"' in built["goals/run.html"].text
    assert [path.read_text() for path in (site.out / "static").glob("milepost.*.js")] == ["/* none */"]
    assert built.broken_links() == []


def test_a_style_goes_when_its_file_goes(site: Site) -> None:
    """The site is as if it had never been there."""
    site.build()
    before = site.files()
    site.write(**{"extra.css": "h1 { color: red }"})
    site.build()
    site.vault.remove(site.root, "_milepost/extra.css")
    site.build()

    assert site.files() == before


def test_notes_among_the_templates_are_no_plan(site: Site) -> None:
    """Nor attachments."""
    site.write(**{"templates/goal.md": NOTES["Run.md"], "templates/README.txt": "x", "Third.md": NOTES["Run.md"]})
    built = site.build()

    assert sorted(path for path in built.pages if path.startswith("goals/")) == ["goals/read.html", "goals/run.html"]
    assert "_milepost" not in site.run("inspect", site.root, "--json").stdout


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "templates/goal.html.j2",
            "ok\n{{ page.headnig }}",
            "_milepost/templates/goal.html.j2:2: `page` has no `headnig`. Did you",
        ),
        (
            "templates/gaol.html.j2",
            "ok",
            "_milepost/templates/gaol.html.j2: no page is made with this template. Did you",
        ),
        (
            "templates/goal.html.j2",
            '{% extends "!next/gaol.html.j2" %}',
            "goal.html.j2:1: there is no template called `!next/gaol.html.j2`. Did you mean `!next/goal.html.j2`?",
        ),
        (
            "templates/goal.html.j2",
            '{% extends "!nxet/goal.html.j2" %}',
            "there is no template called `!nxet/goal.html.j2`. Did you mean `!next/goal.html.j2`?",
        ),
        ("templates/_road.html.j2", "{% macro small() %}\n", "_milepost/templates/_road.html.j2:1: "),
        ("templates/problems.html.j2", "{{ 1 / 0 }}", "_milepost/templates/problems.html.j2:1: division by zero"),
        ("templates/goal.html.j2", b"\xff", "_milepost/templates/goal.html.j2:1: it is not UTF-8"),
        ("static/film.mp4", b"x" * 5_000_000, "_milepost/static/film.mp4: it has 5.0 MB"),
    ],
)
def test_a_template_that_fails_leaves_the_old_site_whole(site: Site, path: str, text: Content, said: str) -> None:
    """Exit code 4, the place, and what was perhaps meant; corrected, the build is as it was."""
    site.build()
    before = site.files()
    site.write(**{path: text})
    site.build(code=4)

    assert said in " ".join(site.said.split())
    assert site.files() == before
    site.vault.remove(site.root, f"_milepost/{path}")
    site.build()
    assert site.files() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_lead_no_template_in(site: Site, tmp_path: Path) -> None:
    """Neither a link to a file nor one to a folder."""
    outside = tmp_path / "outside"
    (outside / "templates").mkdir(parents=True)
    (outside / "templates" / "goal.html.j2").write_text("from outside")
    (site.root / "_milepost" / "templates").mkdir(parents=True)
    (site.root / "_milepost" / "templates" / "goal.html.j2").symlink_to(outside / "templates" / "goal.html.j2")
    site.vault.settle(site.root)
    assert "from outside" not in site.build()["goals/run.html"].text
    os.rename(site.root / "_milepost", outside / "mine")
    (site.root / "_milepost").symlink_to(outside)
    site.vault.settle(site.root)

    assert "from outside" not in site.build()["goals/run.html"].text


LOOK = """
[site]
logo = "pictures/our.svg"
nav = ["roadmap", "overview", { text = "Wiki", href = "https://example.org/w" }, { text = "Up", href = "../x.html" }]
[site.tokens]
link = "#aa0000"
[site.tokens.dark]
link = "#ffaaaa"
"""


def test_tokens_logo_and_navigation_of_the_settings(site: Site) -> None:
    """Tokens come after ours in their layer; the logo stands before the title; links lead where they say."""
    site.vault.write(
        site.root, {"milepost.toml": LOOK, "pictures/our.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
    )
    built = site.build()
    sheet = next((site.out / "static").glob("extra.*.css")).read_text()
    page = built["goals/run.html"]
    shown = page.text[page.text.index("<nav") : page.text.index("</nav>")]

    assert ":root { --mp-link: #aa0000; }" in sheet
    assert sheet.count("--mp-link: #aa0000; --mp-link: #ffaaaa;") == 2
    assert re.search(r'<img src="\.\./static/site-logo\.\w+\.svg" height="28" alt="">', page.text)
    assert re.findall(r'href="([^"]+)"', shown) == [
        "../roadmap.html",
        "../index.html",
        "https://example.org/w",
        "../../x.html",
    ]
    assert re.findall(r">([A-Z]\w+)<", shown) == ["Roadmap", "Overview", "Wiki", "Up"]


@pytest.mark.parametrize("logo", ["none.png", "../outside.png", "Run.md", "https://example.org/a.png"])
def test_a_logo_that_is_not_there_is_said(site: Site, logo: str) -> None:
    """At its line; the site has none."""
    site.vault.write(site.root, {"milepost.toml": f'[site]\nout = "out"\nlogo = "{logo}"\n'})
    ran = site.run("check", site.root)

    assert "milepost.toml:3:1" in ran.talk
    assert "no such picture" in ran.talk
    assert "<img" not in site.build()["index.html"].text


def test_a_public_site_is_made_with_the_same_templates(site: Site) -> None:
    """Of published notes only: templates see nothing else."""
    site.write(**{"templates/overview.html.j2": OWN_FOOT.format(name="!next/overview.html.j2")})
    site.vault.write(site.root, {"Run.md": NOTES["Run.md"].replace("type:", "publish: true\ntype:")})
    built = site.build("--audience", "public")

    assert "Own foot" in built["index.html"].text
    assert "Read" not in built["index.html"].text


def test_pages_speak_another_language_where_a_catalogue_does(site: Site) -> None:
    """In templates, in sentences made of figures, in the style sheet: each word in its place."""
    site.write(**{"locale/de.po": marked()})
    site.vault.write(site.root, {"milepost.toml": '[site]\nlang = "de-AT"\n'})
    page = site.build()["index.html"].text

    assert "⟦Due⟧" in page
    assert 'aria-label="⟦Pages⟧"' in page
    assert "⟦Made by ⟪milepost" in page
    assert "⟦⟪30⟫ ⟪⟦Jun⟧⟫⟧" in page
    assert '"\\27e6 due\\27e7  "' in next((site.out / "static").glob("extra.*.css")).read_text()


def test_a_catalogue_that_changes_nothing_changes_nothing(site: Site) -> None:
    """Sentences are the same, however they are put together: from messages and values, or in English at once."""
    english = {path: page.text for path, page in site.build().pages.items()}
    site.write(**{"locale/de.po": same()})
    site.vault.write(site.root, {"milepost.toml": '[site]\nlang = "de"\n'})
    other = {path: page.text for path, page in site.build().pages.items()}

    for path, text in other.items():
        plain = re.sub('<link id="mp_extra"[^>]*>', "", text).replace('lang="de"', 'lang="en"')
        assert plain.replace("\xa0", "&nbsp;") == english[path], path


def test_a_language_that_runs_from_right_to_left_turns_the_page(site: Site) -> None:
    """The sheet has no left and no right of its own."""
    site.vault.write(site.root, {"milepost.toml": '[site]\nlang = "he"\n'})
    built = site.build()
    sheet = (REPOSITORY / "templates" / "static" / "milepost.css").read_text(encoding="utf-8")
    corners = [found for found in re.findall(r"(?:margin|padding|inset): ([^;]+);", sheet) if len(found.split()) == 4]
    physical = (
        r"(?:margin|padding|inset|border)-(?:left|right)|[;{ ](?:left|right) *:|float:|text-align: *(?:left|right)"
    )

    assert '<html lang="he" dir="rtl">' in built["index.html"].text
    assert re.findall(physical, re.sub(r'\[dir="rtl"\][^}]*\}', "", sheet)) == []
    assert [found for found in corners if "(" not in found] == []


def test_what_is_copied_from_a_page_from_right_to_left_has_no_marks(site: Site) -> None:
    """A command runs, and a checklist is one."""
    site.write(**{"locale/he.po": same()})
    note = "---\ntype: goal\ndue: 2026-02-30\n---\n- [ ] a\n"
    site.vault.write(site.root, {"milepost.toml": '[site]\nlang = "he"\n', "Mend it now.md": note})
    pages = site.build().pages.values()
    copied = [text for page in pages for text in re.findall(r"(?s)<(?:code|textarea)[^>]*>([^<]*)<", page.text)]

    assert any("\u2068" in page.text for page in pages)
    assert "milepost explain &#34;Mend it now&#34;" in copied
    assert any(text.startswith("\n- [ ] `Mend it now.md:3:6` invalid-date: ") for text in copied)
    assert [text for text in copied if "\u2068" in text] == []


def test_one_file_looks_the_same(site: Site, tmp_path: Path) -> None:
    """With the tokens, the logo, the style and its fonts in it, and the language."""
    toml = '[site]\nlogo = "our.svg"\nlang = "he"\ntokens = { link = "#aa0000" }\n'
    site.vault.write(site.root, {"milepost.toml": toml, "our.svg": "<svg/>"})
    site.write(
        **{
            "extra.css": '@font-face { font-family: Own; src: url("static/own.woff2") }',
            "static/own.woff2": "font",
            "static/other.css": "p { color: red }",
            "templates/goal.html.j2": ENDING,
        }
    )
    ran = site.run("build", site.root, "--single-file", "--out", tmp_path / "plan.html", *DAY)
    text = (tmp_path / "plan.html").read_text(encoding="utf-8")

    assert ran.exit_code == 0, ran.talk
    assert '<html lang="he" dir="rtl">' in text
    assert '<img src="data:image/svg+xml;base64,PHN2Zy8+" height="28" alt="">' in text
    assert ":root { --mp-link: #aa0000; }" in text
    assert 'src: url("data:font/woff2;base64,Zm9udA==")' in text
    assert "font-src data:;" in text
    assert "p { color: red }" not in text
    assert "Of Run" in text
