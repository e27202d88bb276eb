"""The problems page: every diagnostic by severity, with its line, the place marked, and what to do."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import groupby
from math import ceil

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.ids import VaultPath
from milepost.model.said import joined, say
from milepost.report.around import Around
from milepost.report.badges import SEVERITY
from milepost.report.frame import Framing
from milepost.report.pages.kinds import CountRow, ProblemRow, ProblemSection, ProblemsPage
from milepost.report.paging import page_path, pager
from milepost.report.problems.excerpt import Excerpt, excerpt, source_lines
from milepost.report.problems.text import place, worst_first
from milepost.report.visible import visible
from milepost.report.wording import counted, listing, noun, sentence

ROWS_A_PAGE = 100
MOST_ROWS = 1_500
MOST_FILES = 40

_TITLES = {Severity.ERROR: say("Errors"), Severity.WARNING: say("Warnings"), Severity.INFO: say("Hints")}
_NAMES = {Severity.ERROR: noun("error"), Severity.WARNING: noun("warning"), Severity.INFO: noun("hint")}


def problems_pages(around: Around, framing: Framing) -> dict[str, Callable[[], ProblemsPage]]:
    """`problems.html`, which every page links to, and its further pages, each made when it is asked for."""
    count = max(1, ceil(min(len(around.material.diagnostics), MOST_ROWS) / ROWS_A_PAGE))
    paths = [page_path("problems", number) for number in range(1, count + 1)]
    lines = _Lines(around)

    @cache
    def found() -> tuple[Sequence[Diagnostic], str, str]:
        every = worst_first(around.material.diagnostics)
        words = problems_words(every)
        return every, words, _finding(every, words)

    def page(at: int) -> ProblemsPage:
        every, words, finding = found()
        piece = every[at * ROWS_A_PAGE : min((at + 1) * ROWS_A_PAGE, MOST_ROWS)]
        title = say("Problems, page {at}", at=at + 1) if at else say("Problems")
        return ProblemsPage(
            head=framing.head(paths[at], "problems", title, words),
            heading=say("Problems, page {at} of {paths}", at=at + 1, paths=len(paths)) if at else say("Problems"),
            as_of=around.day(around.as_of),
            finding=finding,
            sections=_sections(piece, lines, around),
            by_file=_by_file(every, around) if at == 0 else (),
            by_file_more=_files_more(every) if at == 0 else "",
            by_rule=_by_rule(every) if at == 0 else (),
            more=_more(len(every) - MOST_ROWS) if at == len(paths) - 1 else "",
            markdown=_markdown(piece),
            pager=pager(paths, at + 1),
        )

    return {path: partial(page, at) for at, path in enumerate(paths)}


def problems_words(found: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning and 3 hints`, or `No problems`."""
    counts = Counter(each.severity for each in found)
    return listing(tuple(counted(counts[level], name) for level, name in _NAMES.items() if counts[level])) or say(
        "No problems"
    )


def _finding(found: Sequence[Diagnostic], words: str) -> str:
    if not found:
        return say("No problems: everything in the notes was read as it was meant.")
    files = len({each.path for each in found})
    return say(
        "{problems} in {n:,} file. Everything else was built.",
        many="{problems} in {n:,} files. Everything else was built.",
        problems=words,
        n=files,
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


def _by_file(found: Sequence[Diagnostic], around: Around) -> tuple[CountRow, ...]:
    counts = sorted(Counter(each.path for each in found).items(), key=lambda row: (-row[1], row[0]))
    return tuple(CountRow(visible(path), around.addresses.note(path), count) for path, count in counts[:MOST_FILES])


def _files_more(found: Sequence[Diagnostic]) -> str:
    left_out = len({each.path for each in found}) - MOST_FILES
    return say("and {n:,} more file", many="and {n:,} more files", n=left_out) if left_out > 0 else ""


def _by_rule(found: Sequence[Diagnostic]) -> tuple[CountRow, ...]:
    counts = Counter(each.rule for each in found)
    return tuple(CountRow(rule, "", count) for rule, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])))


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
    return joined("\n", (_item(found) for found in piece))


def _item(found: Diagnostic) -> str:
    told = [sentence(found.message, 300), sentence(found.help, 300)]
    return joined(" ", (f"- [ ] `{place(found)}` {found.rule}:", *filter(None, told)))
