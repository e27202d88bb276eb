"""A note's own text for a page: what the page does not already tell as milestones, check-ins and so on.

A block is left out only when all of it is told elsewhere; a heading, when nothing is left below it.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from milepost.model.goal import Goal
from milepost.model.ids import VaultPath, fold, slug, without_suffix
from milepost.report.around import Around
from milepost.report.parts import Prose, TextLink
from milepost.syntax.document import Document, PrivateLink, ProseBlock, ProseLink

_MORE_THAN_A_LINE = re.compile(r"\n[^<\n]|<(?:pre|blockquote|div|table|br|hr|details|figure|section)")
_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?-)')
_REFERENCE, _FOOTNOTES = 'class="mp-footnote-ref"', 'class="mp-footnotes"'
_FIRST_LEVEL, _LAST_LEVEL = 3, 6


@dataclass(frozen=True, slots=True)
class Told:
    """What the goal's page tells already: lines of check-ins, decisions and wins, and of the review's first line."""

    entries: tuple[int, ...]
    items: frozenset[int]
    review: int


def note_prose(path: VaultPath, around: Around, root: str, goal: Goal | None = None) -> Prose:
    """The text of a note; of a goal's own note only what its page does not tell otherwise."""
    document = around.document(path)
    told = _told(goal, document) if goal is not None else None
    title = goal.title if goal is not None else title_of(path, document)
    blocks = [at for at in range(len(document.prose)) if not (told and _is_told(document, at, told))]
    review = set(review_blocks(document, told.review)) if told else set()
    shown = _with_headings(document, [at for at in blocks if at not in review], title)
    own = "" if goal is not None else f"{slug(around.addresses.note(path) or path)}_"
    return _with_own_footnotes(_joined([document.prose[at] for at in shown], path, around, root), own)


def title_of(path: VaultPath, document: Document) -> str:
    """What a note that is no goal is called: as it says, else its first H1, else its file name."""
    if document.front.fields.title:
        return document.front.fields.title
    first = next((heading.plain for heading in document.headings if heading.level == 1 and heading.plain), "")
    return first or without_suffix(path.rpartition("/")[2])


def review_prose(path: VaultPath, around: Around, root: str, line: int) -> Prose:
    """The text of the review that begins at `line`, without its heading."""
    document = around.document(path)
    blocks = [document.prose[at] for at in review_blocks(document, line)]
    return _with_own_footnotes(_joined(blocks, path, around, root), "")


def review_blocks(document: Document, line: int) -> list[int]:
    """The blocks below the heading under which `line` stands."""
    if not line:
        return []
    first = next((at for at, block in enumerate(document.prose) if _covers(document, at, line)), None)
    if first is None:
        return []
    section = document.prose[first].section
    if section < 0:
        return [first]
    level = document.headings[section].level
    stop = next(
        (at for at in range(section + 1, len(document.headings)) if document.headings[at].level <= level),
        len(document.headings),
    )
    return [
        at
        for at, block in enumerate(document.prose)
        if section <= block.section < stop
        and not (block.kind == "heading" and block.section == section)
        and not _count(block, _FOOTNOTES)
    ]


def _told(goal: Goal, document: Document) -> Told:
    entries = {entry.line for entry in goal.check_ins}
    entries |= {each.line for each in goal.decisions} | {each.line for each in goal.wins}
    return Told(
        entries=tuple(sorted(entries)),
        items=frozenset(item.line for item in document.items if item.counted),
        review=goal.review.line if goal.review else 0,
    )


def _covers(document: Document, at: int, line: int) -> bool:
    return document.prose[at].line <= line < _next_line(document, at)


def _next_line(document: Document, at: int) -> int:
    """The line of the block that follows; the footnotes, which are last, stand on no line of their own."""
    following = document.prose[at + 1].line if at + 1 < len(document.prose) else 0
    return following if following > document.prose[at].line else sys.maxsize


