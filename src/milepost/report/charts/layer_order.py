"""The order of nodes within columns: sweeps by medians, of which the one with the fewest crossings is kept.

After Gansner, Koutsofios, North and Vo, "A technique for drawing directed graphs" (1993).
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

from milepost.report.charts.layers import Layered

SWEEPS = 12

Columns = Sequence[Sequence[int]]
Beside = Mapping[int, Sequence[int]]


def ordered(graph: Layered) -> tuple[tuple[int, ...], ...]:
    """The columns with their nodes in a better order; never one with more crossings than before."""
    left, right = neighbours(graph)
    best = [list(column) for column in graph.columns]
    fewest = crossings(best, right)
    current = [list(column) for column in best]
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forwards = sweep % 2 == 0
        _sweep(current, left if forwards else right, forwards=forwards)
        found = crossings(current, right)
        if found < fewest:
            best, fewest = [list(column) for column in current], found
    return tuple(tuple(column) for column in best)


def neighbours(graph: Layered) -> tuple[Beside, Beside]:
    """What each node leads on from in the column to its left, and to in the one to its right."""
    left: dict[int, list[int]] = {}
    right: dict[int, list[int]] = {}
    for chain in graph.chains:
        for one, other in pairwise(chain):
            right.setdefault(one, []).append(other)
            left.setdefault(other, []).append(one)
    return left, right


def crossings(columns: Columns, right: Beside) -> int:
    """How often two edges cross between neighbouring columns."""
    total = 0
    for column, following in pairwise(columns):
        if len(column) < 2 or len(following) < 2:
            continue
        place = {node: at for at, node in enumerate(following)}
        seen: list[int] = []
        for node in column:
            ends = sorted(place[each] for each in right.get(node, ()))
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _sweep(columns: list[list[int]], beside: Beside, *, forwards: bool) -> None:
    """Each column in the order of the medians of what its nodes are joined to in the one before it."""
    steps = list(pairwise(columns)) if forwards else list(pairwise(reversed(columns)))
    for fixed, column in steps:
        place = {node: at for at, node in enumerate(fixed)}
        medians = {node: _median(sorted(place[each] for each in beside.get(node, ()))) for node in column}
        movable = sorted((node for node in column if medians[node] >= 0), key=medians.__getitem__)
        moved = iter(movable)
        column[:] = [next(moved) if medians[node] >= 0 else node for node in column]


def _median(places: Sequence[int]) -> float:
    """The median, weighted towards the side where places are closer together; -1 where there are none."""
    count = len(places)
    if not count:
        return -1
    middle = count // 2
    if count % 2:
        return places[middle]
    if count == 2:
        return (places[0] + places[1]) / 2
    left, right = places[middle - 1] - places[0], places[-1] - places[middle]
    if left + right == 0:
        return (places[middle - 1] + places[middle]) / 2
    return (places[middle - 1] * right + places[middle] * left) / (left + right)
