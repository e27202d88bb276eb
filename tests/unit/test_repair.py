"""An order that is repaired holds, and leaves what was not late in the sequence in which it was."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from milepost.graph.order import after_targets
from milepost.graph.repair import repaired
from milepost.model.sweep import Order

NAMES = "abcdefgh"
GRAPHS = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES), max_size=3), max_size=8)
"""What comes before each."""


def _without_circles(graph: Mapping[str, set[str]], rank: str) -> dict[str, list[str]]:
    """Those edges that lead to what stands before in `rank`, between what is there."""
    return {
        name: sorted(one for one in before if one in graph and rank.index(one) < rank.index(name))
        for name, before in graph.items()
    }


@given(st.lists(st.tuples(GRAPHS, st.permutations(NAMES).map("".join)), min_size=2, max_size=5))
def test_what_must_come_before_comes_before(steps: list[tuple[dict[str, set[str]], str]]) -> None:
    """Whatever comes, goes or needs others, time after time."""
    known = _without_circles(*steps[0])
    order = Order(after_targets(known))
    for step in steps[1:]:
        graph = _without_circles(*step)
        changed = [name for name in graph if name in known and graph[name] != known[name]]
        new, gone = [name for name in graph if name not in known], frozenset(known.keys() - graph.keys())
        order = repaired(order, changed, graph.__getitem__, gone=gone, new=new)

        assert sorted(order) == sorted(graph)
        assert order.place == {name: at for at, name in enumerate(order)}
        assert all(order.place[one] < order.place[name] for name, before in graph.items() for one in before)
        known = graph


def test_what_is_not_late_stays_where_it_is() -> None:
    """Only what must come before moves, with what must come before that."""
    before = {"a": [], "b": [], "c": ["f"], "d": [], "e": [], "f": ["e"]}
    assert "".join(repaired(Order("abcdef"), ["c"], before.__getitem__)) == "abefcd"


def test_an_order_that_holds_is_the_same() -> None:
    """So that whoever goes by it sees at once that nothing changed."""
    order = Order("abc")
    assert repaired(order, ["c"], {"c": ["a", "b"]}.__getitem__) is order
