"""Goal trees: every goal of a plan under what it stands under in lists, children below their parents."""

from collections.abc import Iterable, Mapping, Sequence

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.status import Status
from milepost.model.sweep import Order
from milepost.report.around import Around
from milepost.report.badges import STATUS
from milepost.report.natural import natural
from milepost.report.tree import Leaf, in_tree, leaf
from milepost.report.visible import visible

Under = tuple[bool, bool, str, str]
"""What goals stand under, in order: whether it is for closed ones, for those without an area, its place, its words."""

Row = tuple[Under, Leaf]
Branches = tuple[tuple[GoalId, int], ...]

_ENDED = {"reached": STATUS[Status.DONE], "missed": STATUS[Status.MISSED], "dropped": STATUS[Status.DROPPED]}


def open_trees(around: Around) -> Mapping[str, Branches]:
    """Open goals by area, children below their parents."""
    return {under[3]: branches for under, branches in trees(around).items() if not under[0]}


def trees(around: Around) -> Mapping[Under, Branches]:
    """Every goal under its heading; an edit puts anew what it touches."""
    return around.once("trees", lambda: _trees_of(around))


def some_trees(goals: Iterable[GoalId], around: Around) -> Mapping[Under, Branches]:
    """Some goals under their headings."""
    rows = rows_of_trees(around)
    parts: dict[Under, list[Leaf]] = {}
    for name in goals:
        for under, own in _rows_of(rows[name]):
            parts.setdefault(under, []).append(own)
    return {under: tuple(in_tree(parts[under])) for under in sorted(parts)}


def rows_of_trees(around: Around) -> Mapping[GoalId, Row | None]:
    """What each goal stands under, and what decides where."""
    plan, figures = around.plan, around.analysis
    inputs = (plan.goals, figures.goals)
    return around.once(
        "rows of trees",
        lambda: around.memo.sweep("row", plan.listed, inputs, lambda name, _: _row(plan.goals[name], around)),
    )


def _trees_of(around: Around) -> Mapping[Under, Branches]:
    plan, memo, rows = around.plan, around.memo, rows_of_trees(around)
    parts = memo.group("rows", plan.listed, rows, lambda name: _rows_of(rows[name]))
    headings = memo.same("headings", None, Order(parts))
    return memo.sweep("tree", headings, (parts,), lambda under, _: tuple(in_tree(parts[under])))


def _row(goal: Goal, around: Around) -> Row | None:
    if goal.is_mission:
        return None
    facts = around.facts(goal.id)
    if facts.outcome == "open":
        area = visible(goal.area)
        return (False, not area, natural(area), area), leaf(goal, facts.due)
    word = _ENDED[facts.outcome].word
    return (True, False, word, word), leaf(goal, facts.due)


def _rows_of(row: Row | None) -> Sequence[Row]:
    return () if row is None else (row,)
