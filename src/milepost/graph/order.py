"""Circles and orders in directed graphs, without recursion and independent of the order of input."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from sys import maxsize
from typing import TypeVar

N = TypeVar("N", bound=str | int)


def components(edges: Mapping[N, Collection[N]]) -> list[list[N]]:
    """Strongly connected components (Gabow, iterative), each after those it leads to. Linear in nodes and edges."""
    place: dict[N, int] = {}  # where a node stands on the stack; `_GONE` once its component is known
    stack: list[N] = []
    starts: list[int] = []  # where on the stack a component may begin, by what is known so far
    found: list[list[N]] = []
    for root in edges:
        pending = [] if root in place else [_entered(root, edges, place, stack)]
        starts += [place[root]] if pending else []
        while pending:
            node, out = pending[-1]
            for child in out:
                at = place.get(child)
                if at is None:
                    starts.append(len(stack))
                    pending.append(_entered(child, edges, place, stack))
                    break
                while starts[-1] > at:
                    starts.pop()
            else:
                pending.pop()
                if starts[-1] == place[node]:
                    found.append(_taken(stack, starts.pop(), place))
    return found


_GONE = maxsize


def _entered(node: N, edges: Mapping[N, Collection[N]], place: dict[N, int], stack: list[N]) -> tuple[N, Iterator[N]]:
    place[node] = len(stack)
    stack.append(node)
    return node, iter(edges.get(node, ()))


def _taken(stack: list[N], start: int, place: dict[N, int]) -> list[N]:
    component = stack[: start - 1 if start else None : -1]
    del stack[start:]
    for node in component:
        place[node] = _GONE
    return component


def tangle(edges: Mapping[N, Sequence[N]]) -> dict[N, list[N]]:
    """The part of a graph that lies on circles: the rest cannot be on one, whatever is taken out. All of it sorted."""
    parts = components(edges)
    nodes = {node for part in parts if len(part) > 1 or part[0] in edges.get(part[0], ()) for node in part}
    return {node: sorted(nodes.intersection(edges[node])) for node in sorted(nodes)}


def circles(edges: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """Every circle found by walking from the smallest node, as its nodes in order; cutting its last edge opens it.

    Nodes and edges are taken in sorted order. After cutting the edge from the last node of each circle
    back to its first, the graph has no circle left.
    """
    return circles_of(tangle(edges))


def circles_of(tangled: Mapping[N, Sequence[N]]) -> list[list[N]]:
    """The same, of a graph's tangle."""
    found: list[list[N]] = []
    done: set[N] = set()
    for root in tangled:
        if root not in done:
            found += _circles_from(root, tangled, done)
    return found


def _circles_from(root: N, tangled: Mapping[N, Sequence[N]], done: set[N]) -> list[list[N]]:
    found: list[list[N]] = []
    path: list[N] = [root]
    place = {root: 0}
    pending = [iter(tangled[root])]
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
            pending.append(iter(tangled[child]))
    return found


def closing_edges(
    tangled: Mapping[N, Sequence[N]], may_cut: Container[tuple[N, N]]
) -> list[tuple[list[N], tuple[N, N]]]:
    """Circles of a tangle, each with its edge to take out, after which none is left: one walk, however many there are.

    Every circle must hold an edge of `may_cut`; the one nearest to where the circle closes is taken. What was reached
    through it is left and may be walked anew, so this is linear where no circle is far from such an edge.
    """
    found: list[tuple[list[N], tuple[N, N]]] = []
    cut: set[tuple[N, N]] = set()
    done: set[N] = set()
    for root in tangled:
        path = [] if root in done else [root]
        place = {root: 0}
        pending = [iter(tangled[root])]
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
                pending.append(iter(tangled[child]))
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
    found: list[N] = []
    seen: set[N] = set()
    for root in edges:
        if root in seen:
            continue
        seen.add(root)
        work: list[tuple[N, Iterator[N]]] = [(root, iter(edges[root]))]
        while work:
            node, out = work[-1]
            for child in out:
                if child not in seen:
                    seen.add(child)
                    work.append((child, iter(edges.get(child, ()))))
                    break
            else:
                work.pop()
                found.append(node)
    return found
