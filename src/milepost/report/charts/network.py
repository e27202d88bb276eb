"""The plan graph's geometry: goals as cards in columns, what must be finished first on the left, edges between them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, repeat, takewhile
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.quick import quick
from milepost.report.charts.network_shape import WIDE, Corner, Run, shape
from milepost.report.charts.scale import text_width

MOST_NODES, MOST_EDGES = 60, 240
_TITLE, _INNER = 13.0, WIDE - 22
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


@frozen
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
    form = shape(len(nodes), tuple([(number[edge.before], number[edge.after]) for edge in drawn]))
    return Network(
        width=form.width,
        height=form.height,
        cards=tuple([_card(node, corner) for node, corner in zip(nodes, form.corners, strict=True)]),
        fullest_x=form.fullest_x,
        wires=_wires(drawn, form.runs),
    )


def _card(node: Node, corner: Corner) -> Card:
    lines = wrapped(node.title, _INNER, _TITLE)
    drop = 1 if len(lines) > 1 else 9
    _, _, state, tone, href, _, *marks = node
    card: Card = quick(Card, (*corner, lines, drop, state, tone, href, *marks))
    return card


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
    room = _narrow_room(width, size) if text.isascii() else _room([text_width(letter, size) for letter in text], width)
    if room >= len(text):
        return text, ""
    at = text.rfind(" ", 0, room + 1)
    cut = at if at > room // 3 else max(room, 1)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _room(widths: Iterable[float], width: float) -> int:
    """How many letters of these widths stand on a line."""
    return sum(1 for _ in takewhile(lambda used: used <= width, accumulate(widths)))


@lru_cache(_MOST_TITLES)
def _narrow_room(width: float, size: float) -> int:
    """The same of letters that are as wide as most."""
    return _room(repeat(text_width("x", size)), width)


def _wires(edges: Sequence[Edge], runs: Sequence[Run]) -> Wires:
    lines: dict[str, str] = {}
    heads: dict[str, str] = {}
    for edge, run in zip(edges, runs, strict=True):
        kind = "cyclic" if edge.is_cyclic else "heavy" if edge.is_heavy else "tree" if edge.is_tree else "plain"
        lines[kind] = lines.get(kind, "") + run.wire
        heads[kind] = heads.get(kind, "") + run.head
    return Wires(
        *(lines.get(kind, "") for kind in ("tree", "plain", "heavy", "cyclic")),
        *(heads.get(kind, "") for kind in ("plain", "heavy", "cyclic")),
    )
