"""The plan graph's shape: where cards stand and edges run, of which only the numbers of the nodes are known.

Small pictures repeat: many a goal waits for one other and holds back another. Each shape is worked out once, however
its nodes are numbered: what counts is how they stand in their columns.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from milepost.report.charts.layer_order import ordered
from milepost.report.charts.layer_places import placed
from milepost.report.charts.layers import Edge, heights_of, in_columns
from milepost.report.charts.scale import tenth

WIDE, HIGH = 190.0, 58.0
_GAP, _DUMMY = 14.0, 4.0
_NEAR, _FAR, _WIDENS, _FAN = 40.0, 120.0, 4.0, 5
"""How far apart columns stand: further where more than `_FAN` edges meet, which else would be all but upright."""
_RIM = 8.0
_LONG = (-1, -1)
_HEAD = "l-7-4v8z"
_MOST_SHAPES, _MOST_DRAWN = 500, 1_000


class Corner(NamedTuple):
    """The upper left corner of a card."""

    x: str
    y: str


class Run(NamedTuple):
    """How an edge runs, and the head of its arrow."""

    wire: str
    head: str


class Shape(NamedTuple):
    """One picture without its words: a corner for each node, a run for each edge.

    `fullest_x` is the place of the column with the most cards, at which a narrow screen opens the picture.
    """

    width: int
    height: int
    corners: tuple[Corner, ...]
    runs: tuple[Run, ...]
    fullest_x: str


class Places(NamedTuple):
    """The left side and the middle of each node."""

    lefts: Mapping[int, float]
    middles: Mapping[int, float]


@lru_cache(_MOST_SHAPES)
def shape(count: int, edges: tuple[Edge, ...]) -> Shape:
    """The shape of so many nodes and the edges between them; no edge twice, and none from a node to itself.

    Nodes are numbered anew by columns. Edges to the next column are sorted; the others, which are led through columns,
    keep their order, as it decides how they lie there.
    """
    heights = heights_of(count, edges)
    order = sorted(range(count), key=lambda node: -heights[node])
    number = dict(zip(order, range(count), strict=True))
    renamed = [(number[before], number[after]) for before, after in edges]
    short = [abs(heights[before] - heights[after]) == 1 for before, after in edges]
    turn = sorted(range(len(edges)), key=lambda at: renamed[at] if short[at] else _LONG)
    drawn = _drawn(tuple([heights[node] for node in order]), tuple([renamed[at] for at in turn]))
    runs = dict(zip(turn, drawn.runs, strict=True))
    return drawn._replace(
        corners=tuple([drawn.corners[number[node]] for node in range(count)]),
        runs=tuple([runs[at] for at in range(len(edges))]),
    )


@lru_cache(_MOST_DRAWN)
def _drawn(heights: tuple[int, ...], edges: tuple[Edge, ...]) -> Shape:
    count, graph = len(heights), in_columns(heights, edges)
    columns = ordered(graph)
    middles = placed(graph, columns, lambda node: _high(node, count), _GAP)
    between = _between(edges)
    lefts = {node: _RIM + at * (WIDE + between) for at, column in enumerate(columns) for node in column}
    places = Places(lefts, middles)
    return Shape(
        width=ceil(2 * _RIM + len(columns) * WIDE + (len(columns) - 1) * between),
        height=ceil(2 * _RIM + max(middle + _high(node, count) / 2 for node, middle in middles.items())),
        corners=tuple(Corner(tenth(lefts[node]), tenth(_RIM + middles[node] - HIGH / 2)) for node in range(count)),
        runs=tuple(
            Run(_wire(chain, places), _head(chain, after, places))
            for (_, after), chain in zip(edges, graph.chains, strict=True)
        ),
        fullest_x=tenth(_fullest(columns, lefts, count)),
    )


def _between(edges: Iterable[Edge]) -> float:
    ends = Counter(before for before, _ in edges), Counter(after for _, after in edges)
    most = max((number for end in ends for number in end.values()), default=0)
    return min(_FAR, _NEAR + _WIDENS * max(0, most - _FAN))


def _high(node: int, count: int) -> float:
    return HIGH if node < count else _DUMMY


def _fullest(columns: Sequence[Sequence[int]], lefts: Mapping[int, float], count: int) -> float:
    """The middle of the column with the most cards."""
    fullest = max(columns, key=lambda column: sum(node < count for node in column))
    return lefts[fullest[0]] + WIDE / 2


def _wire(chain: Sequence[int], places: Places) -> str:
    """A curve from the right side of a card to the left side of another, straight through the columns between."""
    lefts, middles = places
    path = f"M{tenth(lefts[chain[0]] + WIDE)} {tenth(_RIM + middles[chain[0]])}"
    for at, (one, other) in enumerate(pairwise(chain)):
        x, end = lefts[one] + WIDE, lefts[other]
        bend, y, to_y = tenth((x + end) / 2), tenth(_RIM + middles[one]), tenth(_RIM + middles[other])
        path += f"C{bend} {y} {bend} {to_y} {tenth(end)} {to_y}"
        if at < len(chain) - 2:
            path += f"H{tenth(end + WIDE)}"
    return path


def _head(chain: Sequence[int], target: int, places: Places) -> str:
    """The arrow's head; it points to the left where the edge closes a circle."""
    lefts, middles = places
    y = tenth(_RIM + middles[target])
    if chain[-1] == target:
        return f"M{tenth(lefts[target])} {y}{_HEAD}"
    return f"M{tenth(lefts[target] + WIDE)} {y}l7-4v8z"
