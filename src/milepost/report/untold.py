"""Which blocks of a note a page still has to show, because it does not tell them otherwise.

A block is left out only when all of it stands on the page as milestones, check-ins and so on; a heading, when nothing
is left below it; the title, because the page has it already.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import fold
from milepost.syntax.document import Document, Heading
from milepost.syntax.prose_blocks import ProseBlock

_FURTHER_LINE = re.compile(r"\n[^<\n]")
_FURTHER_BLOCK = re.compile(r"<(?:pre|blockquote|div|table|br|hr|details|figure|section)")
_FOOTNOTE, _FOOTNOTES = 'class="mp-footnote', 'class="mp-footnotes"'


@frozen
class Untold:
    """Blocks by their index: those of the note's text, and those of the review, which has a section of its own.

    `headings` are the headings among them, by their index.
    """

    text: tuple[int, ...]
    review: tuple[int, ...] = ()
    headings: frozenset[int] = frozenset()


def untold(document: Document, prose: Sequence[ProseBlock], title: str, goal: Goal | None = None) -> Untold:
    """What is left to show of a note with that prose; of one that is no goal all but the title."""
    note = _Note(document.headings, prose)
    if goal is None:
        return _shown(note, range(len(note.prose)), title, ())
    told = _told(goal, document)
    review = _review_blocks(note, told.review)
    apart = frozenset(review)
    left = [at for at in range(len(note.prose)) if at not in apart and not _is_told(note, at, told)]
    return _shown(note, left, title, review)


@frozen
class _Note:
    """What is asked of a note again and again."""

    headings: Sequence[Heading]
    prose: Sequence[ProseBlock]


def _shown(note: _Note, left: Sequence[int], title: str, review: Sequence[int]) -> Untold:
    text = tuple(_with_headings(note, left, title))
    sections = (note.prose[at].section for at in (*text, *review) if note.prose[at].kind == "heading")
    return Untold(text, tuple(review), frozenset(sections))


@frozen
class _Told:
    """What the goal's page tells already: lines of check-ins, decisions and wins, and of the review's first line."""

    entries: tuple[int, ...]
    items: frozenset[int]
    review: int


def _review_blocks(note: _Note, line: int) -> list[int]:
    """The blocks below the heading under which `line` stands."""
    if not line:
        return []
    first = next((at for at, block in enumerate(note.prose) if _covers(note, at, line)), None)
    if first is None:
        return []
    section = note.prose[first].section
    if section < 0:
        return [first]
    level = note.headings[section].level
    stop = next(
        (at for at in range(section + 1, len(note.headings)) if note.headings[at].level <= level),
        len(note.headings),
    )
    return [
        at
        for at, block in enumerate(note.prose)
        if section <= block.section < stop
        and not (block.kind == "heading" and block.section == section)
        and _FOOTNOTES not in _html(block)
    ]


def _told(goal: Goal, document: Document) -> _Told:
    entries = {entry.line for entry in goal.check_ins}
    entries |= {each.line for each in goal.decisions} | {each.line for each in goal.wins}
    return _Told(
        entries=tuple(sorted(entries)),
        items=frozenset([item.line for item in document.items if item.counted]),
        review=goal.review.line if goal.review else 0,
    )


def _covers(note: _Note, at: int, line: int) -> bool:
    return note.prose[at].line <= line < _next_line(note, at)


def _next_line(note: _Note, at: int) -> int:
    """The line of the block that follows; the footnotes, which are last, stand on no line of their own."""
    following = note.prose[at + 1].line if at + 1 < len(note.prose) else 0
    return following if following > note.prose[at].line else sys.maxsize


def _is_told(note: _Note, at: int, told: _Told) -> bool:
    """Whether the page tells every list item, row or dated heading of a block."""
    block = note.prose[at]
    if told.entries and block.section >= 0 and _has(told.entries, note.headings[block.section].line):
        return _FOOTNOTE not in _html(block)
    if block.kind == "heading":
        return False
    if block.item_lines:
        return told.items.issuperset(block.item_lines) and _is_checklist_only(_html(block), len(block.item_lines))
    if not told.entries:
        return False
    entries = bisect_left(told.entries, _next_line(note, at)) - bisect_left(told.entries, block.line)
    if not entries:
        return False
    html = _html(block)
    return _FOOTNOTE not in html and entries >= (html.count("<li") or html.count("<tr") - 1)


def _is_checklist_only(html: str, boxes: int) -> bool:
    """Whether a list holds one line for each of its boxes and nothing else: no bullet, no further paragraph."""
    return (
        html.count("<li") == boxes
        and html.count("<p>") <= boxes
        and _FOOTNOTE not in html
        and _FURTHER_BLOCK.search(html) is None
        and not _has_further_line(html)
    )


def _has_further_line(html: str) -> bool:
    """Whether text begins a line; counting line ends is much faster than looking behind each of them."""
    ends = html.count("\n") - html.endswith("\n")
    return html.count("\n<") != ends and _FURTHER_LINE.search(html) is not None


def _html(block: ProseBlock) -> str:
    """A block without its links."""
    parts = block.parts
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return "\0".join([part for part in parts if isinstance(part, str)])


def _has(lines: Sequence[int], line: int) -> bool:
    at = bisect_left(lines, line)
    return at < len(lines) and lines[at] == line


def _with_headings(note: _Note, blocks: Sequence[int], title: str) -> list[int]:
    """Blocks without headings below which nothing is left, and without the title, which the page has already."""
    shown: list[int] = []
    deepest = 0
    for at in reversed(blocks):
        block = note.prose[at]
        if block.kind != "heading":
            shown.append(at)
            deepest = 7
            continue
        heading = note.headings[block.section]
        is_title = heading.level == 1 and fold(heading.plain) == fold(title)
        if heading.level < deepest and not is_title:
            shown.append(at)
        deepest = min(deepest, heading.level)
    return shown[::-1]
