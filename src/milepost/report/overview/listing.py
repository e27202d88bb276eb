"""Listing: every goal of a plan under its heading, and a row for each area; an edit lists again what it touches."""

from collections.abc import Iterator, Mapping, Sequence

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.sweep import Order
from milepost.report.around import Around
from milepost.report.goal_list import NO_AREA, Listed, Summary, add_up, closed_heading, open_headings, summaries
from milepost.report.natural import natural
from milepost.report.tree import Leaf, in_tree, leaf
from milepost.report.visible import visible

Under = tuple[bool, bool, str, str]
"""What goals stand under, in order: whether it is for closed ones, for those without an area, its place, its words."""

Row = tuple[Under, Leaf]
Branches = tuple[tuple[GoalId, int], ...]


class Listing:
    """Open goals by area, then closed ones by how they ended; children below their parents."""

    def __init__(self, around: Around) -> None:
        self._goals = around.plan.goals
        trees = _trees(around)
        areas = open_headings([under[3] for under in trees if not under[0]])
        self._parts = [
            (closed_heading(under[3]) if under[0] else areas[under[3]], branches) for under, branches in trees.items()
        ]

    def __len__(self) -> int:
        return sum(len(branches) for _, branches in self._parts)

    def rows(self, start: int, stop: int) -> list[Listed]:
        """Some of the rows."""
        return list(self._rows(start, stop))

    def _rows(self, start: int, stop: int) -> Iterator[Listed]:
        at = 0
        for heading, branches in self._parts:
            inside = branches[max(start - at, 0) : max(stop - at, 0)]
            yield from (Listed(heading, self._goals[name], depth) for name, depth in inside)
            at += len(branches)

    @property
    def has_areas(self) -> bool:
        """Whether any open goal has an area."""
        return any(heading.title != NO_AREA for heading, _ in self._parts if heading.anchor)

    @property
    def rest(self) -> tuple[int, str] | None:
        """Where the open goals without an area begin: the number of the row, and the fragment of the heading."""
        at = 0
        for heading, branches in self._parts:
            if heading.anchor and heading.title == NO_AREA:
                return at, heading.anchor
            at += len(branches)
        return None


def listing(around: Around) -> Listing:
    """Of all goals that are listed."""
    return around.once("listing", lambda: Listing(around))


def open_trees(around: Around) -> Mapping[str, Branches]:
    """Open goals by area, children below their parents."""
    return {under[3]: branches for under, branches in _trees(around).items() if not under[0]}


def _trees(around: Around) -> Mapping[Under, Branches]:
    return around.once("trees", lambda: _trees_of(around))


def _trees_of(around: Around) -> Mapping[Under, Branches]:
    plan, figures, memo = around.plan, around.analysis, around.memo
    inputs = (plan.goals, figures.goals, figures.healths)
    rows = memo.sweep("row", plan.listed, inputs, lambda name, _: _row(plan.goals[name], around))
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
    word = around.badge(goal.id).word
    return (True, False, word, word), leaf(goal, facts.due)


def _rows_of(row: Row | None) -> Sequence[Row]:
    return () if row is None else (row,)


def area_sums(around: Around) -> Mapping[str, Summary]:
    """Each area's goals as one row, areas by name, "" last."""
    plan, memo = around.plan, around.memo
    own = summaries(around)

    def in_area(name: GoalId, _known: object) -> tuple[str, Summary] | None:
        goal = plan.goals[name]
        return None if goal.is_mission else (visible(goal.area), own[name])

    rows = memo.sweep("summary in area", plan.listed, (plan.goals, own), in_area)
    parts = memo.group("summaries", plan.listed, rows, lambda name: [row] if (row := rows[name]) else [])
    sums = {area: add_up(each) for area, each in parts.items()}
    return {area: sums[area] for area in sorted(sums, key=lambda area: (not area, natural(area), area))}
