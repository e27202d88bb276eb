"""How high nodes stand in their columns: close to what they are joined to, in their order, and apart from each other.

Each column is an isotonic regression, solved by pooling adjacent violators (Ayer and others, 1955).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

from milepost.report.charts.layer_order import neighbours
from milepost.report.charts.layers import Layered

ROUNDS = 8
_STILL = 0.5

Height = Callable[[int], float]


def placed(graph: Layered, columns: Sequence[Sequence[int]], height: Height, gap: float) -> Mapping[int, float]:
    """The middle of each node; the topmost one begins at 0."""
    left, right = neighbours(graph)
    places: dict[int, float] = {}
    spaced = [(column, _offsets([height(node) for node in column], gap)) for column in columns]
    for column, offsets in spaced:
        places.update({node: at - offsets[-1] / 2 for node, at in zip(column, offsets, strict=True)})
    for turn in range(ROUNDS):
        before = dict(places)
        forwards = turn % 2 == 1
        for column, offsets in spaced if forwards else reversed(spaced):
            _settle(column, left if forwards else right, places, offsets)
        if turn and all(abs(before[node] - place) < _STILL for node, place in places.items()):
            break
    top = min(places[column[0]] - height(column[0]) / 2 for column in columns)
    return {node: place - top for node, place in places.items()}


def _settle(
    column: Sequence[int], beside: Mapping[int, Sequence[int]], places: dict[int, float], offsets: Sequence[float]
) -> None:
    """Move the nodes of a column to the mean of their neighbours, as far as their order and distances allow."""
    if len(column) == 1:
        near = beside.get(column[0], ())
        if near:
            places[column[0]] = sum([places[each] for each in near]) / len(near)
        return
    wanted, weights = [], []
    for node, offset in zip(column, offsets, strict=True):
        near = beside.get(node, ())
        mean = sum([places[each] for each in near]) / len(near) if near else places[node]
        wanted.append(mean - offset)
        weights.append(float(len(near)) or 0.1)
    for node, offset, place in zip(column, offsets, pooled(wanted, weights), strict=True):
        places[node] = place + offset


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
