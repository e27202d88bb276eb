"""Promise 15: every refusal has a rule, a place, the line with a caret and a remedy, the same on every surface."""

import json
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from milepost.cli.exits import Code
from milepost.diagnostics.rules import RULES
from milepost.model.span import Span
from milepost.report.problems.excerpt import excerpt, source_lines
from tests.conftest import Run
from tests.vaults import Content, Vaults

DAY = ("--today", "2026-03-01")
FAULTS: dict[str, Content] = {
    "Goals/dates.md": "---\ntype: goal\ndue: 2026-02-30\n---\n\n- [ ] a 📅 2026-13-01\n",
    "Goals/links.md": '---\ntype: goal\nparent: "[[Goals/dats]]"\ndepends_on: "[[nothing]]"\n---\n\n- [ ] x\n',
    "Goals/fields.md": "---\ntype: goal\nstatus: soonish\nprioritee: high\nweight: heavy\n---\n\n- [?] y\n- [ß] z\n",
    "Goals/yaml.md": "---\ntype: goal\ntitle: A: B\n---\n\n- [ ] x\n",
    "Goals/bytes.md": b"---\ntype: goal\n---\n\n- [ ] caf\xe9\n",
    "milepost.toml": 'titel = "x"\n',
}


def test_every_diagnostic_is_named_placed_and_helpful(run: Run, vault: Vaults) -> None:
    """Rule of the table, place inside the file, a sentence and a remedy."""
    root = vault(FAULTS)

    found = json.loads(run("check", root, *DAY, "--format", "json").stdout)["diagnostics"]

    assert {each["path"] for each in found} == set(FAULTS)
    for each in found:
        assert each["rule"] in RULES
        assert each["message"]
        assert "\n" not in each["message"]
        lines = source_lines((root / each["path"]).read_bytes())
        assert 1 <= each["line"] <= len(lines)
        assert 1 <= each["column"] <= len(lines[each["line"] - 1]) + 1
        assert each["end_column"] >= each["column"]
    errors = [each for each in found if each["severity"] == "error"]
    assert len(errors) >= 5
    assert [each for each in errors if not each["help"]] == []


def test_terminal_json_sarif_github_and_page_say_the_same(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """One value feeds them all."""
    root = vault(FAULTS)
    found = json.loads(run("check", root, *DAY, "--format", "json").stdout)["diagnostics"]

    text = run("check", root, *DAY, "-v").stdout
    github = run("check", root, *DAY, "--format", "github").stdout
    log = json.loads(run("check", root, *DAY, "--format", "sarif").stdout)
    run("build", root, "--out", tmp_path / "out", *DAY)
    page = unescape((tmp_path / "out" / "problems.html").read_text(encoding="utf-8"))

    results = {
        (
            result["ruleId"],
            unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]),
            result["locations"][0]["physicalLocation"]["region"]["startLine"],
        )
        for result in log["runs"][0]["results"]
    }
    for each in found:
        place = f"{each['path']}:{each['line']}:{each['column']}"
        assert f"{place} {each['severity']} {each['rule']}: {each['message']}" in text
        assert (each["rule"], each["path"], each["line"]) in results
        assert f"title={each['rule']}::" in github
        assert each["rule"] in page
        assert f"{each['path']}:{each['line']}" in page


@pytest.mark.parametrize(
    ("line", "span", "parts"),
    [
        ("due: 2026-02-30", Span(1, 6, 16), ("due: ", "2026-02-30", "")),
        ("a", Span(1, 5, 9), ("a", "", "")),
        ("", Span(1), ("", "", "")),
        ("\tx y", Span(1, 2, 3), ("    ", "x", " y")),
        ("a\x1b[31mb\u202ec", Span(1, 1, 3), ("", "a\\x1b", "[31mb\\u202ec")),
        ("x" * 200 + "HERE" + "y" * 200, Span(1, 201, 205), ("…" + "x" * 60, "HERE", "y" * 60 + "…")),
        ("x" * 500, Span(1, 1, 501), ("", "x" * 80, "…")),
        ("abc", Span(1, 0, 0), ("", "a", "bc")),
    ],
)
def test_the_marked_line_is_whole_safe_and_fits_a_screen(line: str, span: Span, parts: tuple[str, str, str]) -> None:
    """Cut round the place, never at it."""
    found = excerpt(source_lines(line.encode()), span)

    assert found is not None
    assert (found.before, found.marked, found.after) == parts


def test_lines_are_counted_by_lf_crlf_and_cr_only() -> None:
    """Form feeds and Unicode separators end no line; bytes that are no UTF-8 are spelt."""
    assert source_lines("\ufeffa\x0cb\r\nc\rd\u2028e\n".encode()) == ("a\x0cb", "c", "d\u2028e", "")
    assert source_lines(b"caf\xe9") == ("caf\\xe9",)
    assert excerpt(("a",), Span(2)) is None


def test_exit_codes_are_what_scripts_were_told() -> None:
    """Changing one is a breaking change."""
    assert {code.name: int(code) for code in Code} == {
        "FINE": 0,
        "PROBLEMS": 1,
        "USAGE": 2,
        "REFUSED": 3,
        "TEMPLATE": 4,
        "ENVIRONMENT": 5,
        "INTERRUPTED": 130,
    }


def test_every_rule_can_be_explained(run: Run) -> None:
    """Name, severity, and a page where it is checked."""
    ran = run("explain", "invalid-date")

    assert ran.exit_code == 0
    assert ran.stdout.startswith("invalid-date  error  dates\n")
    assert "What to do" in ran.stdout
    for name in RULES:
        assert run("explain", name).stdout.startswith(f"{name}  ")
