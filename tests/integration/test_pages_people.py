"""The pages of people: there for whoever plans with others, and for nobody else to see."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.sites import BuiltSite, faults
from tests.vaults import Vaults

SHARED = {
    "Boat.md": "---\ntype: goal\nowner: Ana\n---\n# Boat\n\n- [ ] Hull 📅 2026-02-20\n",
    "Harbour.md": "---\ntype: goal\nowner: Ben\ndepends_on: '[[Boat]]'\n---\n# Harbour\n\n- [ ] Berth @Cai\n",
}
ALONE = {name: text.replace("Ben", "Ana").replace(" @Cai", "") for name, text in SHARED.items()}
PUBLIC = '[publish]\naudience = "public"\ninclude = ["**"]\n'


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


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (SHARED, ["people.html", "people/ana.html", "people/ben.html", "people/cai.html"]),
        (ALONE, []),
        (SHARED | {"milepost.toml": PUBLIC}, []),
        (SHARED | {"milepost.toml": PUBLIC + 'show = ["people"]\nowners = false\n'}, []),
        (
            SHARED | {"milepost.toml": PUBLIC + 'show = ["people"]\nowners = true\n'},
            ["people.html", "people/ana.html", "people/ben.html", "people/cai.html"],
        ),
    ],
    ids=["shared", "alone", "public", "public without names", "public with people"],
)
def test_who_sees_people(files: Mapping[str, str], expected: list[str], build: Build) -> None:
    """Nothing to compare where the plan is one person's; strangers see people only where the settings say so."""
    site = build(files)

    assert sorted(path for path in site.pages if path.startswith("people")) == expected
    assert ("People" in site["index.html"].text_of("nav")) == bool(expected)


def test_people_whose_names_look_alike_have_pages_of_their_own(build: Build) -> None:
    """Also one without a letter, one that a computer cannot have as a file, and one that is HTML."""
    names = ["Ana Ruiz", "ana-ruiz", "🎸", "con", "<b>Eve</b>", "计划", "x" * 300]
    files = {f"{at}.md": f"---\ntype: goal\nowner: '{name}'\n---\n# {at}\n" for at, name in enumerate(names)}
    site = build(files)
    pages = [path for path in site.pages if path.startswith("people/")]

    assert len({path.casefold() for path in pages}) == len(names)
    assert not {"people/con.html", "people/.html", "people/ana-ruiz.html"} & set(pages)


def test_people_without_a_part_are_named_without_a_page(build: Build) -> None:
    """They have a skill that is asked for, or approve something: their own note is all that there is of them."""
    files = SHARED | {
        "Dan.md": "---\ntype: person\nskills: [brazing]\n---\n# Dan\n",
        "Weld.md": "---\ntype: goal\nowner: Ana\nneeds: [brazing]\n---\n"
        "- [x] Plan [due:: 2026-03-09] [approver:: Dan]\n",
    }
    site = build(files)

    assert "people/dan.html" not in site.pages
    assert "brazing Weld Dan" in site["people.html"].words
    assert "approval Dan" in site["people/ana.html"].words


def test_a_long_list_of_people_is_cut_into_pages(build: Build) -> None:
    """A hundred on each."""
    files = {f"Plan/{at}.md": f"---\ntype: goal\nowner: Person {at}\n---\n# Goal {at}\n" for at in range(101)}
    site = build(files)

    assert "Page 1 of 2" in site["people.html"].words
    assert len(site["people-2.html"].named("tbody")) == 1
