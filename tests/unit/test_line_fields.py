"""Every vector of the specification of a checklist line, with exactly that result and exactly those remarks."""

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal

import pytest

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Severity
from milepost.diagnostics.rules import RULES
from milepost.model.calendar import Period
from milepost.model.fields import NO_ITEM_FIELDS, LinkTarget, MetricSpec
from milepost.model.quantity import Weight
from milepost.syntax.document import ChecklistItem
from milepost.syntax.read import read_document

NBSP = "\u00a0"
SIGN_WITH_SELECTOR = "📅\ufe0f"
PREFIX = len("- [ ] ")


def read(line: str) -> tuple[ChecklistItem, tuple[Problem, ...]]:
    """The item that `line` behind a box makes, and what was said of it."""
    document = read_document(f"- [ ] {line}\n".encode(), ReadingSettings())
    [item] = document.items
    return item, document.problems


def given(item: ChecklistItem) -> Mapping[str, object]:
    """The fields that were read; periods as written, links by name."""
    known = [one.name for one in fields(item.fields)]
    names = [name for name in known if getattr(item.fields, name) != getattr(NO_ITEM_FIELDS, name)]
    return {name: plain(getattr(item.fields, name)) for name in names}


def plain(value: object) -> object:
    """A value as short as a test wants it."""
    if isinstance(value, Period):
        return value.text
    if isinstance(value, tuple) and value and isinstance(value[0], LinkTarget):
        return tuple(target.name for target in value)
    return value


def said(problems: tuple[Problem, ...]) -> list[str]:
    """Each problem's rule with its severity."""
    return [f"{problem.rule} {(problem.severity or RULES[problem.rule].severity).value}" for problem in problems]


DUE = {"due": "2026-01-01"}
MISSED = ["tasks-plugin-would-miss info"]

VECTORS: tuple[tuple[str, Mapping[str, object], str, list[str]], ...] = (
    ("a 📅 2026-01-01", DUE, "a", []),
    ("a 📅2026-01-01", DUE, "a", []),
    (f"a {SIGN_WITH_SELECTOR} 2026-01-01", DUE, "a", []),
    (f"a 📅{NBSP}2026-01-01", DUE, "a", []),
    ("a 📅\t2026-01-01", DUE, "a", []),
    ("📅 2026-01-01 a", DUE, "a", MISSED),
    ("a 📅 2026-01-01 later", DUE, "a later", MISSED),
    ("a 📅 2026-01-01.", DUE, "a .", MISSED),
    ("a 📅 [[2026-01-01]]", DUE, "a", MISSED),
    ("a 📅 2026-01-01 10:00", DUE, "a 10:00", MISSED),
    ("a 📅 2026-02-30", {}, "a 📅 2026-02-30", ["invalid-date error"]),
    ("a 📅 2026-1-1", {}, "a 📅 2026-1-1", ["invalid-date error"]),
    ("a 📅 2026-xx-xx", {}, "a 📅 2026-xx-xx", ["field-not-read info"]),
    ("a 📅 2026-01-01 📅 2026-02-02", DUE, "a 📅 2026-02-02", ["duplicate-field warning"]),
    ("a 📅 2026-01-01 b 📅 2026-02-02", {"due": "2026-02-02"}, "a 📅 2026-01-01 b", ["plugins-disagree warning"]),
    ("a ⏫ 🔽", {"priority": "high"}, "a 🔽", ["duplicate-field warning"]),
    ("press the 🔼 key", {}, "press the 🔼 key", ["field-not-read info"]),
    ("a `📅 2026-01-01` b", {}, "a `📅 2026-01-01` b", []),
    ("see [due:: 2026-01-01] b", DUE, "see b", []),
    ("a [due:: 2026-01-01][owner:: B]", {**DUE, "owner": ("B",)}, "a", []),
    ("a [t](http://h/x::y)", {}, "a [t](http://h/x::y)", []),
    ("due:: 2026-01-01", {}, "due:: 2026-01-01", ["field-not-read warning"]),
    ("a #x 📅 2026-01-01 #y ⏫ #z", {**DUE, "priority": "high"}, "a #x #y #z", []),
    ("a 📅 2026-01-01 ^b1", DUE, "a", []),
    ("a ^b1 📅 2026-01-01", DUE, "a ^b1", ["field-not-read info"]),
    ("a 🆔 abc ⛔ d , e  📅 2026-01-01", {**DUE, "id": "abc", "depends_on": ("d", "e")}, "a", []),
    ("a 🔁 every week, then rest", {}, "a 🔁 every week, then rest", ["recurrence-unread warning"]),
    ("a 📅 2026-02-02 [due:: 2026-01-01]", {"due": "2026-02-02"}, "a [due:: 2026-01-01]", ["duplicate-field warning"]),
)


