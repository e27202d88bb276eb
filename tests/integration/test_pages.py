"""The pages of a site: sound HTML, links that lead somewhere, and every figure of the plan in words."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from milepost.config.settings import PublishSettings, Settings
from milepost.session.build import Session
from milepost.vault.read import read_vault
from tests.bench.generate import generate
from tests.conftest import EXAMPLES, REPOSITORY, SAMPLE_VAULT, Run
from tests.hard_plan import hard_plan
from tests.sites import BuiltSite, faults
from tests.vaults import Vaults

AS_OF = date(2026, 8, 15)
OVERVIEW_BYTES = 100_000
PAGE_BYTES = 300_000
SCRIPT_BYTES = 12 * 1024

GARDEN = {
    "Mission.md": "---\ntype: mission\n---\n# A garden for the street\n\nSo that nobody has to drive to see a tree.\n",
    "Goals/Plant/Trees.md": """---
type: objective
start: 2026-01-01
due: 2026-12-31
parent: "[[Mission]]"
owner: Ana
why: Shade.
soil: clay
---
# Trees

Thirty trees, see [[Water|the water]] and [the plan](https://example.org/a?b=1&c=2).

## Milestones

- [x] Permit 📅 2026-03-01 ✅ 2026-02-20 ^permit
- [x] Signed off [due:: 2026-04-01] [approver:: Ben]
- [ ] Holes dug 📅 2026-08-01 @Ben
    - [x] Borrow spades ✅ 2026-07-01
    - [ ] Dig **all** thirty ^dig
- [ ] Trees **in** the ground #win 📅 2026-08-27
- [-] Fountain
- [ ] [[Water]]
- [ ] Party

## Check-ins

- 2026-07-01: Spades are here. [health:: on track] [confidence:: 0.7]

## Decisions

- 2026-06-01: No fountain.

## Review

2026-08-01: Half of it. **Bold** words.
""",
    "Goals/Plant/Water.md": """---
type: goal
due: 2026-Q4
depends_on: "[[Trees#^permit]]"
metric: 0 -> 100 m
parent: "[[Mission]]"
---
# Water

## Log

| date | value | note |
| --- | --- | --- |
| 2026-05-01 | 20 | first pipes |
| 2026-08-01 | 112 | more than we need |
""",
    "Goals/Old/Fence.md": "---\ntype: goal\nstatus: dropped\n---\n# Fence\n",
    "Letter.md": "---\ntype: report\n---\n# Spring letter\n\nDear all, it is green.\n",
    "Daily/2026-08-14.md": "# Nothing\n\n- [ ] Buy milk\n",
}


@dataclass(frozen=True)
class Builder:
    """Builds a vault, or files that become one, with the real command."""

    vault: Vaults
    run: Run
    out: Path

    def __call__(self, source: Path | Mapping[str, str], today: str = "2026-08-15") -> BuiltSite:
        root = source if isinstance(source, Path) else self.vault(source)
        result = self.run("build", root, "--out", self.out, "--today", today)
        assert result.exit_code == 0, result.talk
        return BuiltSite(self.out)


@pytest.fixture
def build(vault: Vaults, run: Run, tmp_path: Path) -> Builder:
    """`build({"a.md": "…"})` gives the site of a vault, as of 15 August 2026."""
    return Builder(vault, run, tmp_path / "site")


@pytest.fixture
def garden(build: Builder) -> BuiltSite:
    """A small plan with something of everything."""
    return build(GARDEN)


@pytest.fixture
def dry_garden(build: Builder) -> BuiltSite:
    """The same, while the water waits: what has arrived waits for nothing, and what is done holds nothing back."""
    water = GARDEN["Goals/Plant/Water.md"].replace("| 112 |", "| 62 |").replace("#^permit", "#^dig")
    return build({**GARDEN, "Goals/Plant/Water.md": water})


def assert_sound(site: BuiltSite) -> None:
    assert [fault for page in site.pages.values() for fault in faults(page)] == []
    assert site.broken_links() == []


# -- every page


def test_every_page_of_the_sample_vault_is_sound(build: Builder) -> None:
    """Parsed strictly: no inline code or style, one h1, unique ids, links and fragments that are there."""
    site = build(SAMPLE_VAULT, "2026-11-22")

    assert_sound(site)
    assert len(site.pages) >= 20


@pytest.mark.parametrize("example", ["lifeos", "workdown", "obsidian-tasks"])
def test_every_page_of_strangers_notes_is_sound(example: str, build: Builder) -> None:
    """The same for notes that nobody wrote for milepost."""
    folder = EXAMPLES / example
    if not folder.is_dir():
        pytest.skip(f"the example {example} is not here")

    assert_sound(build(folder))


def test_every_page_of_a_hundred_goals_is_sound(build: Builder, tmp_path: Path) -> None:
    """The sample vault's notes again and again, as the benchmark grows them."""
    generate(tmp_path / "grown", 150)
    site = build(tmp_path / "grown", "2026-11-22")

    assert_sound(site)
    assert len([path for path in site.pages if path.startswith("goals/")]) > 100


def test_every_page_of_a_hard_plan_is_sound(build: Builder) -> None:
    """Long titles, other scripts, two hundred milestones, forty dependencies, far dates, names that are HTML."""
    site = build(hard_plan(), "2026-11-22")

    assert_sound(site)
    assert len([path for path in site.pages if path.startswith("goals/")]) == len(hard_plan())
    assert not [page.path for page in site.pages.values() if page.named("img") or "<b>Eve" in page.text]
    assert max(len(page.text.encode()) for page in site.pages.values()) <= PAGE_BYTES


def test_every_page_of_the_garden_is_sound(garden: BuiltSite) -> None:
    """All pages there are, and no others."""
    assert_sound(garden)
    assert sorted(garden.pages) == [
        "404.html",
        "areas.html",
        "areas/old.html",
        "areas/plant.html",
        "calendar.html",
        "forecast.html",
        "goals/fence.html",
        "goals/mission.html",
        "goals/trees.html",
        "goals/water.html",
        "graph.html",
        "index.html",
        "milestones.html",
        "people.html",
        "people/ana.html",
        "people/ben.html",
        "periods.html",
        "periods/2026-Q3.html",
        "periods/2026-Q4.html",
        "periods/2026.html",
        "problems.html",
        "roadmap-month.html",
        "roadmap-week.html",
        "roadmap.html",
        "search.html",
        "sharpen.html",
    ]


def test_pages_need_no_script(garden: BuiltSite) -> None:
    """What a script would fill in stands in the overview and the problems page; the rest is hidden until it runs."""
    for page in garden.pages.values():
        buttons = page.named("button")
        assert all("hidden" in button.attrib for button in buttons if "popovertarget" not in button.attrib)
        assert "index.html" in page.text
        assert "problems.html" in page.text
    assert "As of 15 Aug 2026" in garden["index.html"].words
    assert "As of 15 Aug 2026" in garden["problems.html"].words


def test_what_changes_daily_is_not_in_the_frame(build: Builder) -> None:
    """Another day, another problem elsewhere: the page of a goal without dates stays the same byte for byte."""
    root = build.vault({"a.md": "---\ntype: goal\n---\n# A\n", "b.md": "---\ntype: goal\n---\n# B\n"})
    before = build(root)["goals/a.html"].text
    build.vault.write(root, {"b.md": "---\ntype: goal\ndue: 2026-02-30\n---\n# B\n"})

    after = build(root, "2026-08-16")

    assert after["goals/a.html"].text == before
    state = (after.root / "state.js").read_text()
    assert '"asOf": "16 Aug 2026"' in state
    assert re.search(r'"problems": [1-9]', state)


def test_private_copies_say_so(garden: BuiltSite) -> None:
    """On every page, for people and for search engines."""
    for page in garden.pages.values():
        assert {"name": "robots", "content": "noindex"} in [dict(meta.attrib) for meta in page.named("meta")]
        assert "Private copy" in page.text_of("footer")


def test_static_files_carry_their_hash(garden: BuiltSite) -> None:
    """So that a browser may keep them, and never an old one."""
    names = sorted(path.name for path in (garden.root / "static").iterdir())

    assert all(re.fullmatch(r"(icon|milepost)\.[0-9a-f]{10}\.(svg|css|js)", name) for name in names)
    assert len(names) == 3


def test_scripts_are_small(garden: BuiltSite) -> None:
    """All that a reader loads apart from data, packed as a server packs it."""
    scripts = b"".join(path.read_bytes() for path in (garden.root / "static").glob("*.js"))

    assert 0 < len(gzip.compress(scripts)) <= SCRIPT_BYTES


def test_navigation_says_where_you_are(garden: BuiltSite) -> None:
    """`aria-current`: the page itself, or the page it belongs to."""
    current = {
        path: [
            (link.attrib["aria-current"], "".join(link.itertext()).strip())
            for link in page.named("nav")[0].iter("a")
            if "aria-current" in link.attrib
        ]
        for path, page in garden.pages.items()
    }

    assert current["index.html"] == [("page", "Overview")]
    assert current["milestones.html"] == [("page", "Milestones")]
    assert current["404.html"] == []


# -- the overview


def test_the_overview_opens_with_the_mission_and_the_letter(dry_garden: BuiltSite) -> None:
    """Then comes the verdict."""
    words = dry_garden["index.html"].words

    assert words.index("So that nobody has to drive") < words.index("Dear all, it is green")
    assert "A garden for the street" in words
    assert "“Trees” is off track and holds back “Water”." in words


def test_open_goals_come_first_and_closed_ones_are_folded(garden: BuiltSite) -> None:
    """Grouped by area; the summary says how they ended."""
    page = garden["index.html"]
    folded = [element for element in page.named("details") if "closed goals:" in "".join(element.itertext())]

    assert len(folded) == 1
    assert "2 closed goals: 1 done and 1 dropped" in " ".join("".join(folded[0].itertext()).split())
    assert page.words.index("Trees") < page.words.index("Fence")
    assert "Plant" in page.words


def test_attention_gives_a_reason_and_a_step(garden: BuiltSite) -> None:
    """Each goal once."""
    attention = garden["index.html"].words.rpartition("Needs attention")[2].partition("Next")[0]

    assert attention.split()[0] == "Trees"
    assert "give it a new date" in attention


def test_no_goals_yet(build: Builder) -> None:
    """A note to copy, and where milepost looked."""
    site = build({"Notes/a.md": "# Just a note\n"})
    words = site["index.html"].words

    assert_sound(site)
    assert "No goals yet" in words
    assert "type: goal" in words
    assert "Notes (1 note)" in words
    assert "milestones.html" not in site.pages


def test_no_notes_yet(build: Builder) -> None:
    """The same note to copy; there is one folder to look in."""
    words = build({})["index.html"].words

    assert "type: goal" in words
    assert "milepost looked in the vault's own folder and all folders below it, and found no note." in words


def test_one_goal_has_its_road_on_the_overview(build: Builder) -> None:
    """No table of one row."""
    note = "---\ntype: goal\nstart: 2026-08-01\ndue: 2026-09-30\n---\n# Run\n\n- [x] Shoes\n- [ ] 5 km 📅 2026-08-27\n"
    site = build({"Run.md": note})
    page = site["index.html"]

    assert_sound(site)
    assert "1 of 2 behind you, next: 5 km in 12 days" in page.words
    assert page.named("figure")
    assert "Goals" not in [" ".join(heading.itertext()) for heading in page.named("h2")]


def test_a_guess_is_explained(build: Builder) -> None:
    """Where no note says that it is a goal."""
    site = build({"Boat.md": "---\ncolour: red\n---\n# Boat\n\n- [ ] Paint it\n"})

    assert_sound(site)
    assert "No note says that it is a goal." in site["index.html"].words
    assert "add type: goal" in site["index.html"].words


@pytest.mark.parametrize(("goals", "tables"), [(60, 1), (61, 2), (180, 4)])
def test_large_plans_get_static_pages(goals: int, tables: int, build: Builder) -> None:
    """Up to sixty goals in one table; more of them by area, fifty a page."""
    site = build(many(goals))
    pages = [path for path in site.pages if path == "index.html" or path.startswith("overview-")]
    rows = [
        row
        for path in pages
        for row in site[path].tree.iterfind(".//table[@class='mp-table mp-goals']/tbody/tr/th[@scope='row']/a")
    ]

    assert_sound(site)
    assert len(pages) == tables
    assert len(rows) == goals
    assert ("Areas" in [" ".join(heading.itertext()) for heading in site["index.html"].named("h2")]) == (goals > 60)
    assert max(len(site[path].text.encode()) for path in pages) <= OVERVIEW_BYTES
    assert max(len(page.text.encode()) for page in site.pages.values()) <= PAGE_BYTES


def test_areas_whose_names_look_alike_have_fragments_of_their_own(build: Builder) -> None:
    """`A b` and `a-B` would be the same."""
    areas = ["A b", "a-B", "ä", "!", "?"] * 13
    notes = {f"{at}.md": f"---\ntype: goal\narea: '{area}'\n---\n# {at}\n" for at, area in enumerate(areas)}
    site = build(notes)
    leads = [
        link.attrib["href"] for link in site["index.html"].tree.iterfind(".//table[@class='mp-table mp-areas']//a")
    ]

    assert_sound(site)
    assert len(set(leads)) == 5


def test_a_public_site_keeps_the_authors_things_apart(vault: Vaults, tmp_path: Path) -> None:
    """No problems page, no unknown front matter, no link into Obsidian, no word of a private copy."""
    root = vault(GARDEN)
    settings = replace(Settings(), publish=PublishSettings(audience="public", include=("**",), owners=False))
    session = Session()
    made = session.build(read_vault(root, settings, out=None), settings, AS_OF, vault_name="garden", has_obsidian=True)
    for file in session.site(made):
        place = tmp_path / "public" / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
    site = BuiltSite(tmp_path / "public")
    words = " ".join(page.text for page in site.pages.values())

    assert_sound(site)
    assert "problems.html" not in site.pages
    for hidden in ("clay", "obsidian:", "Private copy", "noindex", "Ana", "Ben"):
        assert hidden not in words, hidden
    assert '"problems": 0' in (site.root / "state.js").read_text()


def test_a_public_site_tells_search_engines_of_its_pages(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Where it will stand is a setting; a private site tells nobody."""
    root = vault(
        {
            "milepost.toml": '[publish]\nbase_url = "https://example.org/a&b"\n',
            "Ziele/Gitarre üben.md": "---\ntype: goal\npublish: true\n---\n- [ ] x\n",
            "Secret.md": "---\ntype: goal\n---\n",
        }
    )
    run("build", root, "--out", tmp_path / "public", "--audience", "public")
    run("build", root, "--out", tmp_path / "private")
    found = ElementTree.parse(tmp_path / "public" / "sitemap.xml").getroot()

    assert [each.text for each in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        "https://example.org/a&b/",
        "https://example.org/a&b/areas.html",
        "https://example.org/a&b/areas/ziele.html",
        "https://example.org/a&b/goals/gitarre-%C3%BCben.html",
        "https://example.org/a&b/milestones.html",
    ]
    assert "Sitemap: https://example.org/a&b/sitemap.xml\n" in (tmp_path / "public" / "robots.txt").read_text()
    vault.write(root, {"milepost.toml": ""})
    run("build", root, "--out", tmp_path / "public", "--audience", "public")
    assert (tmp_path / "public" / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not (tmp_path / "public" / "sitemap.xml").exists()
    assert not {"robots.txt", "sitemap.xml"} & {path.name for path in (tmp_path / "private").iterdir()}


# -- the roadmap and the plan graph


def test_there_are_no_pages_of_nothing(build: Builder) -> None:
    """No goal has a date, none has to do with another: neither a roadmap nor a graph, and no link to one."""
    site = build({"a.md": "---\ntype: goal\n---\n", "b.md": "---\ntype: goal\n---\n"})

    assert not {"roadmap.html", "graph.html"} & set(site.pages)
    assert "Roadmap" not in site["index.html"].text_of("nav")


@pytest.mark.parametrize(("goals", "pictures"), [(1, 1), (12, 1), (61, 7), (200, 4), (501, 0)])
def test_roadmaps_of_all_sizes_show_every_open_goal(goals: int, pictures: int, build: Builder) -> None:
    """One picture, then one for each area, then a table whose areas have pages of their own."""
    site = build(many(goals))
    pages = {path: page for path, page in site.pages.items() if path.startswith("roadmap")}
    zoom = [path for path in pages if re.fullmatch(r"roadmap(-area-.*|-\d+)?\.html", path)]
    named = [link.attrib["href"] for path in zoom for link in site[path].tree.iterfind(".//li/span/a")]

    assert_sound(site)
    assert sorted(named) == sorted(path for path in site.pages if path.startswith("goals/"))
    assert len(site["roadmap.html"].named("figure")) == pictures
    grids = site["roadmap.html"].tree.findall(".//table[@class='mp-table mp-grid']")
    assert bool(grids) == (goals > 500)
    assert all(grid.find("caption") is None for grid in grids), "a caption is cut off where the table scrolls"
    assert max(len(page.text.encode()) for page in pages.values()) <= PAGE_BYTES


@pytest.mark.parametrize(("goals", "cards"), [(12, 12), (90, 90), (501, 3)])
def test_graphs_of_all_sizes(goals: int, cards: int, build: Builder) -> None:
    """At most sixty cards in a picture; very large plans show areas."""
    notes = {
        f"Area {at % 3}/G{at}.md": f"---\ntype: goal\ndepends_on: '[[G{at + 1}]]'\n---\n" for at in range(goals - 1)
    }
    site = build({**notes, f"Area 0/G{goals - 1}.md": "---\ntype: goal\n---\n"})
    pages = [page for path, page in site.pages.items() if path.startswith("graph")]
    figures = [figure for page in pages for figure in page.named("figure")]
    pictures = [sum(each.attrib.get("class") == "card" for each in figure.iter()) for figure in figures]

    assert_sound(site)
    assert sum(pictures) == cards
    assert max(pictures) <= 60


@pytest.mark.parametrize(("waits", "cards"), [(False, 0), (True, 2)])
def test_areas_that_have_to_do_with_no_other_are_named(build: Builder, *, waits: bool, cards: int) -> None:
    """In the picture of a very large plan are those areas only of which one waits for another."""
    notes = {f"Area {at % 4}/G{at}.md": f"---\ntype: goal\nparent: '[[G{at % 4}]]'\n---\n" for at in range(4, 501)}
    heads = {f"Area {at}/G{at}.md": "---\ntype: goal\n---\n" for at in range(4)}
    if waits:
        heads["Area 0/G0.md"] = "---\ntype: goal\ndepends_on: '[[G1]]'\n---\n"
    site = build({**notes, **heads})
    page = site["graph.html"]

    assert_sound(site)
    assert page.text.count('class="card"') == cards
    assert f"{4 - cards} areas that wait for no other" in page.words
    assert '<li><a href="areas/area-3.html">Area 3</a></li>' in page.text
    assert ("No area waits for another one; 0 dependencies lie within them." in page.words) is not waits


def test_a_goal_with_links_shows_its_neighbours(dry_garden: BuiltSite) -> None:
    """Two steps each way; a goal without links has no such picture."""
    assert "It waits for 1 goal" in dry_garden["goals/water.html"].words
    assert "It holds back 1 goal" in dry_garden["goals/trees.html"].words
    assert "mp-graph" not in dry_garden["goals/fence.html"].text


def test_titles_are_text_in_pictures_too(build: Builder) -> None:
    """A title that is HTML, a very long one, one from right to left; dates thirty years away."""
    title = "<script>alert(1)</script> " + "مرحبا " * 60
    site = build(
        {
            "a.md": f"---\ntype: goal\ndue: 2056-01-01\nstart: 2026-01-01\n---\n# {title}\n",
            "b.md": "---\ntype: goal\ndue: 2026-12-01\ndepends_on: '[[a]]'\n---\n",
        }
    )

    assert_sound(site)
    assert "<script>alert" not in site["roadmap.html"].text + site["graph.html"].text


def many(count: int) -> Mapping[str, str]:
    start = date(2026, 1, 1)
    notes = {}
    for number in range(count):
        due = start + timedelta(days=100 + number * 3)
        steps = [
            f"- [{'x' if at < number % 10 else ' '}] Step {at} 📅 {start + timedelta(days=at * 30)}\n"
            for at in range(10)
        ]
        head = f"---\ntype: goal\nowner: Ana Maria\nstart: 2026-01-01\ndue: {due}\n---\n"
        notes[f"Goals/Area {number % 7}/Goal {number} with a name of usual length.md"] = head + "".join(steps)
    return notes


# -- a goal


def test_a_goal_page_tells_all_of_its_note(garden: BuiltSite) -> None:
    """Dates, people, milestones with tasks, check-ins, decisions, review, and front matter milepost does not know."""
    words = garden["goals/trees.html"].words

    for said in (
        "Objective",
        "31 Dec 2026",
        "Ana",
        "Shade.",
        "soil",
        "clay",
        "waiting for approval",
        "14 days overdue",
        "1 of 2 tasks done",
        "Spades are here.",
        "70 % sure",
        "No fountain.",
        "Half of it.",
        "line 16",
        "Goals/Plant/Trees.md:17",
    ):
        assert said in words, said


def test_a_goal_page_shows_each_thing_once(garden: BuiltSite) -> None:
    """What stands among the milestones and check-ins is not printed again below."""
    page = garden["goals/trees.html"]
    prose = " ".join(" ".join(element.itertext()) for element in page.tree.iterfind(".//div[@class='mp-prose']"))

    assert "Thirty trees" in prose
    assert "Borrow spades" not in prose
    assert "Spades are here" not in prose
    assert "Milestones" not in prose


def test_links_in_notes_lead_to_pages(garden: BuiltSite) -> None:
    """Within the vault relative, out of it as typed."""
    page = garden["goals/trees.html"]
    links = {" ".join(link.itertext()): link.attrib["href"] for link in page.named("a") if "href" in link.attrib}

    assert links["the water"] == "water.html"
    assert links["the plan"] == "https://example.org/a?b=1&c=2"
    assert garden["goals/water.html"].words.count("Permit") >= 1


def test_links_to_headings_lead_to_what_is_shown_of_them(build: Builder) -> None:
    """A heading of the text, one that is a milestone, one whose section is told otherwise, one not there; a block."""
    files = {
        "A.md": "---\ntype: goal\n---\n[[B#Ideas|i]] [[B#Beta|m]] [[B#Log|l]] [[B#None|n]] [[B#^p|p]] [[B#B|t]]\n",
        "B.md": "---\ntype: goal\n---\n# B\n\n## Ideas\n\nText. ^p\n\n## Milestones\n\n### **Beta** 📅 2026-05-01\n\n"
        "- [ ] x\n\n## Log\n\n- 2026-01-01: a\n",
    }
    site = build(files)
    links = {" ".join(link.itertext()): link.attrib["href"] for link in site["goals/a.html"].named("a")}

    assert_sound(site)
    assert "**" not in site["goals/b.html"].words
    assert [links[name] for name in "imlnpt"] == [
        "b.html#ideas",
        "b.html#beta",
        "b.html",
        "b.html",
        "b.html#mp_b-p",
        "b.html",
    ]


def test_milestones_have_addresses_of_their_own(garden: BuiltSite) -> None:
    """Their slugs, and tasks' block ids."""
    ids = garden["goals/trees.html"].ids

    assert {"permit", "holes-dug", "trees-in-the-ground", "dig"} <= set(ids)


@pytest.mark.parametrize(("count", "folds"), [(24, 0), (25, 1)])
def test_what_is_long_behind_is_folded(count: int, folds: int, build: Builder) -> None:
    """In a long list the next milestone is in sight; in a short one everything is."""
    steps = "".join(f"- [{'x' if at < 9 else ' '}] Step {at}\n" for at in range(count))
    site = build({"Walk.md": f"---\ntype: goal\n---\n{steps}"})
    folded = site["goals/walk.html"].tree.findall(".//details[@class='mp-behind']")

    assert_sound(site)
    assert [each.findtext("summary") for each in folded] == ["9 behind you"] * folds
    assert [len(each.findall("ol/li")) for each in folded] == [9] * folds
    assert len(site["goals/walk.html"].tree.findall(".//ol[@class='mp-stones']/li")) == count


def test_what_is_far_ahead_is_folded_and_few_late_ones_show_their_tasks(build: Builder) -> None:
    """Of ninety late milestones a reader sees forty, the tasks of five, and the next one wherever it stands."""
    steps = "".join(f"- [ ] Step {at} 📅 2025-01-01\n  - [ ] task\n" for at in range(90))
    site = build({"A.md": f"---\ntype: goal\n---\n{steps}", "B.md": f"---\ntype: goal\n---\n{steps}- [ ] Last\n"})
    first, second = (site[f"goals/{name}.html"].tree for name in "ab")
    ahead = first.find(".//details[@class='mp-behind']")

    assert_sound(site)
    assert ahead is not None
    assert ahead.findtext("summary") == "50 further ahead"
    assert len(first.findall(".//ol[@class='mp-stones']/li/details[@open]")) == 5
    assert second.find(".//details[@class='mp-behind']") is None


def test_of_many_tags_some_stand_at_the_top_and_the_others_beside(build: Builder) -> None:
    """Each of them once."""
    tags = ", ".join(f"t{at}" for at in range(10))
    page = build({"A.md": f"---\ntype: goal\ntags: [{tags}]\n---\n"})["goals/a.html"]

    assert [at for at in range(10) if f"#t{at}" in page.words] == [*range(8)]
    assert page.text_of("aside").startswith("Other tags t8 , t9")


def test_what_waits_links_both_ways(dry_garden: BuiltSite) -> None:
    """Waits for on one page, holds back on the other."""
    assert "Waits for Dig all thirty" in dry_garden["goals/water.html"].words
    assert "Holds back Water" in dry_garden["goals/trees.html"].words


def test_a_metric_is_told_in_words(garden: BuiltSite) -> None:
    """Value, target and percentage, beyond the target too."""
    words = garden["goals/water.html"].words

    assert "112 of 100 m, 112 %" in words
    assert "112 m, 49.9 ahead of the path" in words
    assert "first pipes" in words


def test_a_note_with_more_than_boxes_keeps_its_list(build: Builder) -> None:
    """A bullet or paragraph below a milestone is nowhere else, so the list stays in the note's text."""
    note = "---\ntype: goal\n---\n- [ ] Paint\n    - blue would be nice\n\n## Log\n\n- 2026-01-01: a\n- no date\n"
    site = build({"Boat.md": note})

    assert_sound(site)
    assert "blue would be nice" in site["goals/boat.html"].words
    assert "no date" in site["goals/boat.html"].words


def test_milestone_notes_are_shown_at_their_place(build: Builder) -> None:
    """Text and all, at the address that links to them use."""
    files = {
        "House.md": "---\ntype: goal\n---\n# House\n\nSee [[Roof]] and [[Tiles]].\n",
        "Roof.md": "---\ntype: milestone\nparent: House\n---\n# Roof\n\nSlate.[^1]\n\n## Why\n\n[^1]: Welsh.\n",
        "Tiles.md": "---\ntype: task\nparent: Roof\n---\n# Tiles\n\nTwo thousand.[^1]\n\n[^1]: And ten spare.\n",
    }
    site = build(files)
    page = site["goals/house.html"]
    links = {" ".join(link.itertext()): link.attrib["href"] for link in page.named("a") if "href" in link.attrib}

    assert_sound(site)
    assert links["Roof"] == "house.html#roof"
    assert links["Tiles"].startswith("house.html#")
    assert "Slate." in page.words
    assert "And ten spare." in page.words


def test_names_that_clash_get_pages_of_their_own(build: Builder) -> None:
    """Equal names, reserved names, names without letters, other scripts."""
    names = [
        "a/Run.md",
        "b/Run.md",
        "con.md",
        "Index.md",
        "🎸.md",
        "Ziele/Gitarre üben.md",
        "計画.md",
        "x" * 240 + ".md",
    ]
    site = build({name: f"---\ntype: goal\n---\n# {name}\n" for name in names})
    pages = [path for path in site.pages if path.startswith("goals/")]

    assert_sound(site)
    assert len(pages) == len(names)
    assert len({path.casefold() for path in pages}) == len(names)
    assert {"goals/gitarre-üben.html", "goals/計画.html"} <= set(pages)
    assert not {"goals/con.html", "goals/index.html", "goals/run.html", "goals/.html"} & set(pages)


def test_twenty_thousand_tasks_are_counted_and_cut(build: Builder) -> None:
    """The page says how many it leaves out; it stays a page."""
    note = "---\ntype: goal\n---\n# Big\n\n- [ ] One\n" + "".join(f"    - [ ] task {at}\n" for at in range(20_000))
    site = build({"Big.md": note})
    page = site["goals/big.html"]

    assert_sound(site)
    assert "0 of 20,000 tasks done" in page.words
    assert "and 19,200 more tasks in the note" in page.words
    assert len(page.text.encode()) < PAGE_BYTES


def test_characters_that_html_forbids_are_spelt_out(build: Builder) -> None:
    """Control characters, invisible direction marks and what Unicode reserves for nobody."""
    strange = "a\x1bb\x85c\x7fd\ufffee\ufdd0f\u202eg\x0bh\x0ci"
    items = f"- [ ] {strange} @{strange}\n    - [ ] {strange}\n"
    note = f"---\ntype: goal\n---\n# {strange}\n\n{strange} `{strange}`\n\n{items}"
    site = build({"Odd.md": f"{note}\n## Log\n\n- 2026-01-01: {strange}\n\n```{strange}\n{strange}\n```\n"})

    assert_sound(site)
    assert "\\x1bb\\x85c" in site["index.html"].words


# -- milestones and problems


def test_milestones_by_date(garden: BuiltSite) -> None:
    """Overdue, waiting, soon, undated, reached (folded); stand-ins for goals and what was cancelled are not there."""
    page = garden["milestones.html"]
    sections = [" ".join(heading.itertext()).rpartition(" ")[0] for heading in page.named("h2")]

    assert [" ".join(each.split()[:-1]) for each in sections] == [
        "Overdue",
        "Waiting for approval",
        "Next 30 days",
        "Without a date",
    ]
    assert "1 milestone reached, the last one on 20 Feb" in " ".join(page.named("summary")[0].itertext())
    assert "Fountain" not in page.words


def test_problems_show_line_caret_and_remedy(build: Builder) -> None:
    """By severity, with the place marked, and a box to copy."""
    note = "---\ntype: goal\ndue: 2026-02-30\nprioirty: high\n---\n# A\n"
    site = build({"Ä b.md": note})
    page = site["problems.html"]
    marked = ["".join(mark.itertext()) for mark in page.named("mark")]

    assert_sound(site)
    assert "2026-02-30" in marked
    assert "prioirty" in marked
    assert "Ä b.md:3:6" in page.words
    assert page.words.index("Errors") < page.words.index("Warnings")
    assert "- [ ] `Ä b.md:3:6` invalid-date" in "".join(page.named("textarea")[0].itertext())
    lines = [line for pre in page.named("pre") for line in "".join(pre.itertext()).split("\n")]
    assert "     ^^^^^^^^^^" in lines


def test_no_problems_is_said(build: Builder) -> None:
    """The page is there in any case, as every other page leads to it."""
    head = "---\ntype: goal\nstart: 2026-08-01\ndue: 2026-09-01\nwhy: Air.\ndone_when: I ran.\n---\n"
    note = f"{head}# Run ten kilometres\n\n- [ ] Run five 📅 2026-08-20\n"
    site = build({"Run.md": note})

    assert "No problems" in site["problems.html"].words


def test_every_template_is_used_or_included() -> None:
    """A template that nothing names is dead."""
    folder = REPOSITORY / "templates"
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.j2")}
    partials = [name for name in texts if name.startswith("_")]

    assert [name for name in partials if not any(f'"{name}"' in text for text in texts.values())] == []
    assert all(" style=" not in text and "<style" not in text for text in texts.values())


def test_forty_dependencies_are_counted_and_those_shown_too(hard_site: BuiltSite) -> None:
    """A picture has room for forty cards; the list beside it has all."""
    page = hard_site["goals/waits.html"]

    assert "It waits for 40 goals and holds back 1; 39 of them are shown" in page.words
    assert (
        "Plant an oak" in page.text_of("main").partition("39 of them are shown")[2].partition("The graph as a table")[0]
    )
    assert all(f"Part {number} " in page.text_of("aside") for number in range(40))


def test_of_very_many_milestones_the_roadmap_shows_some_of_each_stretch(hard_site: BuiltSite) -> None:
    """Not the first sixty only: what is done, late and to come."""
    bars = [row for row in hard_site["roadmap.html"].text.split("<g ") if row.count("l4.5 4.5") > 40]

    assert len(bars) == 1
    assert all(f'class="{state}" d="M' in bars[0] for state in ("done", "overdue", "open"))


def test_pages_of_a_hard_plan_are_sound(hard_site: BuiltSite) -> None:
    """Long titles, other scripts and names that are HTML: each page parses strictly, and every link leads somewhere."""
    assert [fault for page in hard_site.pages.values() for fault in faults(page)] == []
    assert hard_site.broken_links() == []
