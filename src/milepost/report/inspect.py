"""What was read from each note, goal or not: the values behind `inspect`, and their JSON."""

from collections.abc import Collection, Iterable, Mapping

from milepost.diagnostics.problem import Diagnostic
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Task
from milepost.model.ids import VaultPath
from milepost.model.plan import ResolvedLink
from milepost.model.status import ItemState
from milepost.report.inspect_fields import item_fields, note_fields
from milepost.report.jsonable import Json, diagnostic
from milepost.report.material import Material
from milepost.report.problems.text import in_order
from milepost.syntax.document import ChecklistItem, Document, Link

NOT_COUNTED = "not counted"


@frozen
class Inspected:
    """One note as read. `roles` says for each item what it is, `resolved` for each link where it leads, or None."""

    path: VaultPath
    document: Document
    is_goal: bool
    why: str
    roles: tuple[str, ...]
    resolved: tuple[VaultPath | None, ...]
    diagnostics: tuple[Diagnostic, ...]


def inspected(material: Material, only: Collection[VaultPath] | None = None) -> tuple[Inspected, ...]:
    """Every note (or those of `only`), in path order."""
    parts = _parts(material.plan.goals.values())
    found = _by_path(material.diagnostics)
    paths = sorted(path for path in material.documents if only is None or path in only)
    return tuple(_inspect(material, path, parts.get(path, {}), found.get(path, ())) for path in paths)


def inspect_json(notes: Iterable[Inspected]) -> Json:
    """The document of `inspect --json`."""
    return {"schema_version": 1, "notes": [_note_json(note) for note in notes]}


def _inspect(
    material: Material, path: VaultPath, parts: Mapping[int, str], diagnostics: Iterable[Diagnostic]
) -> Inspected:
    document, plan = material.documents[path], material.plan
    why_not = plan.not_goals.get(path)
    return Inspected(
        path=path,
        document=document,
        is_goal=why_not is None,
        why=why_not or plan.goals[plan.shown_at[path][0]].why_goal,
        roles=_roles(document, parts),
        resolved=_resolved(document.links, plan.links.get(path, ())),
        diagnostics=in_order(diagnostics),
    )


def _note_json(note: Inspected) -> Json:
    document = note.document
    return {
        "path": note.path,
        "type": document.front.fields.type,
        "is_goal": note.is_goal,
        "why": note.why,
        "front_matter": note_fields(document.front.fields),
        "unknown": dict(document.front.unknown),
        "headings": [{"level": each.level, "text": each.text, "line": each.line} for each in document.headings],
        "items": [_item_json(item, role) for item, role in zip(document.items, note.roles, strict=True)],
        "tags": list(document.tags),
        "links": [_link_json(link, path) for link, path in zip(document.links, note.resolved, strict=True)],
        "diagnostics": [diagnostic(each) for each in note.diagnostics],
    }


def _item_json(item: ChecklistItem, role: str) -> Json:
    return {
        "line": item.line,
        "column": item.column,
        "symbol": item.symbol,
        "state": item.state.value,
        "title": item.title,
        "parent_line": item.parent_line,
        "in_quote": item.in_quote,
        "is": role,
        "fields": item_fields(item.fields),
    }


def _link_json(link: Link, resolved: VaultPath | None) -> Json:
    return {
        "text": link.text,
        "target": link.target,
        "line": link.span.line,
        "embed": link.embed,
        "resolved": resolved,
    }


def _resolved(links: tuple[Link, ...], found: tuple[ResolvedLink, ...]) -> tuple[VaultPath | None, ...]:
    known = tuple(each.path for each in found)
    return known + (None,) * (len(links) - len(known))


def _roles(document: Document, parts: Mapping[int, str]) -> tuple[str, ...]:
    """What each item is; a cancelled one and all below it count for nothing."""
    roles: list[str] = []
    cancelled: set[int] = set()
    for index, item in enumerate(document.items):
        if item.state is ItemState.CANCELLED or item.parent in cancelled:
            cancelled.add(index)
        roles.append(NOT_COUNTED if index in cancelled else parts.get(item.line, NOT_COUNTED))
    return tuple(roles)


def _parts(goals: Iterable[Goal]) -> dict[VaultPath, dict[int, str]]:
    """Note → line → milestone, task or loose, for every checklist line that the plan has taken up."""
    parts: dict[VaultPath, dict[int, str]] = {}
    for goal in goals:
        _put(parts, goal.loose, "loose")
        for milestone in goal.milestones:
            parts.setdefault(milestone.path, {})[milestone.line] = "milestone"
            _put(parts, milestone.tasks, "task")
    return parts


def _put(parts: dict[VaultPath, dict[int, str]], tasks: Iterable[Task], role: str) -> None:
    for task in tasks:
        parts.setdefault(task.path, {})[task.line] = role


def _by_path(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        found.setdefault(each.path, []).append(each)
    return found
