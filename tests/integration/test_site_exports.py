"""The site's files for other programs: the same as `milepost export` writes, and named on every page."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from milepost.cli.commands.export import FORMS
from milepost.report import exports
from tests.conftest import SAMPLE_VAULT, Run
from tests.exported import DAY, GOAL, exported
from tests.sites import BuiltPage, BuiltSite, faults
from tests.vaults import Vaults

PATHS = {"json": "data.json", "csv": "goals.csv", "ics": "plan.ics", "atom": "feed.xml", "badge": "badge.svg"}
NAMED = {"data.json": "application/json", "feed.xml": "application/atom+xml", "plan.ics": "text/calendar"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the site goes."""
    return tmp_path / "site"


def build(run: Run, root: Path, out: Path, *more: str) -> BuiltSite:
    """The site of a vault."""
    ran = run("build", root, "--out", out, *DAY, *more)
    assert ran.exit_code == 0, ran.talk
    return BuiltSite(out)


def links(page: BuiltPage) -> dict[str, str]:
    """What a page's footer calls the files of the site's root."""
    (footer,) = page.named("footer")
    found = {str(link.attrib["href"]): "".join(link.itertext()) for link in footer.iter("a")}
    return {href.removeprefix("../"): text for href, text in found.items() if not href.endswith(".html")}


@pytest.mark.parametrize("audience", ["private", "public"])
def test_the_site_has_what_the_command_writes(run: Run, tmp_path: Path, audience: str) -> None:
    """Byte for byte, for the same audience."""
    build(run, SAMPLE_VAULT, tmp_path / "site", "--audience", audience)
    run("export", "badge", SAMPLE_VAULT, "-o", tmp_path / "badge.json", "--audience", audience, *DAY)

    for form, path in PATHS.items():
        text = exported(run, form, SAMPLE_VAULT, "--audience", audience, *DAY)
        assert (tmp_path / "site" / path).read_bytes() == text.encode(), path
    assert (tmp_path / "site" / "badge.json").read_bytes() == (tmp_path / "badge.json").read_bytes()


@pytest.mark.parametrize(("settings", "is_named"), [("", True), ("owners = false\n", False)])
def test_names_are_a_setting(run: Run, vault: Vaults, settings: str, *, is_named: bool) -> None:
    """Of owners, on a public site and in every export for strangers."""
    note = GOAL.format(
        "publish: true\nowner: Zoe\nwith: [Zoe]\napprover: Zoe\ndue: 2026-09-01", "- [ ] a 📅 2026-08-20 @Zoe\n"
    )
    root = vault({"a.md": note, "milepost.toml": f"[publish]\n{settings}"})
    found = {form for form in FORMS if "Zoe" in exported(run, form, root, "--audience", "public", *DAY)}

    assert found == ({"json", "csv", "ics", "markdown"} if is_named else set())


def test_data_json_lies_beside_its_schema(run: Run, out: Path) -> None:
    """Which it follows, and which is the one that `schema data` prints."""
    build(run, SAMPLE_VAULT, out)
    schema = json.loads((out / "data.schema.json").read_bytes())
    data = json.loads((out / "data.json").read_bytes())

    assert schema == json.loads(run("schema", "data").stdout)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


def test_every_page_names_them(run: Run, vault: Vaults, out: Path) -> None:
    """In its footer for people, in its head for programs; all of them are there."""
    root = vault({"a.md": GOAL.format("due: 2026-09-01", "- [ ] one 📅 2026-08-20\n"), "b.md": "#goal\n"})
    site = build(run, root, out)

    assert len(site.pages) > 5
    assert site.broken_links() == []
    for page in site.pages.values():
        assert faults(page) == []
        assert links(page) == {"data.json": "data.json", "feed.xml": "feed", "plan.ics": "calendar"}
        alternates = [link.attrib for link in page.named("link") if link.attrib["rel"] == "alternate"]
        assert {each["href"].removeprefix("../"): each["type"] for each in alternates} == NAMED


def test_a_day_and_an_edit_change_no_page_for_them(run: Run, vault: Vaults, out: Path) -> None:
    """What they hold changes; what pages say of them does not."""
    root = vault({"a.md": GOAL.format("", ""), "b.md": GOAL.format("due: 2026-09-01", "")})
    before = build(run, root, out)["goals/a.html"].text
    data = (out / "data.json").read_bytes()
    vault.write(root, {"b.md": GOAL.format("status: done\ndone: 2026-08-14", "")})

    assert build(run, root, out, "--today", "2026-08-16")["goals/a.html"].text == before
    assert (out / "data.json").read_bytes() != data


def test_a_site_beyond_measure_has_no_file_beyond_measure(
    run: Run, vault: Vaults, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What grows with every task is exported when it is asked for; no page names what is not there."""
    root = vault({f"{name}.md": GOAL.format("", "") for name in "abc"})
    monkeypatch.setattr(exports, "MOST_GOALS", 2)
    site = build(run, root, out)

    assert [path for path in ("data.json", "data.schema.json", "plan.ics") if (out / path).exists()] == []
    assert [path for path in ("goals.csv", "feed.xml", "badge.svg", "badge.json") if not (out / path).exists()] == []
    assert links(site["goals/a.html"]) == {"feed.xml": "feed"}
    assert site.broken_links() == []
    assert len(json.loads(exported(run, "json", root))["goals"]) == 3
