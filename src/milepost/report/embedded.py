"""Which blocks of a note an embed shows: all of them, those below a heading, or the one that a block id names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from milepost.model.ids import fold
from milepost.report.untold import untold
from milepost.syntax.document import Document
from milepost.syntax.prose_blocks import Gap, ProseBlock

_ITEM_TAG = re.compile(r"<(/?)li\b")
_REFERENCE = re.compile(r'href="#fn-([0-9]+)"')
_FOOTNOTES = 'class="mp-footnotes"'
_ENDS = ("</ul>\n", "</ol></section>\n")

Parts = tuple[str | Gap, ...]


def embedded(document: Document, blocks: Sequence[ProseBlock], title: str, anchor: str) -> tuple[ProseBlock, ...]:
    """The blocks of a note that an embed with this anchor shows, with their footnotes; empty where there are none."""
    if not anchor:
        return tuple(blocks[at] for at in untold(document, blocks, title).text)
    text = [block for block in blocks if not _is_footnotes(block)]
    named = _block(document, text, anchor[1:]) if anchor.startswith("^") else _section(document, text, anchor)
    return (*named, *_footnotes(named, blocks))


def _section(document: Document, text: Sequence[ProseBlock], anchor: str) -> tuple[ProseBlock, ...]:
    """What stands below the heading that comes last in the anchor, and itself."""
    wanted = fold(anchor.rpartition("#")[2].strip())
    headings = document.headings
    first = next((at for at, heading in enumerate(headings) if fold(heading.plain) == wanted), None)
    if first is None:
        return ()
    below = (at for at in range(first + 1, len(headings)) if headings[at].level <= headings[first].level)
    stop = next(below, len(headings))
    return tuple(block for block in text if first <= block.section < stop)


def _block(document: Document, text: Sequence[ProseBlock], block_id: str) -> tuple[ProseBlock, ...]:
    """A list item alone; of everything else the whole block."""
    line = document.block_ids.get(block_id)
    if line is None:
        return ()
    mark = f'<li id="b-{block_id}"'
    for block in text:
        if block.kind == "list" and any(mark in part for part in block.parts if isinstance(part, str)):
            return (replace(block, parts=("<ul>\n", *_item(block.parts, mark), _ENDS[0])),)
    return tuple([block for block in text if block.line <= line][-1:])


def _item(parts: Parts, mark: str) -> Iterator[str | Gap]:
    """The list item that begins with `mark`, with all that lies in it."""
    depth = 0
    for part in parts:
        if not isinstance(part, str):
            if depth:
                yield part
            continue
        start = 0 if depth else part.find(mark)
        if start < 0:
            continue
        for tag in _ITEM_TAG.finditer(part, start):
            depth += -1 if tag[1] else 1
            if not depth:
                yield f"{part[start : tag.start()]}</li>\n"
                return
        yield part[start:]


def _footnotes(named: Sequence[ProseBlock], blocks: Sequence[ProseBlock]) -> Iterator[ProseBlock]:
    """The footnotes that these blocks refer to."""
    html = "".join(part for block in named for part in block.parts if isinstance(part, str))
    numbers = dict.fromkeys(_REFERENCE.findall(html))
    notes = next((block for block in blocks if _is_footnotes(block)), None)
    if not numbers or notes is None:
        return
    first = notes.parts[0]
    opening = first[: first.index("<li")] if isinstance(first, str) else ""
    items = (part for number in numbers for part in _item(notes.parts, f'<li id="fn-{number}"'))
    yield replace(notes, parts=(opening, *items, _ENDS[1]))


def _is_footnotes(block: ProseBlock) -> bool:
    return isinstance(block.parts[0], str) and _FOOTNOTES in block.parts[0][:60]
