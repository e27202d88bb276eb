"""Face: what one note shows to all others. Whatever a plan's frame is made of stands here, and nothing else does.

An edit that leaves every face as it was changes the goals it touches, and not what is what and part of what.
"""

from decimal import Decimal

from milepost.config.settings import ReadingSettings
from milepost.graph.places import claiming, linking
from milepost.model.calendar import Period
from milepost.model.fields import LinkTarget
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath, without_suffix
from milepost.syntax.document import Document


@frozen
class Face:
    """`type` is the word as typed, "" without one; `has_target`: there is a metric with a target or a band.

    `claimed` are ids of items and headings, `linked` the links that stand for milestones. Its title is not among them
    (see Titles), nor on which lines it says all this (see Place).
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
    claimed: tuple[str, ...] = ()
    parent: tuple[LinkTarget, ...] = ()
    linked: tuple[LinkTarget, ...] = ()
    carried_to: tuple[LinkTarget, ...] = ()
    carried_from: tuple[LinkTarget, ...] = ()
    aliases: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    away: tuple[Period, ...] = ()
    capacity: Decimal | None = None


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
        claimed=tuple(one.fields.id for one in claiming(document) if one.fields.id),
        parent=fields.parent,
        linked=tuple(item.sole_link for item in linking(document, settings) if item.sole_link),
        carried_to=fields.carried_to,
        carried_from=fields.carried_from,
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


def file_name(path: str) -> str:
    """The last segment of a path without a note's suffix."""
    return without_suffix(path.rsplit("/", 1)[-1])


def folder(path: str) -> str:
    """The folder of a path, "" at the root."""
    return path.rpartition("/")[0]
