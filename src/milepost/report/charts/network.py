"""The plan graph's geometry: goals as cards in columns, what must be finished first on the left, edges between them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from milepost.report.charts.layer_order import ordered
from milepost.report.charts.layer_places import placed
from milepost.report.charts.layers import layered
from milepost.report.charts.scale import tenth, text_width

MOST_NODES, MOST_EDGES = 60, 240
WIDE, HIGH = 190.0, 58.0
_GAP, _DUMMY = 14.0, 4.0
_NEAR, _FAR, _WIDENS, _FAN = 40.0, 120.0, 4.0, 5
"""How far apart columns stand: further where more than `_FAN` edges meet, which else would be all but upright."""
_RIM = 8.0
_TITLE, _INNER = 13.0, WIDE - 22
_HEAD = "l-7-4v8z"
_MOST_TITLES = 20_000


class Node(NamedTuple):
    """A card: `name` is its key, `state` the line below its title, `tone` that of its badge; `spare` says how much time
    it has to spare, in words.
    """

    name: str
    title: str
    state: str
    tone: str
    href: str
    spare: str = ""
    is_heavy: bool = False
    is_blocked: bool = False
    is_here: bool = False


class Edge(NamedTuple):
    """`after` can only be finished when `before` is; a tree edge leads from a sub-goal to its goal."""

    before: str
    after: str
    is_tree: bool = False
    is_heavy: bool = False
    is_cyclic: bool = False


class Card(NamedTuple):
    """A card in the picture, with its title on one or two lines; `drop` is how much lower its words begin."""

    x: str
    y: str
    lines: tuple[str, ...]
    drop: int
    state: str
    tone: str
    href: str
    is_heavy: bool
    is_blocked: bool
    is_here: bool


class Wires(NamedTuple):
    """The edges as paths: of the tree, dependencies, those of the critical path, and those that close circles."""

    tree: str
    plain: str
    heavy: str
    cyclic: str
    heads: str
    heavy_heads: str
    cyclic_heads: str


class Places(NamedTuple):
    """The left side and the middle of each node."""

    lefts: Mapping[int, float]
    middles: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Network:
    """One picture; `fullest_x` is the place of the column with the most cards."""

    width: int
    height: int
    cards: tuple[Card, ...]
    wires: Wires
    fullest_x: str


def network(nodes: Sequence[Node], edges: Sequence[Edge]) -> Network:
    """The picture of at most `MOST_NODES` nodes and the edges between them; there is at least one node."""
    number = {node.name: at for at, node in enumerate(nodes)}
    drawn = [edge for edge in edges if edge.before != edge.after and edge.before in number and edge.after in number]
    drawn = list({(edge.before, edge.after): edge for edge in reversed(drawn)}.values())[::-1][:MOST_EDGES]
    graph = layered(len(nodes), [(number[edge.before], number[edge.after]) for edge in drawn])
    columns = ordered(graph)
    middles = placed(graph, columns, lambda node: _high(node, len(nodes)), _GAP)
    between = _between(drawn)
    lefts = {node: _RIM + at * (WIDE + between) for at, column in enumerate(columns) for node in column}
    return Network(
        width=ceil(2 * _RIM + len(columns) * WIDE + (len(columns) - 1) * between),
        height=ceil(2 * _RIM + max(middle + _high(node, len(nodes)) / 2 for node, middle in middles.items())),
        cards=tuple(_card(node, lefts[at], middles[at]) for at, node in enumerate(nodes)),
        fullest_x=tenth(_fullest(columns, lefts, len(nodes))),
        wires=_wires(drawn, graph.chains, number, Places(lefts, middles)),
    )


def _between(edges: Sequence[Edge]) -> float:
    ends = Counter(edge.before for edge in edges), Counter(edge.after for edge in edges)
    most = max((number for end in ends for number in end.values()), default=0)
    return min(_FAR, _NEAR + _WIDENS * max(0, most - _FAN))


def _high(node: int, count: int) -> float:
    return HIGH if node < count else _DUMMY


def _fullest(columns: Sequence[Sequence[int]], lefts: Mapping[int, float], count: int) -> float:
    """The middle of the column with the most cards, at which a narrow screen opens the picture."""
    fullest = max(columns, key=lambda column: sum(node < count for node in column))
    return lefts[fullest[0]] + WIDE / 2


def _card(node: Node, x: float, middle: float) -> Card:
    lines = wrapped(node.title, _INNER, _TITLE)
    return Card(
        x=tenth(x),
        y=tenth(_RIM + middle - HIGH / 2),
        lines=lines,
        drop=1 if len(lines) > 1 else 9,
        state=node.state,
        tone=node.tone,
        href=node.href,
        is_heavy=node.is_heavy,
        is_blocked=node.is_blocked,
        is_here=node.is_here,
    )


@lru_cache(_MOST_TITLES)
def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """Text on at most two lines that are no wider than `width`; the second ends in `…` where there is more."""
    first, rest = _fitting(text, width, size)
    if not rest:
        return (first,)
    second, more = _fitting(rest, width, size)
    if not more:
        return first, second
    kept, _ = _fitting(second, width - text_width("…", size), size)
    return first, f"{kept}…"


def _fitting(text: str, width: float, size: float) -> tuple[str, str]:
    """As much of a text as fits on a line, cut between words where that is possible, and what is left."""
    room = 0
    used = 0.0
    for letter in text:
        used += text_width(letter, size)
        if used > width:
            break
        room += 1
    if room >= len(text):
        return text, ""
    at = text.rfind(" ", 0, room + 1)
    cut = at if at > room // 3 else max(room, 1)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _wires(edges: Sequence[Edge], chains: Sequence[Sequence[int]], number: Mapping[str, int], places: Places) -> Wires:
    lines: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    for edge, chain in zip(edges, chains, strict=True):
        kind = "cyclic" if edge.is_cyclic else "heavy" if edge.is_heavy else "tree" if edge.is_tree else "plain"
        lines.setdefault(kind, []).append(_wire(chain, places))
        if not edge.is_tree:
            heads.setdefault(kind, []).append(_head(chain, number[edge.after], places))
    found = {kind: "".join(paths) for kind, paths in lines.items()}
    ends = {kind: "".join(paths) for kind, paths in heads.items()}
    return Wires(
        *(found.get(kind, "") for kind in ("tree", "plain", "heavy", "cyclic")),
        *(ends.get(kind, "") for kind in ("plain", "heavy", "cyclic")),
    )


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
