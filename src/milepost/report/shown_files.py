"""Shown files: the attachments of a vault that pages show or lead to. No other one is part of the site."""

from collections.abc import Iterable, Iterator, Mapping

from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.plan import Plan
from milepost.report.around import IN_GOALS, Around
from milepost.report.goal.item_rows import ItemRows
from milepost.report.note_text import goal_prose, note_prose, review_prose
from milepost.report.pages.parts import Link, Picture, Prose


def shown_files(around: Around) -> Mapping[str, VaultPath]:
    """The attachments by their site path. Only notes that name one, or embed a note that does, are looked at."""
    if not around.files:
        return {}
    notes = _naming(around.plan)
    by_address = {around.file(path, ""): path for path in around.files}
    shown: set[VaultPath] = set()
    for goal in _hosts(notes, around.plan):
        own = around.plan.goals[goal]
        shown.update(_found(_addresses(own, around), IN_GOALS, by_address))
    for report in around.plan.reports:
        if report.path in notes:
            shown.update(_found(_of_prose(note_prose(report.path, around, "")), "", by_address))
    return {around.files[path]: path for path in shown}


def _naming(plan: Plan) -> set[VaultPath]:
    """Notes that name an attachment, and all that embed such a note, at whatever depth."""
    embedders: dict[VaultPath, list[VaultPath]] = {}
    for path, embeds in plan.embeds.items():
        for embedded in embeds:
            embedders.setdefault(embedded, []).append(path)
    found = set(plan.files)
    waiting = list(found)
    while waiting:
        fresh = [path for path in embedders.get(waiting.pop(), ()) if path not in found]
        found.update(fresh)
        waiting += fresh
    return found


def _hosts(notes: Iterable[VaultPath], plan: Plan) -> set[GoalId]:
    """The goals on whose pages these notes are shown."""
    return {plan.shown_at[path][0] for path in notes if path in plan.shown_at}


def _addresses(goal: Goal, around: Around) -> Iterator[str]:
    """Everything a goal's page shows of its notes' pictures and leads to."""
    yield from _of_prose(goal_prose(goal, around, IN_GOALS))
    yield from _of_prose(review_prose(goal, around, IN_GOALS))
    rows = ItemRows(goal, around.facts(goal.id), around)
    stones = [row for group in rows.groups() for row in (*group.folded, *group.rows, *group.further)]
    for row in stones:
        yield from _of_title(row.title)
        yield from _of_prose(row.note)
    for task in (*(task for row in stones for task in row.tasks), *rows.loose()):
        yield from _of_title(task.title)
        yield from _of_prose(task.note)


def _of_prose(prose: Prose) -> Iterator[str]:
    for part in prose:
        if not isinstance(part, str):
            yield part.src if isinstance(part, Picture) else part.href


def _of_title(title: Iterable[Link]) -> Iterator[str]:
    return (piece.href for piece in title if piece.href)


def _found(addresses: Iterable[str], root: str, by_address: Mapping[str, VaultPath]) -> Iterator[VaultPath]:
    for each in addresses:
        path = by_address.get(each.removeprefix(root)) if each.startswith(root) else None
        if path is not None:
            yield path
