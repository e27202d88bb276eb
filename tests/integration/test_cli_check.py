"""`check`: text, JSON, GitHub annotations and SARIF, and its exit codes."""

import json
from urllib.parse import unquote

import pytest

from tests.conftest import Run
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
FAULTY = "---\ntype: goal\nwhy: x\ndue: 2026-02-30\n---\n\n- [ ] One\n"
FINE = "---\ntype: goal\ntitle: Swim 100 metres\nwhy: Health\ndue: 2026-06-30\n---\n\n- [ ] Find a pool 📅 2026-04-01\n"


def test_text_shows_place_rule_line_caret_and_remedy(run: Run, vault: Vaults) -> None:
    """In one block, like a compiler."""
    root = vault({"Goals/A.md": FAULTY})

    ran = run("check", root, *DAY)

    lines = ran.stdout.split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("Goals/A.md:4:6 error invalid-date: "))
    assert lines[at + 1] == " 4 | due: 2026-02-30"
    assert lines[at + 2] == "   |      ^^^^^^^^^^"
    assert lines[at + 3].startswith("  help: ")
    assert "YYYY-MM-DD" in lines[at + 3]
    assert ran.exit_code == 1


def test_the_caret_stands_below_wide_characters_tabs_and_controls(run: Run, vault: Vaults) -> None:
    """Columns count code points, the caret counts cells."""
    root = vault({"a.md": "---\ntype: goal\n---\n\n- [ ] 目标\t\x1b 📅 2026-02-30\n"})

    lines = run("check", root, *DAY).stdout.split("\n")

    at = next(number for number, line in enumerate(lines) if "invalid-date" in line)
    assert lines[at].startswith("a.md:5:")
    shown, caret = lines[at + 1], lines[at + 2]
    assert "\x1b" not in shown
    before = shown[: shown.index("2026-02-30")]
    cells = len(before) + sum(character in "目标📅" for character in before)
    assert caret.index("^") == cells or caret.index("^") < cells  # the sign may be marked as well
    assert caret.rstrip().endswith("^")
    assert len(caret.rstrip()) == cells + len("2026-02-30")


def test_past_twenty_the_rules_are_counted(run: Run, vault: Vaults) -> None:
    """`-v` prints all of them, errors first either way."""
    items = "".join(f"- [ ] item {number} 📅 2026-02-30\n" for number in range(200))
    root = vault({"a.md": f"---\ntype: goal\nstatu: x\n---\n{items}"})

    short, full = run("check", root, *DAY).stdout, run("check", root, *DAY, "-v").stdout

    assert short.count(" error invalid-date: ") == 20
    assert "by rule: invalid-date 180" in short
    assert full.count(" error invalid-date: ") == 200
    assert "by rule" not in full
    assert "200 errors" in short.rstrip().split("\n")[-1]


def test_fail_on_decides_the_exit_code(run: Run, vault: Vaults) -> None:
    """Default error."""
    root = vault({"a.md": FINE.replace("why: Health", "prioriti: high")})

    assert "unknown-field" in run("check", root, *DAY).stdout
    assert run("check", root, *DAY).exit_code == 0
    assert run("check", root, *DAY, "--fail-on", "warning").exit_code == 1
    assert run("check", root, *DAY, "--fail-on", "never").exit_code == 0


def test_a_sound_vault_says_so(run: Run, vault: Vaults) -> None:
    """And is fine even with --fail-on info."""
    root = vault({"a.md": FINE})

    ran = run("check", root, *DAY, "--fail-on", "info")

    assert (ran.exit_code, ran.stdout) == (0, "no problems\n")


def test_verbose_lists_what_was_not_read(run: Run, vault: Vaults) -> None:
    """With the reason."""
    root = vault(
        {"a.md": FINE, "node_modules/x.md": "", "Secret/b.md": "", "milepost.toml": 'ignore = ["Secret/**"]\n'}
    )

    ran = run("check", root, *DAY, "-v").stdout

    assert "node_modules" in ran
    assert "Secret" in ran


def test_json_has_every_diagnostic_in_the_order_of_places(run: Run, vault: Vaults) -> None:
    """One document with schema_version."""
    root = vault({"b.md": FAULTY, "a.md": FAULTY})

    document = json.loads(run("check", root, *DAY, "--format", "json").stdout)

    assert document["schema_version"] == 1
    places = [(found["path"], found["line"], found["column"]) for found in document["diagnostics"]]
    assert places == sorted(places)
    wrong = next(found for found in document["diagnostics"] if found["rule"] == "invalid-date")
    assert (wrong["severity"], wrong["line"], wrong["column"], wrong["end_column"]) == ("error", 4, 6, 16)
    assert wrong["message"]
    assert "YYYY-MM-DD" in wrong["help"]


def test_github_annotations_are_escaped(run: Run, vault: Vaults) -> None:
    """Commas, colons, percent signs and line ends would end a property."""
    root = vault({"100%, a:b.md": FAULTY})

    lines = run("check", root, *DAY, "--format", "github").stdout.split("\n")

    wrong = next(line for line in lines if "title=invalid-date" in line)
    escape = run("check", vault({"a.md": "---\ntype: goal\ntitle: x\x1b[31m\n---\n"}, name="b"), "--format", "github")

    assert "\x1b" not in escape.stdout
    assert wrong.startswith("::error file=100%25%2C a%3Ab.md,line=4,col=6,endColumn=16,title=invalid-date::")
    assert "%0A" in wrong


def test_sarif_has_what_code_hosts_need(run: Run, vault: Vaults) -> None:
    """Version 2.1.0, one run, rules, levels, regions in code points, percent-encoded paths."""
    root = vault({"Ziele/Ü bung.md": FAULTY})

    log = json.loads(run("check", root, *DAY, "--format", "sarif").stdout)

    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    assert only["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    wrong = next(result for result in only["results"] if result["ruleId"] == "invalid-date")
    assert rules[wrong["ruleIndex"]] == "invalid-date"
    assert wrong["level"] == "error"
    place = wrong["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "Ziele/Ü bung.md"
    assert place["artifactLocation"]["uri"].isascii()
    assert place["region"] == {"startLine": 4, "startColumn": 6, "endColumn": 16}


def test_paths_for_code_hosts_start_at_the_current_folder(
    run: Run, vault: Vaults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A vault that is a folder of a repository is annotated at the repository's paths."""
    root = vault({"notes/a.md": FAULTY})
    monkeypatch.chdir(root)

    assert "file=notes/a.md," in run("check", "notes", *DAY, "--format", "github").stdout
    assert "notes/a.md" in run("check", "notes", *DAY, "--format", "sarif").stdout
    assert run("check", "notes", *DAY).stdout.startswith("a.md:")


def test_problems_of_the_settings_are_shown_with_their_line(run: Run, vault: Vaults) -> None:
    """As a note's are."""
    root = vault({"a.md": FINE, "milepost.toml": 'title = "x"\ntitel = "y"\n'})

    ran = run("check", root, *DAY).stdout

    assert "milepost.toml:2:1 warning unknown-setting" in ran
    assert ' 2 | titel = "y"' in ran


def test_rules_can_be_silenced_and_sharpened(run: Run, vault: Vaults) -> None:
    """`[rules]` of the settings decides severity everywhere."""
    root = vault({"a.md": FAULTY, "milepost.toml": '[rules]\ninvalid-date = "off"\n'})

    assert "invalid-date" not in run("check", root, *DAY, "--format", "json").stdout
