"""Laws of walking in circles: after taking out what is named, no circle is left; nothing is taken out without one."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.graph.order import circles, closing_edges, tangle

EDGES = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=60)


@given(numbers=EDGES)
def test_taking_out_the_named_edges_opens_every_circle(numbers: set[tuple[int, int]]) -> None:
    """Edges to a higher number are never taken out: they stand for what cannot be, as a part is in its whole."""
    edges = sorted((f"n{a:02}", f"n{b:02}") for a, b in numbers)
    may_cut = {(a, b) for a, b in edges if a >= b}

    closing = closing_edges(tangle(_graph(edges)), may_cut)

    cut = [edge for _, edge in closing]
    assert len(set(cut)) == len(cut)
    assert set(cut) <= may_cut
    assert circles(_graph([edge for edge in edges if edge not in set(cut)])) == []
    for circle, edge in closing:
        steps = list(zip(circle, [*circle[1:], circle[0]], strict=True))
        assert edge in steps
        assert set(steps) <= set(edges)


def _graph(edges: list[tuple[str, str]]) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {name: [] for edge in edges for name in edge}
    for source, target in edges:
        graph[source].append(target)
    return graph
