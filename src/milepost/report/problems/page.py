"""The problems page: every diagnostic by severity, with its line, the place marked, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, groupby
from typing import NamedTuple, cast

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.ids import VaultPath
from milepost.model.said import joined, say, shaped, without_marks
from milepost.model.sweep import Order
from milepost.report.around import Around
from milepost.report.badges import SEVERITY
from milepost.report.frame import Framing
from milepost.report.long_list import Stretch, list_pages
from milepost.report.pages.kinds import CountRow, ProblemRow, ProblemSection, ProblemsPage
from milepost.report.problems.excerpt import Excerpt, excerpt, source_lines
from milepost.report.problems.text import RANK, place
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, noun, sentence

ROWS_A_PAGE = 100
MOST_ROWS = 1_500
MOST_FILES = 40

_TITLES = {Severity.ERROR: say("Errors"), Severity.WARNING: say("Warnings"), Severity.INFO: say("Hints")}
_NAMES = {Severity.ERROR: noun("error"), Severity.WARNING: noun("warning"), Severity.INFO: noun("hint")}


class Place(NamedTuple):
    """Where a problem stands: the worst first, `at` so many others of its note."""

    rank: int
    path: VaultPath
    at: int


_Whole = tuple[str, str, tuple[CountRow, ...], str, tuple[CountRow, ...]]
"""All problems: in words, what is found, their number by file, what that leaves out, and by rule."""

_About = tuple[_Whole | None, str]
"""What the first page says of all problems, and what stands on no page."""


def problems_pages(around: Around, framing: Framing) -> Mapping[str, Callable[[], ProblemsPage]]:
    """`problems.html`, which every page links to, and its further pages, each made when it is asked for."""
    places: Sequence[Place] = around.once("problems", lambda: _ranked(around))
    shown = places[:MOST_ROWS]
    last = max(1, -(-len(shown) // ROWS_A_PAGE))

    def about(number: int) -> _About:
        return _whole(around) if number == 1 else None, _more(len(places) - MOST_ROWS) if number == last else ""

    return list_pages(shown, _page, about, (around, framing), name="problems", size=ROWS_A_PAGE)


def _ranked(around: Around) -> Sequence[Place]:
    return cast(Sequence[Place], around.memo.rank("problems", around.problems, _places))


def _places(path: VaultPath, found: Sequence[Diagnostic]) -> Iterator[Place]:
    return (Place(RANK[each.severity], path, at) for at, each in enumerate(found))


def _page(stretch: Stretch[Place], told: _About, around: Around, framing: Framing) -> ProblemsPage:
    whole, more = told
    number = stretch.number
    title = say("Problems") if number == 1 else say("Problems, page {at}", at=number)
    heading = title if number == 1 else say("Problems, page {at} of {paths}", at=number, paths=len(stretch.paths))
    words, finding, by_file, by_file_more, by_rule = whole or (heading, "", (), "", ())
    found = [around.problems[place.path][place.at] for place in stretch.rows]
    return ProblemsPage(
        head=framing.head(stretch.path, "problems", title, words),
        heading=heading,
        as_of=around.day(around.as_of),
        finding=finding,
        sections=_sections(found, _Lines(around), around),
        by_file=by_file,
        by_file_more=by_file_more,
        by_rule=by_rule,
        more=more,
        markdown=_markdown(found),
        pager=stretch.pager,
    )


def problems_of_all(around: Around) -> str:
    """All problems in words."""
    return around.once("problems in words", lambda: problems_words(_severities(around)))


def _severities(around: Around) -> Iterable[Severity]:
    return (severity for severity, _ in chain.from_iterable(_kinds(around).values()))


def _kinds(around: Around) -> Mapping[VaultPath, Sequence[tuple[Severity, str]]]:
    """Severity and rule of each problem, by note."""
    problems, memo = around.problems, around.memo
    paths = memo.same("paths of problems", None, Order(problems))

    def made(path: VaultPath, _known: object) -> Sequence[tuple[Severity, str]]:
        return tuple((each.severity, each.rule) for each in problems[path])

    return around.once("kinds of problems", lambda: memo.sweep("kinds of problems", paths, (problems,), made))


def problems_words(severities: Iterable[Severity]) -> str:
    """`2 errors, 1 warning and 3 hints`, or `No problems`."""
    counts = Counter(severities)
    return listing(tuple(counted(counts[level], name) for level, name in _NAMES.items() if counts[level])) or say(
        "No problems"
    )


def _finding(files: int, words: str) -> str:
    if not files:
        return say("No problems: everything in the notes was read as it was meant.")
    return say(
        "{problems} in {n:,} file. Everything else was built.",
        many="{problems} in {n:,} files. Everything else was built.",
        problems=words,
        n=files,
    )


def _whole(around: Around) -> _Whole:
    words, counts = problems_of_all(around), {path: len(found) for path, found in around.problems.items() if found}
    rules = Counter(rule for _, rule in chain.from_iterable(_kinds(around).values()))
    return (
        words,
        _finding(len(counts), words),
        tuple(_by_file(counts, around)),
        _files_more(len(counts) - MOST_FILES),
        tuple(CountRow(rule, "", count) for rule, count in sorted(rules.items(), key=lambda row: (-row[1], row[0]))),
    )


class _Lines:
    """The lines of notes, each split once."""

    def __init__(self, around: Around) -> None:
        self._sources = around.material.sources
        self._split: dict[VaultPath, tuple[str, ...]] = {}

    def excerpt(self, found: Diagnostic) -> Excerpt | None:
        """The line of a diagnostic with its place marked; None where its note is not at hand."""
        if found.path not in self._sources:
            return None
        if found.path not in self._split:
            self._split[found.path] = source_lines(self._sources[found.path])
        return excerpt(self._split[found.path], found.span)


def _sections(piece: Sequence[Diagnostic], lines: _Lines, around: Around) -> tuple[ProblemSection, ...]:
    return tuple(
        ProblemSection(
            key=severity.value,
            badge=SEVERITY[severity],
            title=_TITLES.get(severity, severity.value),
            rows=tuple(_row(each, lines, around) for each in rows),
        )
        for severity, rows in groupby(piece, key=lambda each: each.severity)
    )


def _row(found: Diagnostic, lines: _Lines, around: Around) -> ProblemRow:
    shown = lines.excerpt(found)
    return ProblemRow(
        rule=found.rule,
        message=sentence(found.message),
        place=place(found),
        href=around.addresses.note(found.path),
        before=shown.before if shown else "",
        marked=(shown.marked or " ") if shown else "",
        after=shown.after if shown else "",
        caret=" " * _columns(shown.before) + "^" * max(_columns(shown.marked), 1) if shown else "",
        help=sentence(found.help),
    )


def _columns(text: str) -> int:
    """How many columns of a terminal or a monospaced box a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in "\u200d\ufe0e\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _by_file(counts: Mapping[VaultPath, int], around: Around) -> Iterator[CountRow]:
    for path, count in nsmallest(MOST_FILES, counts.items(), key=lambda row: (-row[1], row[0])):
        yield CountRow(visible(path), around.addresses.note(path), count)


def _files_more(left_out: int) -> str:
    return say("and {n:,} more file", many="and {n:,} more files", n=left_out) if left_out > 0 else ""


def _more(left_out: int) -> str:
    return (
        say(
            "and {n:,} more problem; `milepost check -v` lists all",
            many="and {n:,} more problems; `milepost check -v` lists all",
            n=left_out,
        )
        if left_out > 0
        else ""
    )


def _markdown(piece: Sequence[Diagnostic]) -> str:
    """The problems of a page as a checklist to paste into a note."""
    return shaped(joined("\n", (_item(found) for found in piece)), without_marks)


def _item(found: Diagnostic) -> str:
    told = [sentence(found.message, 300), sentence(found.help, 300)]
    return joined(" ", (f"- [ ] `{place(found)}` {found.rule}:", *filter(None, told)))
