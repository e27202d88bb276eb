"""Layers of a graph: which column each node stands in, and the way of each edge through the columns between.

After Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures" (1981). Nodes are
numbers from 0; those from the count of nodes on are dummies, through which long edges are led.
"""

from collections.abc import Sequence

from milepost.model.frozen import frozen

Edge = tuple[int, int]


@frozen
class Layered:
    """Nodes by column, from left to right; `chains` has for each edge the nodes it leads through, ends included.

    A chain leads to the right also where its edge leads to the left, closing a circle.
    """

    columns: tuple[tuple[int, ...], ...]
    chains: tuple[tuple[int, ...], ...]
    count: int


def layered(count: int, edges: Sequence[Edge]) -> Layered:
    """Columns by the longest path to a node without successors, so that each node stands close to what follows it.

    Linear in nodes and in edges times their length. Edges from a node to itself must have been left out.
    """
    return in_columns(heights_of(count, edges), edges)


def in_columns(heights: Sequence[int], edges: Sequence[Edge]) -> Layered:
    """The same where the longest paths are known."""
    count, last = len(heights), max(heights, default=0)
    columns: list[list[int]] = [[] for _ in range(last + 1)]
    for node, height in enumerate(heights):
        columns[last - height].append(node)
    chains = []
    free = count
    for one, other in edges:
        left, right = (one, other) if heights[one] > heights[other] else (other, one)
        between = range(last - heights[left] + 1, last - heights[right])
        for column in between:
            columns[column].append(free + column - between.start)
        chains.append((left, *range(free, free + len(between)), right))
        free += len(between)
    return Layered(tuple(tuple(column) for column in columns), tuple(chains), count)


def heights_of(count: int, edges: Sequence[Edge]) -> list[int]:
    """The longest path from each node to one without successors; an edge that closes a circle counts backwards."""
    after: list[set[int]] = [set() for _ in range(count)]
    before: list[set[int]] = [set() for _ in range(count)]
    for one, other in edges:
        after[one].add(other)
        before[other].add(one)
    open_ends = [len(nodes) for nodes in after]
    heights = [-1] * count
    ready = [node for node in range(count) if not after[node]]
    next_forced = 0
    while True:
        while ready:
            node = ready.pop()
            heights[node] = max((heights[each] for each in after[node]), default=-1) + 1
            for each in before[node]:
                open_ends[each] -= 1
                if open_ends[each] == 0 and heights[each] < 0:
                    ready.append(each)
        while next_forced < count and heights[next_forced] >= 0:
            next_forced += 1
        if next_forced == count:
            return heights
        _turn_round(next_forced, after, before, open_ends, heights=heights)
        ready.append(next_forced)


def _turn_round(
    node: int, after: list[set[int]], before: list[set[int]], open_ends: list[int], *, heights: Sequence[int]
) -> None:
    """In a circle: the edges from a node to nodes that have no height yet lead to it instead."""
    for each in sorted(after[node]):
        if heights[each] < 0:
            after[node].discard(each)
            before[each].discard(node)
            if node not in after[each]:
                after[each].add(node)
                before[node].add(each)
                open_ends[each] += 1
    open_ends[node] = 0
