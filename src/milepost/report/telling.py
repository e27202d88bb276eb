"""Telling: the blocks of a note as parts of a page, with links resolved, pictures, and other notes where they stand.

A note that is embedded is shown whole or in part, so deep as `DEEPEST` and so much as `MOST_EMBEDDED` characters of
HTML a text; beyond that, and where a note would be shown inside itself, a link stands in its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from milepost.model.attachment import is_picture
from milepost.model.ids import VaultPath, without_suffix
from milepost.model.plan import ResolvedLink
from milepost.model.rim import Size
from milepost.report.around import Around
from milepost.report.embedded import embedded
from milepost.report.pages.parts import Picture, Prose, TextLink
from milepost.report.visible import visible
from milepost.syntax.document import Document, Link
from milepost.syntax.emptied import without_empty
from milepost.syntax.escape import escape
from milepost.syntax.links import Wikilink, embed_words
from milepost.syntax.prose_blocks import Gap, PrivateLink, ProseBlock, ProseLink, WebPicture

DEEPEST = 5
MOST_EMBEDDED = 60_000
_LARGEST = 10_000
_UNKNOWN: Size = (0, 0)

_FOOTNOTE = re.compile(r'(id="|href="#)(fn(?:ref)?-)')
_BLOCK = re.compile(r' id="b-')
_BLOCK_ID = re.compile(r' id="b-[A-Za-z0-9-]+"')
_TAG = re.compile(r"<(/?)(p|em|strong|del|mark|a|summary|h[1-6])\b([^<>]*)>")
_EMPTY = re.compile(r"<p>\s*</p>\n?")
_FIRST_LEVEL, _LAST_LEVEL = 3, 6
_WEB_PICTURE = "https://"

Part = str | TextLink | Picture
Trail = tuple[tuple[VaultPath, str], ...]
"""The notes, and what of them, in which the one that is told is embedded; the page's own first."""


class Telling:
    """Tells one text of a page. `own` keeps the fragments of its footnotes apart from those of the page's other texts.

    With `has_places` blocks are given the fragments by which links find them. `embeds` is a letter for the fragments of
    embedded notes, where two texts of a page are one note's.
    """

    def __init__(
        self, around: Around, root: str, own: str = "", *, has_places: bool = False, embeds: str = "e"
    ) -> None:
        self._around, self._root, self._own, self._has_places = around, root, own, has_places
        self._letter = embeds
        self._room = MOST_EMBEDDED
        self._embeds = 0

    def prose(self, blocks: Iterable[ProseBlock], path: VaultPath) -> Prose:
        """The text of these blocks of a note."""
        parts = _joined(self._told(blocks, ((path, ""),)))
        return tuple(_renamed(parts, f"mp_{self._own}", places="mp_b-" if self._has_places else ""))

    def _told(self, blocks: Iterable[ProseBlock], trail: Trail) -> Iterator[Part]:
        for block in blocks:
            pieces = self._heading(block, trail) if block.kind == "heading" else block.parts
            if len(pieces) == 1 and isinstance(pieces[0], str):
                yield pieces[0]
            elif any(isinstance(piece, ProseLink) and self._is_embed(piece, trail) for piece in pieces):
                yield from self._with_embeds(pieces, trail)
            else:
                parts = [piece if isinstance(piece, str) else self._gap(piece, trail) for piece in pieces]
                yield from _without_empty(parts) if "" in parts else parts

    # -- links and pictures

    def _gap(self, piece: Gap, trail: Trail) -> Part:
        match piece:
            case PrivateLink():
                return TextLink(piece.html, self._around.private_link(piece.href), "outside")
            case WebPicture():
                return self._web_picture(piece)
            case ProseLink():
                return self._link(piece, trail[-1][0])

    def _web_picture(self, piece: WebPicture) -> Part:
        words, size = embed_words(piece.alt)
        if self._around.material.settings.site.remote_images and piece.href.lower().startswith(_WEB_PICTURE):
            return _sized(piece.href, visible(words), size, _UNKNOWN)
        return TextLink(escape(words or piece.href), piece.href, "outside")

    def _link(self, piece: ProseLink, path: VaultPath) -> Part:
        link, found = self._around.document(path).links[piece.link], self._around.resolved(path, piece.link)
        if link.embed and found is not None and found.path is not None and is_picture(found.path):
            own = self._around.material.pictures.get(found.path, _UNKNOWN)
            return _picture(link, self._around.file(found.path, self._root), own)
        leads = self._around.link(path, piece.link, self._root)
        html = piece.html if piece.html.strip() else escape(visible(self._name(link, found)))
        return TextLink(html, *leads) if html else ""

    def _name(self, link: Link, found: ResolvedLink | None) -> str:
        """What a link without words is called: its target's file, if it is there; what does not exist, only at home."""
        if found is not None and found.path is not None:
            name = found.path.rpartition("/")[2]
            return without_suffix(name) if found.path in self._around.material.documents else name
        return link.target if self._around.is_private else ""

    # -- embedded notes

    def _is_embed(self, piece: ProseLink, trail: Trail) -> bool:
        """Whether a gap shows another note."""
        path = trail[-1][0]
        found = self._around.resolved(path, piece.link)
        return (
            found is not None
            and found.path in self._around.material.documents
            and self._around.document(path).links[piece.link].embed
        )

    def _with_embeds(self, pieces: Sequence[str | Gap], trail: Trail) -> Iterator[Part]:
        """A block in which other notes are shown, each between two paragraphs; within emphasis a link stands for it."""
        open_tags: list[str] = []
        parts: list[Part] = []
        for piece in pieces:
            if isinstance(piece, str):
                _follow(piece, open_tags)
                parts.append(piece)
            elif isinstance(piece, ProseLink) and self._is_embed(piece, trail) and open_tags in ([], ["p"]):
                inner = self._embed(piece, trail) or [self._gap(piece, trail)]
                splits = open_tags == ["p"] and len(inner) > 1
                parts += ["</p>\n", *inner, "<p>"] if splits else inner
            else:
                parts.append(self._gap(piece, trail))
        yield from (_EMPTY.sub("", part) if isinstance(part, str) else part for part in _joined(parts))

    def _embed(self, piece: ProseLink, trail: Trail) -> list[Part]:
        """The note that a gap shows; nothing where it cannot be shown here."""
        found = self._around.resolved(trail[-1][0], piece.link)
        if found is None or found.path is None or len(trail) > DEEPEST:
            return []
        target, title = (found.path, found.anchor), title_of(found.path, self._around)
        document = self._around.document(found.path)
        blocks = embedded(document, self._around.addresses.prose(found.path), title, found.anchor)
        size = sum(len(part) for block in blocks for part in block.parts if isinstance(part, str))
        if target in trail or not blocks or size > self._room:
            return []
        self._room -= size
        self._embeds += 1
        own = f"mp_{self._own}{self._letter}{self._embeds}-"
        inner = _renamed(self._told(blocks, (*trail, target)), own)
        leads = self._around.link(trail[-1][0], piece.link, self._root)
        heading = TextLink(escape(_heading_words(title, found)), *leads)
        return ['<div class="mp-embed"><p class="mp-embed-title">', heading, "</p>\n", *inner, "</div>\n"]

    def _heading(self, block: ProseBlock, trail: Trail) -> Sequence[str | Gap]:
        """A heading at the level it has on a page whose own headings are the first and second, with its fragment."""
        path = trail[-1][0]
        level = min(max(self._around.document(path).headings[block.section].level + 1, _FIRST_LEVEL), _LAST_LEVEL)
        anchor = self._around.addresses.heading(path, block.section) if len(trail) == 1 else ""
        own = f' id="{anchor}"' if anchor else ""
        first, last = block.parts[0], block.parts[-1]
        if not isinstance(first, str) or not isinstance(last, str):
            return block.parts
        inside = first.index(">") + 1
        if len(block.parts) == 1:
            return [f"<h{level}{own}>{first[inside : first.rindex('</h')]}</h{level}>\n"]
        ending = last[: last.rindex("</h")]
        return [f"<h{level}{own}>{first[inside:]}", *block.parts[1:-1], f"{ending}</h{level}>\n"]


