"""`milepost export`: every form of it, and the table, the diagram and the badge as other programs read them."""

import errno
import json
import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from milepost.cli.commands.export import FORMS
from milepost.files import disk
from milepost.report import exports
from milepost.report.export.badge import COLOURS
from milepost.report.export.table import COLUMNS
from milepost.session.exports import MAKERS
from tests.conftest import REPOSITORY, SAMPLE_VAULT, Run, RunCommand
from tests.exported import ATOM, BROKEN, DAY, GOAL, TITLES, exported, quoted, rows, titled
from tests.failing import Trap
from tests.vaults import Vaults

# -- the command


@pytest.mark.parametrize("form", FORMS)
def test_every_form_goes_to_stdout_and_to_a_file(run: Run, tmp_path: Path, form: str) -> None:
    """The same bytes, in UTF-8, with nothing said; an older file is replaced."""
    target = tmp_path / "plan"
    target.write_text("old")

    ran = run("export", form, SAMPLE_VAULT, "-o", target, *DAY)

    assert (ran.exit_code, ran.talk) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]
    text = target.read_bytes().decode("utf-8").replace("\r\n", "\n")
    for more in ((), ("-o", "-")):
        printed = run("export", form, SAMPLE_VAULT, *more, *DAY)
        assert (printed.stdout, printed.stderr) == (text, "")


def test_every_form_can_be_made() -> None:
    """Those of the command, and those of a site."""
    assert set(FORMS) | {export.name for export in exports.EXPORTS} == set(MAKERS)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_is_written_over_a_note(run: Run, vault: Vaults, form: str) -> None:
    """Whatever it is called; nor through a link, nor over a folder."""
    root = vault({"a.md": GOAL.format("", ""), "b.MD": "", "c.markdown": "---\nignore: true\n---\n", "d.md/x": ""})
    (root / "link").symlink_to(root / "a.md")
    vault.settle(root)

    for name in ("a.md", "b.MD", "c.markdown", "d.md", "link"):
        ran = run("export", form, root, "-o", root / name, *DAY)
        assert (ran.exit_code, ran.stdout) == (3, ""), name
        assert name in ran.stderr


@pytest.mark.parametrize("form", [form for form in FORMS if form != "markdown"])
def test_only_a_note_is_called_like_a_note(run: Run, tmp_path: Path, form: str) -> None:
    """Or the next build would read it."""
    ran = run("export", form, SAMPLE_VAULT, "-o", tmp_path / "plan.md", *DAY)

    assert ran.exit_code == 3
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_said(run: Run, tmp_path: Path) -> None:
    """Exit 5, and no half of it."""
    ran = run("export", "csv", SAMPLE_VAULT, "-o", tmp_path / "no" / "such" / "folder.csv", *DAY)

    assert ran.exit_code == 5
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", range(1, 5))
def test_a_disk_that_fails_leaves_the_old_file_or_the_new(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    """Whole, whichever call it fails at, and nothing beside it."""
    target = tmp_path / "plan.csv"
    target.write_text("old")
    run("export", "csv", SAMPLE_VAULT, *DAY)  # what is read is stored now, and writes nothing any more

    def fails() -> None:
        raise OSError(errno.ENOSPC, "no space left")

    trap = Trap(call, fails, lambda name, own: monkeypatch.setattr(disk, name, own))
    ran = run("export", "csv", SAMPLE_VAULT, "-o", target, *DAY)

    assert (ran.exit_code, target.read_text() == "old") == ((5, True) if trap.sprung else (0, False))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]
    assert trap.calls > 1


@pytest.mark.parametrize("form", FORMS)
def test_a_vault_without_goals_is_exported_too(run: Run, vault: Vaults, form: str) -> None:
    """As what each reader takes for nothing."""
    root = vault({"a.md": "# Nothing\n"})
    text = exported(run, form, root)

    match form:
        case "json":
            assert json.loads(text)["goals"] == []
        case "csv":
            assert text == ",".join(COLUMNS) + "\r\n"
        case "ics":
            assert Calendar.from_ical(text).walk("VEVENT") == []
        case "atom":
            assert ElementTree.fromstring(text).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
        case "markdown":
            assert "No goals yet." in text
        case "mermaid":
            assert text.startswith("flowchart LR\n")
        case _:
            assert "no goals yet" in text


