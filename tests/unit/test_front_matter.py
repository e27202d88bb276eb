"""Front matter where a case would be clumsy: bytes that are no text, odd line ends, bombs, places, and withholding."""

import pytest

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem
from milepost.model.span import Span
from milepost.syntax.fields import NOTE_FIELDS, Field
from milepost.syntax.front_matter import FrontMatterOutcome, GuardedHandler, read_front_matter
from milepost.syntax.known import rows_for
from milepost.syntax.source import MAX_BYTES, decode
from milepost.syntax.yaml_nodes import MAX_CHARACTERS, MAX_DEPTH, MAX_NODES, RefusedError, read_nodes

SETTINGS = ReadingSettings()


def read(text: str, settings: ReadingSettings = SETTINGS) -> FrontMatterOutcome:
    """The outcome for a whole note."""
    return read_front_matter(decode(text.encode()), settings)


def inside(text: str, settings: ReadingSettings = SETTINGS) -> FrontMatterOutcome:
    """The outcome for a note with this between the marks."""
    return read(f"---\n{text}\n---\nbody\n", settings)


def rules(outcome: FrontMatterOutcome) -> list[tuple[int, str]]:
    """Line and rule of each problem."""
    return [(problem.span.line, problem.rule) for problem in outcome.problems]


def errors(outcome: FrontMatterOutcome) -> list[Problem]:
    """Problems that are neither warnings nor infos by their own word."""
    return [problem for problem in outcome.problems if problem.severity is None]


# Bytes


@pytest.mark.parametrize(
    ("content", "span", "words"),
    [
        (b"---\ntitle: \xe9\n---\n", Span(2, 8, 8), "byte 0xe9 at offset 11"),
        (b"\xef\xbb\xbfa\r\nb\xff", Span(2, 2, 2), "byte 0xff at offset 7"),
        ("title".encode("utf-16"), Span(1, 1, 1), "UTF-16"),
        (b"a\n\0b", Span(2, 1, 1), "NUL byte at offset 2"),
        (b"a" * (MAX_BYTES + 1), Span(1, 1, 1), f"{MAX_BYTES + 1} bytes"),
    ],
)
def test_bytes_that_are_no_text_are_named_by_offset(content: bytes, span: Span, words: str) -> None:
    """Nothing is replaced, nothing is read."""
    source = decode(content)

    assert source.text == ""
    assert source.problem is not None
    assert (source.problem.rule, source.problem.span) == ("unreadable-note", span)
    assert words in source.problem.message


def test_lines_end_at_lf_crlf_and_cr_only() -> None:
    """VT, FF, NEL, LS and PS are characters of a line."""
    source = decode("a\vb\fc\x85d\u2028e\u2029f\ng\r\nh\ri".encode())

    assert [source.place(source.text.index(letter)) for letter in "aghi"] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert source.place(source.text.index("f")) == (1, 11)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\u200b", "\u200b"])
def test_line_ends_and_invisible_marks_change_nothing(end: str, mark: str) -> None:
    """A BOM, a zero-width space, CRLF or CR: the same fields on the same lines."""
    text = "---\ntitle: A\n\u200bpublish: false\n---\nbody".replace("\n", end)

    outcome = read(mark + text)

    assert (outcome.front.fields.title, outcome.front.fields.publish) == ("A", False)
    assert outcome.front.spans["title"] == Span(2, 8, 9)
    assert outcome.front.end_line == 4
    assert decode((mark + text).encode()).text[outcome.body :] == "body"


def test_the_parts_of_a_metric_have_places_of_their_own() -> None:
    """Whether the map stands in lines or in braces; a key that is no part has none to offer."""
    lines = read("---\nmetric:\n  name: members\n  Target: 120\ntarget: 2027-01-01\n---\n").front.spans
    braces = read("---\nmetric: {baseline: 10, target: 60}\n---\n").front.spans

    assert (lines["metric.name"], lines["metric.target"]) == (Span(3, 9, 16), Span(4, 11, 14))
    assert lines["due"] == Span(5, 9, 19)
    assert (braces["metric.baseline"], braces["metric.target"]) == (Span(2, 20, 22), Span(2, 32, 34))


# Where it begins and ends


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "text\n---\ntitle: A\n---\n",
        "---\n\nProse between two rules.\n\n---\n- [ ] a\n",
        "---\n# Heading\n- [ ] a\n\n---\n",
        "---\n\n- [ ] a\n",
        "---\nnote: to myself\n\ntext\n",
        "----\ntitle: A\n----\n",
        "+++\ntext\n",
    ],
)
def test_a_horizontal_rule_is_no_front_matter(text: str) -> None:
    """Nothing is taken from the body, and nothing is said."""
    assert read(text) == FrontMatterOutcome()


