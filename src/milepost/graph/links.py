"""Every link of every note, resolved for pages and `inspect`; those of goals' notes that fail are mentioned."""

from collections.abc import Container, Iterator, Mapping, Sequence

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.frame import Frame
from milepost.graph.linker import Linker, Spot
from milepost.graph.lookup import Given
from milepost.graph.notes import Note
from milepost.model.attachment import kind_of
from milepost.model.fields import LinkTarget
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import ResolvedLink
from milepost.model.sweep import Order
from milepost.syntax.document import Document, Link

_NONE = ResolvedLink(None)


@frozen
class Linked:
    """`Document.links` by index, and what is wrong with them.

    `files` are the attachments that the note's text may show, `embeds` the notes.
    """

    links: tuple[ResolvedLink, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    files: tuple[VaultPath, ...] = ()
    embeds: tuple[VaultPath, ...] = ()


_NO_LINKS = Linked()


def resolve_links(
    notes: Mapping[VaultPath, Note], order: Order[VaultPath], frame: Frame, memo: Memo
) -> Mapping[VaultPath, Linked]:
    """The links of each note."""

    def linked(path: VaultPath, _known: object) -> Linked:
        note = notes[path]
        if not note.document.links or path not in frame.speaking:
            return _NO_LINKS
        findings = Findings()
        links = _of(note, frame.lookup.linker(findings), known, speaks=frame.speaking[path])
        return Linked(links, tuple(findings.all), *_in_text(note, links))

    def asked(path: VaultPath) -> Iterator[str]:
        if path in frame.speaking:
            for link in notes[path].document.links:
                yield from lookup.asked(link.target.partition("#")[0], path)

    lookup, known = frame.lookup, _Known()
    inputs: tuple[Given, ...] = (notes, frame.speaking, *lookup.tables)
    return memo.sweep("links", order, inputs, linked, shared=(lookup.attachments,), beside=asked, in_order=False)


def _in_text(note: Note, links: Sequence[ResolvedLink]) -> tuple[tuple[VaultPath, ...], tuple[VaultPath, ...]]:
    """The attachments that a note's text names, and the notes that it embeds, each once."""
    files: dict[VaultPath, None] = {}
    embeds: dict[VaultPath, None] = {}
    for link, resolved in zip(note.document.links, links, strict=True):
        if resolved.path is None or link.where not in ("prose", "item"):
            continue
        if kind_of(resolved.path):
            files[resolved.path] = None
        elif link.embed:
            embeds[resolved.path] = None
    return tuple(files), tuple(embeds)


_Known = dict[str, ResolvedLink]
"""Links by what is typed that mean the same in every note, and have nothing to be said of: nearly all."""


def _of(note: Note, linker: Linker, known: _Known, *, speaks: bool) -> tuple[ResolvedLink, ...]:
    alone = {item.line for item in note.document.items if item.sole_link} if speaks else set()
    waits = _waits(note.document) if speaks and note.document.waits else ()
    found, path = [], note.path
    for link in note.document.links:
        resolved = known.get(link.target)
        if resolved is None:
            report = speaks and link.where in ("prose", "item") and link.line not in alone
            report = report and (link.line, link.column) not in waits
            resolved = _resolved(link, path, linker, known, report=report)
        found.append(resolved)
    return tuple(found)


def _waits(document: Document) -> Container[tuple[int, int]]:
    """Line and column of the links that lines wait for: what is wrong with these is told of the edges."""
    lines = (document.waits.get(item.line, ()) for item in document.items if item.counted)
    return {(span.line, span.column) for spans in lines for span in spans}


def _resolved(link: Link, path: VaultPath, linker: Linker, known: _Known, *, report: bool) -> ResolvedLink:
    name, _, anchor = link.target.partition("#")
    plain = linker.plainly(name, path)
    if plain is None:
        return _searched(link, path, linker, report=report)
    found = ResolvedLink(plain, anchor)
    if linker.names.means_one(name.strip()):
        known[link.target] = found
    return found


def _searched(link: Link, path: VaultPath, linker: Linker, *, report: bool) -> ResolvedLink:
    name, _, anchor = link.target.partition("#")
    block = anchor[1:] if anchor.startswith("^") else ""
    heading = "" if block else anchor
    target = LinkTarget(name, heading, block, link.text, is_wikilink=link.is_wikilink)
    hit = linker.prose(target, Spot(path, link.span), report=report)
    return ResolvedLink(hit.path, anchor) if hit.path else _NONE
