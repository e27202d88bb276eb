"""How high nodes stand in their columns: close to what they are joined to, in their order, and apart from each other.

Each column is an isotonic regression, solved by pooling adjacent violators (Ayer and others, 1955).
"""

from collections.abc import Callable, Mapping, Sequence

from milepost.report.charts.layer_order import neighbours
from milepost.report.charts.layers import Layered

ROUNDS = 8
_STILL = 0.5

Height = Callable[[int], float]


def placed(graph: Layered, columns: Sequence[Sequence[int]], height: Height, gap: float) -> Mapping[int, float]:
    """The middle of each node; the topmost one begins at 0."""
    left, right = neighbours(graph)
    places: dict[int, float] = {}
    for column in columns:
        offsets = _offsets(column, height, gap)
        places.update({node: at - offsets[-1] / 2 for node, at in zip(column, offsets, strict=True)})
    for turn in range(ROUNDS):
        before = dict(places)
        forwards = turn % 2 == 1
        for column in columns if forwards else reversed(columns):
            _settle(column, left if forwards else right, places, _offsets(column, height, gap))
        if turn and all(abs(before[node] - place) < _STILL for node, place in places.items()):
            break
    top = min(places[column[0]] - height(column[0]) / 2 for column in columns)
    return {node: place - top for node, place in places.items()}


def _settle(
    column: Sequence[int], beside: Mapping[int, Sequence[int]], places: dict[int, float], offsets: Sequence[float]
) -> None:
    """Move the nodes of a column to the mean of their neighbours, as far as their order and distances allow."""
    wanted, weights = [], []
    for node, offset in zip(column, offsets, strict=True):
        near = beside.get(node, ())
        mean = sum(places[each] for each in near) / len(near) if near else places[node]
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


def _offsets(column: Sequence[int], height: Height, gap: float) -> list[float]:
    """How far below the first node each must stand at least."""
    found: list[float] = []
    for at, node in enumerate(column):
        found.append(found[-1] + (height(column[at - 1]) + height(node)) / 2 + gap if at else 0.0)
    return found
