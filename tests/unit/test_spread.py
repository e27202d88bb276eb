"""A spread after any edits is what it would be at once, and says which of its rows are others than before."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.model.spread import Spread, spread
from milepost.model.sweep import Differences, Order

NAMES = st.sampled_from("abcd")
TABLES = st.dictionaries(NAMES, st.dictionaries(st.sampled_from("vwxyz"), st.integers(0, 2), max_size=3), max_size=4)


def _says(_: str, value: dict[str, int]) -> list[tuple[str, int]]:
    return list(value.items())


@given(tables=st.lists(TABLES, min_size=2, max_size=6))
def test_a_later_run_equals_the_first(tables: list[dict[str, dict[str, int]]]) -> None:
    """Rows are those of a first run; also where two speak of one thing, and where these two change places."""
    differences = Differences()
    kept: Spread[str, str, int] = Spread(differences)
    before = dict(kept.run(Order(tables[0]), tables[0], _says))
    for table in tables[1:]:
        known = kept.run(Order(table), table, _says)
        assert known == spread(Order(table), table, _says)
        told = {one for one in {*before, *known} if before.get(one) != known.get(one)}
        assert differences.between(before, known) == told
        before = dict(known)


def test_a_row_that_is_as_it_was_is_the_same() -> None:
    """So that later steps see at once that nothing changed."""
    kept: Spread[str, str, tuple[int, ...]] = Spread(Differences())
    order = Order("ab")
    rows = kept.run(order, {"a": 1, "b": 2}, lambda key, value: [(key, (value,))])
    assert kept.run(order, {"a": 1, "b": 2}, lambda key, value: [(key, (value,))]) is rows
    other = kept.run(order, {"a": 1, "b": 3}, lambda key, value: [(key, (value,))])
    assert other["a"] is rows["a"]
    assert (rows["b"], other["b"]) == ((2,), (3,))
