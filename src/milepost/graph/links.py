"""Every link of every note, resolved for pages and `inspect`; those of goals' notes that fail are mentioned."""

from collections.abc import Mapping, Sequence

from milepost.graph.linker import Linker, Spot
from milepost.graph.notes import Note
from milepost.model.fields import LinkTarget
from milepost.model.ids import VaultPath
from milepost.model.plan import ResolvedLink
from milepost.syntax.document import Link

_NONE = ResolvedLink(None)


def resolve_links(
    notes: Sequence[Note], role: Mapping[VaultPath, str], linker: Linker
) -> dict[VaultPath, tuple[ResolvedLink, ...]]:
    """`Document.links` by index for each note that has any."""
    return {note.path: _of(note, role, linker) for note in notes if note.document.links}


def _of(note: Note, role: Mapping[VaultPath, str], linker: Linker) -> tuple[ResolvedLink, ...]:
    speaks = note.path in role
    alone = {item.line for item in note.document.items if item.sole_link} if speaks else set()
    found = []
    for link in note.document.links:
        report = speaks and link.where in ("prose", "item") and link.span.line not in alone
        found.append(_resolved(link, note.path, linker, report=report))
    return tuple(found)


def _resolved(link: Link, path: VaultPath, linker: Linker, *, report: bool) -> ResolvedLink:
    name, _, anchor = link.target.partition("#")
    block = anchor[1:] if anchor.startswith("^") else ""
    heading = "" if block else anchor
    target = LinkTarget(name, heading, block, link.text, is_wikilink=link.is_wikilink)
    hit = linker.prose(target, Spot(path, link.span), report=report)
    return ResolvedLink(hit.path, anchor) if hit.path else _NONE
