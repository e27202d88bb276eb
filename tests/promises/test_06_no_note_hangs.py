"""Promise 6: no note hangs or kills the process. Time grows linearly; what is nested too deeply is cut, and said.

Linear means: twice the text takes less than 2.6 times as long. A slow moment of the machine is measured again.
"""

import gc
from collections.abc import Callable, Mapping
from time import process_time

import pytest

from milepost.config.settings import ReadingSettings
from milepost.syntax.document import Document
from milepost.syntax.public import published
from milepost.syntax.read import read_document
from milepost.syntax.source import MAX_BYTES

SETTINGS = ReadingSettings()
MOST_GROWTH = 2.6
LEAST_WORK = 0.03
TRIES = 6

FAMILIES: Mapping[str, Callable[[int], str]] = {
    "items": lambda n: "- [ ] task 📅 2026-01-01 #t\n" * n,
    "loose items": lambda n: "1. [ ] task\n\n" * n,
    "nested items": lambda n: "".join("  " * (i % 60) + "- [ ] a\n" for i in range(n)),
    "further lines": lambda n: "- [ ] a\n" + "  `b` [due:: 2026-01-01]\n" * n,
    "equal headings": lambda n: "# Same\n\n" * n,
    "numbered headings": lambda n: "".join(f"# Same {i % 7}\n" for i in range(n)),
    "quote marks on a line": lambda n: ">" * n,
    "quoted lines": lambda n: ("> " * 50 + "b\n") * (n // 50),
    "callouts in callouts": lambda n: "".join(">" * (i % 100 + 1) + " [!note] x\n" for i in range(n // 4)),
    "list markers on a line": lambda n: "- " * n,
    "brackets": lambda n: "[" * n,
    "bracket pairs": lambda n: "[" * n + "]" * n,
    "pictures": lambda n: "![" * n,
    "wikilinks left open": lambda n: "[[a " * n,
    "wikilinks": lambda n: "[[a]]\n" * n,
    "links": lambda n: "[a](b) " * n,
    "links left open": lambda n: "[a](<b" * n,
    "addresses": lambda n: "http://a.b/c " * n,
    "addresses in brackets": lambda n: "(http://a.b" * n,
    "brackets behind an address": lambda n: "http://a" + ")" * n,
    "a reference used often": lambda n: f"[a]: http://{'x' * n}\n\n" + "[a] " * n,
    "many references": lambda n: "".join(f"[r{i}]: /u\n" for i in range(n)) + "".join(f"[r{i}] " for i in range(n)),
    "a reference over lines": lambda n: "[a]: b '" + "c\n" * n,
    "footnotes left open": lambda n: "[^1]: a\n\n" + "[^" * n,
    "inline footnotes": lambda n: "^[" * n + "]" * n,
    "footnotes": lambda n: "".join(f"[^{i}]: a\n" for i in range(n)),
    "stars": lambda n: "*" * n,
    "emphasis left open": lambda n: "*a " * n,
    "emphasis across": lambda n: "a**b" + "c* " * n,
    "highlights left open": lambda n: "==a" * n,
    "strikes left open": lambda n: "~~a " * n,
    "backticks": lambda n: "".join("`" * (i % 50 + 1) + "a" for i in range(n // 10)),
    "tags left open": lambda n: "<a " * n,
    "comments left open": lambda n: "a <!-- b\n" * n,
    "comments": lambda n: "a %% b\n" * n,
    "block comments": lambda n: "%% a\n\n" * n,
    "comments over blank lines": lambda n: "a %%\n\n" + "b %% c %%\n\n" * n,
    "open comments in lists": lambda n: "- a %%\n\n  `` b\n" * n,
    "money": lambda n: "$a " * n,
    "formulas left open": lambda n: "$$ a\n\n" * n,
    "entities": lambda n: "&#1234567;" * n,
    "backslashes": lambda n: "\\" * n,
    "a table": lambda n: "|a|b|\n|-|-|\n" + "|[[c]]|d|\n" * n,
    "a wide table": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "bracket fields": lambda n: "- [ ] a " + "[due:: 2026-01-01] " * n,
    "bracket fields left open": lambda n: "- [ ] a " + "(a:: [b:: " * n,
    "emoji fields": lambda n: "- [ ] a " + "📅 2026-01-01 " * n,
    "lone signs": lambda n: "- [ ] a " + "🔼 x" * n,
    "ids": lambda n: "- [ ] a ⛔ " + "a," * n,
    "people, tags and block ids": lambda n: "- [ ] " + "@bo #t ^a " * n,
    "fields without brackets": lambda n: "- [ ] " + "due:: " * n,
    "fields beside code": lambda n: "- [ ] " + "`x` 📅 2026-01-01 " * n,
    "check-ins": lambda n: "## Log\n" + "- 2026-03-01: 24 km\n" * n,
    "a long check-in": lambda n: "## Log\n- 2026-03-01: " + "24 km " * n,
    "a long line": lambda n: "- [ ] " + "word " * n,
    "odd line ends": lambda n: "\v\f\x85\u2028 a\n" * n,
    "carriage returns": lambda n: "- [ ] a\r" * n,
    "blank lines": lambda n: "\n" * n,
    "spaces": lambda n: " " * n + "a",
    "marks that silence": lambda n: "<!-- milepost-ignore a -->\n" * n,
    "unknown symbols": lambda n: "".join(f"- [{chr(0x4E00 + i % 20000)}] a\n" for i in range(n)),
    "front matter keys": lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n",
    "front matter brackets": lambda n: "---\na: " + "[" * n + "\n---\n",
    "front matter recovered": lambda n: "---\n" + "a: b: c\n" * n + "---\n",
    "rules": lambda n: "---\n" * n,
}


def read(text: str) -> Document:
    """A note of this text."""
    return read_document(text.encode(), SETTINGS)


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_linearly(family: str) -> None:
    """Twice the text takes about twice as long, for each way to make reading hard."""
    _grows_linearly(FAMILIES[family], _reading)


ADDRESS = "a file:///home/ana "
PUBLIC_FAMILIES: Mapping[str, Callable[[int], str]] = {
    "wikilinks left open": lambda n: f"- [ ] {ADDRESS}" + "[[" * n,
    "brackets": lambda n: f"- [ ] {ADDRESS}" + "[" * n + "(" * n,
    "brackets around": lambda n: "- [ ] " + "(" * n + "file:///a" + ")" * n,
    "links left open": lambda n: "- [ ] " + "](file:///a (b)" * n,
    "addresses left open": lambda n: "<file:///a " * n,
    "addresses": lambda n: "- [ ] " + "**file:///a** " * n,
    "addresses in one": lambda n: "- [ ] https://a.org/" + "?u=ftp://b/" * n,
    "slashes": lambda n: "- [ ] file:" + "/" * n,
    "percents": lambda n: f"- [ ] {ADDRESS}" + "file%25" * n,
    "schemes": lambda n: f"- [ ] {ADDRESS}" + "a-" * n,
    "tags": lambda n: f"- [ ] {ADDRESS}" + "#a/a/a" * n,
    "fields left open": lambda n: f"- [ ] {ADDRESS}" + "[a:: " * n,
    "fields in fields": lambda n: f"{ADDRESS}" + "[a:: *b* " * n + "]" * n,
    "fields with names": lambda n: f"{ADDRESS}" + "[weight:: @b] " * n,
    "links": lambda n: "[a](http://a.org/?file:///a) " * n,
    "marks around": lambda n: "- [ ] " + "*" * n + "file:///a" + "*" * n,
    "lists of addresses": lambda n: "- [ ] " + "(" * n + "file:///a, " * n + ")" * n,
    "marks behind": lambda n: "- [ ] (file:///a" + " .," * n,
    "wide brackets": lambda n: "- [ ] 「file:///a（" * n,
    "formulas left empty": lambda n: "$file:///a$ " * n,
    "tags of HTML": lambda n: f"{ADDRESS}\n\n<div>\n" + "<a href=x " * n,
    "quotes in HTML": lambda n: f"{ADDRESS}\n\n<div>\n<a " + ' href="' * n,
    "spaces in HTML": lambda n: f"{ADDRESS}\n\n<div>\n<a b=" + " " * n,
    "a check-in": lambda n: f"## Log\n- 2026-03-01: {ADDRESS}" + "(a:: x " * n + ")" * n,
}


@pytest.mark.parametrize("family", PUBLIC_FAMILIES)
def test_time_to_hide_what_is_private_grows_linearly(family: str) -> None:
    """The same of what strangers are not shown."""
    _grows_linearly(PUBLIC_FAMILIES[family], _hiding)


def _grows_linearly(make: Callable[[int], str], work: Callable[[bytes], Callable[[], object]]) -> None:
    size = 1000
    while _spent(make(size), work) < LEAST_WORK and len(make(size * 4).encode()) < MAX_BYTES:
        size *= 2
    growths: list[float] = []
    for _ in range(TRIES):
        single, double = (min(_spent(make(times * size), work) for _ in range(2)) for times in (1, 2))
        growths.append(double / single if single > LEAST_WORK / 10 else 0.0)
        if growths[-1] < MOST_GROWTH:
            return

    pytest.fail(f"{size} and {2 * size} of them differ by {', '.join(f'{growth:.1f}' for growth in growths)}")


def _reading(content: bytes) -> Callable[[], object]:
    return lambda: read_document(content, SETTINGS)


def _hiding(content: bytes) -> Callable[[], object]:
    document = read_document(content, SETTINGS)
    return lambda: published(document, names_people=False)


def _spent(text: str, work: Callable[[bytes], Callable[[], object]]) -> float:
    """Seconds of this process, without the garbage collector's walks over what else lives in it."""
    done = work(text.encode())
    gc.disable()
    start = process_time()
    done()
    spent = process_time() - start
    gc.enable()
    return spent


def test_sixty_nested_items_are_all_read() -> None:
    """The commonmark preset drops items at depth 10 without a word."""
    document = read("".join("  " * depth + f"- [ ] level {depth}\n" for depth in range(60)))

    assert [item.title for item in document.items] == [f"level {depth}" for depth in range(60)]
    assert [item.parent_line for item in document.items] == [None, *range(1, 60)]
    assert document.problems == ()


@pytest.mark.parametrize("levels", [100, 120, 139, 150])
def test_items_below_the_limit_are_cut_and_that_is_said(levels: int) -> None:
    """99 levels of lists are read."""
    document = read("".join("  " * depth + f"- [ ] level {depth}\n" for depth in range(levels)))

    assert [item.title for item in document.items] == [f"level {depth}" for depth in range(99)]
    assert [(problem.rule, problem.span.line) for problem in document.problems] == [("nesting-cut", 100)]


def test_ten_thousand_quote_marks_are_cut_and_that_is_said() -> None:
    """The rest of the note is read."""
    document = read(">" * 10_000 + " deep\n\n- [ ] after\n")

    assert [item.title for item in document.items] == ["after"]
    assert [(problem.rule, problem.span.line) for problem in document.problems] == [("nesting-cut", 1)]


def test_brackets_nested_too_deeply_are_text_and_that_is_said() -> None:
    """Nothing of them is lost."""
    document = read("a " + "[" * 5_000 + "\n\nb\n")

    assert "[" * 5_000 in "".join(str(part) for block in document.prose for part in block.parts)
    assert [(problem.rule, problem.span.line) for problem in document.problems] == [("nesting-cut", 1)]


def test_twenty_thousand_items_are_all_read() -> None:
    """No cut where nothing is nested."""
    assert len(read("- [ ] a\n" * 20_000).items) == 20_000


def test_eight_thousand_equal_headings_have_an_anchor_each() -> None:
    """The stock anchors are quadratic."""
    anchors = [heading.anchor for heading in read("# Same\n\n# Same 2\n\n" * 4_000).headings]

    assert len(set(anchors)) == len(anchors) == 8_000
    assert anchors[:3] == ["h-same", "h-same-2", "h-same-3"]


def test_references_cannot_blow_up_a_page() -> None:
    """One long address used often is printed as often as there is room, then its text alone."""
    note = f"[a]: https://example.org/{'x' * 50_000}\n\n" + "[a] " * 20_000
    prose = read(note).prose
    size = sum(len(part) for block in prose for part in block.parts if isinstance(part, str))

    assert 20_000 < size < 10 * len(note)


def test_a_line_of_one_megabyte_is_read() -> None:
    """With its fields."""
    [item] = read("- [ ] " + "word " * 200_000 + "📅 2026-01-01\n").items

    assert item.fields.due is not None


def test_a_note_over_the_limit_is_refused() -> None:
    """And says so."""
    document = read_document(b"a" * (MAX_BYTES + 1), SETTINGS)

    assert not document.readable
    assert [problem.rule for problem in document.problems] == ["unreadable-note"]


def test_lines_end_only_where_editors_end_them() -> None:
    """VT, FF, NEL, LS and PS are characters of a line."""
    document = read("a\vb\fc\x85d\u2028e\u2029f\n- [ ] item\r\n- [ ] other\r- [ ] last")

    assert [item.line for item in document.items] == [2, 3, 4]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x]\nb: [*a, *a]\nc: [*b, *b]\n",
        "a: &a {x: 1}\nb: {<<: *a}\n",
        "a: !!python/object/apply:os.system ['true']\n",
        "a: " + "{" * 60_000 + "\n",
        "? " * 20_000 + "\n",
        "- " * 20_000 + "\n",
    ],
    ids=["aliases", "merge keys", "tags", "maps", "complex keys", "lists"],
)
def test_front_matter_bombs_cost_only_the_front_matter(bomb: str) -> None:
    """The body is read, and what cannot be read is named."""
    document = read(f"---\ntitle: T\n{bomb}---\n- [ ] item\n")

    assert [item.title for item in document.items] == ["item"]
    assert "unreadable-front-matter" in [problem.rule for problem in document.problems]