@pytest.mark.parametrize(
    ("text", "rest", "end_line"),
    [
        ("---\ntitle: A\n...\nbody", "body", 3),
        ("---\ntitle: A\n---", "", 3),
        ("---  \ntitle: A\n--- \t\nbody", "body", 3),
        ("---\n\ntitle: A\n\n---\nbody", "body", 5),
        ("---\ntitle: A\n---\ntitle: B\n---\n", "title: B\n---\n", 3),
        ('---\n{"title": "A"}\n---\nbody', "body", 3),
    ],
)
def test_front_matter_ends_at_the_first_closing_mark(text: str, rest: str, end_line: int) -> None:
    """`---` or `...`, with white space behind it or not."""
    outcome = read(text)

    assert outcome.front.fields.title == "A"
    assert text[outcome.body :] == rest
    assert outcome.front.end_line == end_line
    assert outcome.problems == ()


def test_empty_front_matter_has_no_fields() -> None:
    """Two marks and nothing between them."""
    outcome = read("---\n---\nbody")

    assert (outcome.front.end_line, outcome.body, outcome.problems) == (2, 8, ())


@pytest.mark.parametrize(
    ("text", "fields", "end_line"),
    [
        ("---\ntitle: A\nstatus: done\n\n# Heading\n", ("A", "done"), 3),
        ("---\ntitle: A\n- [ ] a\n", ("A", None), 3),
        ("+++\ntitle = 'A'\n+++\nbody", (None, None), 3),
        ("---\n- a\n- b\n---\nbody", (None, None), 4),
        ("---\njust text\n---\nbody", (None, None), 3),
    ],
)
def test_front_matter_that_is_not_what_it_should_be(
    text: str, fields: tuple[str | None, str | None], end_line: int
) -> None:
    """Unclosed, TOML, a list, a text: an error, and never published."""
    outcome = read(text)

    assert (outcome.front.fields.title, outcome.front.fields.status) == fields
    assert outcome.front.end_line == end_line
    assert outcome.front.recovered
    assert {problem.rule for problem in errors(outcome)} == {"unreadable-front-matter"}


# Safety


