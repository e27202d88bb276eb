"""A note's own text for a page, with its headings and footnotes fitted in and its links resolved."""

import re
from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.model.ids import VaultPath, slug, without_suffix
from milepost.report.around import Around
from milepost.report.parts import Prose, TextLink
from milepost.report.untold import untold
from milepost.syntax.document import Document
from milepost.syntax.prose_blocks import PrivateLink, ProseBlock, ProseLink

_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?-)')
_FIRST_LEVEL, _LAST_LEVEL = 3, 6


def note_prose(path: VaultPath, around: Around, root: str) -> Prose:
    """The text of a note that is no goal, such as a milestone's or a letter."""
    document = around.document(path)
    blocks = around.addresses.prose(path)
    shown = untold(document, blocks, _title_of(path, document)).text
    prose = _joined([blocks[at] for at in shown], path, around, root)
    return _with_own_footnotes(prose, f"{slug(around.addresses.note(path) or path)}_")


def goal_prose(goal: Goal, around: Around, root: str) -> Prose:
    """The text of a goal's own note that its page does not tell otherwise."""
    return _text_of(goal.path, around.addresses.untold(goal.id).text, around, root)


def review_prose(goal: Goal, around: Around, root: str) -> Prose:
    """The text of a goal's review, without its heading."""
    return _text_of(goal.path, around.addresses.untold(goal.id).review, around, root)


def _text_of(path: VaultPath, shown: Sequence[int], around: Around, root: str) -> Prose:
    if not shown:
        return ()
    blocks = around.addresses.prose(path)
    return _with_own_footnotes(_joined([blocks[at] for at in shown], path, around, root), "")


def _title_of(path: VaultPath, document: Document) -> str:
    """What a note that is no goal is called: as it says, else its first H1, else its file name."""
    if document.front.fields.title:
        return document.front.fields.title
    first = next((heading.plain for heading in document.headings if heading.level == 1 and heading.plain), "")
    return first or without_suffix(path.rpartition("/")[2])


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