def _is_told(document: Document, at: int, told: Told) -> bool:
    """Whether the page tells every list item, row or dated heading of a block."""
    block = document.prose[at]
    if _count(block, _REFERENCE) or _count(block, _FOOTNOTES):
        return False
    if block.section >= 0 and _has(told.entries, document.headings[block.section].line):
        return True
    if block.kind == "heading":
        return False
    if block.item_lines:
        return told.items.issuperset(block.item_lines) and _is_checklist_only(block)
    entries = bisect_left(told.entries, _next_line(document, at)) - bisect_left(told.entries, block.line)
    return entries > 0 and entries >= (_count(block, "<li") or _count(block, "<tr") - 1)


def _is_checklist_only(block: ProseBlock) -> bool:
    """Whether a list holds one line for each of its boxes and nothing else: no bullet, no further paragraph."""
    text = "\0".join(part for part in block.parts if isinstance(part, str))
    boxes = len(block.item_lines)
    return text.count("<li") == boxes and text.count("<p>") <= boxes and _MORE_THAN_A_LINE.search(text) is None


def _has(lines: Sequence[int], line: int) -> bool:
    at = bisect_left(lines, line)
    return at < len(lines) and lines[at] == line


def _count(block: ProseBlock, tag: str) -> int:
    return sum(part.count(tag) for part in block.parts if isinstance(part, str))


def _with_headings(document: Document, blocks: Sequence[int], title: str) -> list[int]:
    """Blocks without headings below which nothing is left, and without the title, which the page has already."""
    shown: list[int] = []
    deepest = 0
    for at in reversed(blocks):
        block = document.prose[at]
        if block.kind != "heading":
            shown.append(at)
            deepest = 7
            continue
        heading = document.headings[block.section]
        is_title = heading.level == 1 and fold(heading.plain) == fold(title)
        if heading.level < deepest and not is_title:
            shown.append(at)
        deepest = min(deepest, heading.level)
    return shown[::-1]


def _joined(blocks: Sequence[ProseBlock], path: VaultPath, around: Around, root: str) -> Prose:
    parts: list[str | TextLink] = []
    text: list[str] = []
    for block in blocks:
        for piece in _heading(block, path, around) if block.kind == "heading" else block.parts:
            if isinstance(piece, str):
                text.append(piece)
                continue
            if text:
                parts.append("".join(text))
                text = []
            parts.append(_link(piece, path, around, root))
    return (*parts, "".join(text)) if text else tuple(parts)


def _link(piece: ProseLink | PrivateLink, path: VaultPath, around: Around, root: str) -> TextLink:
    if isinstance(piece, PrivateLink):
        return TextLink(piece.html, around.private_link(piece.href), "outside")
    href, kind = around.link(path, piece.link, root)
    return TextLink(piece.html, href, kind)


def _with_own_footnotes(prose: Prose, own: str) -> Prose:
    """Footnotes under fragments that no other note of the page, and no milestone, has."""
    if not any(isinstance(part, str) and "-footnote" in part for part in prose):
        return prose
    return tuple(_FOOTNOTE.sub(rf"\1mp_{own}\2", part) if isinstance(part, str) else part for part in prose)


def _heading(block: ProseBlock, path: VaultPath, around: Around) -> list[str | ProseLink | PrivateLink]:
    """A heading at the level it has on a page whose own headings are the first and second, with its fragment."""
    document = around.document(path)
    level = min(max(document.headings[block.section].level + 1, _FIRST_LEVEL), _LAST_LEVEL)
    anchor = around.addresses.heading(path, block.section)
    own = f' id="{anchor}"' if anchor else ""
    first, last = block.parts[0], block.parts[-1]
    if not isinstance(first, str) or not isinstance(last, str):
        return list(block.parts)
    inside = first.index(">") + 1
    if len(block.parts) == 1:
        return [f"<h{level}{own}>{first[inside : first.rindex('</h')]}</h{level}>\n"]
    ending = last[: last.rindex("</h")]
    return [f"<h{level}{own}>{first[inside:]}", *block.parts[1:-1], f"{ending}</h{level}>\n"]