BOMBS = {
    "brackets": "a: " + "[" * 60_000,
    "maps": "a: " + "{a: " * 15_000,
    "dashes": "- " * 30_000,
    "depth": "\n".join("  " * depth + "a:" for depth in range(MAX_DEPTH + 2)),
    "anchor": "a: &x [1, 2]",
    "alias": "a: 1\nb: *a",
    "merge": "a: {b: 1}\nc: {<<: {b: 2}}",
    "tag": "a: !!python/object/apply:os.system ['true']",
    "local tag": "a: !include x.yaml",
    "nodes": "\n".join(f"k{number}: 1" for number in range(MAX_NODES // 2 + 1)),
    "size": "a: " + "b" * MAX_CHARACTERS,
    "directive": "%YAML 1.1\n--- a: 1",
    "documents": "a: 1\n--- b: 2\n",
}


@pytest.mark.parametrize("name", BOMBS)
def test_yaml_beyond_the_limits_is_refused(name: str) -> None:
    """Before anything is built."""
    with pytest.raises(RefusedError) as refused:
        read_nodes(BOMBS[name])

    assert 0 <= refused.value.offset <= len(BOMBS[name])


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_only_its_own_lines(name: str) -> None:
    """The note keeps its other fields, says what was refused, and stays out of public sites."""
    outcome = inside(f"title: A\n{BOMBS[name]}")

    assert outcome.front.fields.title == "A"
    assert outcome.front.recovered
    assert errors(outcome)


def test_deep_and_wide_within_the_limits_is_read() -> None:
    """The limits are inclusive."""
    deep = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    wide = "a: [" + ", ".join("1" for _ in range(MAX_NODES - 3)) + "]"

    assert read_nodes(deep) is not None
    assert read_nodes(wide) is not None


@pytest.mark.parametrize("character", ["\x1b", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u202e", "\x7f"])
def test_odd_characters_end_no_line(character: str) -> None:
    """ESC, VT, FF, NEL, LS, PS and direction marks stay in the title, and the next line is the next line."""
    outcome = inside(f"title: a{character}b\ndue: 2026-02-30")

    assert outcome.front.fields.title == f"a{character}b"
    assert (3, "invalid-date") in rules(outcome)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_an_invisible_line_end_hides_no_key(character: str) -> None:
    """YAML would begin a new line here, and read a flag that nobody sees."""
    assert inside(f"title: a{character}publish: true").front.fields.publish is None


def test_keys_may_be_called_anything() -> None:
    """`content` and `handler` make python-frontmatter raise; numbers, dates and booleans make YAML build objects."""
    keys = ("content", "handler", "self", "metadata", "1", "1.5", "true", "null", "2026-01-01")

    outcome = inside("\n".join(f"{key}: x" for key in keys))

    assert outcome.front.unknown == tuple((key, "x") for key in keys)
    assert outcome.problems == ()


def test_the_handler_is_one_of_python_frontmatters() -> None:
    """`detect`, `split` and `load` are its interface; `load` keeps texts, places and repeated keys."""
    handler = GuardedHandler()
    note = "---\ntitle: 010\ntitle: no\n---\n  body\n"

    front, body = handler.split(note)
    entries = handler.load(front)

    assert handler.detect(note)
    assert not handler.detect("body")
    assert body == "  body\n"
    assert [(entry.value.text, entry.key_start) for entry in entries["title"]] == [("010", 0), ("no", 11)]  # type: ignore[union-attr]


# Values


def test_scalars_are_read_as_typed() -> None:
    """YAML 1.1 would make them 8, False and 750."""
    fields = inside("title: 010\nwhy: no\ndone_when: 12:30\nid: 1e3").front.fields

    assert (fields.title, fields.why, fields.done_when, fields.id) == ("010", "no", "12:30", "1e3")


@pytest.mark.parametrize("row", NOTE_FIELDS, ids=lambda row: row.name)
def test_every_spelling_of_a_field_is_known(row: Field) -> None:
    """Own names and aliases, in any case, with spaces, dashes or none."""
    for key in (row.name, *row.aliases):
        for spelling in (key, key.upper(), key.replace("_", " "), key.replace("_", "-"), key.title().replace("_", "")):
            assert row in [known for known, _ in rows_for(spelling, {})]


@pytest.mark.parametrize("empty", ["", " ", " null", " ~", " ''", ' ""', " []", " {}"])
@pytest.mark.parametrize("key", ["title", "due", "parent", "tags", "weight", "progress", "metric", "owner"])
def test_an_empty_value_is_not_given(key: str, empty: str) -> None:
    """No value, no problem."""
    outcome = inside(f"{key}:{empty}")

    assert outcome.front.fields == inside("").front.fields
    assert outcome.problems == ()


def test_settings_give_keys_a_meaning() -> None:
    """A spelling of the vault's own counts as the field's own name: it beats aliases and fails loudly."""
    settings = ReadingSettings(fields={"fin": "due", "project": "title"})

    outcome = inside("Fin: 2026-09-30\ndeadline: 2026-10-31\nproject: Sea", settings)
    failed = inside("fin: soon", settings)

    assert outcome.front.fields.due is not None
    assert outcome.front.fields.due.text == "2026-09-30"
    assert outcome.front.fields.title == "Sea"
    assert rules(outcome) == [(3, "duplicate-field")]
    assert rules(failed) == [(2, "invalid-date")]


@pytest.mark.parametrize(
    "key",
    "banner banner_x cssclasses cssclass excalidraw-plugin kanban-plugin obsidianUIMode List-important Wealth "
    "width scope goals dates habits updated position color icon sticker rating mood reading source topic data "
    "notes sortorder publishDate date-modified toggledHabits week-start uuid title-en permalink".split(),
)
def test_keys_of_real_vaults_are_left_alone(key: str) -> None:
    """No suggestion where nobody made a slip."""
    assert inside(f"{key}: x").problems == ()


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("prioirty", "priority"),
        ("staus", "status"),
        ("onwer", "owner"),
        ("titel", "title"),
        ("deadlien", "deadline"),
        ("estimat", "estimate"),
        ("parents", "parent"),
        ("due-dat", "due_date"),
        ("confidance", "confidence"),
    ],
)
def test_a_slip_gets_a_suggestion(key: str, name: str) -> None:
    """One letter missing, doubled, swapped or wrong."""
    (problem,) = inside(f"{key}: x").problems

    assert (problem.rule, problem.span) == ("unknown-field", Span(2, 1, len(key) + 1))
    assert problem.help == f"Did you mean `{name}`?"


# Withholding


@pytest.mark.parametrize(
    "line",
    [
        "publish: True",
        "publish: yes",
        'publish: "true"',
        "publish: 1",
        "publish:",
        "publish: [true]",
        "publish: {a: true}",
        "publish: true\npublish: false",
        "Publish: true\npublish: false",
        "ignore: yes",
        "ignore: 'true'",
    ],
)
def test_a_flag_that_is_not_plain_withholds_the_note(line: str) -> None:
    """An error, and the answer no."""
    outcome = inside(line)

    assert outcome.front.fields.publish is False
    assert "publish-flag" in {problem.rule for problem in errors(outcome)}


@pytest.mark.parametrize(("text", "value"), [("publish: true", True), ("publish: false", False), ("title: A", None)])
def test_a_plain_flag_is_read(text: str, *, value: bool | None) -> None:
    """True, false, or not given."""
    outcome = inside(text)

    assert outcome.front.fields.publish is value
    assert outcome.problems == ()


@pytest.mark.parametrize(("text", "marks"), [("a: '{{date}}'", True), ("a: <% tp.x %>", True), ("a: 5 %> {{", False)])
def test_template_marks_are_noticed(text: str, *, marks: bool) -> None:
    """Unexpanded `{{…}}` and `<% … %>`."""
    assert inside(text).front.template_marks is marks


def test_many_broken_lines_give_few_problems() -> None:
    """The first fifty, and how many more."""
    outcome = inside("title: A\n" + "\n".join(["no key here"] * 80))

    assert len(outcome.problems) == 51
    assert "30 more" in outcome.problems[-1].message