@pytest.mark.parametrize(("line", "fields", "title", "rules"), VECTORS, ids=[vector[0] for vector in VECTORS])
def test_vectors(line: str, fields: Mapping[str, object], title: str, rules: list[str]) -> None:
    """The table of notes.md 4."""
    item, problems = read(line)

    assert (given(item), item.title, said(problems)) == (fields, title, rules)


@pytest.mark.parametrize(
    ("line", "fields", "title", "rules"),
    [
        ("⏫ do it", {"priority": "high"}, "do it", MISSED),
        ("a ⏬ #t", {"priority": "lowest"}, "a #t", []),
        ("a 🔁 every 2 weeks on Tuesday when done", {"recurrence": "every 2 weeks on Tuesday when done"}, "a", []),
        ("a 🔁 every month on the 1st 📅 2026-01-01", {**DUE, "recurrence": "every month on the 1st"}, "a", []),
        ("a 🔁 every now and then", {}, "a 🔁 every now and then", ["recurrence-unread warning"]),
        ("a 🏁 delete", {"on_completion": "delete"}, "a", []),
        ("the 🏁 line", {}, "the 🏁 line", ["field-not-read info"]),
        ("a 📅 2026-Q3", {"due": "2026-Q3"}, "a", MISSED),
        ("a 📅 2026-09-01..2026-09-30", {"due": "2026-09-01..2026-09-30"}, "a", MISSED),
        ("a 📅 2026-01-01T10:00", {"due": "2026-01-01"}, "a", MISSED),
        ("a 📅 tomorrow", {}, "a 📅 tomorrow", ["invalid-date error"]),
        ("a 📅 01/02/2026", {}, "a 📅 01/02/2026", ["invalid-date error"]),
        ("deployed ✅", {}, "deployed ✅", ["field-not-read info"]),
        ("➕ 2500 words", {}, "➕ 2500 words", ["field-not-read info"]),
        ("a ❌ 2026-01-02 ✅ 2026-01-01", {"done": "2026-01-01", "cancelled": "2026-01-02"}, "a", []),
        ("a ⌛ 2026-01-01 🛫 2026-01-02", {"scheduled": "2026-01-01", "start": "2026-01-02"}, "a", []),
        ("a 📆 2026-01-01", DUE, "a", []),
        ("a 🗓\ufe0f 2026-01-01", DUE, "a", []),
        ("(owner:: Ana) a", {"owner": ("Ana",)}, "a", []),
        ("[Due:: 2026-01-01] a", DUE, "a", []),
        ("[completion:: 2026-01-01]", {"done": "2026-01-01"}, "", []),
        ("[dependsOn:: a, b] [id:: c]", {"id": "c", "depends_on": ("a", "b")}, "", []),
        ("[budget:: 5k (all in)] a", {"unknown": (("budget", "5k (all in)"),)}, "a", []),
        ("a [note:: see (due:: 2026-01-01)]", {**DUE, "unknown": (("note", "see (due:: 2026-01-01)"),)}, "a", []),
        ("a [weight:: 30%]", {"weight": Weight(Decimal(30), is_share=True)}, "a", []),
        ("a (weight 3)", {}, "a (weight 3)", []),
        ("a \\[due:: 2026-01-01\\]", {}, "a \\[due:: 2026-01-01\\]", ["field-not-read warning"]),
        ("a [due:: 2026-01-01", {}, "a [due:: 2026-01-01", ["field-not-read warning"]),
        ("a [due:: soon]", {}, "a [due:: soon]", ["invalid-date error"]),
        ("a [repeat:: whenever]", {}, "a [repeat:: whenever]", ["recurrence-unread warning"]),
        ("a [prioritty:: high]", {"unknown": (("prioritty", "high"),)}, "a", ["unknown-field warning"]),
        ("a %% 📅 2026-01-01 %%", {}, "a %% 📅 2026-01-01 %%", []),
        ("a <!-- [due:: 2026-01-01] -->", {}, "a <!-- [due:: 2026-01-01] -->", []),
        ("a $📅 2026-01-01$", {}, "a $📅 2026-01-01$", []),
        ("a [[due:: x]]", {}, "a [[due:: x]]", []),
        ("use std::vector", {}, "use std::vector", []),
        ("a https://h/x::y", {}, "a https://h/x::y", []),
        ("a (https://h/x::y)", {}, "a (https://h/x::y)", []),
        ("ask @Ana and @bo-b, not a@b.c", {"owner": ("Ana", "bo-b")}, "ask and , not a@b.c", []),
        ("a [owner:: Ana] @Bo", {"owner": ("Ana", "Bo")}, "a", []),
        ("a @done(2026-01-01)", {}, "a @done(2026-01-01)", []),
        ("a [owner:: A] [owner:: B]", {"owner": ("A",)}, "a [owner:: B]", ["duplicate-field warning"]),
    ],
)
def test_more_lines(line: str, fields: Mapping[str, object], title: str, rules: list[str]) -> None:
    """Cases the table does not name."""
    item, problems = read(line)

    assert (given(item), item.title, said(problems)) == (fields, title, rules)


