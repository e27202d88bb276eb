"""Laws of walking in circles: after taking out what is named, no circle is left; nothing is taken out without one."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.graph.dependencies import MOST, Wait, Within, find_circles
from milepost.graph.order import circles, closing_edges, tangle
from milepost.model.ids import GoalId

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


@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 9))
def test_a_large_tangle_is_opened_like_a_small_one(seed: int) -> None:
    """Of which only the first circles are chosen with care: none is left, and none but what closes one is taken out."""
    chance = Random(seed)
    names = [GoalId(f"g{at:03}") for at in range(MOST)]
    waits = [Wait(name, target, name) for name in names for target in chance.sample(names, 2)]
    lies_in = {name: Within() for name in names}

    found = find_circles(waits, lies_in)

    assert len(found.tangled) > MOST
    cut = {step for steps in found.cut.values() for step in steps}
    assert find_circles([wait for wait in waits if (wait.waiter, wait.target) not in cut], lies_in).cut == {}
    assert cut == {(one.cut.waiter, one.cut.target) for own in found.found.values() for one in own}
    shuffled = find_circles(chance.sample(waits, len(waits)), dict(chance.sample([*lies_in.items()], len(lies_in))))
    assert (shuffled.cut, shuffled.tangled) == (found.cut, found.tangled)