def test_halves_of_characters_are_spelt_out(run: Run, vault: Vaults) -> None:
    """Which YAML can write, and UTF-8 cannot."""
    half = '"caf\\ud83d"'
    root = vault(
        {
            "a.md": GOAL.format(f"id: {half}\ntitle: {half}\nowner: {half}\ntags: [{half}]\ndue: 2026-09-01", ""),
            "b.md": GOAL.format(f"title: {half}\nstatus: done\ndone: 2026-08-01\nwhy: {half}\narea: {half}", ""),
        }
    )

    for form in set(FORMS) - {"badge"}:
        assert "caf" in exported(run, form, root), form


def test_what_an_export_does_not_need_is_not_loaded(run_command: RunCommand) -> None:
    """icalendar takes longer to load than most plans to export."""
    ran = run_command("export", "csv", SAMPLE_VAULT, *DAY, env={"PYTHONPROFILEIMPORTTIME": "1"})

    assert ran.exit_code == 0
    assert "milepost.report.export.table" in ran.stderr
    assert "icalendar" not in ran.stderr


# -- goals.csv


def test_a_row_says_what_data_json_says(run: Run) -> None:
    """Column by column; those of schedule and forecast are parts of a goal there."""
    goals = json.loads(exported(run, "json", SAMPLE_VAULT))["goals"]
    found = rows(run, SAMPLE_VAULT)

    assert [row["id"] for row in found] == [goal["id"] for goal in goals]
    for row, goal in zip(found, goals, strict=True):
        flat = (goal["forecast"] or {}) | (goal["schedule"] or {}) | goal
        assert row == {column: _cell(flat.get(column)) for column in COLUMNS}


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(value)


def test_rows_end_as_rfc_4180_says(run: Run, vault: Vaults) -> None:
    """CR LF after each, and no line end within a cell."""
    root = titled(vault, *quoted('say "hi", then go'), *BROKEN)
    text = exported(run, "csv", root)

    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == 2 + len(BROKEN)
    assert '"say ""hi"", then go"' in text


def test_no_cell_begins_like_a_formula(run: Run, vault: Vaults) -> None:
    """An apostrophe stands before it, unless it is a plain number."""
    formulas = [title for title in TITLES if title.strip()[0] in "=+-@＝"]
    numbers = ["-5", "+12.5", "-1e3", "42"]
    root = titled(vault, *quoted(*formulas, *numbers), *BROKEN)
    cells = [row["title"] for row in rows(run, root)]

    assert cells[: len(formulas)] == [f"'{title.strip()}" for title in formulas]
    assert cells[len(formulas) : len(formulas) + len(numbers)] == numbers
    assert [cell for row in rows(run, root) for cell in row.values() if re.match(r"\s*[=@＝]|[\t\r]", cell)] == []


def test_titles_stay_what_they_are(run: Run, vault: Vaults) -> None:
    """But for the apostrophe, and what nobody could see."""
    root = titled(vault, *quoted(*TITLES), *BROKEN)
    cells = [row["title"].removeprefix("'").strip() for row in rows(run, root)]

    assert cells == [title.strip() for title in (*TITLES, *BROKEN.values())]


# -- the diagram


_NODE = re.compile(r'g_\w+\["([^"<>&{}`]*)<br/>([^"<>&{}`]*)"\]:::(\w+)', re.ASCII)
_EDGE = re.compile(r"(g_\w+) (---|-->) (g_\w+)", re.ASCII)
_CLASS = re.compile(r"classDef (\w+) fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#ffffff", re.ASCII)


def _decoded(label: str) -> str:
    """What Mermaid shows of a label."""
    named = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
    return re.sub(r"#(\w+);", lambda found: named.get(found[1]) or chr(int(found[1])), label)


def test_a_diagram_has_nothing_but_nodes_edges_and_classes(run: Run, vault: Vaults) -> None:
    """Whatever titles and ids are made of; labels read as the titles do."""
    root = titled(vault, *quoted(*TITLES), *BROKEN)
    vault.write(root, {'end (ü) & "x" -->.md': GOAL.format("id: 'end'\ntitle: end", "")})
    first, legend, *lines = exported(run, "mermaid", root).removesuffix("\n").split("\n")

    assert (first, legend[:3]) == ("flowchart LR", "%% ")
    assert [line for line in lines if not any(kind.fullmatch(line) for kind in (_NODE, _EDGE, _CLASS))] == []
    labels = [_decoded(found[1]).strip() for line in lines if (found := _NODE.fullmatch(line))]
    assert labels == [title.strip() for title in (*TITLES, *BROKEN.values(), "end")]


