"""The plan graph's layout: in every picture edges lead on and nothing overlaps, and it is always the same one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.report.charts.layer_order import crossings, neighbours, ordered
from milepost.report.charts.layer_places import placed, pooled
from milepost.report.charts.layers import Edge, Layered, layered
from milepost.report.charts.network import Edge as Wire
from milepost.report.charts.network import Network, Node, network, wrapped
from milepost.report.charts.network_shape import HIGH, WIDE
from milepost.report.charts.scale import text_width

GAP = 10.0


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    count = draw(st.integers(1, 12))
    nodes = st.integers(0, count - 1)
    edges = draw(st.lists(st.tuples(nodes, nodes).filter(lambda edge: edge[0] != edge[1]), unique=True, max_size=30))
    return count, edges


@st.composite
def acyclic(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    count, edges = draw(graphs())
    return count, sorted({(min(edge), max(edge)) for edge in edges})


def columns_of(graph: Layered) -> dict[int, int]:
    return {node: at for at, column in enumerate(graph.columns) for node in column}


@given(acyclic())
def test_edges_lead_to_the_right(made: tuple[int, list[Edge]]) -> None:
    """Where there is no circle: each node stands left of all that follows it, and close to the nearest of them."""
    count, edges = made
    graph = layered(count, edges)
    column = columns_of(graph)

    assert all(column[one] < column[other] for one, other in edges)
    last = len(graph.columns) - 1
    for node in range(count):
        after = [column[other] for one, other in edges if one == node]
        assert column[node] == min(after, default=last + 1) - 1


@given(graphs())
def test_chains_take_one_column_at_a_time(made: tuple[int, list[Edge]]) -> None:
    """Also in circles: each edge has its chain between its ends, and each node stands in one column."""
    count, edges = made
    graph = layered(count, edges)
    column = columns_of(graph)

    assert sorted(node for nodes in graph.columns for node in nodes) == list(range(len(column)))
    for edge, chain in zip(edges, graph.chains, strict=True):
        assert {chain[0], chain[-1]} == set(edge)
        assert all(column[after] == column[before] + 1 for before, after in pairwise(chain))
        assert all(node >= count for node in chain[1:-1])


@given(graphs())
def test_sweeps_never_add_crossings(made: tuple[int, list[Edge]]) -> None:
    """And lose no node."""
    graph = layered(*made)
    columns, (_, right) = ordered(graph), neighbours(graph)

    assert crossings(columns, right) <= crossings(graph.columns, right)
    assert [sorted(column) for column in columns] == [sorted(column) for column in graph.columns]


def test_a_crossing_that_need_not_be_is_undone() -> None:
    """Two edges across each other, whichever way they were listed."""
    graph = layered(4, [(0, 3), (1, 2)])

    assert crossings(graph.columns, neighbours(graph)[1]) == 1
    assert crossings(ordered(graph), neighbours(graph)[1]) == 0


@given(graphs())
def test_nodes_of_a_column_stand_apart_in_their_order(made: tuple[int, list[Edge]]) -> None:
    """The topmost begins at 0."""
    graph = layered(*made)
    columns = ordered(graph)
    places = placed(graph, columns, lambda node: 20.0, GAP)

    for column in columns:
        assert all(places[after] - places[before] >= 20 + GAP - 1e-6 for before, after in pairwise(column))
    assert min(places.values()) == pytest.approx(10)


@given(st.lists(st.floats(-1e3, 1e3), max_size=20))
def test_pooling_gives_an_ascending_sequence_with_the_same_mean(wanted: list[float]) -> None:
    """What ascends already stays as it is."""
    found = pooled(wanted, [1.0] * len(wanted))

    assert all(before <= after + 1e-9 for before, after in pairwise(found))
    assert sum(found) == pytest.approx(sum(wanted), abs=1e-6)
    assert pooled(sorted(wanted), [1.0] * len(wanted)) == sorted(wanted)


def picture(count: int, edges: list[Edge]) -> Network:
    nodes = [Node(str(at), f"Goal {at}", "on track", "on-track", "") for at in range(count)]
    return network(nodes, [Wire(str(one), str(other)) for one, other in edges])


@given(graphs())
def test_cards_do_not_overlap_and_stay_inside(made: tuple[int, list[Edge]]) -> None:
    """Whatever the graph."""
    drawn = picture(*made)
    places = [(float(card.x), float(card.y)) for card in drawn.cards]

    for at, (x, y) in enumerate(places):
        assert 0 <= x <= drawn.width - WIDE
        assert 0 <= y <= drawn.height - HIGH
        for other_x, other_y in places[:at]:
            assert abs(x - other_x) >= WIDE or abs(y - other_y) >= HIGH


@given(graphs())
def test_equal_graphs_give_equal_pictures(made: tuple[int, list[Edge]]) -> None:
    """Nothing but the graph decides."""
    assert picture(*made) == picture(*made)


def test_deep_and_wide_graphs_are_laid_out() -> None:
    """Sixty in a row, sixty beside each other, and all of them joined."""
    assert picture(60, [(at, at + 1) for at in range(59)]).width > 59 * WIDE
    assert picture(60, [(at, 59) for at in range(59)]).height > 58 * HIGH
    assert len(picture(60, [(one, other) for one in range(60) for other in range(one)]).cards) == 60


@given(st.text(max_size=80), st.floats(30, 200))
def test_titles_fit_on_their_card(text: str, width: float) -> None:
    """On two lines, the second with a mark where the title goes on."""
    lines = wrapped(text, width, 13)

    assert 1 <= len(lines) <= 2
    assert all(text_width(line, 13) <= width + 0.01 for line in lines if len(line) > 1)
    assert "".join(lines).endswith("…") or "".join("".join(lines).split()) == "".join(text.split())
