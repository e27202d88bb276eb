"""Laws of reading front matter: it is total, it points only at text that is there, and its time grows linearly.

The texts are made of the pieces that hurt: YAML's punctuation, marks, odd line ends, and keys with and without values.
"""

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.config.settings import ReadingSettings
from milepost.syntax.fields import NOTE_FIELDS, Reads
from milepost.syntax.front_matter import read_front_matter
from milepost.syntax.source import Source, decode
from milepost.syntax.values import read_value

SETTINGS = ReadingSettings()

PIECES = st.sampled_from(
    [
        *(row.name for row in NOTE_FIELDS),
        *"---|...|+++|: |:|- |\n|\r\n|\r|\t| |  |#|# |[|]|{|}|[[|]]|,|\"|'|&a|*a|!!str |!|<<|?|%|@|`|>|~|->".split("|"),
        *("|", "null", "true", "false", "2026-01-01", "2026-02-30", "2026-xx-xx", "10 -> 60 km", "12", "40%", "1e9"),
        *("{{date}}", "<% tp %>", "\ufeff", "\u200b", "\x85", "\u2028", "\x1b", "ü", "😀", "word", "[[Note#^b|x]] +5d"),
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
NOTES = st.one_of(TEXTS, TEXTS.map(lambda text: f"---\n{text}"), TEXTS.map(lambda text: f"---\n{text}\n---\nbody\n"))


@given(NOTES)
def test_whatever_stands_in_a_note_there_is_an_outcome(text: str) -> None:
    """Nothing raises, the body is a tail of the note, and every line number is one of its lines."""
    source = decode(text.encode())
    if source.problem is not None:
        return

    outcome = read_front_matter(source, SETTINGS)

    assert 0 <= outcome.body <= len(source.text)
    assert source.place(outcome.body)[0] - outcome.front.end_line in ((0, 1) if outcome.body else (1,))


@given(NOTES)
def test_spans_lie_in_the_text(text: str) -> None:
    """Every field, problem and link points at a place in the note, above the body."""
    source = decode(text.encode())
    outcome = read_front_matter(source, SETTINGS)
    spans = [
        *outcome.front.spans.values(),
        *(problem.span for problem in outcome.problems),
        *(link.span for link in outcome.links),
    ]

    for span in spans:
        line = _line(source, span.line)
        assert 1 <= span.line <= max(outcome.front.end_line, 1)
        assert 1 <= span.column <= len(line) + 1
        assert span.column <= span.end_column <= len(line) + 1


@given(NOTES)
def test_a_link_is_where_its_span_says(text: str) -> None:
    """The span of a link covers exactly its brackets."""
    source = decode(text.encode())

    for link in read_front_matter(source, SETTINGS).links:
        written = _line(source, link.span.line)[link.span.column - 1 : link.span.end_column - 1]
        assert written.lstrip("!").startswith("[[")
        assert written.endswith("]]")


@given(NOTES)
def test_a_note_withheld_by_its_words_is_withheld(text: str) -> None:
    """A front matter that says `publish: false`, and only that, in its first line never reads as published."""
    source = decode(f"---\npublish: false\n{text}".encode())
    if source.problem is not None:
        return
    front = read_front_matter(source, SETTINGS).front

    assert front.recovered or front.fields.publish is False


@given(st.sampled_from(list(Reads)), st.one_of(st.text(max_size=60), TEXTS))
def test_every_reader_is_total(reads: Reads, text: str) -> None:
    """A reader gives a value, or says why there is none, or nothing was given."""
    value, misreads = read_value(reads, text, SETTINGS)

    assert value is not None or misreads or not "".join(text.split()).strip(",#/@") or _says_nothing(reads, text)
    assert all(misread.message.endswith(".") for misread in misreads)


@given(st.binary(max_size=200))
def test_decoding_is_total_and_never_replaces(content: bytes) -> None:
    """Bytes are either the text they encode or a problem."""
    source = decode(content)

    if source.problem is None:
        assert source.text.encode() == content.removeprefix(b"\xef\xbb\xbf")


FAMILIES: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: f"---\na: {'[' * n}\n---\n",
    "open maps": lambda n: f"---\na: {'{a: ' * n}\n---\n",
    "dashes": lambda n: f"---\na:\n{'- ' * n}\n---\n",
    "broken lines": lambda n: "---\n" + "a: @b\n" * n + "---\n",
    "open quotes": lambda n: "---\n" + 'a: "b\n' * n + "---\n",
    "links": lambda n: f"---\nparent: {'[[a]] ' * n}\n---\n",
    "half links": lambda n: f"---\nparent: {'[[a ' * n}\n---\n",
    "hashes": lambda n: f"---\ntags: {'#a ' * n}\n---\n",
    "unclosed": lambda n: "---\n" + "a: b\n" * n,
    "rules": lambda n: "---\n" + "text\n\n" * n,
    "same key": lambda n: "---\n" + "title: b\n" * n + "---\n",
    "same unknown key": lambda n: "---\n" + "q: b\n" * n + "---\n",
    "keys": lambda n: "---\n" + "".join(f"k{i}: b\n" for i in range(n // 4)) + "---\n",
    "carriage returns": lambda n: "---\r" + "a: b\r" * n + "---\r",
    "template marks": lambda n: f"---\na: {'<% {{ ' * n}\n---\n",
    "ranges": lambda n: f"---\ndue: {'1..' * n}\n---\n",
    "digits": lambda n: f"---\nweight: {'9' * n}\n---\n",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_linearly(family: str) -> None:
    """Twice the text costs about twice the time (quadratic: four times), in one of a few tries, as clocks jitter."""
    texts = [FAMILIES[family](size) for size in (12_000, 24_000)]
    tries = ([_cost(text) for text in texts] for _ in range(5))

    assert any(large < 2.6 * small + 0.002 for small, large in tries)


def _cost(text: str) -> float:
    source = decode(text.encode())

    def once() -> float:
        start = process_time()
        read_front_matter(source, SETTINGS)
        return process_time() - start

    return min(once() for _ in range(3))


def _line(source: Source, number: int) -> str:
    ends = [*source.starts[1:], len(source.text)]
    return source.text[source.starts[number - 1] : ends[number - 1]].rstrip("\r\n")


def _says_nothing(reads: Reads, text: str) -> bool:
    """Words that mean "none"."""
    return reads is Reads.PRIORITY and text.strip().lower().strip("-_ ") in ("normal", "none")