def test_a_diagram_shows_parts_and_what_waits(run: Run, vault: Vaults) -> None:
    """Edges of milestones and tasks are edges of their goals; each is drawn once, circles as well."""
    root = vault(
        {
            "a.md": GOAL.format("", "- [ ] one 🆔 one\n"),
            "b.md": GOAL.format(
                "parent: '[[a]]'\ndepends_on: '[[c]]'", "- [ ] x ⛔ one\n    - [ ] y ⛔ two\n- [ ] z ⛔ two\n"
            ),
            "c.md": GOAL.format("depends_on: '[[d]]'", "- [ ] two 🆔 two\n- [ ] three ⛔ two\n"),
            "d.md": GOAL.format("depends_on: '[[c]]'", ""),
        }
    )
    lines = exported(run, "mermaid", root).split("\n")

    assert [found[0] for line in lines if (found := _EDGE.fullmatch(line))] == [
        "g_a --- g_b",
        "g_c --> g_b",
        "g_a --> g_b",
        "g_d --> g_c",
        "g_c --> g_d",
    ]


# -- the badge


@pytest.mark.parametrize(
    ("files", "message", "tone"),
    [
        (
            {"a.md": GOAL.format("start: 2026-08-01\ndue: 2026-12-31", "- [x] a\n- [ ] b\n")},
            "50 %, on track",
            "on-track",
        ),
        (
            {"a.md": GOAL.format("start: 2026-01-01\ndue: 2026-08-16", "- [x] a\n- [ ] b\n")},
            "50 %, off track",
            "off-track",
        ),
        ({"a.md": GOAL.format("status: done", "")}, "100 %, all closed", "done"),
        ({"a.md": GOAL.format("status: proposed", "- [ ] a\n")}, "not started", "not-started"),
        ({"a.md": "Nothing.\n"}, "no goals yet", "not-started"),
        (
            {
                "a.md": GOAL.format("start: 2026-08-01\ndue: 2026-12-31", "- [x] a\n- [ ] b\n"),
                "b.md": GOAL.format("status: paused\ndue: 2026-12-31", "- [ ] b\n"),
                "c.md": GOAL.format("status: dropped", ""),
            },
            "25 %, 1 of 2 goals on track",
            "on-track",
        ),
    ],
)
def test_the_badge_says_how_far_and_how_well(
    *, run: Run, vault: Vaults, tmp_path: Path, files: Mapping[str, str], message: str, tone: str
) -> None:
    """In the same words as a picture and for shields.io, in the colour of the gravest state."""
    root = vault({**files, "milepost.toml": 'title = "Our <plan>"\n'})
    run("export", "badge", root, "-o", tmp_path / "badge.json", *DAY)
    picture = ElementTree.fromstring(exported(run, "badge", root))
    fields = [each.attrib["fill"] for each in picture.iter("{http://www.w3.org/2000/svg}rect")]

    assert json.loads((tmp_path / "badge.json").read_text()) == {
        "schemaVersion": 1,
        "label": "Our <plan>",
        "message": message,
        "color": COLOURS[tone].removeprefix("#"),
    }
    assert fields[1] == COLOURS[tone]
    assert [text.strip() for text in picture.itertext() if text.strip()] == [
        f"Our <plan>: {message}",
        "Our <plan>",
        message,
    ]


def test_a_badge_is_as_wide_as_its_words(run: Run, vault: Vaults) -> None:
    """A long title is cut, characters twice as wide get twice the room."""
    root = vault({"a.md": GOAL.format("", ""), "milepost.toml": f'title = "{"学" * 300}"\n'})
    picture = ElementTree.fromstring(exported(run, "badge", root))
    label, message = picture.iter("{http://www.w3.org/2000/svg}rect")

    assert len(picture.findtext("{http://www.w3.org/2000/svg}text") or "") == 40
    assert int(label.attrib["width"]) > 450
    assert int(message.attrib["x"]) == int(label.attrib["width"])
    assert int(picture.attrib["width"]) == int(label.attrib["width"]) + int(message.attrib["width"])


def test_a_badge_needs_no_style_sheet(run: Run) -> None:
    """It is shown where ours is not: its colours are those of the light theme, its text is legible on them."""
    sheet = (REPOSITORY / "templates" / "static" / "milepost.css").read_text()
    tokens: dict[str, str] = {}
    for name, colour in re.findall(r"--mp-([a-z0-9-]+): *(#[0-9a-f]{6})", sheet):
        tokens.setdefault(name, colour)  # the light theme comes first

    assert {name: tokens[name] for name in COLOURS if name != "plain"} | {"plain": tokens["ink-2"]} == dict(COLOURS)
    assert min(_contrast(colour) for colour in COLOURS.values()) >= 4.5
    assert "style" not in exported(run, "badge", SAMPLE_VAULT)


def _contrast(colour: str) -> float:
    """Of white text on a colour, as WCAG counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
