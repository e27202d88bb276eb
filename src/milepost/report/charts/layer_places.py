"""How high nodes stand in their columns: close to what they are joined to, in their order, and apart from each other.

Each column is an isotonic regression, solved by pooling adjacent violators (Ayer and others, 1955).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

from milepost.model.quick import quick
from milepost.report.charts.layer_order import neighbours
from milepost.report.charts.layers import Layered

ROUNDS = 8
_STILL = 0.5

Height = Callable[[int], float]


class _Node(NamedTuple):
    """A node as a column is settled: how far below the first it must stand at least, and what it is joined to."""

    name: int
    offset: float
    near: Sequence[int]
    weight: float


def placed(graph: Layered, columns: Sequence[Sequence[int]], height: Height, gap: float) -> Mapping[int, float]:
    """The middle of each node; the topmost one begins at 0."""
    places: dict[int, float] = {}
    spaced = [(column, _offsets([height(node) for node in column], gap)) for column in columns]
    for column, offsets in spaced:
        places.update({node: at - offsets[-1] / 2 for node, at in zip(column, offsets, strict=True)})
    left, right = ([_nodes(*one, beside) for one in spaced] for beside in neighbours(graph))
    for turn in range(ROUNDS):
        before = tuple(places.values())
        for nodes in left if turn % 2 else reversed(right):
            _settle(nodes, places)
        if turn and max(map(abs, map(sub, before, places.values()))) < _STILL:
            break
    top = min(places[column[0]] - height(column[0]) / 2 for column in columns)
    return {node: place - top for node, place in places.items()}


def _nodes(column: Sequence[int], offsets: Sequence[float], beside: Mapping[int, Sequence[int]]) -> Sequence[_Node]:
    joined = [(node, offset, beside.get(node, ())) for node, offset in zip(column, offsets, strict=True)]
    return [quick(_Node, (node, offset, near, float(len(near)) or 0.1)) for node, offset, near in joined]


def _settle(nodes: Sequence[_Node], places: dict[int, float]) -> None:
    """Move the nodes of a column to the mean of their neighbours, as far as their order and distances allow."""
    wanted = []
    for name, offset, near, _ in nodes:
        if len(near) > 1:
            wanted.append(sum([places[each] for each in near]) / len(near) - offset)
        else:
            wanted.append(places[near[0] if near else name] - offset)
    if wanted != sorted(wanted):
        wanted = pooled(wanted, [node.weight for node in nodes])
    for (name, offset, _, _), place in zip(nodes, wanted, strict=True):
        places[name] = place + offset


def pooled(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The ascending sequence nearest to `wanted` (weighted least squares)."""
    blocks: list[tuple[float, float, int]] = []
    for value, weight in zip(wanted, weights, strict=True):
        mean, mass, size = value, weight, 1
        while blocks and blocks[-1][0] > mean:
            other, other_mass, other_size = blocks.pop()
            mean = (mean * mass + other * other_mass) / (mass + other_mass)
            mass, size = mass + other_mass, size + other_size
        blocks.append((mean, mass, size))
    return [mean for mean, _, size in blocks for _ in range(size)]


def _offsets(heights: Sequence[float], gap: float) -> list[float]:
    """How far below the first node of a column each must stand at least."""
    return list(accumulate(((one + other) / 2 + gap for one, other in pairwise(heights)), initial=0.0))
