"""Listing: every goal of a plan under its heading, and a row for each area; an edit lists again what it touches."""

from collections.abc import Iterator, Mapping

from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.goal_list import NO_AREA, Listed, Summary, add_up, closed_heading, open_headings, summaries
from milepost.report.goal_trees import trees
from milepost.report.natural import natural
from milepost.report.visible import visible


class Listing:
    """Open goals by area, then closed ones by how they ended; children below their parents."""

    def __init__(self, around: Around) -> None:
        known = trees(around)
        areas = open_headings([under[3] for under in known if not under[0]])
        self._parts = [
            (closed_heading(under[3]) if under[0] else areas[under[3]], branches) for under, branches in known.items()
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
            yield from (Listed(heading, name, depth) for name, depth in inside)
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
