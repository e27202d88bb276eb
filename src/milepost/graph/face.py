"""Face: what one note shows to all others. Whatever a plan's frame is made of stands here, and nothing else does.

An edit that leaves every face as it was changes the goals it touches, and not what is what and part of what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from milepost.config.settings import ReadingSettings
from milepost.graph.structure import read_structure
from milepost.model.calendar import Period
from milepost.model.fields import LinkTarget
from milepost.model.ids import VaultPath, without_suffix
from milepost.model.quick import quickly_made
from milepost.model.span import Span
from milepost.syntax.document import Document

_PLACED = ("id", "parent", "carried_to", "carried_from")


@quickly_made
@dataclass(frozen=True, slots=True)
class Face:
    """`type` is the word as typed, "" without one; `has_target`: there is a metric with a target or a band.

    `claimed` are ids of items and headings with their places, `linked` the links that stand for milestones; `places`
    locates the front matter that names other notes. Its title is not among them: see Titles.
    """

    path: VaultPath
    readable: bool = True
    template_marks: bool = False
    has_front: bool = False
    has_items: bool = False
    type: str = ""
    goal_tag: bool = False
    has_target: bool = False
    id: str | None = None
    claimed: tuple[tuple[Span, str], ...] = ()
    parent: tuple[LinkTarget, ...] = ()
    linked: tuple[tuple[Span, LinkTarget], ...] = ()
    carried_to: tuple[LinkTarget, ...] = ()
    carried_from: tuple[LinkTarget, ...] = ()
    places: tuple[tuple[str, Span], ...] = ()
    aliases: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    away: tuple[Period, ...] = ()
    capacity: Decimal | None = None

    def at(self, name: str) -> Span:
        """Where a front matter field stands, else the first line."""
        return next((span for field, span in self.places if field == name), _FIRST)


_FIRST = Span(1)


def face_of(path: VaultPath, document: Document, settings: ReadingSettings) -> Face:
    """The face of one note: a function of its path, its content and the reading settings."""
    front, fields = document.front, document.front.fields
    metric = fields.metric
    return Face(
        path=path,
        readable=document.readable,
        template_marks=front.template_marks,
        has_front=front.end_line > 0,
        has_items=bool(document.items),
        type=fields.type or "",
        goal_tag=document.goal_tag,
        has_target=metric is not None and (metric.target is not None or metric.band is not None),
        id=fields.id,
        claimed=_claimed(document),
        parent=fields.parent,
        linked=_linked(document, settings),
        carried_to=fields.carried_to,
        carried_from=fields.carried_from,
        places=_places(front.spans),
        aliases=fields.aliases,
        skills=fields.skills,
        interests=fields.interests,
        away=fields.away,
        capacity=fields.capacity,
    )


def written_title(document: Document) -> str:
    """The title a note gives itself, "" where it gives none."""
    if document.front.fields.title:
        return document.front.fields.title
    return next((heading.plain for heading in document.headings if heading.level == 1 and heading.plain), "")


def _places(spans: Mapping[str, Span]) -> tuple[tuple[str, Span], ...]:
    return tuple((name, spans[name]) for name in _PLACED if name in spans)


def _claimed(document: Document) -> tuple[tuple[Span, str], ...]:
    named = [(Span(item.line, item.column), item.fields.id) for item in document.items if item.fields.id]
    named += [(Span(heading.line), heading.fields.id) for heading in document.headings if heading.fields.id]
    return tuple((span, name) for span, name in named if name)


def _linked(document: Document, settings: ReadingSettings) -> tuple[tuple[Span, LinkTarget], ...]:
    """Milestones whose whole text is a link."""
    items = document.items
    if not any(item.sole_link for item in items):
        return ()
    parts = [items[part.item] for part in read_structure(document, settings).milestones if part.item >= 0]
    return tuple((Span(item.line, item.column), item.sole_link) for item in parts if item.sole_link is not None)


def file_name(path: str) -> str:
    """The last segment of a path without a note's suffix."""
    return without_suffix(path.rsplit("/", 1)[-1])


def folder(path: str) -> str:
    """The folder of a path, "" at the root."""
    return path.rpartition("/")[0]