def test_a_key_result_has_its_own_metric() -> None:
    """`[metric:: 30 -> 50 NPS] [value:: 41]`."""
    item, problems = read("Recommendation [metric:: 30 -> 50 NPS] [value:: 41]")

    assert item.fields.metric == MetricSpec(unit="NPS", baseline=Decimal(30), target=Decimal(50))
    assert (item.fields.value, item.title, problems) == (Decimal(41), "Recommendation", ())


def test_more_than_twenty_fields_are_all_read() -> None:
    """The Tasks plugin stops after twenty rounds."""
    item, problems = read("a " + " ".join(f"[k{number}:: {number}]" for number in range(30)) + " 📅 2026-01-01")

    assert given(item)["due"] == "2026-01-01"
    assert item.fields.unknown == tuple((f"k{number}", str(number)) for number in range(30))
    assert problems == ()


def test_a_faulty_date_is_shown_where_it_stands() -> None:
    """The span is the date's, in columns of the line."""
    _, [problem] = read("a 📅 2026-02-30")

    assert (problem.span.line, problem.span.column, problem.span.end_column) == (1, PREFIX + 5, PREFIX + 15)
    assert "2026-02-30" in problem.message
    assert "YYYY-MM-DD" in problem.help


def test_a_field_without_brackets_gets_advice() -> None:
    """`due:: …` on a task line is text for Dataview too."""
    _, [problem] = read("due:: 2026-01-01")

    assert "brackets" in problem.help
    assert problem.severity is not Severity.INFO


def test_further_lines_may_hold_fields() -> None:
    """Dataview reads the whole list item; the title is the first line, and `@name` assigns only there."""
    item, problems = read("a [owner:: Ana]\n  b [due:: 2026-01-01] @Bo [owner:: Cleo]")

    assert (given(item), item.title) == ({**DUE, "owner": ("Ana",)}, "a")
    assert problems == ()


def test_an_emoji_date_on_a_further_line_is_what_only_dataview_reads() -> None:
    """The Tasks plugin sees the first line alone."""
    item, problems = read("a\n  b 📅 2026-01-01")

    assert (given(item), said(problems)) == (DUE, MISSED)
    assert problems[0].span.line == 2
