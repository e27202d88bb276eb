"""Circles and orders in directed graphs, without recursion and independent of the order of input."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TypeVar

N = TypeVar("N", bound=str)


def components(edges: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """Strongly connected components (Tarjan, iterative), each after those it leads to. Linear in nodes and edges."""
    index: dict[N, int] = {}
    low: dict[N, int] = {}
    on_stack: set[N] = set()
    stack: list[N] = []
    found: list[list[N]] = []
    work: list[tuple[N, Iterator[N]]] = []

    def enter(node: N) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        work.append((node, iter(edges.get(node, ()))))

    for root in edges:
        if root not in index:
            enter(root)
        while work:
            node, out = work[-1]
            for child in out:
                if child not in index:
                    enter(child)
                    break
                if child in on_stack:
                    low[node] = min(low[node], index[child])
            else:
                work.pop()
                if low[node] == index[node]:
                    found.append(_pop_component(stack, on_stack, node))
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[node])
    return found


def _pop_component(stack: list[N], on_stack: set[N], node: N) -> list[N]:
    component: list[N] = []
    while True:
        member = stack.pop()
        on_stack.discard(member)
        component.append(member)
        if member == node:
            return component


def tangle(edges: Mapping[N, Sequence[N]]) -> dict[N, list[N]]:
    """The part of a graph that lies on circles: the rest cannot be on one, whatever is taken out."""
    parts = components(edges)
    nodes = {node for part in parts if len(part) > 1 or part[0] in edges.get(part[0], ()) for node in part}
    return {node: [child for child in edges[node] if child in nodes] for node in edges if node in nodes}


def circles(edges: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """Every circle found by walking from the smallest node, as its nodes in order; cutting its last edge opens it.

    Deterministic: nodes and edges are taken in sorted order. After cutting the edge from the last node of each circle
    back to its first, the graph has no circle left.
    """
    return circles_of(tangle(edges))


def circles_of(tangled: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """The same, of a graph's tangle."""
    found: list[list[N]] = []
    done: set[N] = set()
    for root in sorted(tangled):
        if root not in done:
            found += _circles_from(root, tangled, done)
    return found


def _circles_from(root: N, tangled: Mapping[N, Sequence[N]], done: set[N]) -> list[list[N]]:
    found: list[list[N]] = []
    path: list[N] = [root]
    place = {root: 0}
    pending = [iter(sorted(set(tangled[root])))]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
            left = path.pop()
            del place[left]
            done.add(left)
        elif child in place:
            found.append(path[place[child] :])
        elif child not in done:
            place[child] = len(path)
            path.append(child)
            pending.append(iter(sorted(set(tangled[child]))))
    return found


def closing_edges(edges: Mapping[N, Sequence[N]], may_cut: Container[tuple[N, N]]) -> list[tuple[list[N], tuple[N, N]]]:
    """Circles, each with its edge to take out, after which no circle is left: one walk, however many there are.

    Every circle must hold an edge of `may_cut`; the one nearest to where the circle closes is taken. What was reached
    through it is left and may be walked anew, so this is linear where no circle is far from such an edge.
    """
    found: list[tuple[list[N], tuple[N, N]]] = []
    cut: set[tuple[N, N]] = set()
    done: set[N] = set()
    for root in sorted(edges):
        path = [] if root in done else [root]
        place = {root: 0}
        pending = [iter(sorted(set(edges[root])))]
        while path:
            child = next(pending[-1], None)
            if child is None:
                done.add(path[-1])
                _leave(path, place, pending, down_to=len(path) - 1)
            elif child in done or (path[-1], child) in cut:
                continue
            elif child in place:
                circle = path[place[child] :]
                step = _last_step([*circle, child], may_cut)
                found.append((circle, step))
                cut.add(step)
                _leave(path, place, pending, down_to=place[step[0]] + 1)
            else:
                place[child] = len(path)
                path.append(child)
                pending.append(iter(sorted(set(edges.get(child, ())))))
    return found


def _last_step(circle: Sequence[N], may_cut: Container[tuple[N, N]]) -> tuple[N, N]:
    at = len(circle) - 1
    while (circle[at - 1], circle[at]) not in may_cut:
        at -= 1
    return circle[at - 1], circle[at]


def _leave(path: list[N], place: dict[N, int], pending: list[Iterator[N]], *, down_to: int) -> None:
    while len(path) > down_to:
        del place[path.pop()]
        pending.pop()


def after_targets(edges: Mapping[N, Sequence[N]]) -> list[N]:
    """All nodes so that each comes after those its edges lead to. The graph must have no circle."""
    return [node for part in components(edges) for node in part]