def title_of(path: VaultPath, around: Around) -> str:
    """What a note is called: as it says, else its first H1, else its file name."""
    shown = around.plan.shown_at.get(path)
    if shown is not None and around.plan.goals[shown[0]].path == path:
        return around.plan.goals[shown[0]].title
    return written_title(around.document(path), path)


def written_title(document: Document, path: VaultPath) -> str:
    """The same of a note that is no goal."""
    if document.front.fields.title:
        return document.front.fields.title
    first = next((heading.plain for heading in document.headings if heading.level == 1 and heading.plain), "")
    return first or without_suffix(path.rpartition("/")[2])


def _heading_words(title: str, found: ResolvedLink) -> str:
    section = "" if found.anchor.startswith("^") else found.anchor.rpartition("#")[2].strip()
    return visible(f"{title} > {section}" if section else title)


def _picture(link: Link, src: str, own: Size) -> Picture:
    words, size = embed_words(link.text)
    if not words or (link.is_wikilink and words == Wikilink(link.target).text):
        words = link.target.rpartition("/")[2].rpartition(".")[0]
    return _sized(src, visible(words), size, own)


def _sized(src: str, words: str, written: str, own: Size) -> Picture:
    """The size that is written wins; where only a width is, the height is what the picture's own shape asks for."""
    width, height = _size(written)
    if height or not own[0]:
        return Picture(src, words, width, height, is_forced=height > 0)
    if not width:
        return Picture(src, words, *own)
    return Picture(src, words, width, max(1, round(width * own[1] / own[0])))


def _size(written: str) -> tuple[int, int]:
    """Width and height as an embed gives them; what no screen has is no size."""
    width, _, height = written.partition("x")
    found = tuple(int(each) if each and len(each) < 6 else 0 for each in (width, height))
    return (found[0], found[1]) if max(found) <= _LARGEST else (0, 0)


def _follow(html: str, open_tags: list[str]) -> None:
    """Keep track of the elements in which no block may stand; a paragraph of a kind of its own is not one to split."""
    for tag in _TAG.finditer(html):
        if tag[1]:
            del open_tags[-1:]
        else:
            open_tags.append("title" if "class=" in tag[3] else tag[2])


def _renamed(parts: Iterable[Part], own: str, places: str = "") -> Iterator[Part]:
    """Parts whose footnotes have fragments that nothing else on the page has; blocks keep theirs with `places` only."""
    for part in parts:
        if not isinstance(part, str) or "=" not in part:
            yield part
            continue
        found = _FOOTNOTE.sub(rf"\1{own}\2", part) if "fn" in part else part
        yield _BLOCK.sub(f' id="{places}', found) if places else _BLOCK_ID.sub("", found)


def _without_empty(parts: Iterable[Part]) -> Iterator[Part]:
    """Parts without the elements in which a link was all, that leads nowhere and has no words."""
    for part in _joined(parts):
        if not isinstance(part, str):
            yield part
        elif html := without_empty(part):
            yield html


def _joined(parts: Iterable[Part]) -> Prose:
    """Parts with neighbouring pieces of HTML made one."""
    joined: list[Part] = []
    text: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text.append(part)
            continue
        if text:
            joined.append("".join(text))
            text = []
        joined.append(part)
    return (*joined, "".join(text)) if text else tuple(joined)
