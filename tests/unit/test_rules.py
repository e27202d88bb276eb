"""Every rule of the table: a case shows it, and settings, a note or a line can silence it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.diagnostics.rules import RULES
from milepost.model.ids import VaultPath
from milepost.session.build import Session
from tests.case_build import build, settings_of, snapshot_of
from tests.case_files import Case, read_cases

CASES = Path(__file__).parent.parent / "cases"
NEVER = {"template-note"}
"""Templates are shown by `inspect` with the reason, and nothing is said about them."""
ABOUT_SETTINGS = {"unknown-setting", "invalid-setting", "low-contrast"}
"""What the settings say cannot be silenced in a note."""
WITHOUT_LINES = {"unreadable-note", "empty-vault", *ABOUT_SETTINGS}
"""Told where no line of a note could hold a mark."""
UNREADABLE = Case("not UTF-8", 0, {"a.md": b"---\ntype: goal\n---\n- [ ] \xff\n", "b.md": b"---\ntype: goal\n---\n"})


@cache
def _shown() -> Mapping[str, tuple[Case, Diagnostic]]:
    """For each rule the first case that shows it, in a place where its line can be marked if there is any."""
    found: dict[str, tuple[Case, Diagnostic]] = {}
    for path in sorted(CASES.glob("*.md")):
        for case in read_cases(path) if path.name != "README.md" else ():
            for each in build(case).material.diagnostics:
                known = found.get(each.rule)
                if known is None or _room(case, each) > _room(*known):
                    found[each.rule] = (case, each)
    found["unreadable-note"] = (UNREADABLE, _found(UNREADABLE, Settings(), "unreadable-note")[0])
    return found


def _room(case: Case, found: Diagnostic) -> int:
    """What can be marked: 2 for a line of the body, at the end of which marks go, 1 for a note with a body, else 0."""
    lines = _lines(case, found.path)
    start = _body_start(lines)
    if start is None or "\r" in "".join(lines):
        return 0
    return 2 if start < found.span.line <= len(lines) else 1


def _lines(case: Case, path: str) -> list[str]:
    return case.files.get(VaultPath(path), b"").decode("utf-8-sig", "replace").split("\n")


def _body_start(lines: list[str]) -> int | None:
    """The index of the first line behind the front matter; None where that is never closed."""
    if lines[0] != "---":
        return 0
    return lines.index("---", 1) + 1 if "---" in lines[1:] else None


def _found(case: Case, settings: Settings, rule: str) -> list[Diagnostic]:
    built = Session().build(snapshot_of(case, settings), settings, case.as_of)
    return [each for each in built.diagnostics if each.rule == rule]


def _marked(case: Case, path: str, lines: list[str]) -> Case:
    return replace(case, files={**case.files, path: "\n".join(lines).encode()})


def _marked_at_the_top(case: Case, path: str, rule: str) -> Case:
    lines = _lines(case, path)
    top = _body_start(lines)
    lines[top:top] = ["", f"<!-- milepost-ignore {rule} -->", ""]
    return _marked(case, path, lines)


@pytest.mark.parametrize("rule", sorted(RULES.keys() - NEVER))
def test_a_case_shows_the_rule(rule: str) -> None:
    """With the severity of the table, or a lower one where a rule matters less."""
    _, found = _shown()[rule]
    order = ["error", "warning", "info"]
    assert order.index(found.severity.value) >= order.index(RULES[rule].severity.value)
    assert found.message
    assert found.help or found.severity is Severity.INFO


@pytest.mark.parametrize("rule", sorted(RULES.keys() - NEVER - ABOUT_SETTINGS))
def test_settings_silence_it_or_change_its_severity(rule: str) -> None:
    """`[rules]`, for the whole vault."""
    case, _ = _shown()[rule]
    settings = settings_of(case).value
    for word in ("error", "info"):
        changed = _found(case, replace(settings, rules={rule: word}), rule)
        assert {each.severity.value for each in changed} == {word}
    assert not _found(case, replace(settings, rules={rule: "off"}), rule)


@pytest.mark.parametrize("rule", sorted(RULES.keys() - NEVER - WITHOUT_LINES))
def test_a_mark_at_the_top_silences_it_in_one_note(rule: str) -> None:
    """Alone on a line before the first heading or list; other notes are told as before."""
    case, found = _shown()[rule]
    settings = settings_of(case).value
    before = _found(case, settings, rule)
    after = _found(_marked_at_the_top(case, found.path, rule), settings, rule)
    assert not [each for each in after if each.path == found.path]
    assert {each.path for each in after} == {each.path for each in before} - {found.path}


@pytest.mark.parametrize("rule", sorted(RULES.keys() - NEVER - WITHOUT_LINES))
def test_a_mark_at_the_end_of_its_line_silences_it_there(rule: str) -> None:
    """Where it stands in the body; what stands in the front matter is silenced for the note."""
    case, found = _shown()[rule]
    settings = settings_of(case).value
    if _room(case, found) == 2:
        lines = _lines(case, found.path)
        lines[found.span.line - 1] += f" <!-- milepost-ignore {rule} -->"
        marked = _marked(case, found.path, lines)
    else:
        marked = _marked_at_the_top(case, found.path, rule)
    after = _found(marked, settings, rule)
    assert not [each for each in after if (each.path, each.span.line) == (found.path, found.span.line)]
